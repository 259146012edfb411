"""Who joined whom and who moved where: decided, refused, shown, taken back, moved by a merge, carried by the workbook."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from aormas.core import clock
from aormas.core.database import db
from aormas.core.errors import Conflict, Invalid
from aormas.organizations import actions, queries
from aormas.organizations.actions import applying, merging
from aormas.organizations.actions.undoing import undo_edit
from aormas.organizations.exports import sheets, workbook
from aormas.organizations.models import ChangeSet, Organization
from aormas.organizations.presentation import record as record_words
from aormas.organizations.queries.changes import changes_of
from aormas.organizations.queries.imports import all_rows
from aormas.organizations.queries.joining import joined_by, joined_to
from tests.organizations.factories import facts
from tests.organizations.imports.test_going_out import bring, empty_the_register, told

DAY = date(2026, 3, 14)
OFFICER = SimpleNamespace(name="Rina Kusuma", id=None, may=lambda _p: True, must=lambda _p: None)
SENT = {
    "status": "bergabung", "since": "2026-03-14", "reason": "Keputusan musyawarah anggota", "source": "Akta 12",
    "client_id": "0f8fad5b-d9cb-469f-a165-70867728950e",
}  # fmt: skip


def entered(name: str, **changes: Any) -> Organization:
    """Enter an organisation that is like no other."""
    said = facts(
        **{
            "name": name,
            "acronym": "",
            "npwp": "",
            "phone": "",
            "email": "",
            "website": "",
            "basis_number": "",
            "basis_kind": "",
            **changes,
        }
    )
    return actions.apply_filing(said, organization=None, source="contoh", by="test", since=date(2024, 1, 1))


def join(row: Organization, successor: Organization | None = None, since: date = DAY, **more: Any) -> None:
    actions.decide_status(
        row,
        "bergabung",
        since=since,
        reason="Musyawarah anggota",
        source="Akta 12",
        by=OFFICER,
        successor=successor,
        **more,
    )


def send(client: Any, row: Organization, **changes: str) -> Any:
    return client.post(f"/meja/ormas/{row.id}/status", data={**SENT, **changes})


@pytest.fixture
def two(app, frozen):
    return entered("Forum Nelayan Mayangan"), entered("Yayasan Bahari Sejahtera")


def test_the_profile_says_with_whom_it_merged_and_leads_there(two, client):
    one, other = two
    join(one, other)
    page = client.get(f"/ormas/{one.slug}").text
    link = f'<a href="/ormas/{other.slug}">Yayasan Bahari Sejahtera</a>'
    assert f"<b>Bergabung</b> dengan {link} sejak 14 Maret 2026. Musyawarah anggota." in page
    assert 'content="Forum Nelayan Mayangan: Bergabung dengan Yayasan Bahari Sejahtera sejak 14 Maret 2026.' in page
    assert f'<a href="/ormas/{other.slug}">Bergabung dengan Yayasan Bahari Sejahtera</a>' in page


def test_one_that_is_not_in_the_register_is_named_without_a_link(two, client):
    join(two[0], successor_name="Paguyuban <Laut> Lumajang")
    page = client.get(f"/ormas/{two[0].slug}").text
    assert "<b>Bergabung</b> dengan Paguyuban &lt;Laut&gt; Lumajang sejak 14 Maret 2026." in page


def test_a_name_that_holds_signs_is_linked_all_the_same(two, client):
    other = entered("Yayasan Budi & <Daya>")
    join(two[0], other)
    assert (
        f'<a href="/ormas/{other.slug}">Yayasan Budi &amp; &lt;Daya&gt;</a> sejak'
        in client.get(f"/ormas/{two[0].slug}").text
    )


def test_a_move_names_the_town_everywhere(two, client, signed_in):
    row = two[0]
    actions.decide_status(
        row, "pindah", since=DAY, reason="Sekretariat pindah", source="Surat", by=OFFICER, town="Kabupaten Malang"
    )
    sentence = "<b>Pindah</b> ke Kabupaten Malang sejak 14 Maret 2026. Sekretariat pindah."
    assert sentence in client.get(f"/ormas/{row.slug}").text
    desk = signed_in("kabid")
    assert sentence in desk.get(f"/meja/ormas/{row.id}").text
    assert sentence in desk.get(f"/meja/ormas/{row.id}/ringkasan").text
    assert "Pindah ke: Kabupaten Malang" in desk.get(f"/meja/ormas/{row.id}/riwayat").text


def test_the_desk_leads_to_the_other_and_the_other_lists_who_came(two, signed_in):
    one, other = two
    join(one, other)
    desk = signed_in("kabid")
    assert f'dengan <a href="/meja/ormas/{other.id}">{other.name}</a> sejak' in desk.get(f"/meja/ormas/{one.id}").text
    there = desk.get(f"/meja/ormas/{other.id}").text
    assert "Bergabung dengan ormas ini" in there
    assert f'href="/meja/ormas/{one.id}"' in there


def test_as_of_a_day_it_had_joined_only_since_then(two):
    one, other = two
    join(one, other)
    row = queries.whole(one)
    before, after = (queries.as_of(row, day) for day in (date(2026, 3, 13), DAY))
    assert ("Bergabung dengan", other.name) not in record_words.snapshot(before)
    assert ("Bergabung dengan", other.name) in record_words.snapshot(after)
    assert record_words.day_band(after)[0][1] == f"Bergabung dengan {other.name}."


def test_taken_back_it_stands_as_before_and_the_history_says_what_was_decided(two):
    one, other = two
    join(one, other)
    made = changes_of(queries.whole(one))[0]
    assert [record_words.line(fact)[::2] for fact in made.facts][:2] == [
        ("Status", "Bergabung"),
        ("Bergabung dengan", other.name),
    ]
    undo_edit(one, made.id, OFFICER)
    assert (queries.whole(one).status, joined_to(other)) == ("aktif", [])


@pytest.mark.parametrize(
    ("status", "told", "field"),
    [
        ("pindah", {}, "town"), ("bubar", {"town": "Malang"}, "town"), ("bubar", {"successor_name": "Lain"}, "successor"),
        ("pindah", {"town": "Malang", "successor_name": "Lain"}, "successor"),
    ],
)  # fmt: skip
def test_what_does_not_belong_together_is_refused_beside_its_field(two, status, told, field):
    with pytest.raises(Invalid) as refused:
        actions.decide_status(two[0], status, since=DAY, reason="Musyawarah", source="Akta", by=OFFICER, **told)
    assert refused.value.field == field
    assert queries.whole(two[0]).decisions == []


def test_nobody_joins_itself_nor_in_a_circle_however_long(two):
    one, other = two
    third = entered("Perkumpulan Pasir Putih")
    with pytest.raises(Invalid, match="cannot join itself"):
        join(one, one)
    join(one, other)
    join(other, third)
    assert joined_by(one) == {other.id, third.id}
    with pytest.raises(Invalid, match="joined this organisation itself") as refused:
        join(third, one)
    assert refused.value.field == "successor"
    assert queries.whole(third).status == "aktif"


def test_a_circle_does_not_close_by_taking_back_what_opened_it(two):
    one, other = two
    join(one, other)
    actions.decide_status(one, "aktif", since=DAY, reason="", source="Surat", by=OFFICER)
    opened = changes_of(queries.whole(one))[0]
    join(other, one)
    with pytest.raises(Conflict, match="would have joined"):
        undo_edit(one, opened.id, OFFICER)
    db.session.expire_all()
    assert db.session.get(ChangeSet, opened.id).undone_at is None
    assert queries.whole(one).status == "aktif"


def test_one_that_was_gone_on_that_day_is_not_joined_but_before_it_was(two):
    one, other = two
    actions.decide_status(other, "bubar", since=date(2026, 2, 1), reason="Musyawarah", source="Akta", by=OFFICER)
    with pytest.raises(Invalid, match="gone itself"):
        join(one, other)
    join(one, other, since=date(2026, 1, 31))
    assert queries.whole(one).present_decision.successor_id == other.id


def test_an_entry_that_others_have_joined_is_not_taken_back(two):
    one, _other = two
    said = facts(name="Yayasan Karang Timur", npwp="", basis_number="AHU-0009999.AH.01.07.TAHUN 2020")
    fresh = actions.enter(said, source="surat", since=DAY, by=OFFICER, client_id="entry-1")
    join(one, fresh)
    with pytest.raises(Conflict) as refused:
        undo_edit(fresh, fresh.created_by_id, OFFICER)
    assert one.name in refused.value.values["what"]
    undo_edit(one, changes_of(queries.whole(one))[0].id, OFFICER)
    undo_edit(fresh, fresh.created_by_id, OFFICER)
    with pytest.raises(Invalid, match="not in the register"):
        join(one, fresh)


def test_a_merge_takes_along_who_joined_and_gives_it_back(two, person):
    one, other = two
    keep, by = entered("Yayasan Bahari Sejahtera Abadi"), person("kabid")
    join(one, other)
    made = merging.merge(keep, other, {}, by, seen_at=merging.seen(keep, other))
    assert made.moved["status_decisions.successor_id"]
    assert [row.id for row, _since in joined_to(keep)] == [one.id]
    assert other.decisions == []
    merging.unmerge(made, by)
    assert [row.id for row, _since in joined_to(other)] == [one.id]
    assert joined_to(keep) == []


def test_a_merged_record_that_is_named_means_the_one_that_stands_for_it(two, person):
    one, other = two
    keep = entered("Yayasan Bahari Sejahtera Abadi")
    merging.merge(keep, other, {}, person("kabid"), seen_at=merging.seen(keep, other))
    join(one, other)
    assert queries.whole(one).present_decision.successor_id == keep.id


def test_one_that_joined_the_other_does_not_swallow_it_but_the_other_way_round(two, person):
    one, other = two
    join(one, other)
    assert merging.refusal(one, other) is not None
    assert merging.refusal(other, one) is None


def test_an_own_decision_stays_with_the_record_that_is_merged_away(two, person):
    one, other = two
    actions.decide_status(other, "pindah", since=DAY, reason="Pindah", source="Surat", by=OFFICER, town="Malang")
    made = merging.merge(one, other, {}, person("kabid"), seen_at=merging.seen(one, other))
    assert "status_decisions.organization_id" not in made.moved
    assert queries.whole(one).decisions == []


def test_open_data_name_who_was_joined_and_the_town(two, client):
    one, other = two
    join(one, other)
    moved = entered("Serikat Angin Timur")
    actions.decide_status(moved, "pindah", since=DAY, reason="Pindah", source="Surat", by=OFFICER, town="Kota Malang")
    data = {row["nama"]: row for row in client.get("/ormas.json").json["data"]}
    found = [
        [data[row.name][key] for key in ("bergabung_ke_nomor_register", "bergabung_ke_nama", "pindah_ke")]
        for row in (one, moved, other)
    ]
    assert found == [[other.register_number, other.name, None], [None, None, "Kota Malang"], [None, None, None]]
    assert "bergabung_ke_nama" in client.get("/data").text


def test_the_full_workbook_brings_back_who_joined_whom(two, person, tmp_path):
    one, other = two
    join(one, other)
    actions.decide_status(
        other, "bergabung", since=DAY, reason="Musyawarah", source="Akta", by=OFFICER, successor_name="Badan Luar"
    )
    names = [one.name, other.name]
    before, path, officer = told(), tmp_path / "register.xlsx", person("verifikator")
    workbook.write(path, workbook.ids_of(1), with_nik=True, author="Kantor")
    assert {line.verdict for line in all_rows(bring(path, officer))} == {"same"}
    empty_the_register()
    assert applying.apply(bring(path, officer), officer)
    assert told() == before
    again = db.session.scalar(db.select(Organization).where(Organization.name == names[0]))
    assert again.present_decision.successor.name == names[1]


def test_a_workbook_from_before_takes_nothing_away(two, person, tmp_path, monkeypatch):
    one, other = two
    join(one, other)
    path, name = tmp_path / "lama.xlsx", one.name
    old = tuple(
        sheets.Facts(f.sheet, f.model, f.relation, tuple(c for c in f.columns if c not in sheets.FATE))
        for f in sheets.FACTS
    )
    with monkeypatch.context() as patched:
        patched.setattr(sheets, "FACTS", old)
        workbook.write(path, workbook.ids_of(1), with_nik=True, author="Kantor")
    assert {line.verdict for line in all_rows(bring(path, person("verifikator")))} == {"same"}
    empty_the_register()
    officer = person("kabid")
    assert applying.apply(bring(path, officer), officer)
    again = db.session.scalar(db.select(Organization).where(Organization.name == name))
    assert (again.status, again.present_decision.joined) == ("bergabung", "")


def test_the_form_takes_a_register_number_as_people_type_it(two, signed_in):
    one, other = two
    number = other.register_number.lower().replace("-", " ")
    assert send(signed_in("kabid"), one, successor=number).status_code == 303
    assert queries.whole(one).present_decision.successor_id == other.id


def test_the_form_takes_a_name_that_only_one_bears(two, signed_in):
    one, other = two
    assert send(signed_in("kabid"), one, successor="yayasan bahari SEJAHTERA").status_code == 303
    assert queries.whole(one).present_decision.successor_id == other.id


def test_a_name_that_is_nearly_right_is_asked_about_and_then_taken(two, signed_in):
    one, other = two
    desk = signed_in("kabid")
    asked = send(desk, one, successor="Yayasan Bahari Sejahtra")
    assert asked.status_code == 422
    assert "Ada ormas yang namanya mirip" in asked.text
    assert f'value="{other.id}"' in asked.text
    assert 'value="Yayasan Bahari Sejahtra"' in asked.text
    assert "Keputusan musyawarah anggota" in asked.text
    assert send(desk, one, successor="Yayasan Bahari Sejahtra", which=str(other.id)).status_code == 303
    assert queries.whole(one).present_decision.successor_id == other.id


def test_a_part_of_the_name_is_asked_about_too(two, signed_in):
    asked = send(signed_in("kabid"), two[0], successor="bahari")
    assert asked.status_code == 422
    assert f'value="{two[1].id}"' in asked.text


def test_a_name_that_is_like_no_other_is_noted_at_once(two, signed_in):
    assert send(signed_in("kabid"), two[0], successor="Gerakan Pramuka Lumajang").status_code == 303
    assert queries.whole(two[0]).present_decision.joined == "Gerakan Pramuka Lumajang"


def test_a_name_may_stay_a_name_although_others_are_like_it(two, signed_in):
    sent = send(signed_in("kabid"), two[0], successor="Yayasan Bahari Sejahtra", which="nama")
    assert sent.status_code == 303
    fate = queries.whole(two[0]).present_decision
    assert (fate.successor_id, fate.successor_name) == (None, "Yayasan Bahari Sejahtra")


def test_a_choice_that_was_not_offered_is_asked_about_again(two, signed_in):
    far = entered("Ikatan Dokter Hewan")
    asked = send(signed_in("kabid"), two[0], successor="Yayasan Bahari Sejahtra", which=str(far.id))
    assert asked.status_code == 422
    assert queries.whole(two[0]).decisions == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"successor": "ORM-3574-9999"}, "Tidak ada ormas dengan nomor ini di register."),
        ({"successor": "Forum Nelayan Mayangan"}, "tidak dapat bergabung dengan dirinya sendiri"),
        ({"status": "pindah"}, "Tulis kota atau kabupaten tujuan pindahnya."),
        ({"status": "bubar", "successor": "Badan Luar"}, "Bagian ini hanya untuk ormas yang bergabung."),
        ({"status": "bubar", "town": "Malang"}, "Bagian ini hanya untuk ormas yang pindah."),
    ],
)  # fmt: skip
def test_bad_input_is_said_beside_its_field_and_all_is_kept(two, signed_in, typed, sentence):
    page = send(signed_in("kabid"), two[0], **typed)
    assert page.status_code == 422
    assert sentence in page.text
    assert "<title>Kesalahan:" in page.text
    assert "Keputusan musyawarah anggota" in page.text
    assert 'value="Akta 12"' in page.text
    for value in typed.values():
        assert value in page.text
    assert queries.whole(two[0]).decisions == []


def test_one_that_is_gone_is_refused_in_words(two, signed_in):
    actions.decide_status(two[1], "bubar", since=date(2026, 2, 1), reason="Musyawarah", source="Akta", by=OFFICER)
    page = send(signed_in("kabid"), two[0], successor=two[1].register_number)
    assert "sendiri sudah tidak ada (bubar)" in page.text
    assert clock.today() > DAY
