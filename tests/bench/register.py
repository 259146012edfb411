"""A register of any size, invented, written in bulk."""

from __future__ import annotations

import functools
import random
from datetime import date, datetime, timedelta
from typing import Any

from aormas.core import clock, regions
from aormas.core.database import db, writing
from aormas.organizations import rules
from aormas.organizations.actions import tallies
from aormas.organizations.models import (
    FIELDS,
    BoardMember,
    BoardTerm,
    Contact,
    LegalBasis,
    NameWord,
    Organization,
    OrganizationField,
    OrganizationName,
    PersonWord,
    RegisterEntry,
    SearchKey,
    Seat,
    Word,
)  # fmt: skip
from aormas.organizations.rules import keys
from tests.bench import bulk

CHUNK = 20_000
KINDS_OF_ROWS = (
    Organization,
    OrganizationName,
    OrganizationField,
    Seat,
    LegalBasis,
    Contact,
    BoardTerm,
    BoardMember,
    NameWord,
    RegisterEntry,
    SearchKey,
)
FIELD_CODES = list(FIELDS)
STATUSES = (rules.ACTIVE, rules.TERM_ENDED, rules.BASIS_ENDED, rules.DISSOLVED)

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
    """Write `count` organisations with names, words, seats, contacts, bases and boards; return their names."""
    dice = random.Random(seed)
    codes = [code for code, _, _ in regions.villages()]
    names = [name(dice, n) for n in range(count)]
    maker = Maker(dice, codes, clock.now(), clock.today())
    with writing():
        tables_filled = [kind.__table__ for kind in (*KINDS_OF_ROWS, Word, PersonWord)]
        indexes = bulk.begin(db.session.connection(), tables_filled)
        for begin in range(0, count, CHUNK):
            heads = len(maker.words), len(maker.people)
            tables = maker.chunk(names, range(begin, min(begin + CHUNK, count)))
            fresh = {Word: list(maker.words.items())[heads[0] :], PersonWord: list(maker.people.items())[heads[1] :]}
            for model, known in fresh.items():  # before those who hold them
                rows = [{"id": number, "word": word} for word, number in known]
                bulk.put(db.session.connection(), model.__table__, rows)
            for model, rows in tables.items():
                bulk.put(db.session.connection(), model.__table__, rows)
        bulk.end(db.session.connection(), tables_filled, indexes)
    tallies.recount()
    return names


def settle() -> None:
    """Bring the engine's statistics up to the rows, as its own housekeeping would in a quiet hour."""
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        sqlite = connection.dialect.name == "sqlite"
        connection.connection.driver_connection.execute("ANALYZE" if sqlite else "VACUUM ANALYZE")  # type: ignore[union-attr]


class Maker:
    """Makes rows of all tables for stretches of names; knows the words seen so far."""

    def __init__(self, dice: random.Random, codes: list[str], moment: datetime, today: date) -> None:
        self.dice, self.codes, self.moment, self.today = dice, codes, moment, today
        self.words: dict[str, int] = {}
        self.people: dict[str, int] = {}
        self.stamp = {"since": today, "source": "contoh", "recorded_at": moment}
        self.tables: dict[Any, list[dict[str, Any]]] = {}

    def chunk(self, names: list[str], numbers: range) -> dict[Any, list[dict[str, Any]]]:
        """Return table → rows of some organisations."""
        self.tables = {kind: [] for kind in KINDS_OF_ROWS}
        for n in numbers:
            self._organization(n + 1, names[n])
            self._facts(n + 1, names[n])
            self._entry(n + 1, names[n], self._board(n + 1))
        return self.tables

    def _organization(self, number: int, called: str) -> None:
        dice, code = self.dice, self.dice.choice(self.codes)
        field, form = dice.choice(FIELD_CODES), dice.choice(("yayasan", "perkumpulan", "tidak_berbadan_hukum"))
        self.tables[Organization].append({
            "id": number, "register_number": rules.register_number("35.74", number), "slug": f"{called.lower().replace(' ', '-')}-{number}", "name": called,
            "acronym": "".join(w[0] for w in called.split()), "sort_name": called.lower(), "form": form, "main_field": field,
            "village_code": code, "district_code": code[:8], "status": dice.choices(STATUSES, (85, 10, 3, 2))[0], "created_at": self.moment - timedelta(minutes=number),
            "updated_at": self.moment, "listed": True, "founded_on": self.today - timedelta(days=dice.randrange(400, 9000)),
            "purpose": "Memajukan kesejahteraan anggota dan warga sekitar.",
        })  # fmt: skip
        self.tables[OrganizationField].append({"organization_id": number, "field": field})
        self.tables[Seat].append(
            {"organization_id": number, "address": f"Jalan Contoh {number}", "village_code": code, **self.stamp}
        )

    def _facts(self, number: int, called: str) -> None:
        self.tables[OrganizationName].append({"organization_id": number, "name": called, "acronym": "", **self.stamp})
        basis = f"AHU-{number:07d}.AH.01.07.TAHUN 2019"
        self.tables[LegalBasis].append(
            {"organization_id": number, "kind": "ahu", "number": basis, "issued_on": self.today, **self.stamp}
        )
        phone = f"+62812{number * 7919 % 10**8:08d}"
        self.tables[Contact].append({"organization_id": number, "kind": "phone", "value": phone, **self.stamp})
        for kind, value in ((keys.BASIS, basis), (keys.PHONE, phone)):
            self.tables[SearchKey].append({"organization_id": number, "kind": kind, "key": keys.key_of(kind, value)})

    def _board(self, number: int) -> set[str]:
        self.tables[BoardTerm].append(
            {"id": number, "organization_id": number, **self.stamp, "until": self._term_end(number)}
        )
        found: set[str] = set()
        for position, office in enumerate(("chair", "secretary", "treasurer")):
            first, last = self.dice.choice(FIRST), self.dice.choice(LAST)
            self.tables[BoardMember].append(
                {"term_id": number, "office": office, "name": f"{first} {last}", "position": position}
            )
            found |= {first.lower(), last.lower()}
        return found

    def _term_end(self, number: int) -> date:
        return self.today + timedelta(days=number * 37 % 1500 - 150)

    def _entry(self, number: int, called: str, people: set[str]) -> None:
        tokens = [self.words.setdefault(word, len(self.words) + 1) for word in tokens_of(called)]
        heads = [self.people.setdefault(word, len(self.people) + 1) for word in sorted(people)]
        self.tables[NameWord] += [{"word_id": token, "organization_id": number} for token in tokens]
        self.tables[RegisterEntry].append({
            "organization_id": number, "names": " ".join(map(str, tokens)), "people": " ".join(map(str, heads)),
            "term_until": self._term_end(number), "basis_kind": "ahu", "has_phone": True, "has_board": True,
        })  # fmt: skip


def tokens_of(called: str) -> list[str]:
    """Return the words that a name is indexed by; its number apart, so that the rest is remembered."""
    said, _, number = called.rpartition(" ")
    return [*_tokens(said), number] if number.isdigit() else _tokens(called)


@functools.cache
def _tokens(called: str) -> list[str]:
    return sorted(rules.name_tokens([(called, "")]))


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
