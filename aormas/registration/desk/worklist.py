"""All cases, with filters."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from aormas.core import web
from aormas.registration.desk import words
from aormas.registration.desk.face import bp
from aormas.registration.queries import desk_worklist
from aormas.registration.rules import desk_words

NAMES = {"q": "text", "tahap": "stage", "layanan": "service", "giliran": "turn"}


@bp.get("/permohonan")
@web.requires("application.read")
def applications() -> Any:
    """List the cases: open ones by their due day, then ended ones."""
    asked = {name: request.args.get(name, "").strip()[:100] for name in NAMES}
    wanted = desk_worklist.Filter(**{NAMES[name]: value for name, value in asked.items()}, page=web.page_number())
    found = desk_worklist.cases(wanted)
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    stages = words.stage_words()
    return web.page(
        "registration/desk/applications.html", found=found, asked=asked, kept=kept, stages=stages,
        services=desk_worklist.services(), stage_choices=[(code, stages[code][0]) for code in desk_words.STAGES],
        turns=words.turn_words(), days_left=words.days_left, next_step=words.next_step,
        page_url=lambda number: url_for(".applications", **kept, hal=number if number > 1 else None),
    )  # fmt: skip
