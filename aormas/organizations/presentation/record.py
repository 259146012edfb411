"""Words of the record: what a fact is called, how its value reads, what a change was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from aormas.core.i18n import format_date
from aormas.core.regions import name_of as region_name
from aormas.organizations import rules
from aormas.organizations.models import FIELDS
from aormas.organizations.presentation import basis_word
from aormas.organizations.queries.asof import Snapshot
from aormas.organizations.rules import entry

# Message ids of what a fact is called.
FACTS = {
    "name": "Name", "acronym": "Acronym", "form": "Legal form", "fields": "Fields of activity", "characteristic": "Characteristic",
    "scope": "Where it works", "purpose": "Purpose", "founded_on": "Founded on", "founded_at": "Founded in", "member_count": "Members",
    "npwp": "NPWP", "basis_kind": "Kind of legal basis", "basis_number": "Number of the decree or SKT", "basis_date": "Date of the decree or SKT",
    "basis_until": "SKT valid until", "basis_issuer": "Issued by", "deed_number": "Number of the deed", "deed_date": "Date of the deed",
    "notary": "Notary", "address": "Address", "village_code": "Kelurahan", "postcode": "Postcode", "tenure": "Building",
    "tenure_until": "The lease ends on", "domicile_number": "Domicile letter", "domicile_until": "Domicile letter ends on", "latitude": "Latitude",
    "longitude": "Longitude", "phone": "Phone", "email": "E-mail", "website": "Website", "decree_number": "Board's decision",
    "decree_date": "Date of the decision", "term_start": "Term begins", "term_end": "Term ends", "parent_name": "Branch of",
    "highest_body": "Highest decision-making body", "wings": "Autonomous units and wings", "businesses": "Business units",
    "funding": "Sources of money", "emblem_text": "Emblem and flag in words", "board": "Board", "status": "Status", "emblem": "Emblem",
}  # fmt: skip
OFFICES = {
    "chair": "Chair", "secretary": "Secretary", "treasurer": "Treasurer", "patron": "Patron", "advisor": "Advisor",
    "founder": "Founder", "member": "Member",
}  # fmt: skip
CHANGES = {
    "filing": "Granted filing", "entry": "Entered by an officer", "edit": "Changed by an officer", "import": "Import", "merge": "Merge",
    "decision": "Decision about its existence",
}  # fmt: skip


def fact_word(key: str) -> str:
    """Return what a fact is called: a key of `FACTS`, or `board.<office>`."""
    if key.startswith("board."):
        office, _dot, number = key.removeprefix("board.").partition(".")
        return f"{_(OFFICES.get(office, office))} {number}".strip()
    return _(FACTS.get(key, key))


def change_words() -> dict[str, str]:
    """Return kind of change → its name in the present language."""
    return {kind: _(word) for kind, word in CHANGES.items()}


def value_word(key: str, value: Any) -> str:
    """Return a fact's value as people read it; "–" for none."""
    if value in (None, "", ()):
        return "–"
    if isinstance(value, date):
        return format_date(value)
    if key == "fields":
        codes = value.split(",") if isinstance(value, str) else value
        return ", ".join(FIELDS.get(code, code) for code in codes)
    if key in {"founded_on"}:
        return format_date(date.fromisoformat(str(value)))
    return _coded(key, str(value))


def _coded(key: str, value: str) -> str:
    tables: dict[str, Mapping[str, str]] = {
        "form": rules.FORM_WORDS, "scope": dict(entry.SCOPES), "tenure": dict(entry.TENURES),
        "status": {code: word for code, (word, _tone) in rules.STATUS_WORDS.items()},
    }  # fmt: skip
    if key == "basis_kind":
        return basis_word(value)
    if key == "village_code":
        return region_name(value) or value
    return _(tables[key][value]) if key in tables and value in tables[key] else value


def snapshot(then: Snapshot) -> list[tuple[str, str]]:
    """Return (what, how it was) of an organisation on a day, what is unknown left out."""
    pairs: list[tuple[str, Any, str]] = [("status", then.status.code, "status")]
    if then.name:
        pairs += [("name", then.name.name, "name"), ("acronym", then.name.acronym, "acronym")]
    pairs += [(key, value, key) for key, value in then.particulars.items()]
    if then.basis:
        pairs += [
            ("basis_kind", then.basis.kind, "basis_kind"),
            ("basis_number", then.basis.number, "basis_number"),
            ("basis_until", then.basis.valid_until, "basis_until"),
        ]
    if then.seat:
        pairs += [("address", then.seat.address, "address"), ("village_code", then.seat.village_code, "village_code")]
    pairs += [(kind, value, kind) for kind, value in then.contacts.items()]
    if then.affiliation:
        parent = then.affiliation.parent
        pairs.append(("parent_name", parent.name if parent else then.affiliation.parent_name, "parent_name"))
    shown = [(fact_word(key), value_word(kind, value)) for key, value, kind in pairs if value not in (None, "")]
    return shown + _board(then)


def _board(then: Snapshot) -> list[tuple[str, str]]:
    if then.term is None:
        return []
    term = (_("Term of the board"), f"{format_date(then.term.since) or '?'} – {format_date(then.term.until) or '?'}")
    return [term, *((_(OFFICES.get(m.office, m.office)), m.name) for m in then.term.members)]


def shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a refused action's sentence, dates as people read them."""
    return {key: format_date(value) if isinstance(value, date | datetime) else value for key, value in values.items()}
