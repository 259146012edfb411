"""A register of many invented organisations with gaps, written in bulk: what statistics and exports must count rightly."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from aormas.core import clock, regions
from aormas.core.database import Model, db, writing
from aormas.organizations import rules
from aormas.organizations.models import (
    FIELDS,
    BoardMember,
    BoardTerm,
    LegalBasis,
    Organization,
    OrganizationField,
    OrganizationName,
)
from aormas.organizations.models.organization import FORMS

HOSTILE = (
    '=HYPERLINK("http://contoh.invalid","klik")', "+62 Peduli", "-1+1", "@SUM(A1:A9)", "\tTab di depan", "'Kutip tunggal",
    'Forum "Kutip"; titik koma, koma', "Baris\nkedua", "<script>alert(1)</script> & Co", "\u202eterbalik RTL", "Ikatan 🥭 Mangga", "{{ 7*7 }}",
    "Panjang " + "sekali " * 41, "0012345", "1E5", "منتدى الشباب", "TRUE", "17-08-2018",
)  # fmt: skip


def fill(count: int, seed: int = 4) -> None:
    """Write `count` organisations; the first ones bear hostile names, some facts are missing, some rows are not listed."""
    dice, today = random.Random(seed), clock.today()
    places = [code for code, *_ in regions.villages()]
    rows: dict[type[Model], list[dict]] = {
        kind: [] for kind in (Organization, OrganizationName, OrganizationField, LegalBasis, BoardTerm, BoardMember)
    }
    for number in range(1, count + 1):
        _one(rows, number, dice, places, today)
    with writing():
        for kind, values in rows.items():
            for begin in range(0, len(values), 5_000):
                db.session.execute(insert(kind), values[begin : begin + 5_000])


def _one(rows: dict[type[Model], list[dict]], number: int, dice: random.Random, places: list[str], today: date) -> None:
    name = HOSTILE[number - 1] if number <= len(HOSTILE) else f"Perkumpulan Contoh {dice.choice('ABCDE')} {number}"
    village, status = dice.choice([*places, ""]), dice.choice(list(rules.STATUS_WORDS))
    midnight = datetime(
        dice.randrange(2021, 2027), 12, 31, dice.randrange(14, 20), 30, tzinfo=UTC
    )  # about New Year at the office
    moment, fields = min(midnight, clock.now()), dice.sample(list(FIELDS), dice.randrange(0, 4))
    rows[Organization].append({
        "id": number, "register_number": rules.register_number("35.74", number), "slug": f"contoh-{number}", "name": name[:300], "acronym": "",
        "sort_name": rules.sort_name(name), "form": dice.choice(FORMS), "main_field": fields[0] if fields else "lainnya", "village_code": village,
        "district_code": village[:8], "status": status, "status_since": today if status in rules.DECIDED else None,
        "status_reason": "Keputusan musyawarah" if status in rules.DECIDED else "", "created_at": moment, "updated_at": moment, "listed": number % 11 != 0,
        "founded_on": dice.choice([None, date(dice.randrange(1950, 2027), dice.choice((1, 6, 12)), dice.choice((1, 30)))]), "purpose": "Rukun\nwarga",
    })  # fmt: skip
    stamp = {"organization_id": number, "since": date(2020, 1, 1), "source": "contoh", "recorded_at": moment}
    rows[OrganizationName].append({**stamp, "name": name[:300], "acronym": "", "until": None})
    if number % 5 == 0:
        rows[OrganizationName].append(
            {**stamp, "name": f"Nama lama {number}", "acronym": "", "until": date(2022, 1, 1)}
        )
    rows[OrganizationField] += [{"organization_id": number, "field": field} for field in fields]
    rows[LegalBasis].append(
        {**stamp, "kind": "ahu", "number": f"AHU-{number:07d}", "issued_on": date(2020, 2, 1), "until": None}
    )
    for ended in [today, None] if number % 7 == 0 else [None] if number % 4 else []:
        end = dice.choice([None, today + timedelta(days=dice.randrange(-400, 1500)), today, today - timedelta(days=1)])
        began = date(2021, 1, 1) if ended is None else date(2016, 1, 1)
        term = len(rows[BoardTerm]) + 1
        rows[BoardTerm].append(
            {**stamp, "id": term, "since": began, "until": end, "ended_on": ended, "decree_number": ""}
        )
        for position, office in enumerate(("chair", "secretary", "treasurer")):
            rows[BoardMember].append({
                "term_id": term, "office": office, "name": f"Orang {office} {number}", "nik": "3574014507900003", "phone": "+6281234567890",
                "email": "orang@contoh.id", "position": position,
            })  # fmt: skip
