"""Field visits: planned, recorded once, printed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.registration.actions import visit
from aormas.registration.rules import visits
from tests.registration import desk_factories as make
from tests.registration.desk_factories import officer

pytestmark = pytest.mark.usefixtures("app")


def planned(application=None):
    application = application or make.taken()
    return visit.plan(
        application, officer("verifikator"), on=date(2026, 11, 26), time="09.00", officers="Rina Contoh\nAgus Contoh"
    )


def text_of(data: bytes) -> str:
    with PdfDocument(data) as book:
        return " ".join(page.get_textpage().get_text_range() for page in book)


def jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), "green").save(out, "JPEG")
    return out.getvalue()


def test_a_visit_is_planned_for_a_day_to_come_by_who_may():
    application = make.taken()
    with pytest.raises(Invalid) as refused:
        visit.plan(application, officer("verifikator"), on=date(2026, 11, 23), time="", officers="Rina")
    assert refused.value.field == "planned_on"
    with pytest.raises(NotAllowed):
        visit.plan(application, officer("timdu"), on=date(2026, 11, 26), time="", officers="Rina")
    with pytest.raises(Conflict):
        planned(make.granted())


def test_a_visit_is_recorded_once():
    row = planned()
    found = {"address_found": "yes", "name_board": "no", "members": "40"}
    visit.record(
        row,
        officer("verifikator"),
        on=date(2026, 11, 24),
        people_met="Siti Contoh, ketua",
        findings=found,
        notes="Kantor buka.",
        conclusion="active",
    )
    assert (row.conclusion, row.findings["name_board"], row.recorded_by.username) == ("active", "no", "verifikator")
    with pytest.raises(Conflict):
        visit.record(
            row, officer("verifikator"), on=date(2026, 11, 24), people_met="", findings={}, notes="", conclusion="moved"
        )
    assert row.conclusion == "active"


def test_a_visit_without_conclusion_or_in_the_future_is_refused():
    row = planned()
    for on, conclusion, field in (
        (date(2026, 11, 25), "active", "conducted_on"),
        (date(2026, 11, 24), "", "conclusion"),
    ):
        with pytest.raises(Invalid) as refused:
            visit.record(
                row, officer("verifikator"), on=on, people_met="x", findings={}, notes="", conclusion=conclusion
            )
        assert refused.value.field == field


def test_the_whole_visit_at_the_desk(signed_in):
    application = make.taken()
    browser, base = signed_in("verifikator"), f"/meja/permohonan/{application.id}/kunjungan"
    assert browser.post(base, data={"planned_on": "2026-11-26", "planned_time": "9", "officers": ""}).status_code == 422
    assert (
        browser.post(
            base, data={"planned_on": "26-11-2026", "planned_time": "09:30", "officers": "Rina Contoh"}
        ).headers["Location"]
        == base
    )
    row = application.visits[0]
    assert (row.planned_on, row.planned_time) == (date(2026, 11, 26), "09.30")
    assert "Kamis, 26 November 2026" in browser.get("/meja").text
    form = text_of(browser.get(f"{base}/{row.id}/formulir.pdf").data)
    assert "Forum Pemuda Mayangan Contoh" in form
    assert "3574014507900003" not in form
    assert browser.get(f"{base}/{row.id}/berita-acara.pdf").status_code == 404
    data = {
        "conducted_on": "2026-11-24",
        "people_met": "Siti Contoh, ketua",
        "address_found": "yes",
        "office": "own",
        "conclusion": "active",
        "advice": "Pasang papan nama.",
    }
    assert "Choose" not in browser.post(f"{base}/{row.id}", data={**data, "conclusion": ""}).text
    bad = browser.post(
        f"{base}/{row.id}",
        data={**data, "photos": (BytesIO(b"bukan foto"), "foto.jpg")},
        content_type="multipart/form-data",
    )
    assert bad.status_code == 422
    assert "Siti Contoh, ketua" in bad.text
    good = browser.post(
        f"{base}/{row.id}", data={**data, "photos": (BytesIO(jpeg()), "foto.jpg")}, content_type="multipart/form-data"
    )
    assert good.headers["Location"] == base
    minutes = text_of(browser.get(f"{base}/{row.id}/berita-acara.pdf").data)
    assert all(part in minutes for part in ("BERITA ACARA", "Siti Contoh", "Milik sendiri", "Pasang papan nama."))
    with browser.get(f"{base}/{row.id}/foto/1.jpg") as picture:
        assert picture.mimetype == "image/jpeg"
    assert browser.get(f"{base}/{row.id}/foto/2.jpg").status_code == 404


def test_a_visit_of_another_case_is_not_found(signed_in):
    row, other = planned(), make.taken()
    assert (
        signed_in("verifikator").get(f"/meja/permohonan/{other.id}/kunjungan/{row.id}/formulir.pdf").status_code == 404
    )


def test_unanswered_questions_are_not_printed():
    assert visits.printed({"name_board": "no", "office": "rent", "advice": "x"}) == (
        ("Papan nama terpasang", "Tidak"),
        ("Status kantor", "Sewa"),
    )


def test_the_record_follows_the_printed_form_and_says_once_what_may_stay_empty(signed_in):
    application = make.taken()
    browser = signed_in("verifikator")
    made = visit.plan(application, officer("verifikator"), on=date(2026, 11, 25), time="09.30", officers="Rina Kusuma")
    page = browser.get(f"/meja/permohonan/{application.id}/kunjungan/{made.id}").text
    assert "(boleh dikosongkan)" not in page
    assert page.index("1. Alamat") < page.index("4. Orang") < page.index("12. Koordinat")
