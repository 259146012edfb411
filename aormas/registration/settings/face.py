"""The blueprint that the pages of this folder share, its place among the settings, and the rows in its addresses."""

from flask.blueprints import BlueprintSetupState

from aormas.core import web
from aormas.registration.models import Requirement, Service, ServiceVersion, StockReason

bp = web.Face("services_desk", __name__, "desk", url_prefix="/meja")
ROWS = {"offered": Service, "offer_version": ServiceVersion, "offer_paper": Requirement, "offer_reason": StockReason}


@bp.record_once
def settle_in(state: BlueprintSetupState) -> None:
    """Show the services among the settings, and let addresses name their rows."""
    state.app.extensions["aormas_navigation"].add("settings", "Services", "services_desk.services", "settings.read")
    for name, model in ROWS.items():
        state.app.url_map.converters[name] = web.row_converter(model)
