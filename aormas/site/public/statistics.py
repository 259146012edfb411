"""The numbers of the register, with pictures; each number leads to the list of those it counts."""

from __future__ import annotations

from typing import Any

from aormas.core import clock, web
from aormas.core.web import public_reading
from aormas.site import figures, report_figures
from aormas.site.public.face import reading


@reading.get("/statistik")
@public_reading
def statistics() -> Any:
    """Statistics: places, fields, forms, status, years, ends of terms; who reports; how fast the office answers."""
    return web.page(
        "site/statistics.html", today=clock.today(), **figures.all_of_them(), **report_figures.all_of_them()
    )
