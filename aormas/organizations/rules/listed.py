"""What one row of a list says of an organisation, in the words of the record. Pure.

What cannot be read is a problem of its cell and holds the row up; what was read with a guess, or left out, is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aormas.core.sheets.cells import Cell, Unread
from aormas.core.sheets.values import as_date, as_digits, as_int, as_phone, as_text, is_blank
from aormas.organizations.filed import FiledFacts
from aormas.organizations.rules import identity, papers, people, wordings
from aormas.organizations.rules.entry import EMAIL
from aormas.organizations.rules.names import initials
from aormas.organizations.rules.places import Places, apart

CHARACTERISTICS = (
    "Keagamaan",
    "Kewanitaan",
    "Kepemudaan",
    "Kesamaan profesi",
    "Kesamaan kegiatan",
    "Kesamaan bidang",
    "Mitra K/L",
)
LENGTHS = {
    "name": 300, "acronym": 60, "founded_at": 120, "purpose": 4000, "notary": 160, "basis_issuer": 160, "address": 500, "postcode": 10,
    "website": 200, "parent_name": 300, "highest_body": 200, "wings": 300, "businesses": 300, "funding": 300, "emblem_text": 300,
}  # fmt: skip
TOO_LONG = "%(count)s characters are too many; at most %(most)s have a place here. Shorten the text."
NO_NAME = "The organisation's name is missing in this row."
NOT_TAKEN = "“%(text)s” is not among the choices of the register and is left out."
FIRST_ONLY = "Only %(text)s is taken over from this cell; “%(rest)s” is left out."


@dataclass(frozen=True)
class Finding:
    """A sentence about a cell: its column (None for the whole row), message id, values."""

    column: int | None
    message: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """What a row says, what cannot be read in it, what else is to be known."""

    facts: FiledFacts
    register_number: str
    problems: list[Finding]
    remarks: list[Finding]


def read(cells: Sequence[Cell], targets: Sequence[str], places: Places, today: date) -> Listed:
    """Return what a row says; `targets` names what each column holds (`columns.TARGETS`)."""
    row = _Row(places, today)
    for column, target in enumerate(targets[: len(cells)]):
        if target and not is_blank(cells[column]):
            row.hear(column, target, cells[column])
    return row.listed(targets)


class _Row:
    """One row being read: values by key, people, sentences."""

    def __init__(self, places: Places, today: date) -> None:
        self.places, self.today = places, today
        self.said: dict[str, Any] = {}
        self.board = people.Board()
        self.problems: list[Finding] = []
        self.remarks: list[Finding] = []
        self.columns: dict[str, int] = {}

    def hear(self, column: int, target: str, cell: Cell) -> None:
        """Take one cell; a cell that cannot be read becomes a problem."""
        self.columns.setdefault(target, column)
        try:
            if target.partition(".")[0] in people.TARGETS:
                self._person(column, target, cell)
            else:
                READERS.get(target, _Row._text)(self, column, target, cell)
        except Unread as error:
            self.problems.append(Finding(column, error.message, error.values))

    def remark(self, column: int | None, message: str, **values: Any) -> None:
        """Note something that the officer should know; it holds nothing up."""
        self.remarks.append(Finding(column, message, values))

    def _person(self, column: int, target: str, cell: Cell) -> None:
        for message, values in self.board.hear(target, cell):
            self.remark(column, message, **values)

    def _text(self, column: int, target: str, cell: Cell) -> None:
        self.said[target] = _short(as_text(cell), LENGTHS.get(target, 200))

    def _name(self, column: int, target: str, cell: Cell) -> None:
        text = as_text(cell)
        bracketed = re.fullmatch(r"(.*\S)\s*\(([^()]{2,30})\)", text)
        if bracketed and (bracketed[2].isupper() or bracketed[2].lower() in initials(bracketed[1])):
            text = bracketed[1]
            self.said.setdefault("acronym", bracketed[2].strip())
        self.said["name"] = _short(text, LENGTHS["name"])

    def _coded(self, column: int, target: str, cell: Cell) -> None:
        text = as_text(cell)
        readers = {
            "form": wordings.form,
            "scope": wordings.scope,
            "tenure": wordings.tenure,
            "characteristic": _characteristic,
        }
        if code := readers[target](text):
            self.said[target] = code
        else:
            self.remark(column, NOT_TAKEN, text=text)

    def _fields(self, column: int, target: str, cell: Cell) -> None:
        codes, unknown = wordings.fields(str(cell))
        if codes:
            self.said["fields"] = codes
        for text in unknown:
            self.remark(column, NOT_TAKEN, text=as_text(text))

    def _day(self, column: int, target: str, cell: Cell) -> None:
        if target.endswith("until") and papers.is_endless(as_text(cell)):
            return
        if target == "founded_on" and re.fullmatch(r"(19|20)\d\d", as_text(cell)):
            self.remark(column, "Only a year; the register asks for the day, so it is left out.")
            return
        self.said[target] = self._past(target, as_date(cell))

    def _past(self, target: str, day: date | None) -> date | None:
        ahead = target.endswith(("until", "_end", "_start"))
        if day and not ahead and (message := identity.check_past(day, self.today)):
            raise Unread(message)
        return day

    def _founded(self, column: int, target: str, cell: Cell) -> None:
        text = as_text(cell)
        if re.search(r"\d", text):
            self.said["founded_on"] = self._past("founded_on", as_date(cell))
        place = re.split(r",|\btanggal\b|\btgl\b|\d", text, maxsplit=1, flags=re.IGNORECASE)[0].strip(" .-/")
        if place and isinstance(cell, str):
            self.said["founded_at"] = _short(place, LENGTHS["founded_at"])

    def _members(self, column: int, target: str, cell: Cell) -> None:
        count = as_int(cell)
        if count is not None and count > 10_000_000:
            raise Unread("%(text)s is no whole number.", text=as_text(cell))
        self.said["member_count"] = count

    def _npwp(self, column: int, target: str, cell: Cell) -> None:
        self.said["npwp"] = identity.normal_npwp(as_digits(cell, {15, 16}, 2))

    def _paper(self, column: int, target: str, cell: Cell) -> None:
        target = papers.told(target, as_text(cell))
        paper = papers.numbered(cell, target)
        number, day = papers.KEYS[target]
        self.said[number] = paper.number
        if paper.day:
            self.said.setdefault(day, self._past(day, paper.day)) if day else None
        if paper.notary:
            self.said.setdefault("notary", paper.notary)
        if target == "ahu" and identity.check_ahu(paper.number):
            self.remark(
                column, "This number is unusual for a decree of the Ministry of Law; it is taken over as it stands."
            )

    def _address(self, column: int, target: str, cell: Cell) -> None:
        before = self.said.get("address", "")
        found = apart(as_text(cell))
        self.said["address"] = _short(" ".join(part for part in (before, found.street) if part), LENGTHS["address"])
        for key, value in (("village", found.village), ("district", found.district), ("postcode", found.postcode)):
            if value:
                self.said.setdefault(key, value)

    def _number(self, column: int, target: str, cell: Cell) -> None:
        try:
            value = float(as_text(cell).replace(",", "."))
        except ValueError:
            raise Unread("%(text)s is no number of degrees, such as -7.7543.", text=as_text(cell)) from None
        low, high = (-11, 7) if target == "latitude" else (94, 142)
        if not low <= value <= high:
            raise Unread("%(text)s is no number of degrees, such as -7.7543.", text=as_text(cell))
        self.said[target] = value

    def _phone(self, column: int, target: str, cell: Cell) -> None:
        found = as_phone(cell)
        if found is None:
            return
        if message := identity.check_phone(found.number):
            raise Unread(message)
        self.said["phone"] = identity.normal_phone(found.number)
        if re.search(r"\d", found.remark):
            self.remark(column, FIRST_ONLY, text=found.number, rest=found.remark)

    def _email(self, column: int, target: str, cell: Cell) -> None:
        text = as_text(cell)
        found = EMAIL.search(text.replace(" ", "") if "@" in text and "," not in text else text)
        if not found or len(found[0]) > 200:
            raise Unread("Write the address such as nama@contoh.id.")
        self.said["email"] = found[0].strip(",;/").lower()

    def _term(self, column: int, target: str, cell: Cell) -> None:
        term = papers.term(cell)
        self.said |= {key: day for key, day in (("term_start", term.start), ("term_end", term.end)) if day}
        if term.years_only:
            self.remark(column, "Only years; taken as 1 January of the first to 31 December of the last.")

    def listed(self, targets: Sequence[str]) -> Listed:
        """Put together what was heard."""
        said, register_number = self.said, str(self.said.pop("register_number", ""))
        self._place()
        self._basis()
        values = {
            key: value
            for key, value in said.items()
            if value not in ("", None, ()) and key in FiledFacts.__dataclass_fields__
        }
        name = str(values.pop("name", ""))
        if not name and "name" in targets and not self._troubled(targets.index("name")) and not self.board.goes_on:
            self.problems.append(Finding(targets.index("name"), NO_NAME))
        if message := identity.check_term(values.get("term_start"), values.get("term_end")):
            column = self.columns.get("term", self.columns.get("term_end"))
            short = values["term_end"] > values["term_start"]
            (self.remarks if short else self.problems).append(Finding(column, message))
        members, left = self.board.members()
        self.remarks += [Finding(self.columns.get(target), message, values) for target, message, values in left]
        facts = FiledFacts(**{"form": "", "scope": "", **values}, name=name, members=members, whole_board=False)
        return Listed(facts, register_number, self.problems, self.remarks)

    def _troubled(self, column: int) -> bool:
        return any(problem.column == column for problem in self.problems)

    def _place(self) -> None:
        village, district = self.said.pop("village", ""), self.said.pop("district", "")
        if not village:
            return
        code = self.places.village(village, district)
        column = self.columns.get("village")
        if not code and column is not None:
            self.problems.append(Finding(column, "The kelurahan %(text)s is not one of this city.", {"text": village}))
        elif not code:
            self.remark(self.columns.get("address"), "The kelurahan %(text)s is not one of this city.", text=village)
        elif district and not self.places.lies_in(code, district):
            self.remark(
                column,
                "The kelurahan %(text)s does not lie in %(district)s; the kelurahan counts.",
                text=village,
                district=district,
            )
        self.said["village_code"] = code

    def _basis(self) -> None:
        kind, number, left = papers.basis(self.said)
        for target in left:
            self.remark(self.columns.get(target), "Beside the decree of the Ministry of Law this number is left out.")
        if number:
            self.said["basis_kind"], self.said["basis_number"] = kind, number
            return
        dropped = [
            key
            for key in ("basis_date", "basis_until", "basis_issuer", "deed_number", "deed_date", "notary")
            if self.said.pop(key, None)
        ]
        if dropped:
            column = self.columns.get("deed", self.columns.get("ahu_date", self.columns.get("basis_date")))
            self.remark(column, "Without the number of a decree or SKT, its dates and the deed are left out.")


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise Unread(TOO_LONG, count=len(text), most=most)
    return text


def _characteristic(text: str) -> str:
    plain = text.casefold()
    return next((word for word in CHARACTERISTICS if word.casefold() in plain or plain in word.casefold()), "")


READERS: dict[str, Callable[[_Row, int, str, Cell], None]] = {
    "name": _Row._name, "form": _Row._coded, "scope": _Row._coded, "tenure": _Row._coded, "characteristic": _Row._coded,
    "fields": _Row._fields, "founded": _Row._founded, "member_count": _Row._members, "npwp": _Row._npwp, "address": _Row._address,
    "latitude": _Row._number, "longitude": _Row._number, "phone": _Row._phone, "email": _Row._email, "term": _Row._term,
    **dict.fromkeys(papers.KEYS, _Row._paper),
    **dict.fromkeys(
        ("founded_on", "ahu_date", "skt_date", "skt_until", "basis_date", "basis_until", "deed_date", "domicile_until", "term_start",
         "term_end", "decree_date"), _Row._day,
    ),
}  # fmt: skip
