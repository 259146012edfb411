"""The full workbook with its emblems and papers: out as one package, in again with the same files; what is wrong is said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import delete, func, select

from aormas.core import audit, clock
from aormas.core.database import db, writing
from aormas.core.errors import Invalid
from aormas.core.files.models import StoredFile
from aormas.core.files.pictures import small_png
from aormas.organizations import actions as register
from aormas.organizations import models
from aormas.organizations.actions import applying
from aormas.organizations.exports import packages, sheets, workbook
from aormas.organizations.importing import packages as reader
from aormas.organizations.importing import receiving, working
from aormas.organizations.models import FACT_TABLES, Organization
from aormas.organizations.queries import imports as queries
from tests.organizations import factories
from tests.organizations.imports.conftest import verdicts
from tests.organizations.imports.test_going_out import LIVES, empty_the_register, told
from tests.organizations.imports.test_going_out import bring as send
from tests.organizations.imports.test_import_pages import HOME, fetched
from tests.registration.factories import pdf


@pytest.fixture
def officer(person):
    return person("verifikator")


def bring(path: Path, by: Any) -> models.Import:
    """Send a package and let it be compared, by the worker where it has many files."""
    row = send(path, by)
    working.job({"number": row.id})
    return row


def picture(colour: str) -> bytes:
    """Return an emblem as it is stored."""
    made = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(made, "PNG")
    return small_png(made.getvalue(), 256) or b""


def paper(text: str, name: str = "akta.pdf") -> StoredFile:
    """Return the row of a paper that is in the store."""
    content = receiving.store().put(pdf(text))
    return StoredFile(sha256=content.sha256, size=content.size, name=name, created_at=clock.now())


def with_files(row: Organization, officer: Any, text: str, colours: tuple[str, ...] = ("red",)) -> None:
    """Give an organisation's facts a paper each by kind, and an emblem."""
    with writing():
        for place, relation in enumerate(FACT_TABLES.values()):
            for fact in getattr(row, relation):
                file = paper(f"{text} {place % 3}", f"{relation}.pdf")
                db.session.add(file)
                db.session.flush()
                fact.file_id = file.id
    for colour in colours:
        content = receiving.store().put(picture(colour))
        register.set_emblem(row, content.sha256, source="surat", by=officer)


def files_told() -> dict[str, Any]:
    """Return the files of every fact, by register number, sheet and place, and each emblem with its days."""
    db.session.rollback()
    db.session.expire_all()
    found: dict[str, Any] = {}
    for row in db.session.scalars(select(Organization)):
        said: dict[str, Any] = {"now": row.emblem_sha256}
        for model, relation in FACT_TABLES.items():
            facts = sorted(getattr(row, relation), key=lambda fact: fact.id)
            held = [db.session.get(StoredFile, fact.file_id) if fact.file_id else None for fact in facts]
            said[relation] = [file and (file.sha256, file.pages, file.size, file.media_type) for file in held]
            if model is models.Emblem:
                said["pictures"] = [(fact.sha256, fact.since, fact.until, fact.source) for fact in facts]
        found[row.register_number] = said
    return found


def forget_the_files() -> None:
    """Leave the office as one that begins: no organisation, no file."""
    empty_the_register()
    with writing():
        db.session.execute(delete(StoredFile))
    store = receiving.store()
    for path in list(store.root.glob("??/??/*")):
        path.unlink()


def packed(target: Path, with_nik: bool = True) -> Path:
    packages.write(target, packages.parts()[0], receiving.store(), with_nik=with_nik, author="Kantor")
    return target


@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(lives=LIVES, colours=st.lists(st.sampled_from(["red", "blue", "green"]), max_size=3, unique=True))
def test_a_package_brings_back_all_of_any_register_with_the_same_files(app, officer, tmp_path, lives, colours):
    forget_the_files()
    for number, life in enumerate(lives):
        row = None
        for facts, since in life:
            row = register.apply_filing(facts, organization=row, source=f"surat '{number}'", by="test", since=since)
        if number == 0:
            with_files(row, officer, "surat", tuple(colours))
    before, files = told(), files_told()
    path = packed(tmp_path / "register.zip")
    same = bring(path, officer)
    assert set(verdicts(same).values()) == {"same"}, [line.differences for line in queries.all_rows(same)]
    forget_the_files()
    row = bring(path, officer)
    assert set(verdicts(row).values()) == {"new"}, [line.reasons for line in queries.all_rows(row)]
    assert applying.apply(row, officer)
    assert told() == before
    assert files_told() == files
    hashes = {
        file[0] for said in files.values() for held in said.values() if isinstance(held, list) for file in held if file
    }
    assert not receiving.store().problems({sha256 for sha256 in hashes if len(sha256) == 64})


def test_photos_made_into_a_paper_come_back_as_the_same_file(app, officer, tmp_path):
    from aormas.core.files.cleaning import clean_paper

    photo, cleaned = tmp_path / "foto.jpg", tmp_path / "foto.pdf"
    Image.effect_noise((600, 400), 50).convert("RGB").save(photo)
    clean_paper([photo], cleaned)
    content = receiving.store().put(cleaned)
    made = factories.organization()
    with writing():
        file = StoredFile(sha256=content.sha256, size=content.size, name="SK.pdf", created_at=clock.now())
        db.session.add(file)
        db.session.flush()
        made.terms[0].file_id = file.id
    path = packed(tmp_path / "r.zip")
    files = files_told()
    forget_the_files()
    applying.apply(bring(path, officer), officer)
    assert files_told() == files
    assert db.session.scalars(select(StoredFile.name).where(StoredFile.media_type == "application/pdf")).all() == [
        "SK.pdf"
    ]


def test_a_paper_that_can_act_is_cleaned_before_it_is_stored(app, officer, tmp_path):
    import pikepdf

    made = factories.organization()
    hostile = tmp_path / "jahat.pdf"
    with pikepdf.open(io.BytesIO(pdf("baik"))) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        document.save(hostile)
    content = receiving.store().put(hostile)
    with writing():
        file = StoredFile(sha256=content.sha256, size=content.size, name="x.pdf", created_at=clock.now())
        db.session.add(file)
        db.session.flush()
        made.names[0].file_id = file.id
    path = packed(tmp_path / "r.zip")
    forget_the_files()
    applying.apply(bring(path, officer), officer)
    kept = db.session.scalars(select(StoredFile).where(StoredFile.media_type == "application/pdf")).one()
    assert kept.sha256 != content.sha256
    assert b"JavaScript" not in receiving.store().path(kept.sha256).read_bytes()
    assert not receiving.store().has(content.sha256)
    assert set(verdicts(bring(path, officer)).values()) == {"same"}


def test_what_the_register_knows_already_takes_its_papers_and_gives_them_back_when_the_import_is_undone(
    app, officer, tmp_path
):
    plain = tmp_path / "r.xlsx"
    made = factories.organization()
    workbook.write(plain, workbook.ids_of(1), with_nik=True, author="Kantor")
    with_files(made, officer, "akta")
    whole = packed(tmp_path / "r.zip")
    files, facts = files_told(), told()
    forget_the_files()
    applying.apply(bring(plain, officer), officer)
    without = told()
    row = bring(whole, officer)
    assert verdicts(row) == {2: "changes"}
    assert applying.apply(row, officer)
    held = db.session.scalars(select(Organization)).one()
    open_files = {
        relation: {
            db.session.get(StoredFile, fact.file_id).sha256
            for fact in getattr(held, relation)
            if fact.end is None and fact.file_id
        }
        for relation in FACT_TABLES.values()
    }
    said = next(iter(files.values()))
    for relation in FACT_TABLES.values():
        assert open_files[relation] == {file[0] for file in said[relation] if file}, relation
    assert held.emblem_sha256 == said["now"]
    assert [seen[-1] for _c, _f, seen in told().values()] == [seen[-1] for _c, _f, seen in facts.values()]
    assert set(verdicts(bring(whole, officer)).values()) == {"same"}
    assert applying.undo_import(row, officer) == 1
    assert [seen for _c, _f, seen in told().values()] == [seen for _c, _f, seen in without.values()]
    held = db.session.scalars(select(Organization)).one()
    assert held.emblem_sha256 is None
    assert not [fact for fact in held.legal_bases if fact.end is None and fact.file_id]


def test_a_paper_that_cannot_be_opened_makes_only_its_organisation_an_error(app, officer, tmp_path):
    made = factories.organization()
    factories.organization(name="Yayasan Baik", acronym="", basis_number="", npwp="", phone="", members=())
    content = receiving.store().put(b"%PDF-1.7 rusak")
    with writing():
        file = StoredFile(sha256=content.sha256, size=content.size, name="x.pdf", created_at=clock.now())
        db.session.add(file)
        db.session.flush()
        made.names[0].file_id = file.id
    path = packed(tmp_path / "r.zip")
    forget_the_files()
    row = bring(path, officer)
    assert sorted(verdicts(row).values()) == ["error", "new"]
    reasons = next(line.reasons for line in queries.all_rows(row) if line.verdict == "error")
    assert [message for _place, message, _values in reasons] == [reader.NO_PAPER]


def _changed(
    change: Callable[[dict[str, bytes]], None], compression: int = zipfile.ZIP_STORED
) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            held = {entry.filename: package.read(entry) for entry in package.infolist()}
        change(held)
        with zipfile.ZipFile(path, "w", compression) as package:
            for name, content in held.items():
                package.writestr(name, content)

    return write


def _first(held: dict[str, bytes]) -> str:
    return next(name for name in held if name.endswith(".pdf"))


HASH = "a" * 64
BROKEN = {
    "a file is missing": (_changed(lambda held: held.pop(_first(held))), reader.MISSING),
    "a file was changed": (_changed(lambda held: held.update({_first(held): b"%PDF-lain"})), reader.ALTERED),
    "a file is too many": (_changed(lambda held: held.update({f"berkas/{'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'}.pdf": b""})), reader.UNNAMED),
    "a path leads out": (_changed(lambda held: held.update({"berkas/../../etc/passwd": b"x"})), reader.FOREIGN),
    "an absolute path": (_changed(lambda held: held.update({"/etc/passwd": b"x"})), reader.FOREIGN),
    "a program": (_changed(lambda held: held.update({"berkas/jalankan.exe": b"MZ"})), reader.FOREIGN),
    "unpacks to too much": (_changed(lambda held: held.update({f"berkas/{HASH}.pdf": b"0" * (21 * 2**20)}), zipfile.ZIP_DEFLATED), reader.LARGE),
    "unpacks to too much together": (_changed(lambda held: held.update({f"berkas/{n:064x}.pdf": b"0" * (15 * 2**20) for n in range(15)}), zipfile.ZIP_DEFLATED), reader.MANY),
    "too many files": (_changed(lambda held: held.update({f"berkas/{n:064x}.pdf": b"" for n in range(2100)})), reader.MANY),
    "another table": (_changed(lambda held: held.update({"register.xlsx": _table()})), reader.NO_BOOK),
}  # fmt: skip


def _table() -> bytes:
    from tests.organizations.imports.conftest import table

    return table([["Nama"], ["Yayasan"]])


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_what_is_wrong_with_a_package_is_said_and_nothing_is_kept(app, officer, tmp_path, case):
    with_files(factories.organization(), officer, "akta")
    path = packed(tmp_path / "r.zip")
    forget_the_files()
    break_it, message = BROKEN[case]
    break_it(path)
    with pytest.raises(Invalid) as refused:
        bring(path, officer)
    assert refused.value.message == message
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0
    assert not list(receiving.store().root.glob("??/??/*"))


def test_a_cut_package_is_damaged_and_one_with_a_hidden_directory_is_none(app, officer, tmp_path):
    with_files(factories.organization(), officer, "akta")
    path = packed(tmp_path / "r.zip")
    content = path.read_bytes()
    at = content.index(b"%PDF")
    path.write_bytes(content[:at] + b"XXXX" + content[at + 4 :])
    with pytest.raises(Invalid) as refused:
        bring(path, officer)
    assert refused.value.message in (reader.DAMAGED, reader.ALTERED)
    path.write_bytes(content[: len(content) // 2])
    assert not reader.is_package(path)
    end = content.rindex(b"PK\x05\x06")
    path.write_bytes(content[:end] + b"PK\x06\x07" + bytes(16) + content[end:])
    assert not reader.is_package(path)


def test_a_package_without_nik_and_a_lost_file(app, officer, tmp_path):
    made = factories.organization()
    with_files(made, officer, "akta")
    lost = db.session.get(StoredFile, made.names[0].file_id)
    receiving.store().remove(lost.sha256)
    path = packed(tmp_path / "r.zip", with_nik=False)
    with zipfile.ZipFile(path) as package:
        assert f"berkas/{lost.sha256}.pdf" not in package.namelist()
    with receiving.workroom() as room:
        book = reader.checked(path, room)
    remarks = {row[0]: row[-1] for sheet in book.sheets if sheet.name == sheets.FILES for row in sheet.rows[1:]}
    assert remarks[f"berkas/{lost.sha256}.pdf"] == packages.GONE
    assert set(verdicts(bring(path, officer)).values()) == {"same"}


def test_packages_are_parted_by_what_their_files_weigh(app, officer, monkeypatch):
    for number in range(5):
        row = factories.organization(
            name=f"Yayasan Ke {number}", acronym="", basis_number="", npwp="", phone="", members=()
        )
        with_files(row, officer, f"akta {number}", ())
    weight = sum(size for size, _count in packages._sizes().values())
    monkeypatch.setattr(packages, "BYTES", weight // 2)
    parts = packages.parts()
    assert len(parts) == 3
    assert [number for part in parts for number in part] == sorted(packages._sizes())


def test_the_list_that_facts_came_from_stays_out(app, officer, tmp_path):
    made = factories.organization()
    with writing():
        file = paper("daftar", "daftar.xlsx")
        file.media_type = "application/x-table-xlsx"
        db.session.add(file)
        db.session.flush()
        made.names[0].file_id = file.id
    path = packed(tmp_path / "r.zip")
    with zipfile.ZipFile(path) as package:
        assert package.namelist() == ["register.xlsx"]
    assert packages._sizes() == {}
    assert set(verdicts(bring(path, officer)).values()) == {"same"}


def test_the_day_of_a_fact_is_kept_when_its_paper_comes(app, officer, tmp_path):
    made = factories.organization()
    assert made.names[0].since != date(2020, 1, 1)
    with writing():
        made.names[0].since = date(2020, 1, 1)
    plain = tmp_path / "r.xlsx"
    workbook.write(plain, workbook.ids_of(1), with_nik=True, author="K")
    with_files(made, officer, "akta", ())
    whole = packed(tmp_path / "r.zip")
    forget_the_files()
    applying.apply(bring(plain, officer), officer)
    applying.apply(bring(whole, officer), officer)
    held = db.session.scalars(select(Organization)).one()
    assert [(fact.since, fact.until, bool(fact.file_id)) for fact in held.names] == [
        (date(2020, 1, 1), date(2020, 1, 1), False), (date(2020, 1, 1), None, True),
    ]  # fmt: skip


def test_the_full_workbook_goes_out_with_its_files_and_comes_in_through_the_page(signed_in, tmp_path):
    factories.organization()
    browser = signed_in("verifikator")
    page = browser.get("/meja/ormas/unduh").text
    assert "Buku kerja lengkap dengan lambang dan berkas" in page
    answer = browser.post("/meja/ormas/unduh", data={"what": "berkas", "kind": "xlsx", "part": "1", "package": "1"})
    headers, content = fetched(browser, answer.location)
    assert "register-dengan-berkas-2026-11-24.zip" in headers["Content-Disposition"]
    entry = db.session.scalars(select(audit.AuditEntry).where(audit.AuditEntry.action == "list.exported")).one()
    assert (entry.changes["rows"], entry.changes["columns"]) == (1, ["*"])
    form = {"title": "Buku", "listed_on": "24-11-2026", "client_id": "6f1c9a52-0000-4000-8000-000000000077"}
    answer = browser.post(
        HOME, data={**form, "file": (io.BytesIO(content), "buku.zip")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 303, answer.text
    assert "tidak ada yang baru" in browser.get(answer.location).text
    broken = io.BytesIO(content)
    with zipfile.ZipFile(broken, "a") as package:
        package.writestr("berkas/../luar.pdf", b"x")
    broken.seek(0)
    form["client_id"] = "6f1c9a52-0000-4000-8000-000000000078"
    answer = browser.post(HOME, data={**form, "file": (broken, "buku.zip")}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "luar.pdf yang bukan bagiannya" in answer.text
    assert 'value="Buku"' in answer.text
