"""An organisation's reports, and writing one in the portal."""

from __future__ import annotations

from typing import Any

from flask import abort

from aormas.core import clock, web
from aormas.reporting.actions.standing import PORTAL
from aormas.reporting.entry import routes
from aormas.reporting.entry.door import Door
from aormas.reporting.portal.face import bp, own_organization, person
from aormas.reporting.presentation import reports as shown
from aormas.reporting.presentation.notices import notices_now
from aormas.reporting.queries import states as queries


@bp.get("/laporan")
@web.requires("portal.enter")
def reports() -> Any:
    """What is due first, five years in a strip, and every period."""
    row, today = own_organization(), clock.today()
    return web.page(
        "reporting/portal/reports.html", row=row, today=today, notices=notices_now(), **shown.overview(row, today)
    )


def door(code: str) -> Door:
    """Return the door of a period of the own organisation, or answer 404."""
    period = queries.period(code)
    if period is None or period.starts_on > clock.today():
        abort(404)
    return Door(own_organization(), period, PORTAL, person())


routes.hang(bp, "report", "/laporan/<code>", "portal.enter", door, routes.ROUTES + routes.OWN)
