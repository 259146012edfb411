"""The session's cookie is sent when something in it changed, and once a day so that it goes on."""

from __future__ import annotations

import time

import pytest
from itsdangerous import timed

DAY = 86_400


@pytest.fixture
def later(monkeypatch):
    """Put the time of seals forward by some seconds."""
    real = time.time

    def put(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + seconds)

    assert timed.time is time
    return put


def sent(browser) -> bool:
    """Tell whether the desk's page sends the session's cookie."""
    answer = browser.get("/meja/akun")
    assert answer.status_code == 200
    return any(value.startswith("sesi=") for value in answer.headers.getlist("Set-Cookie"))


def test_a_page_that_only_reads_does_not_send_the_cookie_again(signed_in):
    browser = signed_in("operator")
    assert sent(browser)  # the seal of forms was put into it
    assert not sent(browser)


def test_who_comes_every_three_weeks_stays_signed_in(signed_in, later):
    browser = signed_in("operator")
    sent(browser)
    later(DAY - 60)
    assert not sent(browser)
    for visit in range(1, 5):
        later(visit * 21 * DAY)
        assert sent(browser)
        assert not sent(browser)


def test_who_stays_away_for_longer_than_thirty_days_signs_in_again(signed_in, later):
    browser = signed_in("operator")
    sent(browser)
    later(31 * DAY)
    assert browser.get("/meja/akun").status_code == 303


def test_a_cookie_that_nobody_sealed_is_no_session(client):
    for value in ("x", "a.b", "a.b.c", "....", "ZZZZ.\u00ff.c"):
        client.set_cookie("sesi", value)
        assert client.get("/meja/akun").status_code == 303
