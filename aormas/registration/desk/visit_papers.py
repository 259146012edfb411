"""The paper around a field visit, filled from the case. Paper is Indonesian, whoever prints it."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.i18n import zone_name
from aormas.letters.documents import letterhead
from aormas.registration.actions import drafting
from aormas.registration.models import Application, Visit
from aormas.registration.pdf import Minutes, Person, VisitForm, render_minutes, render_visit_form
from aormas.registration.queries import desk_case
from aormas.registration.rules import visits
from aormas.registration.rules.letter_fields import FORMS

OFFICES = {"chair": "ketua", "secretary": "sekretaris", "treasurer": "bendahara"}


def form(application: Application, visit: Visit) -> bytes:
    """Return the form to fill by hand, as PDF."""
    facts = drafting.facts_of(application)
    village, _, district = desk_case.place(facts.village_code).partition(", ")
    return render_visit_form(
        VisitForm(
            letterhead=letterhead(),
            reference=application.reference,
            organisation=application.name,
            made_at=clock.local(clock.now()),
            form=FORMS.get(facts.form, ""),
            legal_basis=facts.basis_number,
            address=facts.address,
            village=village,
            district=district,
            phone=facts.phone,
            board=tuple((m.name, OFFICES[m.office]) for m in facts.members if m.office in OFFICES),
            team=tuple((name, "Petugas") for name in _lines(visit.officers)),
            planned_on=visit.planned_on or "",
        ),
    )


def minutes(application: Application, visit: Visit) -> bytes:
    """Return the minutes to be signed, as PDF."""
    facts = drafting.facts_of(application)
    place = ", ".join(part for part in (facts.address, desk_case.place(facts.village_code)) if part)
    return render_minutes(
        Minutes(
            letterhead=letterhead(),
            organisation=application.name,
            held_on=visit.conducted_on or clock.today(),
            findings=(*visits.printed(visit.findings), *((("Catatan", visit.notes),) if visit.notes else ())),
            conclusion=visits.CONCLUSIONS.get(visit.conclusion, ""),
            officers=_officers(visit),
            made_at=clock.local(clock.now()),
            hosts=tuple(_host(line) for line in _lines(visit.people_met)),
            reference=application.reference,
            time=f"{visit.planned_time} {zone_name()}"
            if visit.planned_time and visit.conducted_on == visit.planned_on
            else "",
            place=place,
            advice=str(visit.findings.get("advice") or ""),
            photos=len(visit.photos),
        ),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _officers(visit: Visit) -> tuple[Person, ...]:
    named = [Person(name, "Petugas") for name in _lines(visit.officers)]
    recorder: User | None = visit.recorded_by
    if recorder is None:
        return tuple(named)
    known = Person(recorder.name, recorder.position or "Petugas", recorder.nip)
    return (known, *(person for person in named if person.name != recorder.name))


def _host(line: str) -> Person:
    """`Siti Contoh, ketua` names a person and a post."""
    name, _, post = line.partition(",")
    return Person(name.strip(), post.strip())
