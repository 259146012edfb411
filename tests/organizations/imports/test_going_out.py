"""The register goes out and comes in again: the list says nothing new, the full workbook loses nothing."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from werkzeug.datastructures import FileStorage

from aormas.core import clock
from aormas.core.database import db, writing
from aormas.core.errors import Conflict, Invalid
from aormas.core.sheets import reading
from aormas.organizations import actions as register
from aormas.organizations import models, search
from aormas.organizations import queries as known
from aormas.organizations.actions import applying
from aormas.organizations.actions import importing as actions
from aormas.organizations.exports import columns, lists, sheets, workbook
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.importing import receiving, restoring, working
from aormas.organizations.importing import workbook as reader
from aormas.organizations.models import FIELDS, Organization
from aormas.organizations.models.imports import LIST, WORKBOOK
from aormas.organizations.queries import exporting
from aormas.organizations.queries import imports as queries
from aormas.organizations.queries.register import Filter
from tests.core.sheets.conftest import convert  # noqa: F401
from tests.organizations import factories
from tests.organizations.imports.conftest import NUMBERS, verdicts


def bring(path: Path, by, title: str = "Kembali"):
    """Send a table file and let it be compared."""
    received = receiving.receive(FileStorage(BytesIO(path.read_bytes()), path.name))
    own = reader.is_workbook(received.book)
    table = None if own else receiving.table_of(received.book.sheets[0], received.memory)
    row = actions.receive(
        received,
        title=title,
        listed_on=date(2026, 11, 1),
        client_id=f"out-{next(NUMBERS)}",
        by=by,
        kind=WORKBOOK if own else LIST,
        table=table,
    )
    if not own:
        actions.name_columns(row, [column["target"] for column in row.columns], by)
    working.begin(row)
    return row


def empty_the_register() -> None:
    """Forget every organisation and import, as an office has it that begins."""
    with writing():
        for model in (
            models.ImportRow, models.Import, models.BoardMember, models.BoardTerm, models.OrganizationName, models.LegalBasis, models.Seat, models.Contact,
            models.Particular, models.StatusDecision, models.Affiliation, models.Emblem, models.OrganizationField, models.NameWord, models.RegisterEntry, models.SearchKey,
        ):  # fmt: skip
            db.session.execute(delete(model))
        db.session.execute(db.update(Organization).values(merged_into_id=None, created_by_id=None))
        db.session.execute(delete(Organization))
        db.session.execute(delete(models.ChangeSet))


def told() -> dict[str, object]:
    """Return all that the register says, by register number: rows, every fact, and how each organisation was on many days."""
    db.session.rollback()
    db.session.expire_all()
    found: dict[str, object] = {}
    for row in db.session.scalars(select(Organization).order_by(Organization.register_number)):
        parents = restoring._parents(row)
        facts = {
            f.sheet: [restoring._packed(f, fact, parents) for fact in restoring.ordered(row, f)] for f in sheets.FACTS
        }
        columns_ = {
            key: getattr(row, key)
            for key in (
                "name",
                "acronym",
                "slug",
                "form",
                "scope",
                "npwp",
                "status",
                "listed",
                "created_at",
                "village_code",
                "main_field",
                "purpose",
            )
        }
        days = {fact.since for f in sheets.FACTS for fact in getattr(row, f.relation) if fact.since}
        seen = [_snapshot(known.as_of(row, day)) for day in sorted(days | {date(1999, 1, 1), clock.today()})]
        found[row.register_number] = (columns_, facts, seen)
    return found


def _snapshot(then) -> list[object]:
    term = [(m.office, m.name, m.nik, m.phone) for m in then.term.members] if then.term else None
    return [
        then.name and then.name.name,
        then.basis and then.basis.number,
        then.seat and then.seat.address,
        term,
        then.contacts,
        then.particulars,
        then.status,
    ]


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"\\;,\t\r\n ​_x000D\u202e\ufeff😀é"),
        st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"),
    ),
    max_size=30,
)  # fmt: skip
LINE = HOSTILE.map(lambda text: text[:30])
NAME = HOSTILE.filter(lambda text: any(sign.isalnum() for sign in text)).map(lambda text: f"Yayasan {text}")
DAY = st.dates(date(1900, 1, 1), date(2099, 12, 31))
MAYBE = st.one_of(st.none(), DAY)
MEMBER = st.builds(
    FiledMember, office=st.sampled_from(["chair", "secretary", "treasurer", "member", "founder"]), name=NAME, nik=st.sampled_from(["", "3574014507900003", "0000000000000010"]),
    phone=st.sampled_from(["", "+6281234567890"]), email=LINE, title=LINE, gender=st.sampled_from(["", "L", "P"]),
)  # fmt: skip
FACTS = st.builds(
    FiledFacts, name=NAME, form=st.sampled_from(["", "yayasan", "perkumpulan", "tidak_berbadan_hukum"]), acronym=LINE, fields=st.lists(st.sampled_from(sorted(FIELDS)), max_size=3, unique=True).map(tuple),
    scope=st.sampled_from(["", "kota", "nasional"]), purpose=HOSTILE, founded_on=MAYBE, founded_at=LINE, member_count=st.one_of(st.none(), st.integers(0, 10**7)), npwp=st.sampled_from(["", "0012345678625000"]),
    basis_kind=st.sampled_from(["ahu", "skt"]), basis_number=LINE, basis_date=MAYBE, basis_until=MAYBE, deed_number=LINE, notary=LINE, address=HOSTILE,
    village_code=st.sampled_from(["", "35.74.03.1004", "35.74.01.1009"]), latitude=st.one_of(st.none(), st.floats(-11, 7)), phone=st.sampled_from(["", "+6281234567890", "+62335123456"]), email=LINE, website=LINE,
    decree_number=LINE, decree_date=MAYBE, term_start=MAYBE, term_end=MAYBE, members=st.lists(MEMBER, max_size=3).map(tuple), whole_board=st.booleans(), parent_name=LINE, wings=LINE, emblem_text=LINE,
)  # fmt: skip
LIVES = st.lists(st.lists(st.tuples(FACTS, DAY), min_size=1, max_size=3), min_size=1, max_size=3)


@pytest.fixture
def officer(person):
    return person("verifikator")


@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(lives=LIVES, decided=st.sampled_from(["", "bubar", "tidak_aktif", "bergabung", "pindah"]))
def test_a_full_workbook_brings_back_all_of_any_register(app, officer, tmp_path, lives, decided):
    empty_the_register()
    for number, life in enumerate(lives):
        row = None
        for facts, since in life:
            row = register.apply_filing(facts, organization=row, source=f"surat '{number}'", by="test", since=since)
        if decided and row is not None and number == 0:
            register.decide_status(
                row, decided, since=date(2020, 2, 2), reason="=Alasan\nlengkap", source="SK", by=officer,
                successor_name="=Yayasan Jauh" if decided == "bergabung" else "", town="Kab. Malang " if decided == "pindah" else "",
            )  # fmt: skip
    before = told()
    path = tmp_path / "register.xlsx"
    workbook.write(path, workbook.ids_of(1), with_nik=True, author="Kantor")
    same = bring(path, officer)
    assert set(verdicts(same).values()) == {"same"}, [line.differences for line in queries.all_rows(same)]
    empty_the_register()
    row = bring(path, officer)
    assert set(verdicts(row).values()) == {"new"}, [line.reasons for line in queries.all_rows(row)]
    assert applying.apply(row, officer)
    assert told() == before


def two(**changes) -> None:
    factories.organization(**changes)
    other = factories.organization(
        name="Yayasan Dua (YD)", acronym="", form="", basis_kind="skt", basis_number="01-00-00/010/D.III.4/VI/2024", basis_date=date(2024, 6, 1), basis_until=date(2029, 5, 31), npwp="",
        purpose="Tujuan\r\nbaris dua", address="Jl. Dua\nNo. 2", scope="provinsi", tenure="rent", characteristic="Keagamaan", member_count=12, parent_name="Pusat", website="contoh.id", email="dua@contoh.id",
        founded_at="Probolinggo", deed_number="12", deed_date=date(2019, 2, 2), notary="Notaris, S.H.", decree_number="1/SK", decree_date=date(2025, 1, 1), domicile_number="470/1", domicile_until=date(2027, 1, 1),
        members=(*factories.BOARD, FiledMember("founder", "Fitri"), FiledMember("founder", "Gani"), FiledMember("patron", "Hadi")), fields=("agama", "ekonomi", "tata_kelola"),
    )  # fmt: skip
    register.apply_filing(
        factories.facts(
            name="",
            acronym="",
            form="",
            fields=(),
            npwp="",
            basis_kind="",
            basis_number="",
            basis_date=None,
            phone="+62335777777",
            members=(),
        ),
        organization=other,
        source="telepon",
        by="t",
    )


@pytest.mark.parametrize(("kind", "nik"), [("xlsx", True), ("csv", False)])
def test_the_list_out_and_in_again_says_nothing_new(app, officer, tmp_path, kind, nik):
    two()
    path = tmp_path / f"daftar.{kind}"
    lists.write(
        path, columns.chosen("register", nik), exporting.exported(exporting.ids(Filter())), "Kota Contoh", "Kantor"
    )
    row = bring(path, officer)
    assert verdicts(row) == {2: "same", 3: "same"}, [(line.reasons, line.differences) for line in queries.all_rows(row)]


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_each_field_of_activity_is_understood_as_it_goes_out(field):
    from aormas.organizations.rules import wordings

    codes, unknown = wordings.fields(FIELDS[field])
    assert (codes, unknown) == ((field,), [])


def test_codes_are_understood_as_they_go_out():
    from aormas.organizations.rules import wordings

    for words, read in ((lists.FORMS, wordings.form), (lists.SCOPES, wordings.scope), (lists.TENURES, wordings.tenure)):
        assert {code: read(word) for code, word in words.items()} == {code: code for code in words}


def test_the_list_is_the_filtered_one_without_nik_unless_asked_for(app, officer, tmp_path):
    two()
    path = tmp_path / "d.csv"
    lists.write(
        path,
        columns.chosen("siormas", False),
        exporting.exported(exporting.ids(Filter(form="perkumpulan"))),
        "Kota Contoh",
        "Kantor",
    )
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][1] == "Forum Komunikasi Pemuda Mayangan"
    assert b"3574014507900003" not in content
    assert not any("NIK" in head for head in rows[0])
    assert any("NIK" in head for head, _ in columns.chosen("siormas", True))


def test_every_column_can_be_written(app):
    two()
    row = next(iter(exporting.exported(exporting.ids(Filter()))))
    for name in columns.SETS:
        assert len(next(lists.cells(columns.SETS[name], [row], "Kota"))) == len(columns.SETS[name])


def test_no_formula_survives_libreoffice(app, officer, tmp_path, convert):  # noqa: F811
    two(
        name='=HYPERLINK("http://jahat.example";"klik") Yayasan',
        address="@SUM(1+1)*cmd|' /C calc'!A0",
        purpose="+1+1",
        acronym="-2",
    )
    plain, whole = tmp_path / "daftar.xlsx", tmp_path / "register.xlsx"
    lists.write(plain, columns.REGISTER, exporting.exported(exporting.ids(Filter())), "Kota", "Kantor")
    workbook.write(whole, workbook.ids_of(1), with_nik=True, author="Kantor")
    for path in (plain, whole):
        back = convert(path, "xlsx")
        cells = [cell for sheet in reading.read(back, "x").sheets for row in sheet.rows for cell in row]
        assert '=HYPERLINK("http://jahat.example";"klik") Yayasan' in cells
        assert "+1+1" in cells
    row = bring(convert(whole, "ods"), officer)
    assert set(verdicts(row).values()) == {"same"}


def test_the_workbook_changes_what_it_knows_more_of_and_keeps_what_the_register_knows_more_of(app, officer, tmp_path):
    made = factories.organization()
    path = tmp_path / "register.xlsx"
    register.apply_filing(
        factories.facts(phone="+62335999999", acronym="BARU"),
        organization=made,
        source="surat",
        by="t",
        since=date(2026, 10, 1),
    )
    workbook.write(path, workbook.ids_of(1), with_nik=True, author="Kantor")
    whole = told()
    empty_the_register()
    made = factories.organization()
    register.apply_filing(
        factories.facts(email="hanya@disini.id"), organization=made, source="lain", by="t", since=date(2026, 10, 2)
    )
    row = bring(path, officer)
    assert verdicts(row) == {2: "changes"}
    assert applying.apply(row, officer)
    facts = known.present_facts(db.session.scalars(select(Organization)).one())
    assert (facts.phone, facts.acronym, facts.email) == ("+62335999999", "BARU", "hanya@disini.id")
    assert set(verdicts(bring(path, officer)).values()) == {"same"}
    assert applying.undo_import(row, officer) == 1
    facts = known.present_facts(db.session.scalars(select(Organization)).one())
    assert (facts.phone, facts.acronym, facts.email) == ("+62335123456", "FKPM", "hanya@disini.id")
    assert len(whole) == 1


def test_an_undone_workbook_can_come_again_under_the_same_numbers(app, officer, tmp_path):
    two()
    path = tmp_path / "register.xlsx"
    workbook.write(path, workbook.ids_of(1), with_nik=True, author="Kantor")
    empty_the_register()
    row = bring(path, officer)
    applying.apply(row, officer)
    first = told()
    applying.undo_import(row, officer)
    again = bring(path, officer)
    assert set(verdicts(again).values()) == {"new"}
    applying.apply(again, officer)
    second = told()
    assert [columns_ for columns_, _facts, _seen in second.values()] == [
        columns_ for columns_, _facts, _seen in first.values()
    ]
    assert [seen[-1] for _c, _f, seen in second.values()] == [seen[-1] for _c, _f, seen in first.values()]


def test_who_belongs_to_whom_and_who_was_merged_comes_back(app, officer, tmp_path):
    parent, child, gone = (
        factories.organization(),
        factories.organization(name="Ranting Contoh", basis_number="", npwp=""),
        factories.organization(name="Lama Sekali", basis_number="", npwp=""),
    )
    with writing():
        db.session.add(
            models.Affiliation(
                organization_id=child.id,
                parent_id=parent.id,
                parent_name="",
                since=date(2020, 1, 1),
                recorded_at=clock.now(),
                source="x",
            )
        )
        gone = db.session.get(Organization, gone.id)
        gone.merged_into_id, gone.listed = parent.id, False
    path = tmp_path / "register.xlsx"
    workbook.write(path, workbook.ids_of(1), with_nik=True, author="Kantor")
    before = told()
    empty_the_register()
    applying.apply(bring(path, officer), officer)
    assert told() == before
    rows = {row.name: row for row in db.session.scalars(select(Organization))}
    assert rows["Lama Sekali"].merged_into_id == rows["Forum Komunikasi Pemuda Mayangan"].id
    assert rows["Ranting Contoh"].present_affiliation.parent.name == "Forum Komunikasi Pemuda Mayangan"
    assert search.find("ranting contoh")


def test_without_the_nik_the_workbook_says_nothing_of_it(app, officer, tmp_path):
    factories.organization()
    path = tmp_path / "register.xlsx"
    workbook.write(path, workbook.ids_of(1), with_nik=False, author="Kantor")
    book = reading.read(path, "x")
    people = next(sheet for sheet in book.sheets if sheet.name == "pengurus")
    assert "nik" not in people.rows[0]
    assert set(verdicts(bring(path, officer)).values()) == {"same"}


def test_a_number_that_is_another_organisation_here_is_an_error(app, officer, tmp_path):
    factories.organization()
    path = tmp_path / "register.xlsx"
    workbook.write(path, workbook.ids_of(1), with_nik=True, author="Kantor")
    empty_the_register()
    factories.organization(name="Perkumpulan Berbeda Jauh", acronym="")
    row = bring(path, officer)
    assert verdicts(row) == {2: "error"}
    with pytest.raises(Conflict):
        applying.apply(row, officer)


def test_what_is_broken_in_a_workbook_is_named(app, officer, tmp_path):
    factories.organization()
    path = tmp_path / "register.xlsx"
    workbook.write(path, workbook.ids_of(1), with_nik=True, author="Kantor")
    book = reading.read(path, "x")
    named = {sheet.name: sheet for sheet in book.sheets}
    named["alamat"].rows[1][named["alamat"].rows[0].index("berlaku_sejak")] = "kemarin"
    named["kontak"].rows[1][named["kontak"].rows[0].index("jenis")] = "burung merpati"
    (_row, [record]) = reader.cells_of(book)[0]
    assert [(values["sheet"], values["row"], values["column"]) for _, _, values in record["problems"]] == [
        ("alamat", 2, "berlaku_sejak"),
        ("kontak", 2, "jenis"),
    ]
    named["nama"].rows[1][0] = "ORM-9999-0001"
    with pytest.raises(Invalid, match="sheet ormas"):
        reader.cells_of(book)
    book = reading.Book(tuple(sheet for sheet in book.sheets if sheet.name != "pengurus"), "xlsx")
    with pytest.raises(Invalid, match="pengurus"):
        reader.cells_of(book)
