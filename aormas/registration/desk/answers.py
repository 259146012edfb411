"""The answers of a case as officers read them: question and answer, numbers of persons masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.i18n import format_date
from aormas.organizations.filed import FiledMember
from aormas.organizations.models import FIELDS
from aormas.organizations.presentation import office_words
from aormas.organizations.presentation.record import fact_word
from aormas.organizations.rules.identity import masked
from aormas.registration.rules import answers as answered
from aormas.registration.rules import hints


@dataclass(frozen=True)
class Row:
    """A question and its answer; `nik` is the place of the person whose NIK a click would show, or None."""

    label: str
    text: str
    nik: int | None = None


def rows(
    step: str, answers: Mapping[str, Any], *, place: str, forms: Mapping[str, str], shown: int | None = None
) -> list[Row]:
    """Return what was answered in a step, without what was left empty; `shown` is the person whose NIK may be read."""
    typed = answers.get(step) or {}
    made = {
        "ormas": lambda: _about(typed, forms),
        "legalitas": lambda: _legal(typed),
        "sekretariat": lambda: _seat(typed, place),
    }
    found = _board(typed, answers, shown) if step == "pengurus" else made[step]()
    return [row for row in found if row.text]


def _day(typed: Mapping[str, Any], name: str) -> str:
    day = answered.day(typed.get(name))
    return format_date(day) if day else _text(typed, name)


def _text(typed: Mapping[str, Any], name: str) -> str:
    return str(typed.get(name) or "").strip()


def _about(typed: Mapping[str, Any], forms: Mapping[str, str]) -> list[Row]:
    founded = ", ".join(part for part in (_day(typed, "founded_on"), _text(typed, "founded_at")) if part)
    return [
        Row(_("What has changed"), _text(typed, "changes")),
        Row(_("Register number"), _text(typed, "register_number")),
        Row(_("Name"), _text(typed, "name")),
        Row(_("Acronym"), _text(typed, "acronym")),
        Row(_("Form"), forms.get(_text(typed, "form"), "")),
        Row(_("Field"), ", ".join(FIELDS.get(code, code) for code in typed.get("fields") or () if code)),
        Row(_("Characteristic"), _text(typed, "characteristic")),
        Row(_("Purpose"), _text(typed, "purpose")),
        Row(_("Founded"), founded),
        Row(_("Members"), _text(typed, "member_count")),
        *(Row(fact_word(key), _text(typed, key)) for key in answered.FURTHER),
    ]


def _legal(typed: Mapping[str, Any]) -> list[Row]:
    return [
        Row(_("Number of the AHU decree"), _text(typed, "ahu_number")),
        Row(_("Date of the decree"), _day(typed, "ahu_date")),
        Row(_("Number of the deed"), _text(typed, "deed_number")),
        Row(_("Date of the deed"), _day(typed, "deed_date")),
        Row(_("Notary"), _text(typed, "notary")),
        Row(_("NPWP"), _text(typed, "npwp")),
    ]


def _seat(typed: Mapping[str, Any], place: str) -> list[Row]:
    tenures = {"own": _("own"), "rent": _("rented"), "borrowed": _("borrowed")}
    tenure = tenures.get(_text(typed, "tenure"), "")
    until = _day(typed, "tenure_until")
    return [
        Row(_("Address"), _text(typed, "address")),
        Row(_("Kelurahan"), place),
        Row(_("Postcode"), _text(typed, "postcode")),
        Row(_("Building"), f"{tenure}, {_('until %(date)s', date=until)}" if tenure and until else tenure),
        Row(
            _("Domicile letter"),
            ", ".join(part for part in (_text(typed, "domicile_number"), _day(typed, "domicile_until")) if part),
        ),
        Row(_("Phone"), _text(typed, "phone")),
        Row(_("E-mail"), _text(typed, "email")),
        Row(_("Website"), _text(typed, "website")),
    ]


def _board(typed: Mapping[str, Any], answers: Mapping[str, Any], shown: int | None) -> list[Row]:
    term = " – ".join(part for part in (_day(typed, "term_start"), _day(typed, "term_end")) if part)
    decree = ", ".join(part for part in (_text(typed, "decree_number"), _day(typed, "decree_date")) if part)
    found = [Row(_("Decree on the board"), decree), Row(_("Term"), term)]
    offices = office_words()
    for number, member in enumerate(answered.members(answers)):
        found.append(
            Row(
                offices.get(member.office, member.office),
                ", ".join(part for part in (member.name, member.phone, member.email) if part),
            )
        )
        if member.nik:
            found.append(
                Row(
                    _("NIK"),
                    _told(member) if shown == number else masked(member.nik),
                    None if shown == number else number,
                )
            )
    return found


def _told(member: FiledMember) -> str:
    """A shown NIK with what it says, to compare with the identity card."""
    born = (
        hints.birth(member.nik, clock.today())
        if len(member.nik) == 16 and not hints.identity.check_nik(member.nik)
        else None
    )
    if born is None:
        return member.nik
    gender = _("woman") if member.gender == "P" else _("man")
    return _(
        "%(nik)s (by the number: %(gender)s, born on %(day)s)", nik=member.nik, gender=gender, day=format_date(born)
    )
