"""Signing in, locking, second factor, first set-up, settings, calendar."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pyotp
import pytest

from aormas.accounts import passwords
from aormas.accounts.actions import office as office_actions
from aormas.accounts.actions import people
from aormas.accounts.actions import session as session_actions
from aormas.core import audit, clock, holidays
from aormas.core.errors import Invalid, NotAllowed
from aormas.core.office import office
from tests.factories import PASSWORD, let_go


def attempt(client, password, username="verifikator"):
    return client.post("/masuk", data={"username": username, "password": password})


def test_the_right_password_opens_the_desk(signed_in):
    assert signed_in("verifikator").get("/meja/kalender").status_code == 200


def test_wrong_name_and_wrong_password_get_the_same_sentence(client):
    texts = [re.sub(r'value="[^"]*"', "", attempt(client, "salah", name).text) for name in ("verifikator", "tidak ada")]
    assert texts[0] == texts[1]
    assert "Nama atau sandi tidak tepat" in texts[0]


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(client, frozen):
    for _ in range(5):
        assert attempt(client, "salah").status_code == 422
    assert "beristirahat" in attempt(client, PASSWORD).text
    with clock.frozen(frozen + timedelta(minutes=14)):
        assert attempt(client, PASSWORD).status_code == 422
    with clock.frozen(frozen + timedelta(minutes=16)):
        assert attempt(client, PASSWORD).status_code == 303


def test_a_closed_account_and_a_new_password_end_every_session(app, signed_in, person):
    browser = signed_in("verifikator")
    people.set_password(person("verifikator"), "sandi baru yang panjang", by="test")
    assert browser.get("/meja/kalender").status_code == 303
    other = signed_in("operator")
    people.change(person("operator"), person("admin"), active=False)
    assert other.get("/meja/kalender").status_code == 303


def test_sign_in_never_leads_to_another_site(client):
    for target in ("https://contoh.test/", "//contoh.test", "/\\contoh.test", "javascript:alert(1)"):
        answer = client.post("/masuk", data={"username": "verifikator", "password": PASSWORD, "lanjut": target})
        assert answer.headers["Location"] == "/meja"
        client.post("/keluar")


def test_a_second_factor_asks_for_six_digits_once(app, client, person, frozen):
    secret = session_actions.new_secret()
    codes = session_actions.turn_on_second(person("kaban"), secret, pyotp.TOTP(secret).at(frozen))
    assert attempt(client, PASSWORD, "kaban").headers["Location"] == "/masuk/kode"
    assert client.get("/meja/kalender").status_code == 303  # not in yet
    later = frozen + timedelta(minutes=1)
    with clock.frozen(later):
        code = pyotp.TOTP(secret).at(later)
        assert client.post("/masuk/kode", data={"otp": code}).status_code == 303
        assert client.get("/meja/kalender").status_code == 200
        client.post("/keluar")
        attempt(client, PASSWORD, "kaban")
        assert client.post("/masuk/kode", data={"otp": code}).status_code == 422  # used already
        assert client.post("/masuk/kode", data={"otp": codes[0]}).status_code == 303
        client.post("/keluar")
        attempt(client, PASSWORD, "kaban")
        assert client.post("/masuk/kode", data={"otp": codes[0]}).status_code == 422


@pytest.mark.parametrize("password", ["pendek", "aaaaaaaaaaaa", "bakesbangpol", "verifikator1", "x" * 201])
def test_weak_passwords_are_refused_with_a_sentence(password):
    assert passwords.weakness(password, "verifikator")


def test_an_office_is_set_up_only_once(app):
    with pytest.raises(NotAllowed):
        office_actions.set_up({}, {"username": "x", "name": "x", "password": PASSWORD}, [])


def test_the_set_up_page_hides_without_the_link(client):
    assert client.get("/pasang").status_code == 404
    assert client.get("/pasang?kunci=salah").status_code == 404


def test_first_set_up_by_browser_keeps_what_was_typed_and_then_works(tmp_path, frozen):
    from flask_migrate import upgrade

    from aormas import create_app
    from tests.conftest import make_settings

    app = create_app(make_settings(tmp_path))
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        upgrade()
        key = office_actions.setup_token(tmp_path)
        client = app.test_client()
        page = client.get(f"/pasang?kunci={key}")
        values = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', page.text))
        values |= {
            "address": "Jalan Contoh 9",
            "time_zone": "Asia/Jakarta",
            "admin_name": "Ibu Contoh",
            "admin_username": "ibu.contoh",
            "admin_password": "pendek",
        }
        wrong = client.post(f"/pasang?kunci={key}", data=values)
        assert wrong.status_code == 422
        assert "Jalan Contoh 9" in wrong.text
        assert "paling sedikit 10 huruf" in wrong.text
        odd = {**values, "phone": "abc", "place": "", "regions": (io.BytesIO(b"\xff\xfe bukan wilayah"), "wilayah.csv")}
        told = client.post(f"/pasang?kunci={key}", data=odd, content_type="multipart/form-data").text
        for sentence in ("bukan teks UTF-8", "paling sedikit 10 huruf", "(0335) 421234", "Tulis tempatnya"):
            assert sentence in told, sentence  # all at once, not one by one
        assert client.post(f"/pasang?kunci={key}", data={**values, "admin_password": PASSWORD}).status_code == 303
        assert client.get(f"/pasang?kunci={key}").status_code == 404
        assert attempt(client, PASSWORD, "ibu.contoh").status_code == 303
        assert len(holidays.of_year(2026)) == 25
        let_go(app)


def test_a_local_day_off_moves_deadlines(signed_in, person):
    before = holidays.calendar().add(date(2026, 11, 24), 1)
    answer = signed_in("kabid").post(
        "/meja/kalender", data={"on": "2026-11-25", "name": "Hari jadi kota (contoh)", "kind": "local"}
    )
    assert answer.status_code == 303
    assert (before, holidays.calendar().add(date(2026, 11, 24), 1)) == (date(2026, 11, 25), date(2026, 11, 26))
    with pytest.raises(Invalid):
        holidays.add(date(2026, 11, 25), "lagi", "local", by=person("kabid"))


def test_settings_hold_at_once_and_are_in_the_trail(signed_in, client):
    browser = signed_in("admin")
    page = browser.get("/meja/pengaturan/kantor")
    values = {
        name: getattr(office(), name)
        for name in (
            "name",
            "agency",
            "government",
            "city",
            "place",
            "mayor_title",
            "site_title",
            "address",
            "hours_text",
            "time_zone",
        )
    }
    answer = browser.post(
        "/meja/pengaturan/kantor",
        data={**values, "site_title": "Ormas Contoh", "working_weekdays": [0, 1, 2, 3, 4], "colour_main": "#123456"},
    )
    assert (page.status_code, answer.status_code) == (200, 303)
    assert "<title>Ormas Contoh</title>" in client.get("/").text
    assert "--grape:#123456" in client.get("/warna.css").text
    assert audit.broken_link() is None


def test_an_administrator_cannot_take_the_own_role(person):
    with pytest.raises(Invalid):
        people.change(person("admin"), person("admin"), role="operator")


def test_accounts_of_officers_are_made_with_a_code_shown_once(app, signed_in):
    browser = signed_in("admin")
    data = {"username": "tini.contoh", "name": "Tini Contoh", "role": "operator", "active": "y"}
    shown = browser.post("/meja/pengguna/baru", data=data)
    code = re.search(r"/aktivasi/([0-9A-Z-]+)", shown.text).group(1)
    assert browser.post("/meja/pengguna/baru", data=data).status_code == 422  # the name is taken
    other = app.test_client()
    assert other.post(f"/aktivasi/{code}", data={"new_password": "perahu di laut biru"}).headers["Location"] == "/meja"
    assert other.post(f"/aktivasi/{code}", data={"new_password": "perahu di laut biru"}).status_code == 404


def test_unknown_codes_get_one_answer(client):
    answers = {
        client.post("/aktivasi", data={"code": code}).status_code for code in ("x", "7KQ2M-9XWTB-4FHRC", "' OR 1=1")
    }
    assert answers == {422}


def test_the_auditor_reads_settings_and_accounts_and_changes_nothing(signed_in, person):
    known, browser = person("operator"), signed_in("auditor")
    for address, text in (("/meja/pengaturan/kantor", office().name), (f"/meja/pengguna/{known.id}", known.name)):
        page = browser.get(address)
        assert page.status_code == 200
        assert text in page.text
        assert "hanya untuk dibaca" in page.text
        assert browser.post(address, data={"name": "lain"}).status_code == 403
    assert signed_in("timdu").get("/meja/pengaturan/kantor").status_code == 403
