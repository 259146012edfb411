"""A list becomes rows with verdicts; officers decide; one change writes it all; the same list again writes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event, func, select

from aormas.core import audit
from aormas.core.database import db, writing
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.organizations import actions as register
from aormas.organizations import queries as known
from aormas.organizations import search
from aormas.organizations.actions import applying, deciding
from aormas.organizations.actions import importing as actions
from aormas.organizations.importing import working
from aormas.organizations.models import ChangeSet, ColumnMemory, ImportRow, Organization
from aormas.organizations.queries import imports as queries
from tests.organizations import factories
from tests.organizations.imports import messy
from tests.organizations.imports.conftest import HEAD, verdicts

AHU = "AHU-0014289.AH.01.04.Tahun 2021"
ROW = (
    1,
    "Yayasan Nurul Contoh",
    AHU,
    "12-3-2021",
    "Jl. Mawar 1",
    "Jati",
    "0335 421234",
    "Budi Contoh",
    "Ani Contoh",
    "2021-2026",
)


def row_of(*changes, **named):
    """Return the usual row with cells changed by heading."""
    cells = (
        dict(zip(HEAD, ROW, strict=True))
        | {name.replace("_", " "): value for name, value in named.items()}
        | dict(changes)
    )
    return tuple(cells.values())


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def line(row, number=2):
    return queries.line_of(row, number)


def test_a_new_organisation_is_entered_whole_and_can_be_found(sent, person):
    row = sent([ROW])
    assert verdicts(row) == {2: "new"}
    assert count(Organization) == 0
    assert applying.apply(row, person("verifikator"))
    made = db.session.scalars(select(Organization)).one()
    facts = known.present_facts(made)
    assert (facts.name, facts.basis_number, facts.phone, facts.village_code) == (
        ROW[1],
        AHU.replace("Tahun", "TAHUN"),
        "+62335421234",
        "35.74.03.1004",
    )
    assert [m.name for m in facts.members] == ["Budi Contoh", "Ani Contoh"]
    assert (facts.term_start, facts.term_end) == (date(2021, 1, 1), date(2026, 12, 31))
    assert (made.slug, made.district_code, made.status, made.form) == (
        "yayasan-nurul-contoh",
        "35.74.03",
        "aktif",
        "yayasan",
    )
    assert made.names[0].since == date(2026, 6, 30)
    assert made.names[0].source == "Daftar contoh"
    assert [id for id, _ in search.find("nurul contoh")] == [made.id]
    assert audit.broken_link() is None
    assert {entry.action for entry in db.session.scalars(select(audit.AuditEntry))} >= {
        "import.received",
        "import.applied",
        "organization.added",
    }


def test_the_same_list_again_is_all_known_and_writes_no_change(sent, person):
    applying.apply(sent([ROW]), person("verifikator"))
    changes = count(ChangeSet)
    again = sent([ROW])
    assert verdicts(again) == {2: "same"}
    assert not applying.apply(again, person("verifikator"))
    assert again.stage == "applied"
    assert again.change_id is None
    assert count(ChangeSet) == changes


def test_what_differs_is_shown_and_only_that_is_written(sent, person):
    made = factories.organization(name=ROW[1], basis_number=AHU.replace("Tahun", "TAHUN"))
    before = known.present_facts(made)
    row = sent([row_of(Telp="0812 3456 7899", Ketua="", Sekretaris="", Masa_Bakti="", Alamat="", Kelurahan="")])
    assert verdicts(row) == {2: "changes"}
    assert {difference[0] for difference in line(row).differences} == {"phone", "basis_date"}
    applying.apply(row, person("verifikator"))
    after = known.present_facts(db.session.get(Organization, made.id))
    assert (after.phone, after.basis_date) == ("+6281234567899", date(2021, 3, 12))
    assert (after.address, after.members, after.npwp, after.acronym) == (
        before.address,
        before.members,
        before.npwp,
        before.acronym,
    )


def test_absent_and_empty_cells_never_clear_a_fact(sent, person):
    made = factories.organization(name=ROW[1], basis_number=AHU.replace("Tahun", "TAHUN"))
    before = known.present_facts(made)
    row = sent([(1, ROW[1], AHU, "", "-", "", "tidak ada", "", "", "")])
    assert verdicts(row) == {2: "same"}
    applying.apply(row, person("verifikator"))
    assert known.present_facts(db.session.get(Organization, made.id)) == before


@pytest.mark.parametrize("name", ["Yys. Nurul Contoh", "YAYASAN NURUL CONTOOH", "Yayasan Nurul Contoh"])
def test_a_name_without_its_number_is_only_probably_the_same(sent, person, name):
    made = factories.organization(name=ROW[1])
    row = sent([row_of(Nama_Ormas=name, No__AHU="", **{"No. AHU": "", "Tgl AHU": ""})])
    assert verdicts(row) == {2: "probable"}
    assert [c["id"] for c in line(row).candidates] == [made.id]
    with pytest.raises(Conflict, match="wait for a decision"):
        applying.apply(row, person("verifikator"))
    deciding.decide(row, line(row), f"as:{made.id}", line(row).version, person("verifikator"))
    applying.apply(row, person("verifikator"))
    assert count(Organization) == 1
    assert db.session.get(Organization, made.id).name == ROW[1]
    assert known.present_facts(made).phone == "+62335421234"
    again = sent([row_of(Nama_Ormas=name, **{"No. AHU": "", "Tgl AHU": ""})])
    assert verdicts(again) == {2: "same"}


def test_a_doubtful_row_can_be_another_organisation_or_left_out(sent, person):
    factories.organization(name=ROW[1])
    row = sent(
        [
            row_of(Nama_Ormas="Yayasan Nurul Contooh", **{"No. AHU": ""}),
            row_of(Nama_Ormas="Yys. Nurul Contoh", **{"No. AHU": "", "Ketua": "Lain"}),
        ]
    )
    deciding.decide(row, line(row, 2), "new", line(row, 2).version, person("verifikator"))
    deciding.decide(row, line(row, 3), "skip", line(row, 3).version, person("verifikator"))
    applying.apply(row, person("verifikator"))
    assert count(Organization) == 2


def test_a_number_copied_to_another_organisation_is_noticed(sent, person):
    factories.organization(name="Paguyuban Mangga Merah", basis_number=AHU.replace("Tahun", "TAHUN"))
    assert verdicts(sent([ROW])) == {2: "probable"}


def test_a_new_name_under_a_known_number_is_a_change_of_name(sent, person):
    made = factories.organization(name="Yayasan Nurul Contoh Lama", basis_number=AHU.replace("Tahun", "TAHUN"))
    row = sent([ROW])
    assert ["name", "Yayasan Nurul Contoh Lama", ROW[1]] in line(row).differences
    applying.apply(row, person("verifikator"))
    assert [name.name for name in db.session.get(Organization, made.id).names] == ["Yayasan Nurul Contoh Lama", ROW[1]]


def test_rows_of_one_organisation_are_put_together_and_the_first_counts(sent, person):
    second = row_of(
        Nama_Ormas="Yys. Nurul Contoh", Telp="0812 0000 1111", Sekretaris="", **{"No. AHU": "", "Tgl AHU": ""}
    )
    row = sent(
        [
            row_of(Sekretaris=""),
            second,
            row_of(Nama_Ormas="YAYASAN NURUL CONTOOH", Ketua="", Telp="", **{"No. AHU": "", "Tgl AHU": ""}),
        ]
    )
    assert verdicts(row) == {2: "new", 3: "probable", 4: "probable"}
    assert deciding.decide_all(row, "probable", "first", person("verifikator")) == (2, 0)
    applying.apply(row, person("verifikator"))
    made = db.session.scalars(select(Organization)).one()
    facts = known.present_facts(made)
    assert (facts.name, facts.phone, [m.name for m in facts.members]) == (
        ROW[1],
        "+62335421234",
        ["Budi Contoh", "Ani Contoh"],
    )
    again = sent(
        [
            row_of(Sekretaris=""),
            second,
            row_of(Nama_Ormas="YAYASAN NURUL CONTOOH", Ketua="", Telp="", **{"No. AHU": "", "Tgl AHU": ""}),
        ]
    )
    assert set(verdicts(again).values()) == {"same"}


def test_one_person_a_row_goes_on_with_the_row_above(sent, person):
    head = ("No", "Nama Ormas", "Nama Pengurus", "Jabatan")
    rows = [
        (1, "Forum Contoh Satu", "Budi", "Ketua"),
        ("", "", "Ani", "Sekretaris"),
        ("", "", "Cici", "Wakil Ketua"),
        (2, "Forum Contoh Lain", "Dedi", "Ketua"),
    ]
    row = sent(rows, head)
    assert [(r.verdict, r.decision) for r in queries.all_rows(row)] == [
        ("new", "apply"),
        ("probable", "row:2"),
        ("probable", "row:2"),
        ("new", "apply"),
    ]
    applying.apply(row, person("verifikator"))
    made = db.session.scalars(select(Organization).order_by(Organization.id)).all()
    assert [[(m.office, m.name) for m in known.present_facts(o).members] for o in made] == [
        [("chair", "Budi"), ("secretary", "Ani"), ("member", "Cici")],
        [("chair", "Dedi")],
    ]
    assert set(verdicts(sent(rows, head)).values()) == {"same"}


def test_a_row_said_to_be_one_that_is_left_out_holds_the_import_up(sent, person):
    row = sent([ROW, row_of(Nama_Ormas="Yys. Nurul Contoh", **{"No. AHU": ""})])
    deciding.decide_all(row, "probable", "first", person("verifikator"))
    deciding.decide(row, line(row, 2), "skip", line(row, 2).version, person("verifikator"))
    with pytest.raises(Conflict, match="row 2"):
        applying.apply(row, person("verifikator"))
    assert count(Organization) == 0


def test_a_mended_row_is_compared_again_and_remembered(sent, person):
    rows = [row_of(**{"Tgl AHU": "31-2-2021", "Kelurahan": "Jatti"})]
    row = sent(rows)
    assert verdicts(row) == {2: "error"}
    assert [reason[0] for reason in line(row).reasons] == [3, 5]
    cells = [*line(row).cells]
    cells[3], cells[5] = "28-2-2021", "Jati"
    heard, verdict = working.compare_one(row, 2, cells)
    deciding.mend(row, line(row), cells, heard, verdict, line(row).version, person("verifikator"))
    assert verdicts(row) == {2: "new"}
    applying.apply(row, person("verifikator"))
    assert known.present_facts(db.session.scalars(select(Organization)).one()).basis_date == date(2021, 2, 28)
    assert verdicts(sent(rows)) == {2: "same"}


def test_cells_that_cannot_be_read_can_be_left_out_but_not_the_name(sent, person):
    row = sent([row_of(**{"Tgl AHU": "31-2-2021"}), row_of(Nama_Ormas="", Ketua="Lain")])
    assert deciding.leave_out(row, person("verifikator")) == 1
    working.begin(row)
    assert verdicts(row) == {2: "new", 3: "error"}
    deciding.decide_all(row, "error", "skip", person("verifikator"))
    assert applying.apply(row, person("verifikator"))
    assert known.present_facts(db.session.scalars(select(Organization)).one()).basis_date is None


def test_two_officers_on_one_row_the_second_is_told_who_decided_what(sent, person):
    row = sent([ROW])
    seen = line(row).version
    deciding.decide(row, line(row), "skip", seen, person("verifikator"))
    with pytest.raises(Conflict) as refused:
        deciding.decide(row, line(row), "apply", seen, person("kabid"))
    assert refused.value.values == {"name": "Verifikator Contoh", "row": 2, "what": "skip"}
    assert line(row).decision == "skip"


def test_deciding_many_leaves_what_another_officer_decided(sent, person):
    row = sent([ROW, row_of(Nama_Ormas="Forum Lain Sekali", **{"No. AHU": ""})])
    deciding.decide(row, line(row, 2), "skip", line(row, 2).version, person("kabid"))
    assert deciding.decide_all(row, "new", "skip", person("verifikator")) == (1, 0)
    assert deciding.decide_all(row, "new", "apply", person("verifikator")) == (1, 1)
    assert [r.decision for r in queries.all_rows(row)] == ["skip", "apply"]


@pytest.mark.parametrize("decision", ["new", "as:1", "row:9", "", "apply;drop"])
def test_only_what_is_offered_can_be_decided(sent, person, decision):
    row = sent([ROW])
    with pytest.raises(Invalid):
        deciding.decide(row, line(row), decision, line(row).version, person("verifikator"))


def test_the_register_moved_on_so_nothing_is_written(sent, person):
    made = factories.organization(name=ROW[1], basis_number=AHU.replace("Tahun", "TAHUN"))
    row = sent([ROW, row_of(Nama_Ormas="Forum Lain Sekali", **{"No. AHU": ""})])
    register.apply_filing(
        factories.facts(
            name="", acronym="", basis_kind="", basis_number="", basis_date=None, phone="+62335999999", members=()
        ),
        organization=made,
        source="surat",
        by="test",
    )
    changes, organizations = count(ChangeSet), count(Organization)
    with pytest.raises(Conflict, match="has changed since"):
        applying.apply(row, person("verifikator"))
    assert (count(ChangeSet), count(Organization), row.stage) == (changes, organizations, "deciding")
    actions.again(row, person("verifikator"))
    working.begin(row)
    assert ["phone", "+62335999999", "+62335421234"] in line(row).differences
    assert applying.apply(row, person("verifikator"))


def test_an_organisation_that_came_meanwhile_is_not_entered_twice(sent, person):
    row = sent([ROW])
    factories.organization(name=ROW[1], basis_number=AHU.replace("Tahun", "TAHUN"))
    with pytest.raises(Conflict, match="has changed since"):
        applying.apply(row, person("verifikator"))
    assert count(Organization) == 1


def test_a_change_elsewhere_in_the_register_is_no_hindrance(sent, person):
    row = sent([ROW])
    factories.organization(name="Paguyuban Jauh Sekali", basis_number="", npwp="")
    assert applying.apply(row, person("verifikator"))


def test_decisions_survive_another_comparing(sent, person):
    row = sent([ROW])
    deciding.decide(row, line(row), "skip", line(row).version, person("verifikator"))
    actions.again(row, person("verifikator"))
    working.begin(row)
    assert (line(row).decision, line(row).decided_by) == ("skip", "Verifikator Contoh")


def test_an_import_is_applied_once(sent, person):
    row = sent([ROW])
    applying.apply(row, person("verifikator"))
    with pytest.raises(Conflict, match="Verifikator Contoh has applied"):
        applying.apply(row, person("kabid"))


def test_a_row_that_became_part_of_another_organisation_is_known_as_that_one(sent, person):
    applying.apply(sent([ROW]), person("verifikator"))
    made = db.session.scalars(select(Organization)).one()
    stays = factories.organization(name="Yayasan Nurul Contoh Besar", npwp="", basis_number="")
    with writing():
        row = db.session.get(Organization, made.id)
        row.merged_into_id, row.listed = stays.id, False
    again = sent([ROW])
    assert line(again).target_id == stays.id


def test_undoing_takes_all_back_and_the_list_can_come_again(sent, person):
    made = factories.organization(name=ROW[1], basis_number=AHU.replace("Tahun", "TAHUN"))
    before = known.present_facts(made)
    rows = [ROW, row_of(Nama_Ormas="Forum Lain Sekali", **{"No. AHU": ""})]
    row = sent(rows)
    applying.apply(row, person("verifikator"))
    assert applying.undo_import(row, person("verifikator")) == 2
    assert row.stage == "undone"
    assert known.present_facts(db.session.get(Organization, made.id)) == before
    assert db.session.scalars(select(Organization.name).where(Organization.listed)).all() == [ROW[1]]
    assert sorted(verdicts(sent(rows)).values()) == ["changes", "new"]
    with pytest.raises(Conflict, match="nothing to take back"):
        applying.undo_import(row, person("verifikator"))
    assert audit.broken_link() is None


def test_what_was_built_on_an_import_keeps_it_from_being_undone(sent, person):
    row = sent([ROW])
    applying.apply(row, person("verifikator"))
    made = db.session.scalars(select(Organization)).one()
    register.apply_filing(factories.facts(phone="+62335999999"), organization=made, source="surat", by="test")
    with pytest.raises(Conflict, match="Something was built on this change"):
        applying.undo_import(row, person("verifikator"))
    assert row.stage == "applied"


def test_columns_named_by_hand_are_remembered_and_forgotten_columns_too(sent, person):
    head = ("No", "Nama Ormas", "Keterangan")
    row = sent([(1, "Forum Contoh", "Rukun tetangga")], head)
    assert [c["target"] for c in row.columns] == ["", "name", ""]
    actions.name_columns(row, ["", "name", "purpose"], person("verifikator"))
    assert [(m.signature, m.target) for m in db.session.scalars(select(ColumnMemory))] == [("keterangan", "purpose")]
    row = sent([(1, "Forum Contoh", "Rukun tetangga")], head)
    assert [c["target"] for c in row.columns] == ["", "name", "purpose"]
    assert queries.all_rows(row)[0].facts["said"]["purpose"] == "Rukun tetangga"


@pytest.mark.parametrize("targets", [["", "", ""], ["name", "name", ""], ["name", "bukan", ""]])
def test_columns_that_cannot_be_so_are_refused(sent, person, targets):
    row = sent([(1, "Forum Contoh", "x")], ("No", "Nama Ormas", "Keterangan"))
    with pytest.raises(Invalid):
        actions.name_columns(row, targets, person("verifikator"))
    assert verdicts(row) == {2: "new"}


@pytest.mark.parametrize("role", ["operator", "kaban", "timdu", "admin", "auditor"])
def test_only_those_who_may_import_do(sent, person, role):
    row = sent([ROW])
    for act in (
        lambda: applying.apply(row, person(role)),
        lambda: actions.drop(row, person(role)),
        lambda: deciding.decide_all(row, "new", "skip", person(role)),
        lambda: applying.undo_import(row, person(role)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert row.stage == "deciding"


def test_nothing_of_an_import_that_was_given_up_is_written(sent, person):
    row = sent([ROW])
    actions.drop(row, person("verifikator"))
    with pytest.raises(Conflict):
        applying.apply(row, person("verifikator"))
    assert count(Organization) == 0


def test_the_list_of_three_hundred_rows(sent, person, tmp_path):
    by = person("verifikator")
    path = messy.write(tmp_path / "daftar.xlsx")
    row = sent(path)
    found = list(verdicts(row).values())
    assert (len(found), found.count("error"), found.count("probable"), found.count("new")) == (
        300,
        messy.BAD,
        2 * messy.SPELLINGS,
        280,
    )
    deciding.decide_all(row, "probable", "first", by)
    deciding.leave_out(row, by)
    working.begin(row)
    assert queries.left(row) == 0
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert applying.apply(row, by)
    assert len(asked) < 150, "the statements must not grow with the rows"
    assert count(Organization) == 300 - 2 * messy.SPELLINGS
    again = sent(path)
    assert set(verdicts(again).values()) == {"same"}
    assert not applying.apply(again, by)
    assert applying.undo_import(row, by) == 300 - 2 * messy.SPELLINGS
    assert db.session.scalar(select(func.count(Organization.id)).where(Organization.listed)) == 0
    assert count(ImportRow) == 600
