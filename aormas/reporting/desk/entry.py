"""The counter: an officer writes a report down for an organisation that came with it on paper."""

from __future__ import annotations

from flask import abort

from aormas.core import clock
from aormas.organizations.models import Organization
from aormas.reporting.actions.standing import COUNTER
from aormas.reporting.desk.face import bp, officer
from aormas.reporting.entry import routes
from aormas.reporting.entry.door import Door
from aormas.reporting.queries import states as queries


def door(organization: Organization, code: str) -> Door:
    """Return the door of a period of an organisation of the register, or answer 404."""
    period = queries.period(code)
    if period is None or period.starts_on > clock.today():
        abort(404)
    return Door(organization, period, COUNTER, officer())


routes.hang(bp, "entry", "/laporan/isi/<organization:organization>/<code>", "report.enter", door, routes.ROUTES)
