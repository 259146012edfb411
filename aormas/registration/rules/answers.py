"""The answers of a filing: which steps there are, and what the stored texts mean. Pure.

`Application.answers` maps a step to what was typed there, exactly as typed (also what was not right yet):

    ormas        name, acronym, form, fields (list), characteristic, scope, purpose, founded_on, founded_at, member_count,
                 parent_name, highest_body, wings, businesses, funding, emblem_text,
                 register_number (renewal and change: which organisation), changes (change: what has changed, in words)
    legalitas    ahu_number, ahu_date, deed_number, deed_date, notary, npwp
    sekretariat  address, village_code, postcode, tenure (own | rent | borrowed), tenure_until,
                 domicile_number, domicile_until, phone, email, website
    pengurus     decree_number, decree_date, term_start, term_end, members: [{office, name, nik, phone, email}]
    berkas       not_applicable: [codes of conditional papers that do not apply]
    kirim        sender_name, sender_phone, agreed
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.rules import identity
from aormas.organizations.rules.keys import digits

STEPS = ("ormas", "legalitas", "sekretariat", "pengurus", "berkas", "kirim")
TYPED = STEPS[:4]  # the steps that are forms of their own
BOARD = ("chair", "secretary", "treasurer")
FURTHER = ("parent_name", "highest_body", "wings", "businesses", "funding", "emblem_text")  # of the official form


def day(text: Any) -> date | None:
    """Return an ISO date of the answers, or None for anything else."""
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


def number(text: Any) -> int | None:
    """Return a whole number of the answers, or None for anything else."""
    text = str(text or "").strip()
    return int(text) if text.isdecimal() else None


def members(answers: Mapping[str, Any]) -> tuple[FiledMember, ...]:
    """Return the board members with a name, numbers normalised; gender is read from the NIK."""
    rows = answers.get("pengurus", {}).get("members") or []
    found = []
    for row in rows:
        if not str(row.get("name") or "").strip():
            continue
        nik = digits(str(row.get("nik") or ""))
        phone = str(row.get("phone") or "")
        found.append(
            FiledMember(
                office=str(row.get("office") or "member"),
                name=str(row["name"]).strip(),
                nik=nik,
                phone=identity.normal_phone(phone) if phone else "",
                email=str(row.get("email") or ""),
                gender=identity.nik_gender(nik) if len(nik) == 16 else "",
            )
        )
    return tuple(found)


def to_facts(answers: Mapping[str, Any], track: str) -> FiledFacts:
    """Return the answers as facts for the register; the legal basis of track `skt` comes later from the Ministry."""
    about, legal = answers.get("ormas", {}), answers.get("legalitas", {})
    seat, board = answers.get("sekretariat", {}), answers.get("pengurus", {})
    ahu, npwp, phone = str(legal.get("ahu_number") or ""), str(legal.get("npwp") or ""), str(seat.get("phone") or "")
    further: dict[str, Any] = {key: str(about.get(key) or "").strip() for key in FURTHER}
    return FiledFacts(
        name=str(about.get("name") or "").strip(),
        acronym=str(about.get("acronym") or "").strip(),
        form=str(about.get("form") or ("tidak_berbadan_hukum" if track == "skt" else "")),
        fields=tuple(about.get("fields") or ()),
        characteristic=str(about.get("characteristic") or ""),
        scope=str(about.get("scope") or ""),
        purpose=str(about.get("purpose") or ""),
        founded_on=day(about.get("founded_on")),
        founded_at=str(about.get("founded_at") or ""),
        member_count=number(about.get("member_count")),
        **further,
        npwp=identity.normal_npwp(npwp) if npwp else "",
        basis_kind="ahu" if ahu and track == "presence" else "",
        basis_number=identity.normal_ahu(ahu) if ahu and track == "presence" else "",
        basis_date=day(legal.get("ahu_date")),
        deed_number=str(legal.get("deed_number") or ""),
        deed_date=day(legal.get("deed_date")),
        notary=str(legal.get("notary") or ""),
        address=str(seat.get("address") or ""),
        village_code=str(seat.get("village_code") or ""),
        postcode=str(seat.get("postcode") or ""),
        tenure=str(seat.get("tenure") or ""),
        tenure_until=day(seat.get("tenure_until")),
        domicile_number=str(seat.get("domicile_number") or ""),
        domicile_until=day(seat.get("domicile_until")),
        phone=identity.normal_phone(phone) if phone else "",
        email=str(seat.get("email") or ""),
        website=str(seat.get("website") or ""),
        decree_number=str(board.get("decree_number") or ""),
        decree_date=day(board.get("decree_date")),
        term_start=day(board.get("term_start")),
        term_end=day(board.get("term_end")),
        members=members(answers),
    )
