"""Words of imports: what columns hold, verdicts, stages, decisions, reasons as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from aormas.core.i18n import each_language
from aormas.core.regions import name_of as region_name
from aormas.organizations.filed_json import as_value
from aormas.organizations.models import imports as m
from aormas.organizations.presentation.record import FACTS, fact_word, value_word
from aormas.organizations.presentation.record import shown as shown_values
from aormas.organizations.presentation.standing import OFFICES
from aormas.organizations.rules import columns
from aormas.organizations.rules.differences import Difference
from aormas.organizations.rules.judging import Lost

# Message ids of what a column can hold, beyond the facts that have a name of their own.
OWN_TARGETS = {
    "name": "Name of the organisation", "register_number": "Register number here (ORM-…)", "founded": "Place and day of founding",
    "ahu": "Decree of the Ministry of Law: number", "ahu_date": "Decree of the Ministry of Law: date", "skt": "SKT: number", "skt_date": "SKT: date",
    "skt_until": "SKT: valid until", "basis": "Legal basis, AHU or SKT: number", "basis_date": "Legal basis: date", "basis_until": "Legal basis: valid until",
    "basis_issuer": "Legal basis: issued by", "deed": "Deed: number", "deed_date": "Deed: date", "village": "Kelurahan", "district": "Kecamatan",
    "domicile": "Domicile letter: number", "domicile_until": "Domicile letter: valid until", "phone": "Phone of the organisation",
    "email": "E-mail of the organisation", "board": "Board: all in one cell", "person": "Board member: name (one a row)",
    "office": "Board member: office (one a row)", "term": "Term of the board, both days", "term_start": "Term of the board: begins",
    "term_end": "Term of the board: ends", "decree": "Board's decision: number", "decree_date": "Board's decision: date",
}  # fmt: skip
PARTS = {"nik": "NIK", "phone": "phone", "email": "e-mail", "gender": "gender"}
VERDICTS = {
    m.NEW: ("New", "ok"), m.SAME: ("Already known", "plain"), m.CHANGES: ("Changes something", "wait"),
    m.PROBABLE: ("Perhaps the same as another", "wait"), m.ERROR: ("Cannot be read", "late"),
}  # fmt: skip
STAGES = {
    m.CHOOSING: ("Choose the sheet", "wait"), m.MAPPING: ("Name the columns", "wait"), m.MATCHING: ("Being compared", "plain"),
    m.DECIDING: ("Look through and decide", "wait"), m.APPLIED: ("Applied", "ok"), m.UNDONE: ("Taken back", "plain"),
    m.DROPPED: ("Given up", "plain"), m.FAILED: ("Not compared", "late"),
}  # fmt: skip
WHOLE = {
    "sheet": "Facts to add in %(sheet)s",
    "ended": "Facts to end in %(sheet)s",
    "papers": "Papers to add in %(sheet)s",
}
DECISIONS = {m.APPLY: "will be taken over", m.SKIP: "left out", m.AS_NEW: "a new organisation"}


@each_language
def targets() -> list[tuple[str, str]]:
    """Return (target, what it is called) of everything that a column can hold, in the order of the record."""
    return [("", _("Not taken over")), *((target, target_word(target)) for target in columns.TARGETS)]


def target_word(target: str) -> str:
    """Return what a column holds, in words."""
    if target in OWN_TARGETS:
        return _(OWN_TARGETS[target])
    office, dot, part = target.partition(".")
    if dot:
        person = _("Board member") if office == "person" else _(OFFICES[office])
        return f"{person}: {_(PARTS[part])}"
    return _(OFFICES[office]) if office in OFFICES else _(FACTS.get(target, target))


@each_language
def verdicts() -> dict[str, tuple[str, str]]:
    """Return verdict → (word, tone)."""
    return {code: (_(word), tone) for code, (word, tone) in VERDICTS.items()}


@each_language
def stages() -> dict[str, tuple[str, str]]:
    """Return stage → (word, tone)."""
    return {code: (_(word), tone) for code, (word, tone) in STAGES.items()}


def chosen_word(decision: str, left: Sequence[str]) -> str:
    """Return what was decided, in words, with what of it stays as the register has it."""
    return (
        _("%(decision)s, but left as it is: %(facts)s", decision=decision, facts=parts_word(left)) if left else decision
    )


def decision_word(decision: str, candidates: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return what was decided of a row, in words."""
    kind, _colon, number = decision.partition(":")
    if kind == m.AS_ROW:
        return _("the same as row %(row)s", row=number)
    if kind == m.AS_ORGANIZATION:
        return _("the same as %(name)s", name=next((c["name"] for c in candidates if str(c["id"]) == number), "…"))
    return _(DECISIONS[kind]) if kind in DECISIONS else _(VERDICTS.get(kind, (kind,))[0])


def sentence(message: str, values: Mapping[str, Any], candidates: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return the sentence of a reason, its codes in words."""
    shown = dict(values)
    if "why" in shown:
        shown["why"] = _(str(shown["why"]))
    if "what" in shown:
        shown["what"] = (
            target_word(str(shown["what"]))
            if shown["what"] in columns.TARGETS
            else decision_word(str(shown["what"]), candidates)
        )
    if "facts" in shown:
        shown["facts"] = parts_word(shown["facts"])
    return _(message, **shown) if shown else _(message)


def parts_word(parts: Iterable[str]) -> str:
    """Return what some parts of a row are called."""
    return ", ".join(fact_word(part) for part in parts)


def letter(column: int) -> str:
    """Return a column's letter as Excel shows it; columns count from 0."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a refused action's sentence, dates as people read them."""
    return shown_values(values)


def finding(found: Sequence[Any], labels: Sequence[str]) -> str:
    """Return a sentence about a cell (column or None, message id, values), with the column's letter and heading before it."""
    column, message, values = found
    said = sentence(message, values)
    if column is None:
        return said
    label = labels[column] if column < len(labels) else ""
    return f"{_('Column %(letter)s', letter=letter(column))}{f' ({label})' if label else ''}: {said}"


def difference(key: str, before: Any, after: Any) -> tuple[str, str, str]:
    """Return (what, how it is, how it would be) of one difference."""
    kind, _dot, sheet = key.partition(".")
    if kind in WHOLE:  # of a full workbook: how many facts
        return _(WHOLE[kind], sheet=sheet), "–", str(after)
    word = fact_word(key) if key in FACTS or key.startswith("board.") else _(key)
    if key.startswith("board.") and before == after:
        return word, str(before), _("%(name)s, with other personal details", name=after)
    return word, value_word(key, as_value(key, before)), value_word(key, as_value(key, after))


def place(number: str, village: str) -> str:
    """Return register number and kelurahan of an organisation, by which those of one name are told apart."""
    named = _("Kel. %(name)s", name=region_name(village)) if village and region_name(village) else ""
    return " · ".join(part for part in (number, named) if part)


def lost(found: Lost) -> str:
    """Return what is not carried over, as a sentence."""
    words = ", ".join(_(PARTS[key]) if found.kind == "person" else fact_word(key) for key in found.keys)
    if found.kind == "person":
        return _("Not carried over from %(name)s: %(what)s.", name=found.name, what=words)
    if found.kind == "seat":
        return _("Not carried over from the former address: %(what)s.", what=words)
    return _("Not carried over from the former legal basis: %(what)s.", what=words)


def not_taken(found: Sequence[Difference], row: int) -> str:
    """Return what of a row is not taken because the row that it is the same as says it otherwise."""
    named = [_("%(what)s %(value)s", what=fact_word(d.key), value=value_word(d.key, d.after)) for d in found]
    return _("Not taken from this row, because row %(row)d counts: %(what)s.", row=row, what="; ".join(named))
