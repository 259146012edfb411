"""A written table is sent whole and leaves nothing behind."""

from __future__ import annotations

import tempfile
import threading
import urllib.request

import pytest
from flask import Flask
from waitress.server import create_server

from aormas.core.errors import StorageUnavailable
from aormas.core.sheets.serving import send
from aormas.core.sheets.writing import write_csv


@pytest.fixture
def room(tmp_path, monkeypatch):
    """The folder for temporary files, for this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def serving_app() -> Flask:
    app = Flask("tables")
    app.add_url_rule("/", view_func=lambda: send("daftar.csv", lambda path: write_csv(path, ["a"], [["b"]] * 50_000)))
    return app


def test_table_is_sent_by_the_real_server_and_vanishes(room):
    server = create_server(serving_app(), host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.effective_port}/") as answer:
            body, headers = answer.read(), answer.headers
    finally:
        server.task_dispatcher.shutdown()
        server.close()
        thread.join(5)
    assert body.count(b'"b"') == 50_000
    assert int(headers["Content-Length"]) == len(body)
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"] == "attachment; filename=daftar.csv"
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "private, no-store")
    assert not list(room.glob("aormas-table-*"))


def test_trouble_while_writing_leaves_nothing_behind(room):
    def full(path):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    def wrong(path):
        path.write_text("half")
        raise ValueError("no table")

    with Flask("tables").test_request_context():
        with pytest.raises(StorageUnavailable):
            send("daftar.csv", full)
        with pytest.raises(ValueError, match="no table"):
            send("daftar.csv", wrong)
    assert not list(room.iterdir())
