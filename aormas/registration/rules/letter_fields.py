"""What a case gives to the named fields of a letter. Pure.

Letters are Indonesian, whoever reads the page; number, date, validity and signer come from the letter itself.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from aormas.core.pdf.dates import long_date
from aormas.organizations.filed import FiledFacts

FORMS = {"yayasan": "Yayasan", "perkumpulan": "Perkumpulan", "tidak_berbadan_hukum": "Tidak berbadan hukum"}


def letter_fields(
    facts: FiledFacts,
    *,
    reference: str,
    submitted_on: date,
    activities: str,
    village: str,
    district: str,
    register_number: str = "",
    reason: str = "",
    legal_basis: str = "",
) -> dict[str, str | date | None]:
    """Return letter field → value; `activities` are the names of the fields of activity in one line."""
    return {
        "nama_ormas": facts.name,
        "singkatan": facts.acronym,
        "bentuk": FORMS.get(facts.form, ""),
        "bidang": activities,
        "alamat": facts.address,
        "kelurahan": village,
        "kecamatan": district,
        "nomor_register": register_number,
        "nomor_ahu": facts.basis_number,
        "tanggal_ahu": facts.basis_date,
        "nomor_akta": facts.deed_number,
        "tanggal_akta": facts.deed_date,
        "notaris": facts.notary,
        "npwp": facts.npwp,
        "ketua": _holder(facts, "chair"),
        "sekretaris": _holder(facts, "secretary"),
        "bendahara": _holder(facts, "treasurer"),
        "nomor_sk_pengurus": facts.decree_number,
        "masa_bakti": _term(facts.term_start, facts.term_end),
        "nomor_permohonan": reference,
        "tanggal_permohonan": submitted_on,
        "alasan": reason,
        "dasar_hukum": legal_basis,
    }


def completed(facts: FiledFacts, known: FiledFacts) -> FiledFacts:
    """Return what was filed, with what the register knows where nothing was said: a change says only what is new."""
    said = {field.name: getattr(facts, field.name) for field in fields(FiledFacts)}
    return replace(known, **{name: value for name, value in said.items() if value})


def _holder(facts: FiledFacts, office: str) -> str:
    return next((member.name for member in facts.members if member.office == office), "")


def _term(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return ""
    return f"{long_date(start)} sampai dengan {long_date(end)}"
