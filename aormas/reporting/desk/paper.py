"""Paper forms for those who report on paper: one, or a whole list in one file."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, abort, send_file
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.organizations.models import Organization
from aormas.reporting.desk.compliance import asked, chosen, wanted_of
from aormas.reporting.desk.face import bp
from aormas.reporting.queries import compliance as queries
from aormas.reporting.queries import states as periods
from aormas.reporting.queries import worklist
from aormas.reporting.rules import codes, states

MOST = 150  # forms in one file: it is made while the officer waits


def pdf(numbers: list[int], period: Any, name: str) -> Response:
    """Answer with the forms of organisations on a period."""
    from aormas.reporting.presentation import paper

    made = paper.printed(numbers, period, web.site_root() + codes.PAGE)
    answer = send_file(io.BytesIO(made), "application/pdf", as_attachment=True, download_name=name, max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/laporan/formulir/<organization:organization>/<code>.pdf")
@web.requires("report.read")
def paper_form(organization: Organization, code: str) -> Any:
    """The form of one organisation on a period."""
    period = periods.period(code)
    if period is None:
        abort(404)
    return pdf([organization.id], period, f"formulir-laporan-{period.code}-{organization.slug}.pdf")


@bp.get("/laporan/formulir.pdf")
@web.requires("report.read")
def paper_forms() -> Any:
    """The forms of those on the list of who has reported, by kelurahan; without a chosen state only of those who have not."""
    kept = asked()
    period = chosen(list(worklist.all_periods().values())) or abort(404)
    rows = queries.everybody(period, wanted_of(kept), clock.today())
    waiting = states.OPEN | {states.NOT_YET}
    numbers = [row.id for row in rows if "keadaan" in kept or row.state.code in waiting]
    back = web.pages_of(".compliance", {"periode": period.code, **kept})(1)
    if not numbers:
        web.say(_("Nobody on this list needs a paper form."), "warning")
        return web.seen(back)
    if len(numbers) > MOST:
        web.say(
            _("There are %(n)s organisations on this list; one file takes %(most)s forms. Choose a kelurahan or kecamatan.", n=len(numbers), most=MOST),
            "warning",
        )  # fmt: skip
        return web.seen(back)
    return pdf(numbers, period, f"formulir-laporan-{period.code}.pdf")
