"""What is kept for one version of the data is never shown after the next commit, whoever commits, and outlives a server's restart."""

from __future__ import annotations

import subprocess
import sys

import pytest
from flask_login import current_user
from sqlalchemy import select, text

from aormas.accounts.models import User
from aormas.core import database, memo, web
from aormas.core.database import db
from aormas.core.office import Office, office
from tests.statements import listen_in

# Another process, which knows nothing of the product, writes into its database.
WRITER = """
import sys
from sqlalchemy import create_engine, text
with create_engine(sys.argv[1]).begin() as connection:
    connection.execute(text("UPDATE office SET site_title = :title"), {"title": sys.argv[2]})
"""


def write_elsewhere(app, title: str) -> None:
    """Change the site's title by another process."""
    url = app.extensions["aormas_settings"].database_url
    subprocess.run([sys.executable, "-c", WRITER, url, title], check=True, timeout=60)


def kill_connections(app) -> None:
    """End all of the application's connections, as a restart of PostgreSQL does."""
    with app.extensions["sqlalchemy"].engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def autocommits() -> bool:
    """Tell whether the session's present connection works without transactions."""
    return db.session.connection().connection.driver_connection.autocommit


@database.transaction
def half_a_change() -> None:
    """Change the site's title and fail."""
    db.session.get(Office, 1).site_title = "Setengah"
    db.session.flush()
    raise ZeroDivisionError


@pytest.fixture
def postgresql(app):
    """Only where the tests run on PostgreSQL."""
    if database.is_sqlite():
        pytest.skip("PostgreSQL's connections")
    return app


def test_a_commit_of_another_process_shows_in_the_next_public_page(app, client):
    for title in ("Judul satu", "Judul dua", "Judul tiga"):
        db.session.remove()
        write_elsewhere(app, title)
        assert title in client.get("/ormas").text
        assert title in client.get("/ormas").text  # and from the cache


def test_a_commit_of_another_process_shows_in_the_next_page_of_the_desk(app, signed_in):
    browser = signed_in("operator")
    before = browser.get("/meja").text
    db.session.remove()
    write_elsewhere(app, "Judul lain")
    after = browser.get("/meja").text
    assert "Judul lain" in after
    assert "Judul lain" not in before


def test_who_was_shut_out_by_another_process_reads_no_further_page(app, signed_in):
    browser, url = signed_in("operator"), app.extensions["aormas_settings"].database_url
    assert browser.get("/meja/ormas").status_code == browser.get("/meja/ormas").status_code == 200
    db.session.remove()
    for change, expected in (("role = 'kabid', name = 'Nama Baru'", 200), ("active = (1 = 0)", 303)):
        command = WRITER.replace("office SET site_title = :title", f"users SET {change} WHERE username = :title")
        subprocess.run([sys.executable, "-c", command, url, "operator"], check=True, timeout=60)
        answer = browser.get("/meja/ormas")
        assert answer.status_code == expected
        assert ("Nama Baru" in answer.text) == (expected == 200)


def test_a_person_is_read_once_for_a_version_and_no_secret_stays_in_the_process(app, signed_in):
    browser, asked = signed_in("operator"), []
    browser.get("/meja/ormas")
    listen_in(asked)
    assert browser.get("/meja/ormas").status_code == 200
    assert [line for line in asked if "FROM users" in line] == []
    known = [kept for key, (_, kept) in app.extensions["aormas_memo"]._kept.items() if key[0] == "person"]
    assert len(known) == 1
    assert known[0].username == "operator"
    assert not vars(known[0]).keys() & {"password_hash", "totp_secret", "recovery_codes"}


def test_a_person_on_a_page_is_the_session_s_own_row(app, signed_in):
    browser, seen = signed_in("operator"), []

    def look() -> str:
        person = current_user._get_current_object()
        found = db.session.scalar(select(User).where(User.username == "operator"))
        seen.append((found is person, person.password_hash[:8], bool(db.session.dirty)))
        return ""

    app.view_functions["desk.start"] = web.anyone(look)
    for _ in range(2):
        assert browser.get("/meja").status_code == 200
    assert seen == [(True, "$argon2i", False)] * 2


def test_a_page_that_was_not_changed_comes_from_the_cache(app, client):
    client.get("/ormas")
    pages = app.wsgi_app
    made = []
    pages.wsgi = lambda *arguments: made.append(arguments)
    assert client.get("/ormas").status_code == 200
    assert made == []


def test_a_page_that_ends_after_a_commit_is_not_kept_as_the_newer_one(app, client, monkeypatch):
    """The version is read before the page: who commits while it is made is seen by the next reader."""
    db.session.remove()
    real = memo.remember

    def slow(key, make):
        value = real(key, make)
        if key == "office" and not made:
            made.append(key)
            write_elsewhere(app, "Judul baru")
        return value

    made: list[str] = []
    monkeypatch.setattr(memo, "remember", slow)
    assert "Judul baru" not in client.get("/ormas").text
    assert "Judul baru" in client.get("/ormas").text


def test_a_restart_of_the_server_is_not_noticed_by_readers(postgresql, client, signed_in):
    browser = signed_in("operator")
    assert client.get("/ormas").status_code == browser.get("/meja/ormas").status_code == 200
    db.session.remove()
    kill_connections(postgresql)
    assert client.get("/ormas?urut=terbaru").status_code == 200
    kill_connections(postgresql)
    assert browser.get("/meja/ormas").status_code == 200


def test_a_restart_of_the_server_is_not_noticed_by_who_sends_something_in(postgresql, signed_in):
    browser = signed_in("operator")
    browser.get("/meja/ormas")
    db.session.remove()
    kill_connections(postgresql)
    assert browser.post("/keluar").status_code == 303


def test_reading_pages_leaves_no_transaction_open_and_changes_use_one(postgresql):
    with postgresql.test_request_context("/ormas"):
        db.session.scalar(select(Office.id))
        assert autocommits()
        with database.writing():
            assert not autocommits()
            db.session.get(Office, 1).site_title = "Ditulis"
        db.session.remove()
    with postgresql.test_request_context("/ormas", method="POST"):
        assert not autocommits()
        assert office().site_title == "Ditulis"
        db.session.remove()


def test_what_fails_inside_a_change_is_taken_back_even_while_a_page_is_read(postgresql):
    before = office().site_title
    db.session.remove()
    with postgresql.test_request_context("/ormas"):
        with pytest.raises(ZeroDivisionError):
            half_a_change()
        db.session.remove()
    assert db.session.scalar(select(Office.site_title)) == before
