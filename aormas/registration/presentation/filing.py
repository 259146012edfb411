"""A filing while it is being filled in: its steps, what each holds, what everybody will see of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import current_app, g, request, url_for
from flask_babel import gettext as _
from wtforms import SelectField

from aormas.core import clock
from aormas.core.forms import DayField
from aormas.core.i18n import format_date
from aormas.core.office import office
from aormas.core.regions import villages
from aormas.organizations.models import FIELDS
from aormas.organizations.presentation import office_words
from aormas.organizations.rules.keys import digits
from aormas.registration.actions.filing import papers_of
from aormas.registration.forms import steps
from aormas.registration.forms.fields import plain
from aormas.registration.models import Application, ServiceVersion
from aormas.registration.rules import answers, completeness
from aormas.registration.rules.checks import Facts
from aormas.registration.rules.completeness import Missing

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """One step of the answers as rows of question and answer."""

    step: str
    title: str
    rows: Rows


def step_names() -> dict[str, str]:
    """Return step → its short name in the present language."""
    return {
        "ormas": _("Organisation"), "legalitas": _("Legal basis"), "sekretariat": _("Secretariat"),
        "pengurus": _("Board"), "berkas": _("Papers"), "kirim": _("Check and send"),
    }  # fmt: skip


def office_names() -> dict[str, str]:
    """Return board office → its name in the present language, as a form asks for it."""
    return {**office_words(), "member": _("Further board member")}


def known_villages() -> list[tuple[str, str, str]]:
    """Return (code, village, district) of the city, read once per request."""
    if "villages" not in g:
        g.villages = villages()
    return g.villages  # type: ignore[no-any-return]


def facts_of(version: ServiceVersion) -> Facts:
    """Return what the checks of a filing must know."""
    codes = frozenset(code for code, _village, _district in known_villages())
    return Facts(version.service.track, version.service.kind, clock.today(), codes, frozenset(FIELDS))


def form_of(application: Application, step: str, formdata: Any = None) -> Any:
    """Return the form of a step, filled from what is stored or from what was sent just now."""
    service = application.version.service
    stored = application.answers.get(step) or {}
    form = steps.build(step, service.track, service.kind, known_villages(), stored=stored, formdata=formdata)
    if formdata is None:
        form.revision.data = str(application.revisions.get(step, 0))
    return form


def present_codes(application: Application) -> set[str]:
    """Return the codes of the papers that have a file."""
    return {attachment.requirement.code for attachment in application.attachments if attachment.replaced_at is None}


def missing(application: Application) -> list[Missing]:
    """Return what still keeps a draft from being sent."""
    version = application.version
    return completeness.missing(application.answers, papers_of(version), present_codes(application), facts_of(version))


def next_step(application: Application) -> str:
    """Return the step with which the person goes on."""
    gaps = missing(application)
    return gaps[0].step if gaps else "kirim"


def step_urls(application: Application) -> list[str]:
    """Return the addresses of the steps in their order."""
    return [step_url(application, step) for step in answers.STEPS]


def step_url(application: Application, step: str, **more: Any) -> str:
    """Return the address of a step."""
    endpoint = {"berkas": "registration.papers", "kirim": "registration.sending"}.get(step, "registration.step")
    named: dict[str, Any] = {"step": step, **more} if endpoint == "registration.step" else more
    return url_for(endpoint, reference=application.reference, **named)


def rows_of(version: ServiceVersion, step: str, stored: Mapping[str, Any]) -> Rows:
    """Return the answers of a step as question and answer; NIK masked, empty answers left out."""
    form = steps.build(step, version.service.track, version.service.kind, known_villages(), stored=stored)
    rows = [
        (str(field.label.text), shown(field)) for field in form if field.name not in {"revision", "members", "agreed"}
    ]
    rows = [(label, value) for label, value in rows if value]
    if step == "pengurus":
        rows += _people(stored.get("members") or [])
    return rows


def shown(field: Any) -> str:
    """Return a field's answer as people read it."""
    if isinstance(field, DayField):
        return format_date(field.data) if field.data else field.typed
    if isinstance(field, SelectField):
        choices: Any = field.choices
        words = {choice.value: choice.label for choice in choices}
        return str(words.get(field.data, field.data or "")) if field.data else ""
    value = plain(field)
    return _("Yes") if value == "1" and isinstance(field.data, bool) else str(value)


def _people(members: list[Mapping[str, Any]]) -> Rows:
    names = office_names()
    return [
        (names.get(str(row.get("office")), ""), _person(row)) for row in members if row.get("name") or row.get("nik")
    ]


def _person(row: Mapping[str, Any]) -> str:
    nik = digits(str(row.get("nik") or ""))
    return ", ".join(
        part
        for part in (str(row.get("name") or "–"), f"NIK {masked(nik)}" if nik else "", str(row.get("phone") or ""))
        if part
    )


def masked(nik: str) -> str:
    """Return a NIK of which only the first six and the last two digits can be read."""
    return f"{nik[:6]}{'•' * max(0, len(nik) - 8)}{nik[-2:]}" if len(nik) > 8 else "•" * len(nik)


def sections(application: Application) -> list[Section]:
    """Return what the office will see: all answers, step by step."""
    names = step_names()
    return [
        Section(step, names[step], rows_of(application.version, step, application.answers.get(step) or {}))
        for step in answers.TYPED
    ]  # fmt: skip


def public_rows(application: Application) -> Rows:
    """Return what everybody will see in the register: never NIK, phone, street or e-mail."""
    facts = answers.to_facts(application.answers, application.version.service.track)
    place = {code: f"Kel. {village}, Kec. {district}" for code, village, district in known_villages()}
    names, shown_offices = office_names(), office().public_board
    rows = [
        (_("Name"), facts.name),
        (_("Short name"), facts.acronym),
        (_("Field of activity"), ", ".join(FIELDS[code] for code in facts.fields if code in FIELDS)),
        (_("Seat of the secretariat"), place.get(facts.village_code, "")),
        (_("AHU decree"), facts.basis_number),
        (_("Purpose"), facts.purpose),
        *((names[m.office], m.name) for m in facts.members if m.office in shown_offices),
        (
            _("Board in office"),
            f"{format_date(facts.term_start)} – {format_date(facts.term_end)}"
            if facts.term_start and facts.term_end
            else "",
        ),
    ]
    return [(label, value) for label, value in rows if value]


def follow_url(reference: str) -> str:
    """Return the full address at which a case is followed, as it is printed and sent."""
    settings = current_app.extensions["aormas_settings"]
    root = settings.address if settings.public_url else request.host_url.rstrip("/")
    return f"{root}{url_for('registration.follow', ref=reference)}"


def message_url(application: Application, code: str) -> str:
    """Return a wa.me link with which a person sends reference and code to oneself."""
    text = _(
        "Application %(reference)s at %(site)s. Secret code: %(code)s. Go on here: %(url)s",
        reference=application.reference, site=office().site_title, code=code, url=follow_url(application.reference),
    )  # fmt: skip
    return f"https://wa.me/?text={quote(text)}"
