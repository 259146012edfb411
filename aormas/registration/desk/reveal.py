"""Showing what is personal: only by a click that the trail records, a NIK once, a sensitive paper for half an hour."""

from __future__ import annotations

from flask import abort, session

from aormas.core import clock
from aormas.registration.actions import looking
from aormas.registration.desk.face import officer
from aormas.registration.models import Application, Attachment
from aormas.registration.rules import answers

OPEN_FOR = 1800  # seconds
KEPT = 30  # papers that one session remembers; the cookie must stay small


def show(application: Application, what: str) -> str:
    """Record a click on `nik:<place>` or `paper:<attachment>`, let the next page show it, and return its place."""
    kind, _, number = what.partition(":")
    if kind not in {"nik", "paper"} or not number.isdecimal() or len(number) > 12:
        abort(404)
    return _nik(application, int(number)) if kind == "nik" else _paper(application, int(number))


def _nik(application: Application, place: int) -> str:
    members = answers.members(application.answers)
    if place >= len(members):
        abort(404)
    looking.show_nik(application, members[place].name, officer())
    session["shown"] = [application.id, place]
    return "paper-isian:pengurus"


def _paper(application: Application, number: int) -> str:
    attachment = next((row for row in application.attachments if row.id == number), None)
    if attachment is None:
        abort(404)
    looking.open_paper(attachment, officer())
    _remember(attachment)
    return f"paper-{attachment.requirement.code}"


def open_all(application: Application) -> None:
    """Open the sensitive papers of a case at once, each recorded, for who may open them; others get none."""
    if not officer().may("nik.show"):
        return
    for row in application.attachments:
        if row.requirement.sensitive and row.replaced_at is None:
            looking.open_paper(row, officer())
            _remember(row)


def _remember(attachment: Attachment) -> None:
    kept = {**_opened(), str(attachment.id): int(clock.now().timestamp())}
    session["opened"] = dict(list(kept.items())[-KEPT:])


def _opened() -> dict[str, int]:
    oldest = clock.now().timestamp() - OPEN_FOR
    return {number: since for number, since in session.get("opened", {}).items() if since >= oldest}


def may_open(attachment: Attachment) -> bool:
    """Tell whether the person may see a paper now: an ordinary one always, a sensitive one after the click."""
    if not attachment.requirement.sensitive:
        return True
    return officer().may("nik.show") and str(attachment.id) in _opened()


def shown_nik(application: Application) -> int | None:
    """Return the place of the person whose NIK this one page may show."""
    shown = session.get("shown")
    if not shown:
        return None
    session.pop("shown")
    return int(shown[1]) if shown[0] == application.id else None
