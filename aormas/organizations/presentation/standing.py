"""Words about an organisation, for pages: status, form, field, the sentence that opens a profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from aormas.core.i18n import each_language, format_date
from aormas.core.regions import name_of as region_name
from aormas.organizations import rules
from aormas.organizations.models import Organization
from aormas.organizations.rules.spans import WITHOUT, YEAR, span

OFFICES = {
    "chair": "Chair", "secretary": "Secretary", "treasurer": "Treasurer", "patron": "Patron", "advisor": "Advisor",
    "founder": "Founder", "member": "Member",
}  # fmt: skip
# Code of a field → message id; in Indonesian they are called as in `FIELDS`, which files and letters use.
FIELD_WORDS = {
    "agama": "Religious life",
    "pemuda": "Youth",
    "perempuan": "Empowerment of women",
    "sosial": "Social and humanitarian work",
    "pendidikan": "Schooling and education",
    "kesehatan": "Public health",
    "lingkungan": "Natural environment",
    "budaya": "Culture and the arts",
    "ekonomi": "Economy and small enterprises",
    "hukum": "Law, human rights and advocacy",
    "tata_kelola": "Good governance and democracy",
    "bencana": "Disaster relief",
    "profesi": "Professions",
    "kebangsaan": "National unity and civil defence",
    "olahraga": "Sports and hobbies",
    "antinarkoba": "Work against drugs",
    "lainnya": "Other fields",
}


@each_language
def office_words() -> dict[str, str]:
    """Return board office → its name in the present language."""
    return {office: _(word) for office, word in OFFICES.items()}


@each_language
def form_words() -> dict[str, str]:
    """Return legal form → its name in the present language."""
    return {code: _(word) for code, word in rules.FORM_WORDS.items()}


@each_language
def status_words() -> dict[str, tuple[str, str]]:
    """Return status → (word in the present language, tone)."""
    return {code: (_(word), tone) for code, (word, tone) in rules.STATUS_WORDS.items()}


@each_language
def status_choices() -> list[tuple[str, str]]:
    """Return (status, word) for the filter."""
    return [(code, word) for code, (word, _tone) in status_words().items()]


@each_language
def field_words() -> dict[str, str]:
    """Return field of activity → its name in the present language."""
    return {code: _(word) for code, word in FIELD_WORDS.items()}


def field_names(codes: list[str], main: str) -> str:
    """Return the fields of activity in one line."""
    names = field_words()
    return ", ".join(names.get(code, code) for code in codes) or names.get(main, "")


def basis_word(kind: str) -> str:
    """Return what a legal basis is called."""
    return {"ahu": _("Decree of the Ministry of Law"), "skt": _("SKT of the Minister of Home Affairs")}.get(kind, kind)


def deed_word(number: str, notary: str) -> str:
    """Return a deed in one line: its number and the notary, empty for none."""
    if number and notary:
        return _("deed number %(number)s, notary %(name)s", number=number, name=notary)
    return _("deed number %(number)s", number=number) if number else notary


def term_word(since: date | None, until: date | None) -> str:
    """Return a term of office as its two days; a day that is not known is not written as a sign."""
    if since and until:
        return f"{format_date(since)} – {format_date(until)}"
    if since or until:
        known = format_date(since or until)
        return _("since %(date)s, end not recorded", date=known) if since else _("until %(date)s", date=known)
    return _("days not recorded")


@dataclass(frozen=True)
class Standing:
    """The facts that the status sentence is made of."""

    status: str
    since: date | None
    reason: str
    basis_kind: str | None
    basis_issued_on: date | None
    basis_valid_until: date | None
    term_until: date | None
    joined: str = ""
    town: str = ""


def standing(row: Organization) -> Standing:
    """Return the standing of an organisation from its facts."""
    basis, term = row.present_basis, row.present_term
    fate = row.present_decision if row.status in rules.DECIDED else None
    return Standing(
        row.status, row.status_since, row.status_reason, basis.kind if basis else None, basis.issued_on if basis else None,
        basis.valid_until if basis else None, term.until if term else None, fate.joined if fate else "", fate.town if fate else "",
    )  # fmt: skip


def fate_word(status: str, joined: str, town: str) -> str:
    """Return the word of a status, with whom it joined or where it moved."""
    if status == rules.MERGED and joined:
        return _("Merged with %(name)s", name=joined)
    if status == rules.MOVED and town:
        return _("Moved to %(town)s", town=town)
    return _(rules.STATUS_WORDS[status][0])


def in_one_line(told: tuple[str, str]) -> str:
    """Return status and sentence as one text; a sentence that begins with the status does not say it twice."""
    word, text = told
    return text if text.startswith(f"{word} ") else f"{word}. {text}".strip()


def sentence(facts: Standing) -> tuple[str, str]:
    """Return (status in a word, the sentence that says why), with dates. What was decided goes before what papers say."""
    word = _(rules.STATUS_WORDS[facts.status][0])
    if facts.status in rules.DECIDED:
        return word, _decided(facts)
    text = ", ".join(part for part in (_basis_part(facts), _term_part(facts)) if part)
    return word, (text[:1].upper() + text[1:] + "." if text else facts.reason)


def _decided(facts: Standing) -> str:
    """Say since when, and the office's reason in its own words; papers of a body that is gone tell nothing of today."""
    since = _since(facts)
    reason = facts.reason.strip()
    return " ".join(
        part for part in (since, reason + ("" if reason.endswith((".", "!", "?")) else ".") if reason else "") if part
    )


def _since(facts: Standing) -> str:
    day = format_date(facts.since) if facts.since else ""
    if facts.status == rules.MERGED and facts.joined:
        if not day:
            return _("Merged with %(name)s", name=facts.joined) + "."
        return _("Merged with %(name)s since %(date)s.", name=facts.joined, date=day)
    if facts.status == rules.MOVED and facts.town:
        if not day:
            return _("Moved to %(town)s", town=facts.town) + "."
        return _("Moved to %(town)s since %(date)s.", town=facts.town, date=day)
    return _("Since %(date)s.", date=day) if day else ""


def _basis_part(facts: Standing) -> str:
    if facts.basis_kind == "ahu":
        issued = facts.basis_issued_on
        return _("Legal personality since %(date)s", date=format_date(issued)) if issued else _("Has legal personality")
    if facts.basis_valid_until:
        ended = facts.status == rules.BASIS_ENDED
        day = format_date(facts.basis_valid_until)
        return _("the SKT ended on %(date)s", date=day) if ended else _("SKT valid until %(date)s", date=day)
    return ""


def _term_part(facts: Standing) -> str:
    if facts.term_until is None:
        return ""
    if facts.status == rules.TERM_ENDED:
        return _("the board's term ended on %(date)s", date=format_date(facts.term_until))
    return _("board in office until %(date)s", date=format_date(facts.term_until))


def narrowed_words(asked: dict[str, str]) -> list[str]:
    """Return what a list is narrowed to beyond the filters that its form shows, in words."""
    words = []
    if asked.get("kelurahan") == WITHOUT:
        words.append(_("kelurahan not recorded"))
    elif code := asked.get("kelurahan"):
        words.append(_("Kelurahan %(name)s", name=region_name(code) or code))
    if asked.get("bentuk") == rules.LEGAL:
        words.append(_("with legal personality: a foundation or an association"))
    if asked.get("kecamatan") == WITHOUT:
        words.append(_("kecamatan not recorded"))
    for name, said, unknown in (
        ("berdiri", _("founded {when}"), _("day of founding not recorded")),
        ("masuk", _("entered in the register {when}"), ""),
        ("masa_bakti", _("board's term ends {when}"), _("end of the board's term not recorded")),
    ):
        if text := asked.get(name):
            words.append(unknown if text == WITHOUT and unknown else said.format(when=_days(text)))
    return words


def _days(text: str) -> str:
    found = span(text)
    if found is None:
        return f"“{text}”"
    if YEAR.fullmatch(text):
        return text
    if found.first is None:
        return _("until %(date)s", date=format_date(found.last))
    if found.last is None:
        return _("from %(date)s on", date=format_date(found.first))
    return f"{format_date(found.first)} – {format_date(found.last)}"
