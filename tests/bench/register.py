"""A register of any size, invented, written in bulk."""

from __future__ import annotations

import random
from datetime import date, timedelta

from sqlalchemy import insert

from aormas.core import clock, identifiers, regions
from aormas.core.database import db, writing
from aormas.organizations import rules
from aormas.organizations.models import (
    FIELDS,
    BoardMember,
    BoardTerm,
    LegalBasis,
    NameWord,
    Organization,
    OrganizationField,
    OrganizationName,
    Seat,
    Word,
)  # fmt: skip

KINDS = (
    "Forum",
    "Yayasan",
    "Perkumpulan",
    "Paguyuban",
    "Ikatan",
    "Gerakan",
    "Komunitas",
    "Persatuan",
    "Himpunan",
    "Lembaga",
    "Serikat",
    "Karang",
)
WHO = (
    "Pemuda",
    "Petani",
    "Nelayan",
    "Perempuan",
    "Guru",
    "Santri",
    "Pedagang",
    "Pelajar",
    "Seniman",
    "Relawan",
    "Pengrajin",
    "Sopir",
    "Lansia",
    "Perantau",
)
WHAT = (
    "Cahaya",
    "Harapan",
    "Sejahtera",
    "Mandiri",
    "Bersatu",
    "Sinar",
    "Bahari",
    "Lestari",
    "Karya",
    "Bakti",
    "Mulia",
    "Abadi",
    "Amanah",
    "Tunas",
    "Mekar",
)
WHERE = (
    "Mayangan",
    "Kanigaran",
    "Kademangan",
    "Wonoasih",
    "Kedopok",
    "Probolinggo",
    "Jrebeng",
    "Sukabumi",
    "Wiroborang",
    "Triwung",
    "Ketapang",
    "Pilang",
)
FIRST = (
    "Siti",
    "Bagus",
    "Dewi",
    "Agus",
    "Rina",
    "Hadi",
    "Wulan",
    "Joko",
    "Ayu",
    "Rudi",
    "Lestari",
    "Bambang",
    "Nurul",
    "Slamet",
)
LAST = ("Contoh", "Rahayu", "Prasetyo", "Wibowo", "Handayani", "Santoso", "Kusuma", "Hidayat", "Utami", "Setiawan")


def name(dice: random.Random, number: int) -> str:
    """Return an invented name; the number makes equal ones rare."""
    parts = [dice.choice(KINDS), dice.choice(WHO), dice.choice(WHAT), dice.choice(WHERE)]
    return " ".join(parts) + (f" {number}" if number % 3 == 0 else "")


def fill(count: int, seed: int = 7) -> list[str]:
    """Write `count` organisations with names, words, seats, bases and boards; return their names."""
    dice = random.Random(seed)
    places = regions.villages()
    codes = [code for code, _, _ in places]
    names = [name(dice, n) for n in range(count)]
    moment, today = clock.now(), clock.today()
    stamp = {"since": today, "source": "contoh", "recorded_at": moment}
    for begin in range(0, count, 20_000):
        with writing():
            _chunk(names, range(begin, min(begin + 20_000, count)), codes, dice, moment, stamp, today)
    return names


def _chunk(names, numbers, codes, dice, moment, stamp, today: date) -> None:
    known = dict(db.session.execute(db.select(Word.word, Word.id)).all())
    tables: dict = {
        kind: []
        for kind in (
            Organization,
            OrganizationName,
            OrganizationField,
            Seat,
            LegalBasis,
            BoardTerm,
            BoardMember,
            NameWord,
        )
    }
    fresh: dict[str, int] = {}
    for n in numbers:
        number, code, field = n + 1, dice.choice(codes), dice.choice(list(FIELDS))
        form = dice.choice(("yayasan", "perkumpulan", "tidak_berbadan_hukum"))
        tables[Organization].append({
            "id": number, "register_number": rules.register_number("35.74", number), "slug": f"{identifiers.slug(names[n])}-{number}", "name": names[n],
            "acronym": "".join(w[0] for w in names[n].split()), "sort_name": rules.sort_name(names[n]), "form": form, "main_field": field,
            "village_code": code, "district_code": code[:8], "status": "aktif", "created_at": moment, "updated_at": moment, "listed": True,
            "founded_on": today - timedelta(days=dice.randrange(400, 9000)), "purpose": "Memajukan kesejahteraan anggota dan warga sekitar.",
        })  # fmt: skip
        tables[OrganizationName].append({"organization_id": number, "name": names[n], "acronym": "", **stamp})
        tables[OrganizationField].append({"organization_id": number, "field": field})
        tables[Seat].append({"organization_id": number, "address": f"Jalan Contoh {n}", "village_code": code, **stamp})
        tables[LegalBasis].append(
            {
                "organization_id": number,
                "kind": "ahu",
                "number": f"AHU-{number:07d}.AH.01.07.TAHUN 2019",
                "issued_on": today,
                **stamp,
            }
        )
        tables[BoardTerm].append(
            {"id": number, "organization_id": number, **stamp, "until": today + timedelta(days=900)}
        )
        for position, office in enumerate(("chair", "secretary", "treasurer")):
            tables[BoardMember].append(
                {
                    "term_id": number,
                    "office": office,
                    "name": f"{dice.choice(FIRST)} {dice.choice(LAST)}",
                    "position": position,
                }
            )
        for word in set(rules.words(names[n])):
            if word not in known:
                known[word] = fresh[word] = len(known) + 1
            tables[NameWord].append({"word_id": known[word], "organization_id": number})
    if fresh:
        db.session.execute(insert(Word), [{"id": number, "word": word} for word, number in fresh.items()])
    for model, rows in tables.items():
        db.session.execute(insert(model), rows)


def typo(dice: random.Random, text: str, errors: int) -> str:
    """Return a text with 1–2 typing errors: a letter dropped, doubled, swapped or changed."""
    signs = list(text)
    for _ in range(errors):
        at = dice.randrange(1, len(signs) - 1)
        kind = dice.randrange(4)
        if kind == 0:
            del signs[at]
        elif kind == 1:
            signs.insert(at, signs[at])
        elif kind == 2:
            signs[at], signs[at - 1] = signs[at - 1], signs[at]
        else:
            signs[at] = dice.choice("aeiounrstl")
    return "".join(signs)
