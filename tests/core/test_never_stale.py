"""What is kept for one version of the data is never shown after the next commit, whoever commits, and outlives a server's restart."""

from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import select, text

from aormas.core import database, memo
from aormas.core.database import db
from aormas.core.office import Office, office

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
