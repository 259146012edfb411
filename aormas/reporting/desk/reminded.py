"""What was sent to remind organisations: when, by whom, with what answer; and noting the answer."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.database import db
from aormas.core.errors import ActionError
from aormas.organizations.presentation.record import shown
from aormas.reporting.actions import reminding as actions
from aormas.reporting.desk.face import bp, officer
from aormas.reporting.forms.reminding import AnswerForm
from aormas.reporting.models import Reminder
from aormas.reporting.presentation import reminding as words
from aormas.reporting.queries import reminded as queries
from aormas.reporting.rules import reminding


def _asked() -> dict[str, str]:
    asked = {name: request.args.get(name, "").strip()[:20] for name in ("saluran", "jawaban", "keadaan", "ormas")}
    known = {
        "saluran": set(reminding.CHANNELS), "jawaban": {*reminding.ANSWERS, queries.NO_ANSWER}, "keadaan": set(words.STATES),
    }  # fmt: skip
    return {
        name: value
        for name, value in asked.items()
        if value and (value in known[name] if name in known else value.isdecimal())
    }


@bp.get("/laporan/pengingat/riwayat")
@web.requires("report.read")
def reminded() -> Any:
    """Everything that was sent, the newest first."""
    asked = _asked()
    found = queries.sent(asked, web.page_number())
    return web.page(
        "reporting/desk/reminded.html", found=found, asked=asked, channels=words.channel_words(), answers=words.answer_words(),
        no_answer=queries.NO_ANSWER, states=words.state_words(), words=words, page_url=web.pages_of(".reminded", asked),
    )  # fmt: skip


@bp.route("/laporan/pengingat/riwayat/<int:number>", methods=["GET", "POST"])
@web.requires("report.remind")
def reminder_answer(number: int) -> Any:
    """One reminder as it was sent, and what came of it."""
    row = db.session.get(Reminder, number) or abort(404)
    form = AnswerForm(data={"answer": row.answer, "note": row.answer_note})
    if request.method == "POST" and form.validate():
        try:
            actions.note_answer(row, form.answer.data or "", form.note.data or "", officer())
            web.say(_("The answer is noted."))
            return web.seen(url_for(".reminded", ormas=row.organization_id))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page(
        "reporting/desk/reminder_answer.html", row=row, form=form, words=words, channels=words.channel_words(),
        states=words.state_words(), failure=_(row.failure) if row.failure else "",
    ), 422 if form.errors else 200  # fmt: skip
