"""The record: a change is a new row, so any day can be shown; a change can be taken back while nothing was built on it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.organizations import actions, queries, search
from aormas.organizations.actions.changing import begin
from aormas.organizations.actions.filing import take_over
from aormas.organizations.actions.undoing import undo
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.models import ChangeSet, OrganizationName
from aormas.organizations.rules import history
from aormas.organizations.rules.differences import differences
from tests.organizations.factories import BOARD, facts, organization

TODAY = date(2026, 11, 24)


def say(row, since=None, **said):
    """Let a source say something of an organisation."""
    told = FiledFacts(**{"name": "", "form": "", "scope": "", **said})
    return actions.apply_filing(told, organization=row, source="surat", by="test", kind="edit", since=since)


undo_it = transaction(undo)


def last_change() -> ChangeSet:
    return db.session.scalars(db.select(ChangeSet).order_by(ChangeSet.id.desc())).first()


def test_a_changed_name_is_a_new_row_and_the_old_day_still_shows_the_old_one(app, frozen):
    row = organization()
    say(row, since=date(2026, 11, 30), name="Forum Pemuda Mayangan Maju")
    row = queries.whole(row)
    assert row.name == "Forum Pemuda Mayangan Maju"
    assert queries.as_of(row, date(2026, 11, 29)).name.name == "Forum Komunikasi Pemuda Mayangan"
    assert queries.as_of(row, date(2026, 11, 30)).name.name == "Forum Pemuda Mayangan Maju"
    assert queries.as_of(row, date(2020, 1, 1)).name is None


def test_every_value_has_its_history(app, frozen):
    row = organization(purpose="Membina pemuda", member_count=40)
    say(row, since=date(2026, 12, 1), member_count=55, purpose="Membina pemuda dan lingkungan", fields=("lingkungan",))
    row = queries.whole(row)
    then, now = queries.as_of(row, TODAY).particulars, queries.as_of(row, date(2026, 12, 1)).particulars
    assert (then["member_count"], now["member_count"]) == ("40", "55")
    assert (then["fields"], now["fields"]) == ("pemuda,sosial", "lingkungan")
    assert (row.member_count, row.main_field) == (55, "lingkungan")
    assert {fact.source for fact in row.particulars} == {"contoh", "surat"}


def test_what_is_said_again_writes_nothing(app):
    row = organization()
    before = db.session.scalar(db.select(db.func.count(OrganizationName.id)))
    actions.apply_filing(facts(), organization=row, source="lagi", by="test")
    row = queries.whole(row)
    assert db.session.scalar(db.select(db.func.count(OrganizationName.id))) == before
    assert [len(row.legal_bases), len(row.seats), len(row.contacts), len(row.terms)] == [1, 1, 1, 1]
    assert {fact.source for fact in row.particulars} == {"contoh"}


def test_a_list_that_names_only_the_chair_leaves_the_rest_of_the_board(app):
    row = organization()
    say(row, members=(FiledMember("chair", "Rahmat Contoh"),), whole_board=False)
    row = queries.whole(row)
    assert [member.name for member in row.present_term.members] == ["Rahmat Contoh", "Bagus Contoh", "Dewi Contoh"]
    assert row.present_term.members[0].nik == ""
    assert row.terms[0].ended_on is not None
    assert row.present_term.until == date(2030, 3, 14)


def test_a_new_address_keeps_nothing_of_the_old_seat_but_a_correction_does(app):
    row = organization(tenure="own", postcode="67219", domicile_until=date(2027, 1, 1))
    say(row, postcode="67218")
    assert (queries.whole(row).present_seat.tenure, row.present_seat.postcode) == ("own", "67218")
    say(row, address="Jalan Baru 9", village_code="35.74.01.1001")
    seat = queries.whole(row).present_seat
    assert (seat.address, seat.tenure, seat.postcode, seat.domicile_until) == ("Jalan Baru 9", "", "", None)
    assert row.district_code == "35.74.01"


def test_what_is_said_to_be_none_ends(app):
    row = organization()
    say(row, cleared=frozenset({"phone", "npwp", "acronym"}))
    row = queries.whole(row)
    assert [c.value for c in row.contacts if c.until is None] == []
    assert (row.npwp, row.acronym) == ("", "")


def test_a_decision_about_its_existence_says_since_when_and_why(app, frozen, person):
    row = organization()
    actions.decide_status(
        row, "bubar", since=date(2026, 10, 1), reason="Musyawarah anggota", source="Akta 12", by=person("kabid")
    )
    assert (row.status, row.status_since, row.status_reason) == ("bubar", date(2026, 10, 1), "Musyawarah anggota")
    whole = queries.whole(row)
    assert queries.as_of(whole, date(2026, 9, 30)).status.code == "aktif"
    assert queries.as_of(whole, date(2026, 10, 1)).status.code == "bubar"
    actions.decide_status(row, "aktif", since=date(2026, 11, 1), reason="", source="Surat", by=person("kabid"))
    assert (row.status, row.status_reason) == ("aktif", "")
    with pytest.raises(Conflict):
        actions.decide_status(row, "aktif", since=TODAY, reason="", source="", by=person("kabid"))


def test_a_decision_lies_neither_in_the_future_nor_before_the_one_it_replaces(app, frozen, person):
    row = organization()
    with pytest.raises(Invalid):
        actions.decide_status(row, "bubar", since=date(2026, 11, 25), reason="x", source="", by=person("kabid"))
    actions.decide_status(row, "tidak_aktif", since=date(2026, 10, 1), reason="x", source="", by=person("kabid"))
    with pytest.raises(Invalid):
        actions.decide_status(row, "bubar", since=date(2026, 9, 1), reason="x", source="", by=person("kabid"))
    assert queries.whole(row).status == "tidak_aktif"


def test_an_operator_decides_nothing_about_existence(app, person):
    row = organization()
    with pytest.raises(Exception, match="may not|permission|not allowed") as refused:
        actions.decide_status(row, "bubar", since=TODAY, reason="x", source="", by=person("operator"))
    assert refused.type.__name__ == "NotAllowed"


def test_undoing_brings_every_value_back(app, frozen):
    row = organization()
    before = queries.present_facts(queries.whole(row))
    say(
        row,
        name="Nama Lain",
        phone="+628111111111",
        address="Jalan Lain",
        members=(FiledMember("chair", "Orang Lain"),),
        npwp="1",
        fields=("agama",),
    )
    undo_it(last_change(), "test")
    db.session.expire_all()
    row = queries.whole(row)
    assert queries.present_facts(row) == before
    assert row.name == before.name
    assert [number for number, _ in search.find("Nama Lain")] == []
    assert queries.as_of(row, TODAY).name.name == before.name


def test_undoing_takes_new_organisations_off_the_list_and_their_words_out_of_the_search(app):
    make_two()
    change = last_change()
    undo_it(change, "test")
    assert queries.register(queries.Filter()).rows == []
    assert search.find("Perkumpulan Satu") == []
    again = organization(name="Perkumpulan Satu")
    assert again.slug == "perkumpulan-satu"
    with pytest.raises(Conflict, match="undone already"):
        undo_it(change, "test")


@transaction
def make_two() -> None:
    change = begin("import", source="daftar.xlsx", by="test")
    for name in ("Perkumpulan Satu", "Perkumpulan Dua"):
        take_over(facts(name=name), organization=None, change=change, by="test")


def test_what_was_built_upon_is_not_undone(app):
    row = organization()
    say(row, name="Nama Lain")
    first = last_change()
    say(row, phone="+628111111111")
    with pytest.raises(Conflict, match="built on"):
        undo_it(first, "test")
    assert queries.whole(row).name == "Nama Lain"
    undo_it(last_change(), "test")
    undo_it(first, "test")
    assert queries.whole(row).name == "Forum Komunikasi Pemuda Mayangan"


def test_a_new_organisation_with_something_attached_is_not_undone(app):
    make_two()
    app.extensions["aormas_events"].on("organization.attached", lambda organization: ["a case"])
    with pytest.raises(Conflict, match="a case"):
        undo_it(last_change(), "test")


def test_differences_name_what_a_source_says_otherwise():
    known = facts()
    assert differences(known, facts()) == []
    assert [d.key for d in differences(known, facts(phone="+628999", term_end=date(2031, 1, 1)))] == [
        "phone",
        "term_end",
    ]
    assert [d.key for d in differences(known, facts(name="FORUM KOMUNIKASI PEMUDA MAYANGAN."))] == ["name"]
    assert differences(known, facts(name="FORUM KOMUNIKASI PEMUDA MAYANGAN."), loose=True) == []
    chair = FiledFacts(name="", form="", scope="", members=(FiledMember("chair", "Siti Contoh"),), whole_board=False)
    assert differences(known, chair) == []
    assert [d.key for d in differences(known, facts(members=BOARD[:2]))] == ["board.treasurer"]


days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@given(starts=st.lists(days, min_size=1, max_size=8, unique=True), day=days)
def test_at_most_one_of_facts_that_follow_each_other_holds_on_a_day(starts, day):
    starts.sort()
    spans = [SimpleNamespace(since=a, until=b) for a, b in zip(starts, [*starts[1:], None], strict=True)]
    holding = [span for span in spans if history.holds(span.since, span.until, day)]
    assert len(holding) == (1 if day >= starts[0] else 0)
    assert history.on(spans, day) is (holding[0] if holding else None)


def test_the_daily_round_ends_what_has_ended(app, frozen):
    from datetime import datetime

    row = organization(term_end=date(2026, 12, 1))
    assert row.status == "aktif"
    with clock.frozen(datetime(2026, 12, 2, 3, tzinfo=clock.zone())):
        actions.settle_all()
        assert (row.status, row.status_since) == ("masa_bakti_habis", date(2026, 12, 1))


def test_the_check_finds_what_is_shown_otherwise_than_the_facts_say(app):
    from aormas.organizations import checks

    row = organization(purpose="Membina")
    say(row, name="Nama Baru", npwp="0012345678625001", address="Jalan Lain 2", fields=("agama",))
    undo_it(last_change(), "test")
    assert checks.present_values() == []
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(db.text("UPDATE organizations SET npwp = '1', name = 'Lain'"))
    db.session.rollback()
    found = checks.present_values()
    db.session.rollback()
    assert sorted(problem.split(": ")[1].split()[0] for problem in found) == ["NPWP", "name"]
    with db.engine.begin() as connection:
        connection.execute(db.text("UPDATE organization_names SET until = NULL"))
    db.session.rollback()
    assert any("several names" in problem for problem in checks.present_values())


def test_people_who_change_within_a_term_are_seen_until_the_change(app, frozen):
    row = organization()
    say(row, since=date(2026, 11, 20), members=(FiledMember("chair", "Rahmat Contoh"),), whole_board=False)
    row = queries.whole(row)

    def chair(day):
        return queries.as_of(row, day).term.holder("chair").name

    assert (chair(date(2026, 11, 19)), chair(date(2026, 11, 20)), chair(TODAY)) == (
        "Siti Contoh",
        "Rahmat Contoh",
        "Rahmat Contoh",
    )
    assert [term.since for term in row.terms] == [date(2025, 3, 15)] * 2
    undo_it(last_change(), "test")
    db.session.expire_all()
    row = queries.whole(row)
    assert chair(TODAY) == "Siti Contoh"
    assert row.present_term.holder("chair").name == "Siti Contoh"
