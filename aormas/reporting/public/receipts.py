"""Anyone's page: was a report received? Number, organisation, period and time, nothing else."""

from __future__ import annotations

from typing import Any

from flask import Response

from aormas.core import web
from aormas.core.security import limiter
from aormas.reporting.presentation import states as words
from aormas.reporting.presentation import writing
from aormas.reporting.public.face import bp
from aormas.reporting.queries import writing as queries

TRIES = "30 per 15 minutes"  # wrong codes from one address; right ones do not count


def _missed(response: Response) -> bool:
    return response.status_code == 404


@bp.get("/laporan/tanda-terima/<code>")
@web.anyone
@limiter.limit(TRIES, deduct_when=_missed)
def receipt(code: str) -> Any:
    """Say whether a receipt is the office's."""
    filing = queries.filing_by_code(code)
    period = words.name_of(filing.report.period) if filing else ""
    page = web.page("reporting/public/receipt.html", filing=filing, period=period, arrived=writing.arrived)
    return page if filing else (page, 404)
