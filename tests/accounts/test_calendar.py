"""The office's calendar: a day leaves it only after a question."""

from __future__ import annotations

from datetime import date

from aormas.core import holidays
from aormas.core.database import db


def test_a_day_off_is_removed_only_after_a_page_that_names_it(signed_in, person) -> None:
    number = holidays.add(date(2026, 12, 23), "Libur contoh", "local", by=person("kabid")).id
    browser = signed_in("kabid")
    asked = browser.get(f"/meja/kalender/{number}/hapus")
    assert "Hapus Rabu, 23 Desember 2026, Libur contoh?" in asked.text
    assert db.session.get(holidays.Holiday, number) is not None
    assert browser.post(f"/meja/kalender/{number}/hapus").status_code == 303
    assert "Rabu, 23 Desember 2026, Libur contoh, dikeluarkan" in browser.get("/meja/kalender?tahun=2026").text
    assert db.session.get(holidays.Holiday, number) is None


def test_only_who_edits_the_calendar_is_asked(signed_in, person) -> None:
    number = holidays.add(date(2026, 12, 23), "Libur contoh", "local", by=person("kabid")).id
    assert signed_in("auditor").get(f"/meja/kalender/{number}/hapus").status_code == 403
