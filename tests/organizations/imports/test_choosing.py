"""Of a row that changes something, an officer chooses fact by fact; what is left stays, and is not offered again."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from aormas.core.database import db
from aormas.core.errors import Conflict, Invalid
from aormas.organizations import actions as register
from aormas.organizations import queries as known
from aormas.organizations.actions import applying, deciding
from aormas.organizations.actions import importing as actions
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.importing import working
from aormas.organizations.importing.offers import choosable
from aormas.organizations.models import ChangeSet, Import, ImportRow, Organization
from aormas.organizations.queries import imports as queries
from aormas.organizations.rules import judging, sparing
from tests.organizations.imports.conftest import HEAD, table, verdicts
from tests.organizations.imports.test_import_pages import HOME, go_on, send
from tests.organizations.imports.test_importing import ROW, line, row_of

OTHERS = row_of(Telp="0335 499999", Alamat="Jl. Melati 9", Ketua="Citra Contoh")
PARTS = ["address", "phone", "board.chair"]


@pytest.fixture
def officer(person):
    return person("verifikator")


@pytest.fixture
def listed(sent, officer):
    """The register knows the usual row; a later list says three things otherwise."""
    applying.apply(sent([ROW]), officer)
    return sent([OTHERS], title="Daftar Juli", listed_on=date(2026, 7, 31))


def present() -> FiledFacts:
    db.session.expire_all()
    return known.present_facts(known.whole(db.session.scalars(select(Organization)).one()))


def choose(row: Import, *left: str, by: Any, number: int = 2) -> ImportRow:
    deciding.choose(row, line(row, number), left, line(row, number).version, by)
    return line(row, number)


def test_each_fact_that_differs_can_be_chosen(listed):
    assert choosable(line(listed)) == PARTS


def test_only_what_was_chosen_is_written(listed, officer):
    assert choose(listed, "phone", "board.chair", by=officer).decision == "apply"
    assert applying.apply(listed, officer)
    facts = present()
    assert (facts.address, facts.phone, facts.holder("chair").name) == ("Jl. Melati 9", "+62335421234", "Budi Contoh")
    written = {key for model in ("seats", "contacts", "terms") for key in _written(listed.change_id, model)}
    assert written == {"seats"}
    assert queries.organizations_of(listed) == {"new": 0, "changed": 1}


def _written(change: int, relation: str) -> list[str]:
    row = known.whole(db.session.scalars(select(Organization)).one())
    return [relation for fact in getattr(row, relation) if fact.change_id == change]


def test_the_same_list_on_another_day_does_not_offer_it_again(listed, sent, officer):
    choose(listed, "phone", "board.chair", by=officer)
    applying.apply(listed, officer)
    again = sent([OTHERS], title="Daftar Agustus", listed_on=date(2026, 8, 31))
    assert verdicts(again) == {2: "same"}
    assert line(again).reasons[-1][2] == {"facts": ["phone", "board.chair"]}
    before = db.session.scalar(select(func.count(ChangeSet.id)))
    assert applying.apply(again, officer) is False
    assert db.session.scalar(select(func.count(ChangeSet.id))) == before
    third = sent([OTHERS], title="Daftar September", listed_on=date(2026, 9, 30))
    assert verdicts(third) == {2: "same"}


def test_what_changed_since_is_offered_alone(listed, sent, officer):
    choose(listed, "phone", by=officer)
    applying.apply(listed, officer)
    row = db.session.scalars(select(Organization)).one()
    said = FiledFacts(name="", form="", scope="", address="Jl. Anggrek 3", village_code="35.74.03.1004")
    register.apply_filing(said, organization=row, source="surat", by="test")
    again = sent([OTHERS], title="Daftar Agustus", listed_on=date(2026, 8, 31))
    assert [difference[0] for difference in line(again).differences] == ["address"]
    choose(again, "address", by=officer)
    assert sparing.kept(line(again).spared) == ["phone", "address"]
    assert line(again).decision == "skip"
    applying.apply(again, officer)
    assert (present().phone, present().address) == ("+62335421234", "Jl. Anggrek 3")


def test_a_row_that_says_something_else_is_offered(listed, sent, officer):
    choose(listed, "phone", by=officer)
    applying.apply(listed, officer)
    other = sent([row_of(Telp="0335 488888", Alamat="Jl. Melati 9", Ketua="Citra Contoh")], title="Daftar Agustus")
    assert choosable(line(other)) == ["phone"]


def test_whoever_leaves_everything_leaves_the_row_out_and_nothing_is_counted(listed, sent, officer):
    assert queries.to_write(listed) == 1
    assert choose(listed, *PARTS, by=officer).decision == "skip"
    assert queries.to_write(listed) == 0
    assert applying.apply(listed, officer) is False
    assert present().phone == "+62335421234"
    assert verdicts(sent([OTHERS], title="Lagi")) == {2: "same"}


def test_a_row_that_was_left_out_can_be_taken_in_part(listed, officer):
    deciding.decide(listed, line(listed), "skip", line(listed).version, officer)
    assert choose(listed, "address", by=officer).decision == "apply"
    deciding.decide(listed, line(listed), "skip", line(listed).version, officer)
    assert line(listed).spared == ""


def test_undone_the_choice_is_forgotten_and_everything_is_as_before(listed, sent, officer):
    before = present()
    choose(listed, "phone", by=officer)
    applying.apply(listed, officer)
    applying.apply(sent([OTHERS], title="Sekali lagi"), officer)
    assert applying.undo_import(listed, officer) == 1
    assert present() == before
    assert choosable(line(sent([OTHERS], title="Lagi"))) == PARTS


def test_a_fact_that_the_register_does_not_know_stays_unknown(sent, officer):
    applying.apply(sent([row_of(Telp="", Sekretaris="")]), officer)
    row = sent([ROW], title="Daftar Juli")
    assert choosable(line(row)) == ["phone", "board.secretary"]
    choose(row, "phone", by=officer)
    applying.apply(row, officer)
    assert (present().phone, present().holder("secretary").name) == ("", "Ani Contoh")


def test_a_second_row_of_the_same_organisation_does_not_bring_in_what_the_first_left(sent, officer):
    applying.apply(sent([row_of(Telp="")]), officer)
    row = sent([ROW, row_of(Alamat="")], title="Daftar Juli")
    choose(row, "phone", by=officer)
    applying.apply(row, officer)
    assert present().phone == ""


def test_one_that_is_decided_to_be_a_known_organisation_can_be_chosen_from_too(sent, officer):
    applying.apply(sent([row_of(("No. AHU", ""))]), officer)
    told = row_of(("No. AHU", ""), Nama_Ormas="Yayasan Nurul Contoh Probolinggo", Telp="0335 499999", Sekretaris="Eko")
    row = sent([told], title="Daftar Juli")
    one = line(row)
    assert (one.verdict, choosable(one)) == ("probable", [])
    as_known = next(f"as:{candidate['id']}" for candidate in one.candidates if candidate["id"])
    deciding.decide(row, one, as_known, one.version, officer)
    assert choosable(line(row)) == ["phone", "board.secretary"]
    choose(row, "phone", by=officer)
    assert line(row).decision == as_known
    applying.apply(row, officer)
    assert (present().phone, present().holder("secretary").name) == ("+62335421234", "Eko")
    assert verdicts(sent([told], title="Daftar Agustus")) == {2: "same"}


def test_all_left_of_a_known_organisation_counts_as_nothing_to_write(sent, officer):
    applying.apply(sent([row_of(("No. AHU", ""))]), officer)
    row = sent(
        [row_of(("No. AHU", ""), Nama_Ormas="Yayasan Nurul Contoh Probolinggo", Telp="0335 499999")], title="Lain"
    )
    one = line(row)
    deciding.decide(row, one, next(f"as:{c['id']}" for c in one.candidates if c["id"]), one.version, officer)
    assert queries.to_write(row) == 1
    choose(row, *choosable(line(row)), by=officer)
    assert queries.to_write(row) == 0
    assert applying.apply(row, officer) is False
    assert queries.organizations_of(row)["changed"] == 0


def test_a_choice_outlives_comparing_again(listed, officer):
    choose(listed, "phone", by=officer)
    actions.again(listed, officer)
    working.begin(listed)
    assert (line(listed).decision, line(listed).spared) == ("apply", "phone")


def test_the_second_of_two_officers_is_told_and_stores_nothing(listed, person):
    seen = line(listed).version
    deciding.choose(listed, line(listed), ["phone"], seen, person("verifikator"))
    with pytest.raises(Conflict):
        deciding.choose(listed, line(listed), ["address"], seen, person("kabid"))
    with pytest.raises(Conflict):
        deciding.decide(listed, line(listed), "skip", seen, person("kabid"))
    assert line(listed).spared == "phone"


def test_a_register_that_moved_on_in_a_fact_that_was_left_does_not_hinder(listed, officer):
    choose(listed, "phone", by=officer)
    row = db.session.scalars(select(Organization)).one()
    register.apply_filing(
        FiledFacts(name="", form="", scope="", phone="+62811"), organization=row, source="surat", by="test"
    )
    assert applying.apply(listed, officer)
    assert (present().phone, present().address) == ("+62811", "Jl. Melati 9")


def test_a_register_that_moved_on_in_a_fact_that_is_taken_does(listed, officer):
    choose(listed, "phone", by=officer)
    row = db.session.scalars(select(Organization)).one()
    said = FiledFacts(name="", form="", scope="", address="Jl. Anggrek 3", village_code="35.74.03.1004")
    register.apply_filing(said, organization=row, source="surat", by="test")
    with pytest.raises(Conflict, match="has changed since"):
        applying.apply(listed, officer)


def test_parts_that_do_not_differ_cannot_be_left(listed, officer):
    with pytest.raises(Invalid):
        choose(listed, "npwp", by=officer)
    fresh = line(listed)
    assert fresh.spared == ""


@given(left=st.sets(st.sampled_from(PARTS)))
def test_left_parts_never_differ_afterwards_and_the_others_all_do(left):
    here = FiledFacts(
        name="A", form="", address="Jl. Satu", phone="+621", village_code="35.74.03.1004",
        members=(FiledMember("chair", "Budi"), FiledMember("member", "Ani")),
    )  # fmt: skip
    said = FiledFacts(
        name="A",
        form="",
        scope="",
        address="Jl. Dua",
        phone="+622",
        members=(FiledMember("chair", "Citra"),),
        whole_board=False,
    )
    facts, found = judging.judged(here, sparing.spare(here, said, left))
    assert set(sparing.parts(difference.key for difference in found)) == set(PARTS) - left
    assert ("phone" in left) == (not facts.phone)


def test_of_those_who_share_an_office_all_are_one_choice():
    assert sparing.parts(["phone", "board.member", "board.member.2", "sheet.nama"]) == ["phone", "board.member"]


def test_the_page_of_a_row_without_script(signed_in):
    browser = signed_in("verifikator")
    send(browser, table([HEAD, ROW]))
    go_on(browser)
    browser.post(f"{HOME}/1/terapkan")
    send(browser, table([HEAD, OTHERS]), number=2)
    go_on(browser, 2)
    listed = browser.get(f"{HOME}/2?hasil=perubahan").text
    address = re.search(r'href="([^"]*/baris/2/pilih[^"]*)"', listed)[1].replace("&amp;", "&")
    page = browser.get(address).text
    assert page.count("Pakai dari daftar") == page.count("Biarkan yang lama") == 3
    assert page.count(" checked") == 3
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    sent = {"version": version, "part_0": "take", "part_1": "leave", "hasil": "perubahan"}
    wrong = browser.post(f"{HOME}/2/baris/2/pilih", data={**sent, "part_2": "?"})
    assert wrong.status_code == 422
    assert "<title>Kesalahan:" in wrong.text
    chosen = [tag for tag in re.findall(r"<input[^>]*>", wrong.text) if " checked" in tag]
    assert any('name="part_1"' in tag and 'value="leave"' in tag for tag in chosen)
    answer = browser.post(f"{HOME}/2/baris/2/pilih", data={**sent, "part_2": "take"})
    assert (answer.status_code, answer.location) == (303, f"{HOME}/2?hasil=perubahan#b2")
    page = browser.get(f"{HOME}/2?hasil=perubahan").text
    assert "Dari baris 2, 2 dari 3 data akan dipakai." in page
    assert "akan diambil, tetapi dibiarkan: Telepon" in page or "tetapi dibiarkan: Telepon" in page
    late = browser.post(f"{HOME}/2/baris/2/pilih", data={**sent, "part_2": "take"})
    assert late.status_code == 409
    assert browser.post(f"{HOME}/2/terapkan").status_code == 303
    assert browser.get(f"{HOME}/2/baris/2/pilih").status_code == 303


def test_a_row_without_anything_to_choose_leads_back(signed_in):
    browser = signed_in("verifikator")
    send(browser, table([HEAD, ROW]))
    go_on(browser)
    assert browser.get(f"{HOME}/1/baris/2/pilih").status_code == 303
    assert browser.get(f"{HOME}/1/baris/99/pilih").status_code == 404


def test_a_refused_list_says_so_in_the_title_once(signed_in):
    browser = signed_in("verifikator")
    for answer in (send(browser, b"tidak", "daftar.xlsx"), send(browser, table([HEAD, ROW]), title="", number=2)):
        assert answer.status_code == 422
        assert re.search(r"<title>Kesalahan: (?!Kesalahan)", answer.text)
