"""Reporting: what every organisation owes until when, activity reports, reminders, recaps."""

from __future__ import annotations

from flask import Flask

from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the doors, links, jobs and daily round of reporting."""
    from aormas.core.web import row_converter
    from aormas.reporting import elsewhere, jobs, models, seeds
    from aormas.reporting.actions import opening

    app.url_map.converters["report"] = row_converter(models.ActivityReport)
    app.url_map.converters["duty"] = row_converter(models.Duty)
    app.extensions["aormas_daily"].append(opening.daily)
    app.extensions["aormas_jobs"][jobs.KIND] = jobs.mail_reminder
    events = app.extensions["aormas_events"]
    events.on("office.set_up", seeds.on_set_up)
    events.on("portal.tasks", elsewhere.portal_tasks)
    events.on("organization.related", elsewhere.related)
    events.on("organization.attached", elsewhere.attached)
    events.on("organization.confirmed", opening.confirmed)
    events.on("organization.merged", opening.merged)
    events.on("organization.unmerged", opening.unmerged)
    events.on("letter.signed", elsewhere.letter_signed)
    events.on("application.granted", elsewhere.granted)
    events.on("job.given_up", jobs.given_up)
    events.on("organization.heard", elsewhere.heard)
    events.on("organization.open_data", elsewhere.open_data)
    events.on("counter.doors", elsewhere.counter_doors)
    _add_doors(app, settings)


def _add_doors(app: Flask, settings: Settings) -> None:
    from aormas.reporting import desk, portal, public

    navigation = app.extensions["aormas_navigation"]
    if "public" in settings.faces:
        app.register_blueprint(public.bp)
        app.extensions["aormas_events"].on("organization.profile", public.profile_part)
    if "portal" in settings.faces:
        app.register_blueprint(portal.bp, url_prefix="/portal")
    if "desk" in settings.faces:
        app.register_blueprint(desk.bp, url_prefix="/meja")
    navigation.add("public", "Activities", "reporting.calendar")
    navigation.add("portal", "Reports", "reporting_portal.reports")
    navigation.add("desk", "Reports", "reporting_desk.worklist", "report.read")
    navigation.add("desk", "Recaps", "reporting_desk.recap", "report.read")
    navigation.add("settings", "Reporting", "reporting_desk.rules", "settings.read")
