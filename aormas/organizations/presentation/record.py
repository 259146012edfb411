"""Words of the record: what a fact is called, how its value reads, what a change was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from aormas.core.i18n import format_date, format_phone
from aormas.core.regions import name_of as region_name
from aormas.organizations import rules
from aormas.organizations.models import FIELDS, Organization
from aormas.organizations.presentation.standing import OFFICES, basis_word, fate_word, term_word
from aormas.organizations.queries.asof import Snapshot
from aormas.organizations.queries.changes import Made, Written
from aormas.organizations.queries.merging import fact_of
from aormas.organizations.rules import entry
from aormas.organizations.rules.merging import KEYS

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
    "funding": "Sources of money", "emblem_text": "Emblem and flag in words", "board": "Board", "status": "Status", "emblem": "Emblem", "reason": "Reason",
    "successor": "Merged with", "town": "Moved to",
}  # fmt: skip
CHANGES = {
    "filing": "Granted filing", "entry": "Entered by an officer", "edit": "Changed by an officer", "import": "Import", "merge": "Merge",
    "decision": "Decision about its existence",
}  # fmt: skip

# Kind of change → message id of where it is taken back instead.
ELSEWHERE = {
    "filing": "It came with a granted application, so it is not taken back here.",
    "import": "An import is taken back as a whole, on the page of the import.",
    "merge": "A merge is taken back above, under Merges.",
}


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
    if key == "phone":
        return format_phone(str(value))
    if key == "emblem":
        return _("a picture")
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


def line(fact: Written) -> tuple[str, str, str]:
    """Return (what, how it was, how it is) of one value of a change; empty for how it was where nothing stood there."""
    before = value_word(fact.key, fact.before) if fact.before not in ("", None) else ""
    after = value_word(fact.key, fact.after) if fact.after not in ("", None) else _("none any more")
    if fact.same:
        return fact_word(fact.key), "", _("%(name)s: other data of this person", name=after)
    return fact_word(fact.key), "" if fact.key == "emblem" else before, after


def why_not(made: Made) -> str:
    """Return why a change is not taken back from its line in the history, empty where it may be."""
    if made.kind in ELSEWHERE:
        return _(ELSEWHERE[made.kind])
    if made.later is not None:
        return _(
            "Cannot be taken back yet: “%(source)s” came after it on %(date)s. Take that change back first.",
            source=made.later.label, date=format_date(made.later.made_at),
        )  # fmt: skip
    return ""


def origins(row: Organization) -> dict[str, str]:
    """Return what of the record → since when and according to what it holds, in small print."""
    facts = {key: fact_of(row, key) for key in KEYS}
    return {key: text for key, fact in facts.items() if fact is not None and (text := _origin(fact))}


def _origin(fact: Any) -> str:
    since = _("since %(date)s", date=format_date(fact.since)) if fact.since else ""
    return " · ".join(part for part in (since, fact.source) if part)


def snapshot(then: Snapshot) -> list[tuple[str, str]]:
    """Return (what, how it was) of an organisation on a day, what is unknown left out."""
    pairs: list[tuple[str, Any, str]] = [("status", then.status.code, "status")]
    if then.decision:
        pairs += [("successor", then.decision.joined, "successor"), ("town", then.decision.town, "town")]
    if then.name:
        pairs += [("name", then.name.name, "name"), ("acronym", then.name.acronym, "acronym")]
    else:
        pairs.append(("name", _("not yet known on that day"), "name"))
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


def day_band(then: Snapshot) -> tuple[tuple[str, str], str]:
    """Return ((status, sentence), tone) of the band above a file that shows an organisation as of a day."""
    day = _("On %(date)s", date=format_date(then.day))
    if then.empty:
        return (day, _("the register knows nothing of it.")), "plain"
    tone = rules.STATUS_WORDS[then.status.code][1]
    fate = then.decision
    return (day, fate_word(then.status.code, fate.joined if fate else "", fate.town if fate else "") + "."), tone


def _board(then: Snapshot) -> list[tuple[str, str]]:
    if then.term is None:
        return []
    term = (_("Term of the board"), term_word(then.term.since, then.term.until))
    return [term, *((_(OFFICES.get(m.office, m.office)), m.name) for m in then.term.members)]


def shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a refused action's sentence, dates as people read them."""
    return {key: format_date(value) if isinstance(value, date | datetime) else value for key, value in values.items()}
