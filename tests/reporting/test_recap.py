"""Recaps equal a plain recount, on the page, in the workbook and on paper."""

from __future__ import annotations

import io
import subprocess
from datetime import date
from uuid import uuid4

import pytest
from python_calamine import load_workbook
from sqlalchemy import text

from aormas.core import clock
from aormas.core.database import db
from aormas.reporting.actions import reliefs, reviewing
from aormas.reporting.presentation import recap as words
from aormas.reporting.queries import recapped
from aormas.reporting.rules import states
from tests.reporting import factories
from tests.reporting.factories import on
from tests.statements import listen_in


@pytest.fixture
def city(app, person):
    """Eight organisations over two semesters: on time, late, nihil, rejected, missing, exempt, draft only, gone."""
    rows = [
        factories.known_since(date(2025, 1, 10), name=f"Forum Contoh {number}", fields=("pemuda", "agama")[number % 2 :], form=("yayasan", "perkumpulan")[number % 2])
        for number in range(8)
    ]  # fmt: skip
    with on(2026, 1, 5):
        factories.reporting_since(date(2025, 7, 1))
    people = [factories.account(row, f"ormas{row.id}", f"Ketua {row.id}") for row in rows]
    first, second = factories.period("2025-2"), None
    with on(2026, 1, 20):
        factories.activity(rows[0], first, people[0], date(2025, 9, 1))
        factories.filed(rows[0], first, people[0])
    with on(2026, 7, 20):
        from aormas.reporting.actions import opening

        opening.daily()
        second = factories.period("2026-1")
        factories.activity(rows[0], second, people[0], date(2026, 2, 2), participants=10, funds=[("state", 1_000_000)])
        factories.activity(rows[0], second, people[0], date(2026, 2, 2), subject="agama", participants=None, funds=[])
        factories.filed(rows[0], second, people[0])
        factories.filed(rows[1], second, people[1], nil=True)
        factories.activity(rows[2], second, people[2], date(2026, 3, 3))
        rejected = factories.filed(rows[2], second, people[2])
        reviewing.decide(
            rejected.report, "rejected", reasons=[], note="Salah", seen=1, by=person("kabid"), client_id=str(uuid4())
        )
        duty = next(cell.duty_id for cell in _cells(rows[3]) if cell.period.code == "2026-1")
        from aormas.reporting.models import Duty

        reliefs.grant(
            db.session.get(Duty, duty),
            "exemption",
            until=None,
            reason="Bencana",
            by=person("kabid"),
            client_id=str(uuid4()),
        )
        factories.activity(rows[4], second, people[4], date(2026, 4, 4))  # written, never sent
    with on(2026, 8, 10):
        factories.activity(rows[5], second, people[5], date(2026, 5, 5))
        factories.filed(rows[5], second, people[5])
    return rows, [first, second]


def _cells(row):
    from aormas.reporting.queries import states as state_queries

    return state_queries.strip(row.id, clock.today())


def recount(shown):
    """Count plainly, in the words of the law of numbers: one row after the other."""
    today, numbers = clock.today(), tuple(period.id for period in shown)
    found = {}
    for period_id, settled, until, exempt in db.session.execute(
        text(
            "SELECT period_id, settled_on, until, exempt_on FROM duties WHERE kind = 'semester' AND set_aside_on IS NULL"
        )
    ):
        if period_id not in numbers:
            continue
        settled, until = (date.fromisoformat(str(day)) if day else None for day in (settled, until))
        if settled and settled <= until:
            state = states.ON_TIME
        elif exempt:
            state = states.EXEMPT
        elif settled:
            state = states.LATE
        else:
            state = states.OVERDUE if (today - until).days > 14 else states.MISSING
        found[state] = found.get(state, 0) + 1
    return found


def test_the_numbers_equal_a_plain_recount(city):
    _rows, shown = city
    found = words.recap(shown, clock.today())
    assert found.whole.by_state == recount(shown)
    assert found.whole.by_state == {states.ON_TIME: 3, states.LATE: 1, states.EXEMPT: 1, states.OVERDUE: 11}
    for division in (found.districts, found.fields, found.forms, found.by_period):
        total = {}
        for line in division:
            for state, count in line.by_state.items():
                total[state] = total.get(state, 0) + count
        assert total == found.whole.by_state


def test_activities_people_and_money_equal_a_plain_recount(city):
    _rows, shown = city
    found = words.recap(shown, clock.today())
    plain = db.session.execute(
        text(
            "SELECT count(*), sum(coalesce(participants, 0)) FROM activities a JOIN activity_reports r ON r.id = a.report_id "
            "WHERE r.stage IN ('filed', 'noted', 'accepted') AND a.removed_at IS NULL"
        )
    ).one()
    assert (found.activities, found.people) == tuple(plain) == (4, 90)
    assert found.cost == 1_000_000 + 2 * 750_000
    assert sum(cost for *_, cost in found.subjects) == found.cost
    assert found.days == {date(2025, 9, 1): 1, date(2026, 2, 2): 2, date(2026, 5, 5): 1}


def test_a_rejected_report_and_a_draft_are_not_counted(city):
    rows, shown = city
    by_name = {(row.name, row.period): row for row in recapped.reports(shown, clock.today())}
    for number in (2, 4):
        row = by_name[rows[number].name, "2026-1"]
        assert (row.state.code, row.receipt, row.activities) == (states.OVERDUE, "", 0)


@pytest.mark.parametrize("missing", [False, True])
def test_a_page_is_a_piece_of_the_whole_list(city, missing):
    _rows, shown = city
    today = clock.today()
    whole = [row for row in recapped.reports(shown, today) if not missing or row.state.code in states.NOT_REPORTED]
    assert len(whole) == (11 if missing else 16)
    assert any(row.cost for row in whole) is not missing
    pages = [
        row for first in range(0, 20, 3) for row in recapped.reports(shown, today, missing=missing, first=first, most=3)
    ]
    assert pages == whole


def test_the_page_reads_no_more_rows_than_it_shows(city, signed_in, monkeypatch):
    monkeypatch.setattr("aormas.reporting.desk.recap.PER_PAGE", 3)
    monkeypatch.setattr("aormas.reporting.desk.recap.MISSING", 2)
    browser, read = signed_in("auditor"), []
    plain = recapped.state_of
    monkeypatch.setattr(recapped, "state_of", lambda row, today: read.append(row) or plain(row, today))
    page = browser.get("/meja/rekap?dari=2025-2&sampai=2026-1&hal=2").text
    assert len(read) == 3 + 2
    assert "Semua laporan (16)" in page
    assert "(11)" in page
    last = browser.get("/meja/rekap?dari=2025-2&sampai=2026-1&hal=99").text
    assert "Forum Contoh 7" in last.split("Semua laporan")[1]


def test_the_number_of_statements_does_not_grow(city, signed_in):
    browser = signed_in("kabid")
    browser.get("/meja/rekap")
    asked = listen_in([])
    assert browser.get("/meja/rekap?dari=2025-2&sampai=2026-1").status_code == 200
    assert len(asked) <= 25


def test_the_page_says_what_is_counted_and_turns_a_wrong_order_round(city, signed_in):
    page = signed_in("auditor").get("/meja/rekap?dari=2026-1&sampai=2025-2").text
    assert "Semester II 2025 sampai Semester I 2026" in page
    assert "15 laporan" in page
    assert "25,0 %" in page or "26,7 %" in page
    assert "melanggar" not in page


def test_the_workbook_has_every_list(city, signed_in):
    with signed_in("kabid").get("/meja/rekap.xlsx?dari=2026-1&sampai=2026-1") as answer:
        book = load_workbook(io.BytesIO(answer.data))
    assert book.sheet_names[:7] == [
        "Ringkasan",
        "Per periode",
        "Per kecamatan",
        "Per bidang",
        "Per bentuk",
        "Laporan",
        "Belum melapor",
    ]
    missing = book.get_sheet_by_name("Belum melapor").to_python()
    assert len(missing) == 1 + 4
    done = book.get_sheet_by_name("Kegiatan").to_python()
    assert [row[5] for row in done[1:]] == ["Kerja bakti sungai"] * 3
    package = book.get_sheet_by_name("Data enam bulanan").to_python()
    assert (package[0][-5], len(package)) == ("LAPORAN TERAKHIR", 9)
    assert "NIK KETUA" not in package[0]


def test_the_paper_is_read_by_other_programs(city, signed_in, tmp_path):
    with signed_in("kaban").get("/meja/rekap.pdf?dari=2025-2&sampai=2026-1") as answer:
        file = tmp_path / "rekap.pdf"
        file.write_bytes(answer.data)
    said = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    assert "REKAP LAPORAN ORGANISASI KEMASYARAKATAN" in said
    assert "Forum Contoh 6" in said
    assert said.count("Terlambat") >= 4  # the heads stand in one line
    assert said.count("Ditunggu") >= 4
    assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0


def test_who_may_not_export_gets_no_files(city, signed_in):
    assert signed_in("timdu").get("/meja/rekap").status_code == 200
    assert signed_in("timdu").get("/meja/rekap.xlsx").status_code == 403


def test_an_office_without_periods_is_told_so(app, signed_in):
    assert "Belum ada periode" in signed_in("kabid").get("/meja/rekap").text


def test_the_public_statistics_equal_the_same_recount(city, client):
    _rows, shown = city
    page = client.get("/statistik").text
    counts = recount(shown[-1:])
    owed = sum(count for state, count in counts.items() if state != states.EXEMPT)
    reported = counts[states.ON_TIME] + counts[states.LATE]
    assert f"Untuk Semester I 2026, {reported} dari {owed} organisasi yang wajib melapor sudah melapor" in page
    assert "laporan melewati tenggat kantor" in page


def test_the_way_to_report_is_told_to_who_has_no_account(app, client):
    assert "Lapor kegiatan" in client.get("/").text
    assert "Minta formulir" in client.get("/lapor").text
