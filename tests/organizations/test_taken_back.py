"""An organisation whose entry was taken back: its file is read, nothing is noted of it any more."""

from __future__ import annotations

from datetime import date

import pytest

from aormas.accounts.models import Activation
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict
from aormas.organizations import actions, queries
from aormas.organizations.actions.undoing import undo
from aormas.organizations.models import ChangeSet
from tests.organizations.factories import facts, organization


@pytest.fixture
def gone(app):
    """An organisation whose entry was taken back."""
    row = organization()
    transaction(undo)(db.session.get(ChangeSet, row.created_by_id), "Rina Kusuma")
    return row


def test_its_file_says_so_on_top_and_offers_nothing(gone, signed_in):
    client = signed_in("verifikator")
    for part in ("", "/pengurus", "/kontak", "/riwayat"):
        page = client.get(f"/meja/ormas/{gone.id}{part}").text
        assert "Tidak ada di register." in page
        assert "Rina Kusuma" in page
        assert "contoh" in page
        assert f"/meja/ormas/{gone.id}/" in page
        for door in ("/ubah", "/status", "/lambang", "/kode", "/upaya", "/batalkan"):
            assert f"/meja/ormas/{gone.id}{door}" not in page
        assert f'"/ormas/{gone.slug}"' not in page
    for door in ("ubah", "status", "lambang"):
        answer = client.get(f"/meja/ormas/{gone.id}/{door}")
        assert (answer.status_code, answer.location) == (302, f"/meja/ormas/{gone.id}")


def test_nothing_is_noted_of_it(gone, person):
    officer, day = person("verifikator"), date(2026, 11, 24)
    before = db.session.scalar(db.select(db.func.count(ChangeSet.id)))
    tries = (
        lambda: actions.edit(gone, facts(name="Lain"), source="s", since=day, by=officer, client_id="c1"),
        lambda: actions.decide_status(gone, "bubar", since=day, reason="Diputuskan", source="s", by=officer),
        lambda: actions.set_emblem(gone, "a" * 64, source="s", by=officer),
        lambda: actions.invite_chair(gone, by=officer),
        lambda: actions.note_attempt(gone, "no_answer", made_on=day, note="", by=officer, client_id="c2"),
    )
    for attempt in tries:
        with pytest.raises(Conflict, match="was taken back on 2026-11-24"):
            attempt()
    assert db.session.scalar(db.select(db.func.count(ChangeSet.id))) == before
    assert db.session.scalar(db.select(db.func.count(Activation.id))) == 0
    assert queries.whole(gone).name == "Forum Komunikasi Pemuda Mayangan"


def test_no_portal_code_is_made_of_a_page_that_was_open(gone, signed_in):
    client = signed_in("verifikator")
    answer = client.post(f"/meja/ormas/{gone.id}/kode", follow_redirects=True)
    assert "ditarik kembali pada 24 November 2026" in answer.text
    assert db.session.scalar(db.select(db.func.count(Activation.id))) == 0
