"""People of a board as the cells of a list name them: one column each, all in one cell, or a person and an office a row. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from aormas.core.sheets.cells import Cell, Unread
from aormas.core.sheets.values import as_digits, as_phone, as_text
from aormas.organizations.filed import FiledMember
from aormas.organizations.rules import identity, wordings
from aormas.organizations.rules.spelling import SHARED

TARGETS = frozenset({"chair", "secretary", "treasurer", "patron", "advisor", "founder", "board", "person", "office"})
ORDER = ("chair", "secretary", "treasurer")
NAME_MOST = 160
_NUMBERED = re.compile(r"^\s*(?:\d+|[a-z])\s*[.)]\s*", re.IGNORECASE)
Heard = list[tuple[str, dict[str, Any]]]


@dataclass
class Board:
    """The people of one row while it is read."""

    named: dict[str, FiledMember] = field(default_factory=dict)
    others: list[FiledMember] = field(default_factory=list)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    person: str = ""
    title: str = ""

    @property
    def goes_on(self) -> bool:
        """Tell that the row names a person with an office: it may go on with the organisation of the row above."""
        return bool(self.person)

    def hear(self, target: str, cell: Cell) -> Heard:
        """Take a cell; return the remarks (message id, values). Raises `Unread`."""
        office, _, part = target.partition(".")
        if part:
            return self._part(office, part, cell)
        if target == "board":
            return self._whole(cell)
        if target in ("person", "office"):
            setattr(self, "person" if target == "person" else "title", _name(as_text(cell)))
            return []
        first, *further = _several(cell) if office not in ORDER else [as_text(cell)]
        self.named[office] = FiledMember(office, _name(first))
        self.others += [FiledMember(office, _name(text)) for text in further]
        return []

    def _part(self, office: str, part: str, cell: Cell) -> Heard:
        value, remark = "", ""
        if part == "nik":
            value = as_digits(cell, {16})
            remark = identity.check_nik(value) or ""
        elif part == "phone" and (phone := as_phone(cell)):
            if message := identity.check_phone(phone.number):
                raise Unread(message)
            value = identity.normal_phone(phone.number)
        elif part == "email":
            value = as_text(cell)[:200] if "@" in as_text(cell) else ""
        elif part == "gender":
            value = wordings.gender(as_text(cell))
        self.parts[office, part] = value
        return [(remark, {})] if remark else []

    def _whole(self, cell: Cell) -> Heard:
        lines = [
            line
            for line in re.split(
                r"[\n;]|\s/\s|/(?=\s*[^\W\d])|,\s*(?=(?:ketua|sekretaris|bendahara)\b)", str(cell), flags=re.IGNORECASE
            )
            if line.strip()
        ]
        for place, line in enumerate(lines):
            text = _NUMBERED.sub("", as_text(line))
            called = re.match(
                r"((?:wakil )?(?:ketua|sekretaris|bendahara|pembina|penasehat|penasihat|pengawas|pendiri|anggota)[\w ]{0,20}?)\s*[:=\-–]\s*(.+)",
                text,
                re.IGNORECASE,
            )
            office = wordings.office(called[1]) if called else ORDER[place] if place < len(ORDER) else "member"
            self._add(office, called[2] if called else text, called[1] if called and office == "member" else "")
        return []

    def _add(self, office: str, name: str, title: str = "") -> FiledMember:
        """Add a person; a second one of an office that one person holds is a further member."""
        member = FiledMember(office, _name(name), title=title[:80])
        if office == "member" or office in self.named:
            member = member if office in SHARED else replace(member, office="member", title=member.title)
            self.others.append(member)
        else:
            self.named[office] = member
        return member

    def members(self) -> tuple[tuple[FiledMember, ...], list[tuple[str, str, dict[str, Any]]]]:
        """Return the people, each with what belongs to them, and (target, message id, values) of what belongs to nobody."""
        if self.person:
            office = wordings.office(self.title)
            last = self._add(office, self.person, self.title if office == "member" else "")
            said = {
                part: self.parts.pop(("person", part))
                for part in ("nik", "phone", "gender")
                if ("person", part) in self.parts
            }
            self._put(last, said)
        left: list[tuple[str, str, dict[str, Any]]] = []
        for (office, part), value in self.parts.items():
            if office in self.named:
                self._put(self.named[office], {part: value})
            elif value:
                left.append((f"{office}.{part}", "Nobody is named in this office, so this cell is left out.", {}))
        return (*self.named.values(), *self.others), left

    def _put(self, member: FiledMember, said: dict[str, str]) -> None:
        filled = replace(member, **said)
        if filled.nik and not filled.gender and identity.check_nik(filled.nik) is None:
            filled = replace(filled, gender=identity.nik_gender(filled.nik))
        if self.named.get(member.office) is member:
            self.named[member.office] = filled
        else:
            self.others[self.others.index(member)] = filled


def _several(cell: Cell) -> list[str]:
    """Return the people in a cell: founders, patrons and advisors stand there together."""
    return [text for part in re.split(r"[;\n]", str(cell)) if (text := as_text(part))] or [as_text(cell)]


def _name(text: str) -> str:
    plain = _NUMBERED.sub("", text).strip(" ,;:-")
    if len(plain) > NAME_MOST:
        raise Unread(
            "%(count)s characters are too many; at most %(most)s have a place here. Shorten the text.",
            count=len(plain),
            most=NAME_MOST,
        )
    return plain
