"""The pages of imports and exports, as a browser without script meets them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from aormas.core import audit
from aormas.core.database import db
from aormas.core.sheets import reading
from aormas.organizations.models import Import, Organization
from aormas.organizations.queries import imports as queries
from tests.factories import PASSWORD
from tests.organizations import factories
from tests.organizations.imports.conftest import HEAD, table

HOME = "/meja/ormas/impor"
ROW = (
    1,
    "Yayasan Nurul Contoh",
    "AHU-0014289.AH.01.04.Tahun 2021",
    "12-3-2021",
    "Jl. Mawar 1",
    "Jati",
    "0335 421234",
    "Budi Contoh",
    "Ani Contoh",
    "2021-2026",
)
ID = "7f9c2ba4-e88f-4271-a1c5-1c8b8d6a3f0"


def send(browser, content: bytes, name: str = "daftar.xlsx", number: int = 1, **changes):
    """Send a list as the form does."""
    data = {
        "title": "Daftar contoh",
        "listed_on": "2026-06-30",
        "client_id": f"{ID}{number}",
        "file": (BytesIO(content), name),
        **changes,
    }
    return browser.post(HOME, data=data, content_type="multipart/form-data")


def fetched(browser, address: str):
    """Fetch a file whole; return its headers and bytes."""
    with browser.get(address) as answer:
        assert answer.status_code == 200
        return answer.headers, answer.data


def go_on(browser, number: int = 1):
    """Take the guessed columns as they are."""
    row = db.session.get(Import, number)
    return browser.post(f"{HOME}/{number}/kolom", data={f"column-{n}": c["target"] for n, c in enumerate(row.columns)})


def test_a_list_from_the_first_page_to_the_register(signed_in):
    browser = signed_in("verifikator")
    assert "Contoh berkas" in browser.get(HOME).text
    answer = send(
        browser, table([HEAD, ROW, (2, "Forum Lain Sekali", "", "31-2-2021", "", "Jati", "", "Dedi", "", "")])
    )
    assert (answer.status_code, answer.location) == (303, f"{HOME}/1")
    page = browser.get(answer.location).text
    assert "9 dari 10 kolom dikenali" in page
    assert go_on(browser).status_code == 303
    page = browser.get(f"{HOME}/1").text
    assert "Kolom D (Tgl AHU): Tanggal 31-2-2021 tidak ada" in page
    assert "1 baris menunggu putusan" in page
    page = browser.get(f"{HOME}/1/baris/3").text
    assert 'value="31-2-2021"' in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    wrong = browser.post(
        f"{HOME}/1/baris/3", data={"version": version, "cell_1": "Forum Lain Sekali", "cell_3": "30-2-2021"}
    )
    assert wrong.status_code == 422
    assert 'value="30-2-2021"' in wrong.text
    assert browser.post(f"{HOME}/1/baris/3", data={"version": version, "cell_3": "28-2-2021"}).status_code == 303
    page = browser.get(f"{HOME}/1").text
    assert "Terapkan daftar: 2 baris" in page
    assert browser.post(f"{HOME}/1/terapkan").status_code == 303
    page = browser.get(f"{HOME}/1").text
    assert "2 ormas baru, 0 ormas diubah" in page
    assert "Yayasan Nurul Contoh" in browser.get("/meja/ormas").text
    refused = browser.post(f"{HOME}/1/tarik", data={"password": "bukan ini"})
    assert refused.status_code == 422
    assert "<title>Kesalahan:" in refused.text
    assert "<details open" in refused.text
    assert browser.post(f"{HOME}/1/tarik").status_code == 422
    assert "ditarik kembali pada" not in browser.get(f"{HOME}/1").text
    assert browser.post(f"{HOME}/1/tarik", data={"password": PASSWORD}).status_code == 303
    assert "ditarik kembali" in browser.get(f"{HOME}/1").text
    assert "Yayasan Nurul Contoh" not in browser.get("/meja/ormas").text


def test_sending_the_form_twice_makes_one_import(signed_in):
    browser = signed_in("verifikator")
    for _ in range(2):
        assert send(browser, table([HEAD, ROW])).location == f"{HOME}/1"
    assert db.session.scalar(select(func.count(Import.id))) == 1


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"%PDF-1.7 contoh", "a.xlsx", "PDF"), (b"", "a.xlsx", "kosong"), (b"\xff\xd8\xff\xe0 gambar", "a.xlsx", "gambar"), (b"<html><body>x</body></html>", "a.xls", "halaman"),
        (b"MZ\x90\x00" * 40, "a.xlsx", "tidak memuat"), (table([]), "a.xlsx", "tidak memiliki"), (table([HEAD]), "a.xlsx", "baris"),
        (b"Nama Ormas;Ketua\nYayasan A;Budi\n" + "Yayasan é;Ani\n".encode("latin-1") + "Yayasan 漢;Ani\n".encode(), "a.csv", "baris"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_beside_the_box_and_what_was_typed_stays(signed_in, content, name, said):
    answer = send(signed_in("verifikator"), content, name)
    assert answer.status_code == 422
    assert said in re.search(r'id="file-error">(.*?)</p>', answer.text, re.S)[1]
    assert 'value="Daftar contoh"' in answer.text
    assert 'value="2026-06-30"' in answer.text
    assert db.session.scalar(select(func.count(Import.id))) == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Beri nama"),
        ({"listed_on": ""}, "tanggal"),
        ({"listed_on": "2027-01-01"}, "belum terjadi"),
        ({"file": (BytesIO(b""), "")}, "Belum ada berkas"),
    ],
)
def test_what_is_missing_in_the_form_is_said(signed_in, changes, said):
    answer = send(signed_in("verifikator"), table([HEAD, ROW]), **changes)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_sheet_that_ends_in_a_million_empty_rows_is_read_or_refused_in_words(signed_in):
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ROW)
        sheet.write(1_048_575, 60, " ")
    answer = send(signed_in("verifikator"), out.getvalue())
    assert answer.status_code in (303, 422)
    if answer.status_code == 422:
        assert "1048576" in answer.text.replace(".", "")


def test_several_sheets_are_asked_for_and_hidden_ones_named(signed_in):
    browser = signed_in("verifikator")
    send(browser, table([HEAD, ROW], Lain=[HEAD, (1, "Forum Lain Sekali", *ROW[2:])]))
    page = browser.get(f"{HOME}/1").text
    assert "Lembar mana" in page
    assert browser.post(f"{HOME}/1/lembar", data={}).status_code == 422
    assert browser.post(f"{HOME}/1/lembar", data={"sheet": ["Data", "Lain"]}).status_code == 303
    assert [(row.sheet, row.stage) for row in db.session.scalars(select(Import).order_by(Import.id))] == [
        ("Data", "mapping"),
        ("Lain", "mapping"),
    ]
    assert go_on(browser, 2).status_code == 303
    assert "Forum Lain Sekali" in browser.get(f"{HOME}/2?hasil=semua").text


def test_unknown_headings_are_said_and_can_be_named_by_hand(signed_in):
    browser = signed_in("verifikator")
    send(browser, table([("aaa", "bbb", "ccc"), ("x", "Yayasan Nurul Contoh", "y"), ("x", "Forum Lain Sekali", "y")]))
    page = browser.get(f"{HOME}/1").text
    assert "Tidak satu pun judul kolom dikenali" in page
    refused = browser.post(f"{HOME}/1/kolom", data={"column-0": "purpose"})
    assert refused.status_code == 422
    assert "Pilih kolom yang memuat nama" in refused.text
    assert re.search(r'<option value="purpose" selected', refused.text)
    twice = browser.post(f"{HOME}/1/kolom", data={"column-0": "name", "column-1": "name"})
    assert "Dua kolom dipilih" in twice.text
    assert browser.post(f"{HOME}/1/kolom", data={"column-1": "name"}).status_code == 303
    assert "Yayasan Nurul Contoh" in browser.get(f"{HOME}/1?hasil=semua").text


def test_the_row_of_the_headings_can_be_said(signed_in):
    browser = signed_in("verifikator")
    send(browser, table([("Nama Ormas", "Ketua"), ("bukan", "judul"), HEAD, ROW]))
    assert browser.post(f"{HOME}/1/judul", data={"first": "x"}).status_code == 422
    assert browser.post(f"{HOME}/1/judul", data={"first": "99", "last": "99"}).status_code == 422
    assert browser.post(f"{HOME}/1/judul", data={"first": "3", "last": "3"}).status_code == 303
    go_on(browser)
    assert [line.number for line in queries.all_rows(db.session.get(Import, 1))] == [4]


def test_the_second_officer_is_told_in_words(signed_in):
    browser, other = signed_in("verifikator"), signed_in("kabid")
    send(browser, table([HEAD, ROW]))
    go_on(browser)
    page = other.get(f"{HOME}/1?hasil=baru").text
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert browser.post(f"{HOME}/1/baris/2/putusan", data={"decision": "skip", "version": version}).status_code == 303
    refused = other.post(f"{HOME}/1/baris/2/putusan", data={"decision": "skip", "version": version})
    assert refused.status_code == 409
    assert "Verifikator Contoh sudah memutuskan baris 2 lebih dulu: dilewati" in refused.text


def test_the_register_moved_on_and_the_page_says_so(signed_in):
    browser = signed_in("verifikator")
    send(browser, table([HEAD, ROW]))
    go_on(browser)
    factories.organization(name=ROW[1], basis_number="AHU-0014289.AH.01.04.TAHUN 2021")
    refused = browser.post(f"{HOME}/1/terapkan")
    assert refused.status_code == 409
    assert "Register berubah" in refused.text
    assert "Perubahan" in browser.get(f"{HOME}/1?hasil=semua").text


def test_a_nik_is_masked_before_and_after(signed_in):
    browser = signed_in("verifikator")
    send(
        browser,
        table(
            [
                ("Nama Ormas", "Ketua", "NIK", "No HP Ketua"),
                ("Yayasan Nurul Contoh", "Budi", "3574011203850001", "tidak tahu"),
            ]
        ),
    )
    pages = browser.get(f"{HOME}/1").text
    go_on(browser)
    pages += browser.get(f"{HOME}/1").text + browser.get(f"{HOME}/1/baris/2").text
    assert "3574011203850001" not in pages
    assert "3574••••••••0001" in pages


def test_the_example_is_a_list_that_is_understood_whole(signed_in, tmp_path: Path):
    browser = signed_in("verifikator")
    send(browser, fetched(browser, f"{HOME}/contoh.xlsx")[1])
    go_on(browser)
    lines = queries.all_rows(db.session.get(Import, 1))
    assert [(line.verdict, line.remarks) for line in lines] == [("new", [])]
    assert all(column["target"] for column in db.session.get(Import, 1).columns)


def test_a_long_list_is_left_to_the_worker_with_progress(app, signed_in, monkeypatch):
    from aormas.core import outbox
    from aormas.organizations.importing import working

    monkeypatch.setattr(working, "AT_ONCE", 1)
    browser = signed_in("verifikator")
    send(browser, table([HEAD, ROW, (2, "Forum Lain Sekali", *ROW[2:])]))
    go_on(browser)
    page = browser.get(f"{HOME}/1").text
    assert '<meta http-equiv="refresh"' in page
    assert "<progress" in page
    while outbox.work_once():
        pass
    assert "refresh" not in browser.get(f"{HOME}/1").text
    assert db.session.get(Import, 1).stage == "deciding"


def test_pages_of_an_import_take_few_statements(app, signed_in):
    from sqlalchemy import event

    browser = signed_in("verifikator")
    send(
        browser,
        table(
            [
                HEAD,
                *(
                    (n, f"Yayasan {chr(65 + n % 26)}{n} Contoh", "", "", "", "", "", f"Ketua {n}", "", "")
                    for n in range(60)
                ),
            ]
        ),
    )
    go_on(browser)
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    browser.get(f"{HOME}/1?hasil=semua")
    assert len(asked) < 20, asked


def test_the_list_goes_out_as_filtered_and_the_trail_keeps_how_much_but_not_what(signed_in):
    factories.organization()
    factories.organization(name="Yayasan Lain Sekali", form="yayasan", basis_number="", npwp="")
    browser = signed_in("verifikator")
    page = browser.get("/meja/ormas/unduh?bentuk=yayasan").text
    assert "1 ormas" in page
    answer = browser.post(
        "/meja/ormas/unduh", data={"bentuk": "yayasan", "what": "register", "kind": "csv", "part": "1"}
    )
    assert answer.status_code == 303
    headers, content = fetched(browser, answer.location)
    assert "daftar-ormas-register-2026-11-24.csv" in headers["Content-Disposition"]
    assert b"Yayasan Lain Sekali" in content
    assert b"Forum Komunikasi" not in content
    entry = db.session.scalars(select(audit.AuditEntry).where(audit.AuditEntry.action == "list.exported")).one()
    assert entry.changes["rows"] == 1
    assert "chair.phone" in entry.changes["columns"]
    assert "Siti" not in str(entry.changes)


def test_the_full_workbook_goes_out(signed_in, tmp_path):
    factories.organization()
    browser = signed_in("kabid")
    answer = browser.post("/meja/ormas/unduh", data={"what": "lengkap", "kind": "xlsx", "part": "1", "with_nik": "y"})
    path = tmp_path / "w.xlsx"
    path.write_bytes(fetched(browser, answer.location)[1])
    assert [sheet.name for sheet in reading.read(path, "w").sheets][0] == "ormas"


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_a_role_without_nik_gets_none(signed_in, role):
    factories.organization()
    browser = signed_in(role)
    assert "Dengan NIK" not in browser.get("/meja/ormas/unduh").text
    answer = browser.post("/meja/ormas/unduh", data={"what": "register", "kind": "csv", "part": "1", "with_nik": "y"})
    assert b"3574014507900003" not in fetched(browser, answer.location)[1]


def test_the_file_is_only_there_for_who_asked_for_it(signed_in):
    assert signed_in("verifikator").get("/meja/ormas/unduh/berkas").status_code == 303
    assert db.session.scalar(select(func.count(Organization.id))) == 0


def test_the_preview_says_what_is_lost_and_what_is_not_taken(signed_in):
    factories.organization(postcode="67211", tenure="pinjam")
    browser = signed_in("verifikator")
    name, head = (
        "Forum Komunikasi Pemuda Mayangan",
        ("Nama Ormas", "Alamat", "Kelurahan", "Ketua", "Sekretaris", "No. AHU"),
    )
    rows = [
        (name, "Jl. Pindah 9", "Jati", "Ani Lain", "", "AHU-0002887.AH.01.07.TAHUN 2019"),
        ("Yayasan Nurul Contoh", "", "", "Budi", "Dedi", ""), ("Yys. Nurul Contoh", "", "", "Budi", "Rudi", ""),
    ]  # fmt: skip
    send(browser, table([head, *rows]))
    go_on(browser)
    page = browser.get(f"{HOME}/1?hasil=semua").text
    assert "Tidak dibawa dari Siti Contoh: NIK, telepon." in page
    assert re.search(r"Tidak dibawa dari alamat lama: [^<]*Kode pos", page)
    assert "Tidak diambil dari baris ini karena baris 3 yang berlaku: Sekretaris Rudi." in page
    assert '<td data-label="Di register">' in page
    assert page.count('class="button">Sama dengan baris 3') == 1


def test_two_of_one_name_are_told_apart(signed_in):
    for n in (1, 2):
        factories.organization(
            name="Yayasan Nurul Contoh", basis_number=f"AHU-000000{n}.AH.01.04.TAHUN 2020", npwp="", acronym=""
        )
    browser = signed_in("verifikator")
    send(browser, table([("Nama Ormas", "Ketua"), ("Yayasan Nurul Contoh", "Budi")]))
    go_on(browser)
    page = browser.get(f"{HOME}/1").text
    assert "ORM-3574-0001 · Kel. Jati" in page
    assert "Sama dengan Yayasan Nurul Contoh (ORM-3574-0002)" in page
