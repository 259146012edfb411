"""The people of a board as filed: chair, secretary and treasurer always, further ones as far as they are named. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from aormas.organizations.rules import identity
from aormas.organizations.rules.keys import digits
from aormas.registration.rules.answers import BOARD
from aormas.registration.rules.texts import Problem, at, check_email, chosen, is_blank, said, short

FURTHER = ("patron", "advisor", "founder", "member")
FURTHER_MOST = 9

NAME_NEEDED = {
    "chair": "Write the name of the chair, as on the identity card.",
    "secretary": "Write the name of the secretary, as on the identity card.",
    "treasurer": "Write the name of the treasurer, as on the identity card.",
}
NIK_NEEDED = {
    "chair": "Write the chair's NIK: 16 digits, as on the identity card, for example 3574014507900003.",
    "secretary": "Write the secretary's NIK: 16 digits, as on the identity card, for example 3574014507900003.",
    "treasurer": "Write the treasurer's NIK: 16 digits, as on the identity card, for example 3574014507900003.",
}
# Whom a sentence speaks of that is the same for everybody.
WHOSE = {"chair": "Chair", "secretary": "Secretary", "treasurer": "Treasurer"}
FURTHER_PERSON = "Person %(number)s"
SAME_PERSON = "This NIK stands here twice. One person cannot hold two of these offices; compare the identity cards."


def check(rows: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield what is wrong with the rows of the board, fields named `members-<row>-<field>`."""
    padded = [*rows, *({} for _ in range(len(BOARD) - len(rows)))]
    for number, row in enumerate(padded):
        if number < len(BOARD):
            yield from _placed(number, _officer(row, number))
        elif not is_blank(row):
            yield from _placed(number, _of(number, _further(row)))
    yield from _twice(padded)


def _placed(number: int, problems: Iterator[Problem]) -> Iterator[Problem]:
    for problem in problems:
        yield replace(problem, field=f"members-{number}-{problem.field}")


def _of(number: int, problems: Iterator[Problem]) -> Iterator[Problem]:
    """Say whose row it is; the sentence alone could be anybody's."""
    whose = WHOSE[BOARD[number]] if number < len(BOARD) else FURTHER_PERSON
    for problem in problems:
        yield replace(problem, whose=whose, values={**problem.values, "number": number + 1})


def _officer(row: Mapping[str, Any], number: int) -> Iterator[Problem]:
    office = BOARD[number]
    if not said(row, "name"):
        yield Problem("name", NAME_NEEDED[office])
    if not said(row, "nik"):
        yield Problem("nik", NIK_NEEDED[office])
    if office == "chair" and not said(row, "phone"):
        yield Problem("phone", "Write the chair's phone number, for example 0812 3456 7890.")
    yield from _of(number, _person(row))


def _further(row: Mapping[str, Any]) -> Iterator[Problem]:
    yield from chosen(row, "office", FURTHER, "Choose what this person is.")
    if not said(row, "name"):
        yield Problem("name", "Write the name, as on the identity card, or empty the whole row.")
    yield from _person(row)


def _person(row: Mapping[str, Any]) -> Iterator[Problem]:
    yield from short(row, "name", 160)
    yield from at(row, "nik", identity.check_nik)
    yield from at(row, "phone", identity.check_phone)
    yield from short(row, "email", 200)
    yield from at(row, "email", check_email)


def _twice(rows: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """A founder may be on the board as well; every other doubling is one person in two offices."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        nik = digits(said(row, "nik"))
        if not nik or said(row, "office") == "founder":
            continue
        if nik in seen:
            yield from _placed(number, _of(number, iter([Problem("nik", SAME_PERSON)])))
        seen.add(nik)
