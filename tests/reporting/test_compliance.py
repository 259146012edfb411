"""Who has reported: the page agrees with a plain recount, its filters, its file, and how many statements it takes."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from aormas.core.database import db, writing
from aormas.reporting.actions import opening
from aormas.reporting.models import Duty
from aormas.reporting.queries import compliance, states
from aormas.reporting.rules import states as rules
from tests.reporting.factories import account, filed, known_since, on, period, reporting_since
from tests.statements import listen_in

TODAY = date(2026, 11, 24)


@pytest.fixture
def office(app):
    """Three organisations on 2026-1 (due 31 July): one in time, one late, one that has not reported."""
    early = known_since(date(2025, 3, 1), name="Forum Awal")
    late = known_since(date(2025, 3, 1), name="Ikatan Lambat")
    known_since(date(2025, 3, 1), name="Yayasan Diam")
    reporting_since(date(2026, 1, 1))
    for row, day in ((early, (2026, 7, 20)), (late, (2026, 8, 20))):
        user = account(row, username=row.slug)
        with on(*day):
            opening.daily()
            filed(row, period("2026-1"), user, nil=True)
    return early, late


def test_the_page_says_who_has_reported_on_the_last_due_period(office, signed_in):
    page = signed_in("auditor").get("/meja/laporan/kepatuhan")
    assert page.status_code == 200, page.text
    assert "2 dari 3 organisasi sudah melapor" in page.text
    for text in (
        "Forum Awal",
        "Ikatan Lambat",
        "Yayasan Diam",
        "terlambat 20 hari",
        "belum lapor 116 hari",
        "tepat waktu",
    ):
        assert text in page.text
    assert page.text.index("Yayasan Diam") < page.text.index("Ikatan Lambat") < page.text.index("Forum Awal")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("keadaan=tepat-waktu", ["Forum Awal"]), ("keadaan=terlambat", ["Ikatan Lambat"]), ("keadaan=belum", ["Yayasan Diam"]),
        ("keadaan=belum-lapor", []), ("keadaan=apa", []), ("q=lambat", ["Ikatan Lambat"]), ("kecamatan=00.00.00", []),
        ("urut=nama", ["Forum Awal", "Ikatan Lambat", "Yayasan Diam"]), ("hal=7", ["Forum Awal", "Ikatan Lambat", "Yayasan Diam"]),
        ("q=%00'%25", []),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(office, signed_in, query, names):
    page = signed_in("operator").get(f"/meja/laporan/kepatuhan?periode=2026-1&{query}")
    assert page.status_code == 200
    assert [name for name in ("Forum Awal", "Ikatan Lambat", "Yayasan Diam") if f">{name}<" in page.text] == names


def test_an_unknown_period_is_not_found(office, signed_in):
    assert signed_in("operator").get("/meja/laporan/kepatuhan?periode=1999-1").status_code == 404


def test_the_list_is_taken_out_as_it_is_shown(office, signed_in, tmp_path):
    officer = signed_in("operator")
    answer = officer.get("/meja/laporan/kepatuhan.csv?periode=2026-1&keadaan=terlambat")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    answer.close()
    assert len(rows) == 2
    assert rows[1][1] == "Ikatan Lambat"
    assert rows[1][6] == "20"
    book = officer.get("/meja/laporan/kepatuhan.xlsx?periode=2026-1")
    assert book.data[:2] == b"PK"
    book.close()
    assert officer.get("/meja/laporan/kepatuhan.pdf?periode=2026-1").status_code == 404


def test_the_counts_are_those_of_a_plain_recount(office, app):
    found = compliance.found(period("2026-1"), compliance.Wanted(), TODAY)
    duties = db.session.scalars(select(Duty).where(Duty.kind == "semester", Duty.period_id == period("2026-1").id))
    plain: dict[str, int] = {}
    for duty in duties:
        code = states.state_of(duty, TODAY).code
        plain[code] = plain.get(code, 0) + 1
    assert found.counts == plain
    assert found.shown == sum(plain.values())


def test_an_organisation_of_two_duties_after_a_merge_stands_there_once(office, app):
    early, late = office
    with writing():
        duty = db.session.scalars(select(Duty).where(Duty.organization_id == late.id, Duty.key == "2026-1")).one()
        duty.organization_id, duty.set_aside_on, duty.set_aside_why = early.id, TODAY, "merged"
    found = compliance.found(period("2026-1"), compliance.Wanted(sort="nama"), TODAY)
    assert [row.name for row in found.rows] == ["Forum Awal", "Yayasan Diam"]


def test_the_page_takes_as_many_statements_for_many_as_for_few(office, signed_in):
    officer = signed_in("operator")
    officer.get("/meja/laporan/kepatuhan")
    heard = listen_in([])
    officer.get("/meja/laporan/kepatuhan?urut=nama")
    few = len(heard)
    for number in range(30):
        known_since(date(2025, 3, 1), name=f"Paguyuban Banyak {number}")
    opening.daily()
    officer.get("/meja/laporan/kepatuhan?urut=nama")
    del heard[:]
    officer.get("/meja/laporan/kepatuhan?urut=nama&hal=2")
    assert len(heard) <= few <= 14


DAYS = st.integers(-40, 40).map(lambda n: TODAY + timedelta(days=n))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(DAYS, DAYS, DAYS, st.booleans(), *[st.none() | DAYS] * 3), min_size=1, max_size=40))
def test_the_state_in_sql_is_the_state_in_python(office, rows):
    with writing():
        made = [
            {
                "organization_id": office[0].id, "opened_for": office[0].id, "kind": "board", "key": f"x{number}", "title": "",
                "opens_on": opens, "due_on": due, "until": max(due, until), "extended": extended and until > due, "exempt_on": exempt,
                "settled_on": settled, "set_aside_on": aside, "set_aside_why": "", "opened_on": TODAY,
            }
            for number, (opens, due, until, extended, exempt, settled, aside) in enumerate(rows)
        ]  # fmt: skip
        db.session.execute(Duty.__table__.delete().where(Duty.key.like("x%")))
        db.session.execute(insert(Duty), made)
    told = dict(db.session.execute(select(Duty.id, states.code(TODAY)).where(Duty.key.like("x%"))).tuples().all())
    assert told == {
        duty.id: states.state_of(duty, TODAY).code
        for duty in db.session.scalars(select(Duty).where(Duty.key.like("x%")))
    }
    assert set(told.values()) <= set(rules.STATES)
