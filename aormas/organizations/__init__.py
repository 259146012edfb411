"""The register: one true list of the city's organisations."""

from __future__ import annotations

from flask import Flask

from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the doors, links and daily round of the register."""
    from aormas.core.web import row_converter
    from aormas.organizations import actions, checks, desk, models, portal, public
    from aormas.organizations.actions import merging, sweeping, tallies
    from aormas.organizations.importing import working
    from aormas.organizations.queries import file

    app.url_map.converters["organization"] = row_converter(models.Organization)
    app.url_map.converters["register_import"] = row_converter(models.Import)
    app.url_map.converters["outside_list"] = row_converter(models.OutsideList)
    app.extensions["aormas_jobs"]["organizations.compare_list"] = working.job
    navigation = app.extensions["aormas_navigation"]
    if "public" in settings.faces:
        app.register_blueprint(public.bp)
    if "portal" in settings.faces:
        app.register_blueprint(portal.bp, url_prefix="/portal")
    if "desk" in settings.faces:
        app.register_blueprint(desk.bp, url_prefix="/meja")
    navigation.add("public", "Find organisations", "organizations.register")
    navigation.add("portal", "Start", "portal.start")
    navigation.add("portal", "Profile", "portal.profile")
    navigation.add("portal", "Board", "portal.board")
    navigation.add("portal", "Account", "portal.account")
    navigation.add("desk", "Organisations", "organizations_desk.register", "organization.read")
    navigation.add("portal", "Who saw our data", "portal.looks")
    app.extensions["aormas_events"].on("account.activated", actions.join)
    app.extensions["aormas_events"].on("portal.tasks", file.confirmation_task)
    app.extensions["aormas_events"].on("organization.looked_at", file.looks_at)
    app.extensions["aormas_events"].on("organization.attached", merging.is_merged)
    app.extensions["aormas_checks"]["The register"] = checks.present_values
    app.extensions["aormas_checks"]["The counts of the register"] = checks.counts
    app.extensions["aormas_daily"].append(actions.settle_all)
    app.extensions["aormas_daily"].append(sweeping.daily)
    app.extensions["aormas_daily"].append(tallies.gather)
    app.extensions["aormas_jobs"]["organizations.sweep_doubles"] = sweeping.job
