"""Services, papers, applications, review, decision."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from aormas.config import Settings

UNFINISHED_LIVE = timedelta(days=7)  # an upload that nothing was added to is dropped after this


def init_app(app: Flask, settings: Settings) -> None:
    """Add the doors, links, jobs and daily tasks of registration."""
    from aormas.core import clock
    from aormas.core.files.partials import Partials
    from aormas.registration import seeds, tasks

    partials = Partials(settings.instance / "unfinished")
    app.extensions["aormas_partials"] = partials
    app.extensions["aormas_daily"].append(lambda: partials.sweep(UNFINISHED_LIVE, clock.now()))
    events = app.extensions["aormas_events"]
    events.on("office.set_up", seeds.on_set_up)
    events.on("portal.tasks", tasks.of_portal)
    events.on("organization.looked_at", tasks.looks_at)
    events.on("organization.attached", tasks.attached)
    events.on("organization.unreached", tasks.unreached)
    events.on("portal.standing", tasks.standing)
    _add_doors(app, settings)


def _add_doors(app: Flask, settings: Settings) -> None:
    """The forms of a filing serve all three faces, so their blueprint is always there."""
    from aormas.registration import counter, desk, portal, public
    from aormas.registration import settings as services

    navigation = app.extensions["aormas_navigation"]
    app.register_blueprint(public.bp)
    if "portal" in settings.faces:
        app.register_blueprint(portal.bp, url_prefix="/portal")
    if "desk" in settings.faces:
        app.register_blueprint(counter.bp, url_prefix="/meja")
        app.register_blueprint(desk.bp)
        app.register_blueprint(services.bp)
    navigation.add("public", "Services", "registration.services")
    navigation.add("public", "Register an organisation", "registration.choose")
    navigation.add("public", "Follow a case", "registration.follow")
    navigation.add("portal", "Applications", "registration_portal.applications")
    navigation.add("desk", "Counter", "counter.start", "application.file")
