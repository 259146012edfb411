"""The public front door: home, guide, privacy, health."""

from __future__ import annotations

from flask import Flask

from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the public front door; health is asked on every machine, whatever faces it shows."""
    from aormas.site import public

    app.register_blueprint(public.bp)
    if "public" in settings.faces:
        app.register_blueprint(public.reading)
    navigation = app.extensions["aormas_navigation"]
    navigation.add("footer", "Statistics", "reading.statistics")
    navigation.add("footer", "Open data", "organizations.about_data")
    navigation.add("footer", "Guide", "site.guide")
    navigation.add("footer", "Privacy", "site.privacy")
