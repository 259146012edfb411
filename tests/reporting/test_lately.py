"""Reporting in the open data: what was reported last, and the sentence of the profile; for many at once."""

from __future__ import annotations

import csv
import io
from datetime import date
from uuid import uuid4

import pytest

from aormas.core import clock
from aormas.core.database import db
from aormas.reporting.actions import reliefs, reviewing
from aormas.reporting.models import Duty
from aormas.reporting.presentation import states as words
from aormas.reporting.public.shown import said
from aormas.reporting.queries import lately, states
from tests.reporting import factories
from tests.reporting.factories import on
from tests.statements import listen_in


@pytest.fixture
def town(app, person):
    """In time twice, late once, rejected, exempted, never, and one that came yesterday."""
    rows = [factories.known_since(date(2025, 1, 10), name=f"Forum {number}") for number in range(6)]
    factories.reporting_since(date(2025, 7, 1))
    people = [factories.account(row, f"ormas{row.id}") for row in rows]
    with on(2026, 1, 20):
        factories.filed(rows[0], factories.period("2025-2"), people[0], nil=True)
        factories.filed(rows[1], factories.period("2025-2"), people[1], nil=True)
    with on(2026, 7, 20):
        factories.filed(rows[0], factories.period("2026-1"), people[0], nil=True)
        sent = factories.filed(rows[2], factories.period("2026-1"), people[2], nil=True)
        told = {"reasons": [], "note": "Salah", "seen": 1, "client_id": str(uuid4())}
        reviewing.decide(sent.report, "rejected", by=person("kabid"), **told)
        duty = next(cell.duty_id for cell in states.strip(rows[3].id, clock.today()) if cell.period.code == "2026-1")
        freed = {"until": None, "reason": "Bencana", "client_id": str(uuid4())}
        reliefs.grant(db.session.get(Duty, duty), "exemption", by=person("kabid"), **freed)
    with on(2026, 8, 10):
        factories.filed(rows[4], factories.period("2026-1"), people[4], nil=True)
    rows.append(factories.known_since(date(2026, 11, 23), name="Forum Baru"))
    return rows


@pytest.fixture
def found(town, client):
    text = client.get("/ormas.csv").data.decode("utf-8-sig")
    return {row["nama"]: row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")}


def test_the_file_says_what_was_reported_last_and_when(found):
    told = {name: (row["laporan_terakhir"], row["laporan_terakhir_tanggal"]) for name, row in found.items()}
    assert told == {
        "Forum 0": ("Semester I 2026", "2026-07-20"), "Forum 1": ("Semester II 2025", "2026-01-20"), "Forum 2": ("", ""),
        "Forum 3": ("", ""), "Forum 4": ("Semester I 2026", "2026-08-10"), "Forum 5": ("", ""), "Forum Baru": ("", ""),
    }  # fmt: skip


@pytest.mark.parametrize("day", [(2026, 1, 15), (2026, 7, 25), (2026, 11, 24), (2027, 1, 5), (2027, 3, 1)])
def test_the_sentence_is_the_one_of_the_profile_on_every_day(town, client, day):
    with on(*day) as today:
        from aormas.reporting.actions import opening

        opening.daily()
        rows = {row["nama"]: row for row in client.get("/ormas.json").json["data"]}
        for row in town:
            owed = [cell for cell in states.strip(row.id, today) if cell.duty_id is not None]
            assert rows[row.name]["status_laporan"] == (said(owed) if owed else None)


def test_the_file_is_indonesian_in_english_too(town, client):
    text = client.get("/ormas.csv", headers={"Cookie": "bahasa=en"}).text
    assert "melapor tepat waktu pada 20 Juli 2026" in text


def test_many_take_as_few_statements_as_one(town):
    numbers = [row.id for row in town]
    heard = listen_in([])
    found = lately.lately(numbers, clock.today())
    assert len(heard) == 2
    assert words.name_of(found[numbers[0]].told) == "Semester I 2026"
    assert len(found) == len(numbers) - 1
