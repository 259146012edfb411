"""What a grant would change in the register, for those who propose, approve and sign."""

from __future__ import annotations

from flask_babel import gettext as _

from aormas.organizations.models import Organization
from aormas.organizations.presentation import form_words
from aormas.registration.actions import drafting
from aormas.registration.models import Application
from aormas.registration.queries import desk_case
from aormas.registration.rules.changes import Change, Known, changes


def change_rows(application: Application) -> list[tuple[str, str, str]]:
    """Return (fact, before, after) of what a grant would change in the register."""
    names = {
        "name": _("Name"), "acronym": _("Acronym"), "form": _("Form"), "basis_number": _("Legal basis"),
        "address": _("Address"), "village_code": _("Kelurahan"), "npwp": _("NPWP"), "chair": _("Chair"),
        "secretary": _("Secretary"), "treasurer": _("Treasurer"),
    }  # fmt: skip
    found = changes(_known(application.organization), drafting.facts_of(application))
    forms = form_words()
    return [(names[row.field], _shown(row, row.before, forms), _shown(row, row.after, forms)) for row in found]


def _shown(row: Change, value: str, forms: dict[str, str]) -> str:
    if row.field == "form":
        return forms.get(value, value)
    return desk_case.place(value) or value if row.field == "village_code" else value


def _known(organization: Organization | None) -> Known:
    if organization is None:
        return Known()
    basis, seat, term = organization.present_basis, organization.present_seat, organization.present_term
    holders = {
        office: (member.name if term and (member := term.holder(office)) else "")
        for office in ("chair", "secretary", "treasurer")
    }
    return Known(
        name=organization.name, acronym=organization.acronym, form=organization.form,
        basis_number=basis.number if basis else "", address=seat.address if seat else "",
        village_code=seat.village_code if seat else "", npwp=organization.npwp, **holders,
    )  # fmt: skip
