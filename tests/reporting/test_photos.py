"""Photos of an activity: the good ones are kept, the bad one is named, nobody else sees them."""

from __future__ import annotations

import io
import shutil
import threading
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import select

from aormas.core.database import db
from aormas.core.errors import NotAllowed
from aormas.core.files import children
from aormas.core.security import limiter
from aormas.reporting.actions import activities
from aormas.reporting.models import Photo
from aormas.reporting.rules import content
from tests.reporting import factories, pages
from tests.reporting.factories import on
from tests.reporting.pages import picture, upload

VIDEO = b"\0\0\0\x18ftypmp42" + bytes(2000)
PDF = b"%PDF-1.7\n" + bytes(200)


@pytest.fixture
def place(app):
    """An activity of March 2026, in July: (organisation, activity, address of its photos, browser)."""
    row = factories.known_since(date(2025, 1, 10))
    with on(2026, 7, 6):
        factories.reporting_since(date(2026, 1, 1))
        user = factories.account(row)
        made = factories.activity(row, factories.period("2026-1"), user, date(2026, 3, 3))
        yield row, made, f"/portal/laporan/2026-1/kegiatan/{made.id}/foto", pages.enter(app)


def present():
    return db.session.scalars(select(Photo).where(Photo.removed_at.is_(None))).all()


def test_of_six_files_of_which_one_is_a_video_five_are_kept_and_the_sixth_is_named(place):
    _row, _made, address, browser = place
    files = [(picture(n), f"foto{n}.jpg") for n in range(5)]
    answer = browser.post(address, data=upload(*files[:3], (VIDEO, "film.mp4"), *files[3:]), follow_redirects=True)
    assert "5 foto tersimpan." in answer.text
    assert "film.mp4: Ini video." in answer.text
    assert len(present()) == 5


@pytest.mark.parametrize(
    ("file", "name", "said"),
    [
        (VIDEO, "film.mp4", "film.mp4: Ini video."),
        (PDF, "surat.pdf", "surat.pdf: Ini PDF"),
        (b"", "kosong.jpg", "kosong"),
        (picture()[:300], "rusak.jpg", "rusak.jpg:"),
    ],
)
def test_one_bad_file_alone_is_refused_beside_the_field(place, file, name, said):
    _row, _made, address, browser = place
    answer = browser.post(address, data=upload((file, name)))
    assert answer.status_code == 422
    assert 'href="#photos"' in answer.text
    assert said in answer.text
    assert present() == []


def test_sixty_photos_are_refused_at_once_in_words(place, monkeypatch):
    _row, _made, address, browser = place
    monkeypatch.setattr("aormas.reporting.entry.photos.receive_photo", lambda *_: pytest.fail("nothing is decoded"))
    answer = browser.post(address, data=upload(*[(picture(1, (64, 48)), f"{n}.jpg") for n in range(60)]))
    assert answer.status_code == 422
    assert "paling banyak 12 foto" in answer.text
    assert present() == []


def test_the_same_photo_twice_is_one(place):
    _row, _made, address, browser = place
    answer = browser.post(address, data=upload((picture(1), "a.jpg"), (picture(1), "b.jpg")), follow_redirects=True)
    assert "1 foto tersimpan." in answer.text
    assert "1 foto sudah ada sebelumnya." in answer.text
    assert len(present()) == 1


def test_script_sends_one_by_one_and_gets_the_reason_for_each(place):
    _row, _made, address, browser = place
    good = browser.post(address, data={**upload((picture(1), "a.jpg")), "satu": "1"})
    bad = browser.post(address, data={**upload((VIDEO, "film.mp4")), "satu": "1"})
    assert (good.status_code, good.get_json()) == (200, {"added": 1, "there": 0})
    assert bad.status_code == 422
    assert bad.get_json()["message"].startswith("film.mp4: Ini video.")


def test_the_thirteenth_photo_does_not_fit_and_the_twelve_stay(place):
    _row, _made, address, browser = place
    browser.post(address, data=upload(*[(picture(n, (64, 48)), f"{n}.jpg") for n in range(content.PHOTOS_MOST)]))
    more = browser.post(address, data={**upload((picture(99), "lagi.jpg")), "satu": "1"})
    assert more.status_code == 422
    assert "paling banyak 12 foto" in more.get_json()["message"]
    assert len(present()) == content.PHOTOS_MOST


def test_captions_choice_and_taking_out(place):
    _row, made, address, browser = place
    browser.post(address, data=upload((picture(1), "a.jpg"), (picture(2), "b.jpg")))
    first, second = present()
    typed = {f"judul-{first.id}": "Sampah diangkat", f"umum-{first.id}": "1", f"judul-{second.id}": ""}
    saved = browser.post(address, data={**typed, "simpan": "1"}, follow_redirects=True)
    assert "Kegiatan (1)" in saved.text
    db.session.expire_all()
    assert (first.caption, first.public, second.public) == ("Sampah diangkat", True, False)
    browser.post(address, data={**typed, "keluarkan": str(second.id)})
    db.session.expire_all()
    assert [photo.id for photo in made.present_photos] == [first.id]


@pytest.mark.parametrize("alone", [{}, {"satu": "1"}])
def test_what_was_typed_beside_photos_is_kept_when_one_more_is_sent(place, alone):
    _row, _made, address, browser = place
    browser.post(address, data=upload((picture(1), "a.jpg")))
    first = present()[0]
    typed = {f"judul-{first.id}": "Sampah diangkat", f"umum-{first.id}": "1", **alone}
    browser.post(address, data={**typed, **upload((picture(2), "b.jpg"))})
    refused = browser.post(address, data={**typed, f"judul-{first.id}": "Sampah", **upload((VIDEO, "film.mp4"))})
    db.session.expire_all()
    assert (refused.status_code, len(present())) == (422, 2)
    assert (first.caption, first.public) == ("Sampah", True)
    nothing = browser.post(address, data=alone)
    db.session.expire_all()
    assert (nothing.status_code, first.caption, first.public) == (422, "Sampah", True)


def test_after_script_has_sent_photos_the_page_says_so_and_a_refusal_is_in_the_title(place):
    _row, _made, address, browser = place
    page = browser.get(f"{address}?tersimpan=3&sudah=1").text
    assert "3 foto tersimpan." in page
    assert "1 foto sudah ada sebelumnya." in page
    assert '<div class="band ok">' not in browser.get(f"{address}?tersimpan=banyak").text
    assert "<title>Kesalahan:" in browser.post(address, data=upload((VIDEO, "film.mp4"))).text


def test_a_photo_is_shown_to_the_own_people_and_officers_only(app, place, signed_in):
    row, _made, address, browser = place
    browser.post(address, data=upload((picture(1, (2400, 1800)), "a.jpg")))
    number = present()[0].id
    with browser.get(f"/portal/laporan/2026-1/foto/{number}.jpg") as own:
        assert (own.status_code, own.mimetype) == (200, "image/jpeg")
        assert max(Image.open(io.BytesIO(own.data)).size) <= 1700
    with signed_in("operator").get(f"/meja/laporan/isi/{row.id}/2026-1/foto/{number}.jpg") as seen:
        assert seen.status_code == 200
    assert app.test_client().get(f"/portal/laporan/2026-1/foto/{number}.jpg").status_code == 303
    with on(2025, 1, 10):
        factories.account(factories.organization(name="Lain"), "lain", "Orang Lain")
    assert pages.enter(app, "lain").get(f"/portal/laporan/2026-1/foto/{number}.jpg").status_code == 404


def test_who_sends_very_many_photos_is_told_to_wait_and_keeps_those_that_came(place, monkeypatch):
    _row, _made, address, browser = place
    monkeypatch.setattr(limiter, "enabled", True)
    monkeypatch.setattr("aormas.reporting.entry.photos.PACE_MOST", 2)
    browser.post(address, data=upload((picture(1), "a.jpg"), (picture(2), "b.jpg")))
    whole = browser.post(address, data=upload((picture(3), "c.jpg")))
    alone = browser.post(address, data={**upload((picture(3), "c.jpg")), "satu": "1"})
    limiter.reset()
    assert (whole.status_code, alone.status_code) == (429, 429)
    assert 'href="#photos">c.jpg: tidak diterima' in whole.text
    assert alone.get_json()["message"].endswith("kirim yang lain satu jam lagi.")
    assert len(present()) == 2


def test_rows_of_photos_show_small_pictures_that_lead_to_the_large_ones(place):
    _row, _made, address, browser = place
    browser.post(address, data=upload((picture(1, (2400, 1800)), "a.jpg")))
    large = f"/portal/laporan/2026-1/foto/{present()[0].id}.jpg"
    page = browser.get(address).text
    assert f'<a href="{large}"><img src="{large}?kecil=1" width="1700" height="1275"' in page
    with browser.get(f"{large}?kecil=1") as small, browser.get(large) as whole:
        assert Image.open(io.BytesIO(small.data)).size == (480, 360)
        assert len(small.data) < len(whole.data)


def test_a_small_picture_that_is_missing_is_made_again_and_nobody_waits_for_it(app, place, monkeypatch):
    _row, _made, address, browser = place
    browser.post(address, data=upload((picture(1, (900, 1600)), "a.jpg")))
    small = f"/portal/laporan/2026-1/foto/{present()[0].id}.jpg?kecil=1"
    shutil.rmtree(app.extensions["aormas_settings"].instance / "cache" / "photos")
    with monkeypatch.context() as busy:
        busy.setattr(children, "_one_at_a_time", threading.BoundedSemaphore(1))
        children._one_at_a_time.acquire()
        with browser.get(small) as answer:
            assert Image.open(io.BytesIO(answer.data)).size == (900, 1600)
    with browser.get(small) as answer:
        assert Image.open(io.BytesIO(answer.data)).size == (360, 640)


def test_an_action_touches_no_photo_of_another_organisation(place):
    _row, made, address, browser = place
    browser.post(address, data=upload((picture(1), "a.jpg")))
    photo = present()[0]
    with on(2025, 1, 10):
        other = factories.organization(name="Lain")
    stranger = factories.account(other, "lain", "Orang Lain")
    for act in (
        lambda: activities.remove_photo(other, photo, stranger),
        lambda: activities.choose_photos(other, made, {photo.id}, {}, stranger),
        lambda: activities.remove(other, made, stranger),
        lambda: activities.add_photos(other, made, [], stranger),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert photo.removed_at is None


def test_photos_wait_for_nobody_after_the_report_was_sent(place):
    _row, _made, address, browser = place
    browser.post(
        "/portal/laporan/2026-1/periksa",
        data={**pages.hidden(browser, "/portal/laporan/2026-1/periksa"), **pages.SIGNERS},
    )
    late = browser.post(address, data=upload((picture(1), "a.jpg")))
    assert late.status_code == 409
    assert present() == []
