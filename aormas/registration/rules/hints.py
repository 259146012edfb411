"""What is worth a second look in the answers, for officers. Pure: hints only, none of them decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from aormas.organizations.filed import FiledMember
from aormas.organizations.rules import identity
from aormas.registration.rules import answers as answered

ADULT = 17  # the age of the first identity card

AHU_UNUSUAL = "The decree's number has an unusual form; compare it with the paper."
AHU_OTHER_FORM = {
    "yayasan": "The decree's number is that of a foundation; an association was filed.",
    "perkumpulan": "The decree's number is that of an association; a foundation was filed.",
}
NPWP_UNUSUAL = "The NPWP has an unusual form; compare it with the paper."
TERM_OVER = "The board's term has ended already."
TERM_ODD = "The board's term is unusual; compare both dates with the decree."
LEASE_OVER = "The lease of the secretariat has ended already."
NIK_WRONG = "A NIK of the board cannot be right; compare it with the identity card."
NIK_TWICE = "The same NIK stands at two offices."
YOUNG = "By the NIK, somebody on the board is younger than 17."


def section_hints(step: str, answers: Mapping[str, Any], today: date) -> list[str]:
    """Return message ids of what is unusual in a section of the answers."""
    checks = {"legalitas": _legal, "sekretariat": _seat, "pengurus": _board}
    return list(checks[step](answers, today)) if step in checks else []


def _legal(answers: Mapping[str, Any], today: date) -> Iterator[str]:
    legal, filed = answers.get("legalitas") or {}, str((answers.get("ormas") or {}).get("form") or "")
    number, npwp = str(legal.get("ahu_number") or ""), str(legal.get("npwp") or "")
    if number and identity.check_ahu(number):
        yield AHU_UNUSUAL
    form = identity.ahu_form(number) if number else None
    if form and filed in AHU_OTHER_FORM and form != filed:
        yield AHU_OTHER_FORM[form]
    if npwp and identity.check_npwp(npwp):
        yield NPWP_UNUSUAL
    yield from (message for _field, message in identity.odd_dates(legal, answers.get("ormas") or {}))


def _seat(answers: Mapping[str, Any], today: date) -> Iterator[str]:
    seat = answers.get("sekretariat") or {}
    until = answered.day(seat.get("tenure_until"))
    if seat.get("tenure") == "rent" and until is not None and until < today:
        yield LEASE_OVER


def _board(answers: Mapping[str, Any], today: date) -> Iterator[str]:
    board = answers.get("pengurus") or {}
    start, end = answered.day(board.get("term_start")), answered.day(board.get("term_end"))
    if end is not None and end < today:
        yield TERM_OVER
    if identity.check_term(start, end):
        yield TERM_ODD
    yield from _numbers(answered.members(answers), today)


def _numbers(members: Iterable[FiledMember], today: date) -> Iterator[str]:
    seen: set[str] = set()
    found: dict[str, None] = {}
    for member in members:
        if not member.nik:
            continue
        if identity.check_nik(member.nik):
            found[NIK_WRONG] = None
            continue
        if member.nik in seen and member.office != "founder":
            found[NIK_TWICE] = None
        seen.add(member.nik)
        if too_young(member.nik, today):
            found[YOUNG] = None
    yield from found


def birth(nik: str, today: date) -> date | None:
    """Return the day of birth that a well-formed NIK says; of two centuries the one in which the person is alive."""
    day, month, short = identity.nik_birth(nik)
    year = today.year - today.year % 100 + short
    try:
        return date(year if year <= today.year else year - 100, month, day)
    except ValueError:
        return None


def too_young(nik: str, today: date) -> bool:
    """Tell whether a NIK says that its owner cannot have an identity card yet."""
    born = birth(nik, today)
    return born is not None and (today.year - born.year - ((today.month, today.day) < (born.month, born.day))) < ADULT
