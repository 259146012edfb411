"""Invented organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

from aormas.organizations import actions
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.models import Organization

BOARD = (
    FiledMember("chair", "Siti Contoh", "3574014507900003", "+6281234567890"),
    FiledMember("secretary", "Bagus Contoh", "3574011203850001", "+6281234567891"),
    FiledMember("treasurer", "Dewi Contoh", "3574015508880002", "+6281234567892"),
)


def facts(**changes: Any) -> FiledFacts:
    """Return the facts of an ordinary association, with changes."""
    usual: dict[str, Any] = {
        "name": "Forum Komunikasi Pemuda Mayangan", "acronym": "FKPM", "form": "perkumpulan", "fields": ("pemuda", "sosial"),
        "founded_on": date(2018, 8, 17), "npwp": "0012345678625000", "basis_kind": "ahu", "basis_number": "AHU-0002887.AH.01.07.TAHUN 2019",
        "basis_date": date(2019, 3, 1), "address": "Jalan Contoh 5", "village_code": "35.74.03.1004", "phone": "+62335123456",
        "term_start": date(2025, 3, 15), "term_end": date(2030, 3, 14), "members": BOARD,
    }  # fmt: skip
    return FiledFacts(**{**usual, **changes})


def organization(**changes: Any) -> Organization:
    """Enter an organisation into the register."""
    return actions.apply_filing(facts(**changes), organization=None, source="contoh", by="test")
