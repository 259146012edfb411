"""The register: one true list of the city's organisations."""

from __future__ import annotations

from flask import Flask

from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the doors, links and commands of the register."""
    from aormas.core.web import row_converter
    from aormas.organizations import models

    app.url_map.converters["organization"] = row_converter(models.Organization)
