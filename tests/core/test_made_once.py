"""What is made once shows what would be made anew: dates, parts of pages, macros, headers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel import dates
from flask_babel import force_locale, gettext
from sqlalchemy import text

from aormas.core import i18n, memo
from aormas.core.database import db, writing


def test_remembered_dates_are_babels_in_each_language(app):
    for query, code in (("/?bahasa=id", "id"), ("/?bahasa=en", "en")):
        with app.test_request_context(query):
            for n in range(0, 400, 37):
                day = date(2026, 1, 1) + timedelta(days=n)
                for pattern, said in (("long", "d MMMM yyyy"), ("weekday", "EEEE, d MMMM yyyy"), ("short", "d MMM")):
                    assert i18n.format_date(day, pattern) == dates.format_date(day, said, locale=code)


def test_each_request_has_its_own_language(client):
    assert 'lang="en"' in client.get("/ormas?bahasa=en").text
    assert '<html lang="en"' in client.get("/ormas").text  # the cookie
    assert '<html lang="id"' in client.get("/ormas?bahasa=id").text


def test_remembered_words_follow_a_language_that_is_forced(app):
    words = i18n.each_language(lambda: gettext("Name"))
    with app.test_request_context("/?bahasa=en"):
        with force_locale("id"):
            assert words() == "Nama"
        assert words() == "Name"
        with force_locale("id"):
            assert words() == "Nama"


def test_a_part_of_a_page_is_made_once_for_its_key(app):
    made: list[int] = []
    with app.test_request_context("/"):
        for key in ("a", "b", "a"):
            memo.remember_said(("part", key), lambda: made.append(1))
    assert len(made) == 2


@pytest.mark.parametrize("address", ["/ormas", "/meja/ormas"])
def test_the_form_of_filters_knows_a_new_name_of_a_district(app, client, signed_in, address):
    browser = signed_in("operator") if address.startswith("/meja") else client
    assert "Kecamatan Baru" not in browser.get(address).text
    with writing():
        db.session.execute(text("UPDATE regions SET name = 'Kecamatan Baru' WHERE code = '35.74.01'"))
    assert "Kecamatan Baru" in browser.get(address).text


def test_the_desks_form_of_filters_knows_a_new_name_of_a_village(signed_in):
    browser = signed_in("operator")
    browser.get("/meja/ormas")
    with writing():
        db.session.execute(text("UPDATE regions SET name = 'Desa Baru' WHERE code = '35.74.01.1001'"))
    assert "Desa Baru" in browser.get("/meja/ormas").text


def test_public_and_desk_forms_of_filters_are_kept_apart_and_opened_ones_too(client, signed_in):
    browser = signed_in("operator")
    for _ in range(2):
        assert 'name="tanpa"' in browser.get("/meja/ormas").text
        assert 'name="tanpa"' not in client.get("/ormas").text
        assert "<details open" in browser.get("/meja/ormas?tanpa=telepon").text
        assert 'value="Sinar"' in client.get("/ormas?q=Sinar").text
        assert 'value="Sinar"' not in client.get("/ormas").text


def test_headers_that_a_view_sets_itself_are_not_doubled(client):
    answer = client.get("/ormas")
    for name in ("Content-Security-Policy", "X-Frame-Options", "Referrer-Policy", "Cache-Control"):
        assert len(answer.headers.getlist(name)) == 1, name
    assert client.get("/masuk").headers["Cache-Control"] == "private, no-store"
