"""The blueprint that the pages of this folder share, and its place among the settings."""

from flask.blueprints import BlueprintSetupState

from aormas.core import web

bp = web.Face("services_desk", __name__, "desk", url_prefix="/meja")


@bp.record_once
def add_link(state: BlueprintSetupState) -> None:
    """Show the services among the settings."""
    state.app.extensions["aormas_navigation"].add("settings", "Services", "services_desk.services", "settings.read")
