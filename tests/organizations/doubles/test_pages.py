"""The pages about doubles: the list, dismissing, merging with the password, taking it back, and hints while entering."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from aormas.core.database import db
from aormas.organizations import actions
from aormas.organizations.actions import sweeping
from aormas.organizations.models import DoubleHint, Merge, Organization
from tests.factories import PASSWORD
from tests.organizations.factories import facts


@pytest.fixture
def two(app: Flask) -> tuple[Organization, Organization]:
    """An organisation that was entered twice, and the pair that a sweep made of it."""
    first = actions.apply_filing(facts(), organization=None, source="buku lama", by="test")
    said = facts(
        name="Forum Komunikassi Pemuda Mayangan", email="fkpm@contoh.id", basis_number="", basis_kind="", npwp=""
    )
    second = actions.apply_filing(said, organization=None, source="daftar 2024", by="test")
    sweeping.sweep("test")
    return first, second


def shown(page: str) -> dict[str, str]:
    """Return the hidden and chosen values of the merge form."""
    hidden = dict(re.findall(r'<input id="(seen|client_id)" name="\1" type="hidden" value="([^"]*)">', page))
    chosen = dict(
        re.findall(
            r'<input(?: aria-describedby="[^"]*")? checked id="[^"]*" name="(\w+)" type="radio" value="(\w+)">', page
        )
    )
    return {**hidden, **chosen}


def test_the_list_says_why_and_leads_to_the_merge(two: Any, signed_in: Any) -> None:
    page = signed_in("kabid").get("/meja/ormas/ganda").text
    assert f"/meja/ormas/{two[0].id}/gabung/{two[1].id}" in page
    assert "hampir pasti sama" in page
    assert "namanya hanya berbeda beberapa huruf" in page
    assert "3574014507900003" not in page


def test_who_may_only_read_sees_the_pairs_and_no_buttons(two: Any, signed_in: Any) -> None:
    browser = signed_in("operator")
    page = browser.get("/meja/ormas/ganda").text
    assert "namanya hanya berbeda" in page
    assert "/gabung/" not in page
    assert "ganda/periksa" not in page
    for address in ("/meja/ormas/ganda/periksa", f"/meja/ormas/ganda/{db.session.query(DoubleHint).one().id}/bukan"):
        assert browser.post(address).status_code == 403


def test_checking_now_says_what_was_found(two: Any, signed_in: Any) -> None:
    browser = signed_in("kabid")
    assert browser.post("/meja/ormas/ganda/periksa").status_code == 303
    assert "2 ormas dibandingkan; 1 pasangan" in browser.get("/meja/ormas/ganda").text


def test_a_large_register_is_left_to_the_worker(
    two: Any, signed_in: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aormas.core import outbox
    from aormas.organizations.desk import doubles as pages
    from aormas.organizations.models import DoubleSweep

    monkeypatch.setattr(pages, "AT_ONCE", 1)
    assert signed_in("kabid").post("/meja/ormas/ganda/periksa").status_code == 303
    before = db.session.query(DoubleSweep).count()
    while outbox.work_once():
        pass
    assert db.session.query(DoubleSweep).count() == before + 1


def test_not_doubles_needs_a_reason_and_keeps_it(two: Any, signed_in: Any) -> None:
    browser, hint = signed_in("kabid"), db.session.query(DoubleHint).one()
    address = f"/meja/ormas/ganda/{hint.id}/bukan"
    refused = browser.post(address, data={f"p{hint.id}-why": ""})
    assert refused.status_code == 422
    assert "Tuliskan dengan singkat mengapa" in refused.text
    short = browser.post(address, data={f"p{hint.id}-why": "abc"})
    assert (short.status_code, 'value="abc"' in short.text) == (422, True)
    assert browser.post(address, data={f"p{hint.id}-why": "Dua cabang"}).status_code == 303
    assert "Dua cabang" in browser.get("/meja/ormas/ganda?keadaan=bukan-ganda").text
    again = browser.post(address, data={f"p{hint.id}-why": "Dua cabang"})
    assert (again.status_code, "sudah diputuskan" in again.text) == (409, True)
    assert browser.post("/meja/ormas/ganda/99/bukan").status_code == 404


def test_a_merge_shows_both_asks_the_password_and_leads_the_old_pages_on(two: Any, signed_in: Any) -> None:
    keep, away = two
    browser, address = signed_in("kabid"), f"/meja/ormas/{keep.id}/gabung/{away.id}"
    page = browser.get(address).text
    assert f"/meja/ormas/{away.id}/gabung/{keep.id}" in page
    assert "fkpm@contoh.id" in page
    assert "3574014507900003" not in page
    filled = shown(page)
    assert filled["email"] == "away"
    wrong = browser.post(address, data={**filled, "name": "away", "password": "salah"})
    assert wrong.status_code == 422
    assert shown(wrong.text)["name"] == "away"
    done = browser.post(address, data={**filled, "name": "away", "password": PASSWORD})
    assert (done.status_code, done.location) == (303, f"/meja/ormas/{keep.id}")
    assert "Juga tercatat sebagai" in browser.get(done.location).text
    for part in ("", "/riwayat", "/ubah?bagian=kontak"):
        moved = browser.get(f"/meja/ormas/{away.id}{part}")
        assert (moved.status_code, moved.location.split("?")[0]) == (301, f"/meja/ormas/{keep.id}{part.split('?')[0]}")
    assert browser.post(f"/meja/ormas/{away.id}/ubah").status_code == 409
    assert browser.get(address).status_code == 409


def test_a_merge_is_taken_back_from_the_history(two: Any, signed_in: Any) -> None:
    keep, away = two
    browser, address = signed_in("verifikator"), f"/meja/ormas/{keep.id}/gabung/{away.id}"
    browser.post(address, data={**shown(browser.get(address).text), "password": PASSWORD})
    made = db.session.query(Merge).one()
    history = f"/meja/ormas/{keep.id}/riwayat"
    assert "Batalkan penggabungan" in browser.get(history).text
    assert "Batalkan penggabungan" not in signed_in("operator").get(history).text
    back = browser.post(f"/meja/ormas/{keep.id}/gabung/{made.id}/batal")
    assert (back.status_code, back.location) == (303, history)
    page = browser.get(history).text
    assert "Dibatalkan pada" in page
    assert "Batalkan penggabungan" not in page
    assert browser.get(f"/meja/ormas/{away.id}").status_code == 200
    again = browser.post(f"/meja/ormas/{keep.id}/gabung/{made.id}/batal")
    assert (again.status_code, "Ini tidak dapat dilakukan" in again.text) == (409, True)
    assert browser.post(f"/meja/ormas/{away.id}/gabung/{made.id}/batal").status_code == 404


def test_with_itself_and_after_a_change_is_refused_in_words(two: Any, signed_in: Any) -> None:
    keep, away = two
    browser = signed_in("kabid")
    itself = browser.get(f"/meja/ormas/{keep.id}/gabung/{keep.id}")
    assert (itself.status_code, "dengan dirinya sendiri" in itself.text) == (409, True)
    address = f"/meja/ormas/{keep.id}/gabung/{away.id}"
    filled = {**shown(browser.get(address).text), "seen": "kemarin", "password": PASSWORD}
    late = browser.post(address, data=filled)
    assert (late.status_code, "Bandingkan sekali lagi" in late.text) == (409, True)
    assert db.session.query(Merge).count() == 0


def test_entering_what_the_register_has_says_so_with_the_reasons(two: Any, signed_in: Any) -> None:
    from uuid import uuid4

    browser = signed_in("operator")
    filled = {
        "identitas-name": "Perhimpunan Serba Baru", "identitas-form": "perkumpulan", "dasar-hukum-npwp": "01.234.567.8-625.000",
        "dasar-hukum-basis_kind": "", "source": "surat", "client_id": str(uuid4()),
    }  # fmt: skip
    answer = browser.post("/meja/ormas/baru", data=filled)
    assert answer.status_code == 422
    assert "NPWP-nya sama" in answer.text
    assert two[0].register_number in answer.text
    assert "Perhimpunan Serba Baru" in answer.text


def test_the_piece_for_the_script_says_the_same(two: Any, signed_in: Any) -> None:
    piece = signed_in("operator").get("/meja/ormas/mirip?potong=1&q=Perhimpunan&npwp=012345678625000")
    assert "NPWP-nya sama" in piece.text
    assert "<html" not in piece.text
    assert signed_in("operator").get("/meja/ormas/mirip").text.strip() == ""
