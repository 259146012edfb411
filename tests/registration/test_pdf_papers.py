"""Receipt, visit form and minutes, read back by other programs."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from aormas.registration.pdf import (
    Letterhead,
    Minutes,
    Person,
    Receipt,
    ReceivedPaper,
    VisitForm,
    render_minutes,
    render_receipt,
    render_visit_form,
)

AT = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Asia/Jakarta"))
HEAD = Letterhead("Pemerintah Kota Probolinggo", "Badan Kesatuan Bangsa dan Politik", "Jalan Contoh 1")
TRACK = "https://ormas.contoh.go.id/lacak?ref=P26-0412"
RECEIPT = Receipt(
    letterhead=HEAD,
    reference="P26-0412",
    received_at=AT,
    service="Lapor keberadaan",
    organisation="Yayasan Cahaya Anggur",
    papers=(ReceivedPaper("Akta pendirian", 24), ReceivedPaper("Pas foto", None)),
    track_url=TRACK,
    made_at=AT,
)
FORM = VisitForm(
    letterhead=HEAD,
    reference="P26-0412",
    organisation="Yayasan Cahaya Anggur",
    made_at=AT,
    address="Jalan Manis 12",
    village="Kelurahan Kanigaran",
    district="Kecamatan Kanigaran",
    board=(("Contoh Ketua", "ketua"),),
    team=(("Contoh Petugas", "Verifikator"),),
    planned_on=date(2026, 11, 25),
)
MINUTES = Minutes(
    letterhead=HEAD,
    organisation="Yayasan Cahaya Anggur",
    held_on=date(2026, 11, 25),
    findings=(("Alamat", "Ditemukan"), ("Papan nama", "Terpasang")),
    conclusion="Organisasi aktif.",
    officers=(Person("Petugas Satu", "Verifikator", "198001012005011002"), Person("Petugas Dua", "Anggota")),
    hosts=(Person("Tuan Rumah", "Ketua"),),
    made_at=AT,
    time="09.30 WIB",
)


def run(program: str, *arguments: object) -> str:
    """Run a program of Debian's and return what it says."""
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}: apt-get install qpdf poppler-utils zbar-tools")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def read(tmp_path):
    """Return a function that checks a file and returns its text and how many pages it has."""

    def read_(data: bytes) -> tuple[str, int]:
        path = tmp_path / "file.pdf"
        path.write_bytes(data)
        assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)
        text = run("pdftotext", "-layout", path, "-")
        return " ".join(text.split()), text.count("\f")

    return read_


def test_receipt_says_what_came_in_when_and_where_to_follow_it(read, tmp_path):
    text, pages = read(render_receipt(RECEIPT))
    assert pages == 1
    for part in (
        "TANDA TERIMA PERMOHONAN",
        "Nomor permohonan : P26-0412",
        "Diterima : 23 November 2026 pukul 14.05 WIB",
        "Organisasi : Yayasan Cahaya Anggur",
        "Berkas yang diterima: 2",
        "1 Akta pendirian 24",
        "2 Pas foto",
        "Cap dan paraf petugas",
    ):
        assert part in text
    run("pdftoppm", "-r", 130, "-png", "-singlefile", tmp_path / "file.pdf", tmp_path / "page")
    assert run("zbarimg", "-q", "--raw", tmp_path / "page.png").strip() == TRACK


def test_receipt_keeps_the_secret_code_unless_it_is_given(read):
    assert "Kode rahasia:" not in read(render_receipt(RECEIPT))[0]
    assert "Kode rahasia: ANGGUR-4821" in read(render_receipt(replace(RECEIPT, secret_code="ANGGUR-4821")))[0]


def test_receipt_of_many_papers_with_long_names_goes_on_over_pages(read):
    papers = tuple(ReceivedPaper(f"Berkas {number} " + "panjang " * 25, 3, "lengkap") for number in range(40))
    text, pages = read(render_receipt(replace(RECEIPT, papers=papers)))
    assert pages > 1
    assert text.count("lengkap") == 40
    assert text.count("Keterangan") == text.count("Berkas Halaman")
    assert f"Halaman {pages} dari {pages}" in text


def test_receipt_without_papers_is_still_a_receipt(read):
    assert "Berkas yang diterima: 0" in read(render_receipt(replace(RECEIPT, papers=())))[0]


def test_visit_form_is_filled_with_what_is_known_and_asks_the_rest_on_one_page(read):
    text, pages = read(render_visit_form(FORM))
    assert pages == 1
    for part in (
        "Nama organisasi : Yayasan Cahaya Anggur",
        "Kelurahan Kanigaran, Kecamatan Kanigaran",
        "Contoh Ketua (ketua)",
        "Tanggal kunjungan: 25 November 2026",
        "Papan nama terpasang Ya Tidak",
        "Lambang atau bendera melanggar",
        "Koordinat lokasi",
        "Kesimpulan Aktif Tidak aktif Pindah alamat Dalam sengketa",
        "Contoh Petugas",
        "Yang mewakili organisasi,",
    ):
        assert part in text


def test_visit_form_can_be_printed_before_day_and_team_are_known(read):
    text, _ = read(render_visit_form(replace(FORM, planned_on="", team=(), board=())))
    assert "Tanggal kunjungan: Pukul:" in text
    assert "Petugas," in text


def test_minutes_open_with_the_day_in_words_and_end_with_all_signatures(read):
    text, pages = read(render_minutes(MINUTES))
    assert pages == 1
    opening = "Pada hari ini, Rabu, tanggal dua puluh lima, bulan November, tahun dua ribu dua puluh enam (25-11-2026)"
    assert opening in text
    assert "pukul 09.30 WIB" in text
    assert "Papan nama : Terpasang" in text
    assert "Kesimpulan: Organisasi aktif." in text
    assert "NIP 19800101 200501 1 002" in text
    for person in (*MINUTES.officers, *MINUTES.hosts):
        assert text.count(person.name) == 2


@pytest.mark.parametrize("people", [1, 4, 5, 9])
def test_minutes_of_any_length_keep_everybody(read, people):
    officers = tuple(Person(f"Petugas Nomor{number}", "Anggota tim " * 5) for number in range(people))
    findings = tuple((f"Temuan {number}", "hasil " * 60) for number in range(12))
    text, pages = read(render_minutes(replace(MINUTES, officers=officers, findings=findings)))
    assert pages > 1
    assert all(text.count(f"Nomor{number}") == 2 for number in range(people))
    assert text.count("hasil") == 12 * 60


def test_hostile_names_are_printed_as_text(read):
    name = "{nb} **x** <b> 😀"
    for data in (
        render_receipt(replace(RECEIPT, organisation=name)),
        render_visit_form(replace(FORM, organisation=name)),
        render_minutes(replace(MINUTES, organisation=name)),
    ):
        assert "{nb} **x** <b> □" in read(data)[0]
