"""Two organisations become one, and two again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import Model, db
from aormas.core.errors import Conflict, NotAllowed
from aormas.organizations import actions, checks, queries, search
from aormas.organizations.actions import merging, undoing
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import ChangeSet, DoubleHint, Organization, Representative
from aormas.organizations.queries.merging import also_recorded, merges_of, standing_in
from aormas.organizations.rules import merging as rules
from tests.organizations.factories import facts

NOTHING = FiledFacts(name="", form="", scope="")
YEAR = date(2024, 1, 1)
TWIN = facts(
    name="Forum Komunikasi Pemuda Kec. Mayangan", acronym="FKPKM", npwp="", phone="+62335999999", email="fkpm@contoh.id",
    address="Jalan Lain 7", basis_number="AHU-0002888.AH.01.07.TAHUN 2019", website="https://contoh.id",
)  # fmt: skip
# Written by every merge and its undoing, or drawn anew: not part of "as before".
BESIDES = {
    "audit_entries",
    "change_sets",
    "merges",
    "double_hints",
    "words",
    "person_words",
    "alembic_version",
    "register_tallies",
}
INDEX = {"name_words", "search_keys", "register_entries", "organization_fields"}


def entered(said: FiledFacts, since: date = YEAR) -> Organization:
    return actions.apply_filing(said, organization=None, source="buku lama", by="test", since=since)


@pytest.fixture
def two(app: Flask) -> tuple[Organization, Organization]:
    """An organisation and its twin under another name."""
    return entered(facts()), entered(TWIN, date(2025, 6, 1))


def merged(keep: Organization, away: Organization, by: User, **choices: str) -> Any:
    return merging.merge(keep, away, choices, by, seen_at=merging.seen(keep, away))


def represented(row: Organization, user: User) -> Representative:
    tie = Representative(user_id=user.id, organization_id=row.id, since=clock.now())
    db.session.add(tie)
    db.session.commit()
    return tie


def portal_person(name: str) -> User:
    user = User(
        username=name, name=name, role="ormas", token=name, active=True, password_hash="", created_at=clock.now()
    )
    db.session.add(user)
    db.session.commit()
    return user


def tables() -> dict[str, dict[Any, Any]]:
    """Return table → key → row of all that a merge and its undoing must leave as it was."""
    found: dict[str, dict[Any, Any]] = {}
    for table in Model.metadata.sorted_tables:
        if table.name in BESIDES:
            continue
        rows = [dict(row) for row in db.session.execute(table.select()).mappings()]
        for row in rows:
            row.pop("updated_at", None)
        if table.name in INDEX:
            for row in rows:
                row.pop("id", None)
            found[table.name] = {str(sorted(row.items(), key=str)): row for row in rows}
        else:
            found[table.name] = {tuple(row[column.name] for column in table.primary_key): row for row in rows}
    db.session.rollback()
    return found


def test_what_was_chosen_stays_with_its_own_day_and_source(two: Any, person: Any) -> None:
    keep, away = two
    merged(keep, away, person("kabid"), name="away", phone="away", email="away")
    row = queries.whole(keep)
    assert (row.name, row.acronym, row.npwp) == (TWIN.name, "FKPM", "0012345678625000")
    known = queries.present_facts(row)
    assert (known.phone, known.email, known.website, known.address) == (
        "+62335999999",
        "fkpm@contoh.id",
        "",
        "Jalan Contoh 5",
    )
    assert queries.as_of(row, date(2025, 1, 1)).name.name == facts().name
    assert queries.as_of(row, date(2025, 6, 1)).name.name == TWIN.name
    assert {fact.source for fact in row.contacts if fact.until is None} == {"buku lama"}


def test_the_facts_of_the_one_that_leaves_stay_untouched(two: Any, person: Any) -> None:
    keep, away = two
    before = queries.present_facts(queries.whole(away))
    merged(keep, away, person("kabid"), name="away", seat="away", board="away", basis="away")
    assert queries.present_facts(queries.whole(away)) == before
    assert (away.listed, away.merged_into_id) == (False, keep.id)


def test_everything_attached_moves_and_is_remembered(two: Any, person: Any) -> None:
    keep, away = two
    both, one = portal_person("satu"), portal_person("dua")
    ties = [represented(keep, both), represented(away, both), represented(away, one)]
    actions.apply_filing(FiledFacts(name="Ranting", form="", parent_name="x"), organization=None, source="x", by="t")
    made = merged(keep, away, person("kabid"))
    assert made.moved == {"representatives.organization_id": [ties[2].id]}
    assert queries.of_user(one.id) == keep
    assert queries.of_user(both.id) == keep


def test_names_and_numbers_of_the_one_that_left_find_the_one_that_stays(two: Any, person: Any, client: Any) -> None:
    keep, away = two
    entered(facts(name="Yayasan Melati", npwp="", basis_number="AHU-9", members=()))
    merged(keep, away, person("kabid"))
    assert also_recorded(keep.id) == [(TWIN.name, away.register_number)]
    assert search.find("Pemuda Kec Mayangan FKPKM")[0][0] == keep.id
    assert away.id not in dict(search.find(TWIN.name))
    for typed in (away.register_number, "AHU-0002888.AH.01.07.TAHUN 2019", "0335 999999", "3574014507900003"):
        assert set(search.at_desk(typed)) - {away.id} >= {keep.id}, typed
    page = client.get("/ormas?q=FKPKM").get_data(as_text=True)
    assert keep.name in page
    assert TWIN.name not in page.replace('value="FKPKM"', "")
    assert TWIN.name in client.get(f"/ormas/{keep.slug}").get_data(as_text=True)


def test_the_old_address_leads_to_the_one_that_stays_through_chains(two: Any, person: Any, client: Any) -> None:
    keep, away = two
    third = entered(facts(name="Yayasan Akhir", npwp="", basis_number="AHU-9"))
    merged(keep, away, person("kabid"))
    merged(third, keep, person("kabid"))
    for slug in (away.slug, keep.slug):
        answer = client.get(f"/ormas/{slug}")
        assert (answer.status_code, answer.location, answer.headers["Cache-Control"]) == (
            301,
            f"/ormas/{third.slug}",
            "no-cache",
        )
    assert standing_in(away) == third
    assert search.find("FKPKM")[0][0] == third.id
    assert client.get("/ormas/tidak-ada").status_code == 404


def test_only_the_one_that_stays_is_public(two: Any, person: Any, client: Any) -> None:
    keep, away = two
    merged(keep, away, person("kabid"))
    assert queries.count_listed() == 1
    for address in ("/ormas", "/ormas.csv", "/ormas.json", "/sitemap.xml", "/statistik"):
        text = client.get(address).get_data(as_text=True)
        assert away.slug not in text, address
        assert TWIN.name not in text, address


@pytest.mark.parametrize("role", ["operator", "timdu", "admin"])
def test_only_who_may_merge_merges(two: Any, person: Any, role: str) -> None:
    with pytest.raises(NotAllowed):
        merged(*two, person(role))


def test_an_organisation_is_not_merged_with_itself_in_a_circle_or_twice(two: Any, person: Any) -> None:
    keep, away = two
    head = person("kabid")
    for pair in ((keep, keep),):
        with pytest.raises(Conflict, match="itself"):
            merged(*pair, head)
    merged(keep, away, head)
    for pair in ((away, keep), (keep, away)):
        with pytest.raises(Conflict, match="already"):
            merged(*pair, head)


def test_an_organisation_that_was_withdrawn_is_not_merged(two: Any, person: Any) -> None:
    keep, away = two
    away.listed, away.withdrawn_at = False, clock.now()
    db.session.commit()
    with pytest.raises(Conflict, match="not in the register"):
        merged(keep, away, person("kabid"))


def test_a_merge_is_refused_when_one_was_changed_since_the_page_was_opened(two: Any, person: Any) -> None:
    keep, away = two
    seen = merging.seen(keep, away)
    with clock.frozen(clock.now() + timedelta(seconds=1)):
        actions.apply_filing(
            FiledFacts(name="", form="", scope="", phone="+62811"), organization=away, source="x", by="t"
        )
    with pytest.raises(Conflict, match="Compare both"):
        merging.merge(keep, away, {}, person("kabid"), seen_at=seen)
    assert away.merged_into_id is None


def test_the_same_form_sent_twice_merges_once(two: Any, person: Any) -> None:
    keep, away = two
    seen, head = merging.seen(keep, away), person("kabid")
    made = [merging.merge(keep, away, {}, head, seen_at=seen, client_id="abc") for _ in range(2)]
    assert made[0].id == made[1].id
    assert db.session.query(ChangeSet).filter_by(kind="merge").count() == 1


ALL = dict.fromkeys(rules.KEYS, rules.AWAY)


@pytest.mark.parametrize("choices", [{}, ALL, {"name": "away"}, {"acronym": "away", "board": "away", "basis": "away"}])
def test_after_undoing_every_table_is_as_before(two: Any, person: Any, choices: dict[str, str]) -> None:
    keep, away = two
    represented(away, portal_person("satu"))
    head, before = person("kabid"), tables()
    made = merged(keep, away, head, **choices)
    merging.unmerge(made, head)
    _as_before(before, tables(), made.change_id)
    assert (keep.listed, away.listed, away.merged_into_id) == (True, True, None)
    assert search.find("FKPKM")[0][0] == away.id


def _as_before(before: dict[str, Any], after: dict[str, Any], change: int) -> None:
    assert checks.counts() == []
    for name, rows in before.items():
        assert {key: after[name].get(key) for key in rows} == rows, name
        more = {key: row for key, row in after[name].items() if key not in rows}
        if name == "board_members":
            taken_back = {key[0] for key, row in after["board_terms"].items() if row["change_id"] == change}
            assert {row["term_id"] for row in more.values()} <= taken_back
            continue
        for row in more.values():
            assert row.get("change_id") == change, (name, row)
            assert row["since"] == (row["ended_on"] if name == "board_terms" else row["until"]), name


words = st.text(alphabet="abcdefgh ", min_size=3, max_size=12).map(str.strip).filter(lambda text: len(text) > 2)
said = st.builds(
    facts, name=words, acronym=st.sampled_from(["", "ABC"]), npwp=st.sampled_from(["", "0012345678625000"]), phone=st.sampled_from(["", "+62811", "+62812"]),
    email=st.sampled_from(["", "a@b.id"]), address=st.sampled_from(["", "Jalan A 1"]), purpose=st.sampled_from(["", "=1+1", "Tujuan"]),
    basis_kind=st.sampled_from(["ahu", "skt"]), basis_number=st.sampled_from(["AHU-1", "AHU-2"]), member_count=st.sampled_from([None, 7]),
    parent_name=st.sampled_from(["", "Pusat"]), form=st.sampled_from(["yayasan", "perkumpulan"]),
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said,
    said,
    st.dictionaries(st.sampled_from(rules.KEYS), st.sampled_from([rules.KEEP, rules.AWAY])),
    st.dates(date(2020, 1, 1), date(2026, 11, 24)),
)
def test_any_merge_can_be_undone_without_a_trace_in_the_record(
    app: Flask, person: Any, one: FiledFacts, other: FiledFacts, choices: dict[str, str], since: date
) -> None:
    keep, away = entered(one), entered(other, since)
    before, head = tables(), person("kabid")
    made = merged(keep, away, head, **choices)
    kept = queries.present_facts(queries.whole(keep))
    theirs, mine = rules.values(queries.present_facts(queries.whole(away)), None), rules.values(kept, None)
    for key, side in made.choices.items():
        if side == rules.AWAY and key != "board":
            assert mine[key] == theirs[key], key
    merging.unmerge(made, head)
    _as_before(before, tables(), made.change_id)


def test_undoing_is_refused_when_the_one_that_stays_was_changed_since(two: Any, person: Any) -> None:
    keep, away = two
    made = merged(keep, away, person("kabid"), phone="away")
    actions.apply_filing(
        FiledFacts(name="", form="", scope="", phone="+62811"), organization=keep, source="surat", by="t"
    )
    with pytest.raises(Conflict, match="Something was built"):
        merging.unmerge(made, person("kabid"))
    db.session.expire_all()
    assert away.merged_into_id == keep.id


def test_undoing_is_refused_while_the_one_that_stays_is_merged_itself_and_twice(two: Any, person: Any) -> None:
    keep, away = two
    third, head = entered(facts(name="Yayasan Akhir")), person("kabid")
    first, second = merged(keep, away, head), merged(third, keep, head)
    with pytest.raises(Conflict, match="Take that back first"):
        merging.unmerge(first, head)
    merging.unmerge(second, head)
    merging.unmerge(first, head)
    with pytest.raises(Conflict, match="undone already"):
        merging.unmerge(first, head)
    assert [row.merged_into_id for row in (keep, away, third)] == [None, None, None]
    assert [made.id for made in merges_of(keep)] == [second.id, first.id]


def test_undoing_is_refused_when_something_that_moved_belongs_to_another_by_now(two: Any, person: Any) -> None:
    keep, away = two
    third = entered(facts(name="Yayasan Akhir"))
    tie = represented(away, portal_person("satu"))
    made = merged(keep, away, person("kabid"))
    tie.organization_id = third.id
    db.session.commit()
    with pytest.raises(Conflict, match="given to another"):
        merging.unmerge(made, person("kabid"))


def test_an_entry_that_was_merged_is_not_taken_back(two: Any, person: Any) -> None:
    keep, away = two
    merged(keep, away, person("kabid"))
    for row in (keep, away):
        with pytest.raises(Conflict, match="Something was built"), db.session.no_autoflush:
            undoing.undo(db.session.get(ChangeSet, row.created_by_id), person("kabid"))
        db.session.rollback()


def test_a_code_that_was_handed_out_before_lets_in_to_the_one_that_stays(two: Any, person: Any) -> None:
    keep, away = two
    merged(keep, away, person("kabid"))
    user = portal_person("satu")
    actions.join(user, {"organization_id": away.id})
    assert queries.of_user(user.id) == keep


def test_a_merge_settles_the_hint_and_its_undoing_opens_it_again(two: Any, person: Any) -> None:
    keep, away = two
    db.session.add(
        DoubleHint(
            first_id=keep.id, second_id=away.id, score=0.9, reasons=[], against=[], digest="", found_at=clock.now()
        )
    )
    db.session.commit()
    made = merged(away, keep, person("kabid"))
    hint = db.session.query(DoubleHint).one()
    assert hint.state == "merged"
    merging.unmerge(made, person("kabid"))
    assert hint.state == "open"


def test_the_value_that_stays_by_itself_says_more_or_was_written_later() -> None:
    early, late = date(2024, 1, 1), date(2025, 1, 1)
    assert rules.stays("seat", ("a", ""), ("a", "b"), late, early) == rules.AWAY
    assert rules.stays("seat", ("a",), ("b",), early, late) == rules.AWAY
    assert rules.stays("seat", ("a",), ("b",), late, late) == rules.KEEP
    assert rules.stays("npwp", ("",), ("b",), None, early) == rules.AWAY
    assert rules.stays("name", ("a",), ("b",), early, late) == rules.KEEP


def test_letters_applications_and_people_move_and_facts_stay() -> None:
    places = {f"{column.table.name}.{column.name}" for column in merging.attached()}
    assert {
        "applications.organization_id", "letters.organization_id", "representatives.organization_id", "confirmations.organization_id",
        "affiliations.parent_id", "organizations.merged_into_id",
    } <= places  # fmt: skip
    assert (
        not {
            "organization_names.organization_id",
            "affiliations.organization_id",
            "search_keys.organization_id",
            "merges.keep_id",
        }
        & places
    )
