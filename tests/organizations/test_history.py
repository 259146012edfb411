"""The history of an organisation: old → new, since when, what may be taken back and why not the rest."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.i18n import format_phone
from aormas.organizations import actions, queries
from aormas.organizations.actions.undoing import undo
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import ChangeSet
from aormas.organizations.queries.changes import changes_of
from aormas.site.tiles import layout
from tests.organizations.factories import BOARD, facts

TERM = {"term_start": date(2025, 3, 15), "term_end": date(2030, 3, 14)}
OFFICER = SimpleNamespace(name="Rina Kusuma", id=None, must=lambda _permission: None)


def organization(**changes):
    """Enter an organisation as it has been since 2024."""
    return actions.apply_filing(facts(**changes), organization=None, source="contoh", by="test", since=date(2024, 1, 1))


def edit(row, since=None, correction=False, **said):
    """Change an organisation as an officer does."""
    told = FiledFacts(**{"name": "", "form": "", "scope": "", **said})
    actions.edit(row, told, source="Surat 7", since=since, by=OFFICER, client_id=None, correction=correction)
    return changes_of(queries.whole(row))


def test_each_value_stands_with_the_one_before_and_the_day_since_which_it_holds(app):
    row = organization()
    newest = edit(row, date(2026, 11, 20), phone="+62811", address="Jalan Baru 1", cleared=frozenset({"website"}))[0]
    lines = {line.key: (line.before, line.after) for line in newest.facts}
    assert lines == {"phone": ("+62335123456", "+62811"), "address": ("Jalan Contoh 5", "Jalan Baru 1")}
    assert (newest.since, newest.corrects) == (date(2026, 11, 20), False)


def test_what_was_only_taken_away_stands_in_the_history_too(app):
    row = organization()
    newest = edit(row, date(2026, 11, 24), cleared=frozenset({"phone"}))[0]
    assert [(line.key, line.before, line.after) for line in newest.facts] == [("phone", "+62335123456", "")]


def test_a_correction_is_told_from_a_change(app):
    row = organization()
    assert edit(row, correction=True, purpose="Membina")[0].corrects is False
    assert edit(row, correction=True, address="Jalan Contoh 55")[0].corrects is True


def test_people_are_named_one_by_one_and_private_data_stay_unsaid(app):
    row = organization()
    changed = (BOARD[0], SimpleNamespace(**{**vars(BOARD[1]), "name": "Rahmat Contoh"}), BOARD[2])
    lines = {line.key: (line.before, line.after) for line in edit(row, members=changed, **TERM)[0].facts}
    assert lines == {"board.secretary": ("Bagus Contoh", "Rahmat Contoh")}
    moved = (SimpleNamespace(**{**vars(BOARD[0]), "phone": "+628999"}), *changed[1:])
    newest = edit(row, members=moved, **TERM)[0]
    assert [(line.key, line.after, line.same) for line in newest.facts] == [("board.chair", "Siti Contoh", True)]


def test_only_the_last_change_may_be_taken_back_and_the_next_one_after_it(app, signed_in):
    row = organization()
    first, second = (edit(row, phone=number)[0].id for number in ("+62811", "+62812"))
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/perubahan"
    page = client.get(f"/meja/ormas/{row.id}/riwayat").text
    assert f"{address}/{second}/batalkan" in page
    assert f"{address}/{first}/batalkan" not in page
    assert "Belum bisa dibatalkan: sesudahnya ada perubahan menurut “Surat 7”" in page
    assert "Berasal dari permohonan yang dikabulkan" in page
    assert "<details" in page
    client.post(f"{address}/{second}/batalkan")
    page = client.get(f"/meja/ormas/{row.id}/riwayat").text
    assert f"{address}/{first}/batalkan" in page
    assert f"{address}/{second}/batalkan" not in page
    assert "Dibatalkan pada" in page
    assert "Batalkan</summary>" not in signed_in("auditor").get(f"/meja/ormas/{row.id}/riwayat").text


def test_what_a_later_change_took_away_is_not_pulled_from_under_it(app):
    row = organization()
    first = edit(row, phone="+62811")[0].id
    edit(row, cleared=frozenset({"phone"}))
    with pytest.raises(Conflict):
        transaction(undo)(db.session.get(ChangeSet, first), OFFICER)


def test_the_page_shows_old_and_new_and_the_day(app, signed_in):
    row = organization()
    edit(row, date(2026, 11, 20), phone="+62811")
    page = signed_in("auditor").get(f"/meja/ormas/{row.id}/riwayat").text
    assert "</span> → " in page
    assert "berlaku sejak 20 November 2026" in page


def test_as_of_a_day_before_the_name_was_known_it_says_so_and_the_band_is_of_that_day(app, signed_in):
    row = organization()
    client = signed_in("auditor")
    page = client.get(f"/meja/ormas/{row.id}/riwayat?pada=2023-06-01").text
    assert "belum tercatat pada tanggal itu" in page
    assert "Pada 1 Juni 2023:" in page
    before = client.get(f"/meja/ormas/{row.id}/riwayat?pada=1990-01-01").text
    assert "belum ada yang tercatat di register" in before
    assert "Aktif" not in before.split("<h2>Perubahan")[0]


def test_each_fact_says_since_when_and_according_to_what(app, signed_in):
    row = organization()
    edit(row, date(2026, 11, 20), phone="+62811")
    page = signed_in("auditor").get(f"/meja/ormas/{row.id}").text
    assert "<small>sejak 20 November 2026 · Surat 7</small>" in page
    assert "contoh</small>" in page


def test_a_change_from_a_day_before_the_present_value_is_refused_unless_it_is_a_correction(app):
    row = organization()
    edit(row, date(2026, 11, 20), phone="+62811")
    with pytest.raises(Invalid, match="holds since 2026-11-20") as refused:
        edit(row, date(2026, 11, 19), phone="+62812")
    assert refused.value.field == "since"
    edit(row, date(2026, 11, 20), phone="+62813")
    edit(row, date(2019, 1, 1), phone="+62814", correction=True)
    with pytest.raises(Invalid) as refused:
        edit(row, date(2026, 11, 24), members=BOARD[:2], term_start=date(2025, 3, 14), term_end=date(2030, 3, 14))
    assert refused.value.field == "term_start"
    with pytest.raises(Invalid) as refused:
        edit(row, basis_kind="ahu", basis_number="AHU-0000001.AH.01.07.TAHUN 2012", basis_date=date(2012, 1, 1))
    assert refused.value.field == "basis_date"
    edit(row, date(2010, 1, 1), postcode="67219", email="a@b.id", npwp="0012345678625001", correction=True)


def hidden(page):
    """Return the once-only id and the state that a form was drawn from."""
    return {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page).group(1) for name in ("client_id", "seen")}


def test_who_comes_second_sees_what_the_first_one_changed_and_then_saves(app, signed_in):
    row = organization()
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=kontak"
    form = {"kontak-phone": "0812 1111 2222", "source": "Surat 9", "sort": "changed", "since": ""}
    form |= hidden(client.get(address).text)
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        edit(row, phone="+628999")
        second = client.post(address, data=form)
        assert second.status_code == 409
        assert "Diubah sejak Anda membuka halaman ini" in second.text
        assert "Rina Kusuma" in second.text
        assert "</span> → " in second.text
        assert "0812 1111 2222" in second.text
        again = client.post(address, data={**form, **hidden(second.text)})
        assert again.status_code == 303
        assert client.post(address, data={**form, "seen": "x", "client_id": "b"}).status_code == 422
    assert [contact.value for contact in queries.whole(row).contacts if not contact.until] == ["+6281211112222"]


def test_everybody_reads_what_was_decided_and_on_which_day(app, person, client):
    row = organization()
    actions.decide_status(
        row, "bubar", since=date(2026, 2, 3), reason="Diputuskan musyawarah", source="Akta 1", by=person("verifikator")
    )
    told = client.get(f"/ormas/{row.slug}").text.split("<h2>Riwayat")[1]
    assert '<span class="when">3 Februari 2026</span>Bubar' in told


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+6281200026575", "0812 0002 6575"),
        ("+62335123456", "0335 123 456"),
        ("+622112345678", "021 1234 5678"),
        ("+6591234567", "+6591234567"),
        ("", ""),
        (None, ""),
    ],
)
def test_phones_are_shown_as_people_write_them(stored, shown):
    assert format_phone(stored).replace("\u00a0", " ") == shown


@pytest.mark.parametrize("typed", ["0001", "orm 1", "3574-1", "ORM-3574-0001", "3574 0001"])
def test_a_register_number_is_found_by_its_parts(app, signed_in, typed):
    row = organization(name="Yayasan Tanpa Angka")
    page = signed_in("auditor").get("/meja/ormas", query_string={"q": typed}).text
    assert row.register_number == "ORM-3574-0001"
    assert "Yayasan Tanpa Angka" in page


def test_tiles_differ_as_the_counts_do():
    drawn, *_size = layout([("1", "A", 31, ""), ("2", "B", 38, ""), ("3", "C", 35, "")])
    shades = [tile.tint for tile in drawn]
    assert shades[0] < shades[2] < shades[1]
    assert shades[1] - shades[0] > 0.2
