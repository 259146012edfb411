"""Letters and the number book, read back by other programs: qpdf, poppler, zbar."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from PIL import Image

from aormas.letters.pdf import BookEntry, LetterDocument, Letterhead, Signer, render_book, render_letter

MADE = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
URL, CODE, NUMBER = "https://ormas.contoh.go.id/v/K7QM-4T2X-9HPD", "K7QM-4T2X-9HPD", "200.1.4.4/12/425.207/2026"
SENTENCE = (
    "Dokumen ini diterbitkan melalui sistem A_ormas; keasliannya dapat diperiksa dengan kode atau QR di alamat ini."
)
HEAD = Letterhead(
    "Pemerintah Kota Probolinggo",
    "Badan Kesatuan Bangsa dan Politik",
    "Jalan Contoh Nomor 1, Probolinggo",
    phone="(0335) 000000",
    postcode="67219",
)
SIGNER = Signer(
    ("a.n. Wali Kota Probolinggo", "Kepala Badan Kesatuan Bangsa dan Politik,"),
    "Contoh Nama Pejabat, M.Si.",
    "Pembina Utama Muda",
    "197001011995031001",
)
ROWS = [(f"Keterangan {number}", f"Isi keterangan {number}") for number in range(1, 10)]
CERTIFICATE = LetterDocument(
    letterhead=HEAD,
    place="Probolinggo",
    date=date(2026, 11, 23),
    body=("Yang bertanda tangan di bawah ini menerangkan bahwa:", ("rows", ROWS), "telah melaporkan keberadaannya."),
    signer=SIGNER,
    made_at=MADE,
    title="SURAT KETERANGAN KEBERADAAN",
    number=NUMBER,
    validity="Surat keterangan ini berlaku sampai dengan 31 Desember 2029.",
    copies=("Wali Kota Probolinggo", "Arsip"),
    verify_url=URL,
    verify_code=CODE,
)
LETTER = replace(
    CERTIFICATE,
    title="",
    subject="Pengantar permohonan SKT",
    addressee=("Yth. Menteri Dalam Negeri", "di Jakarta"),
    attachments="1 (satu) berkas",
)


def run(program: str, *arguments: object) -> str:
    """Run a program of Debian's and return what it says."""
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}: apt-get install qpdf poppler-utils zbar-tools")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def opened(tmp_path):
    """Return a function that stores a file and returns its path, its laid-out text and its pages' text."""

    def open_(data: bytes):
        path = tmp_path / "file.pdf"
        path.write_bytes(data)
        text = run("pdftotext", "-layout", path, "-")
        return path, " ".join(text.split()), text.split("\f")[:-1]

    return open_


def picture(size: tuple[int, int] = (900, 1100)) -> bytes:
    """Return a PNG with noise and a clear corner, as heavy as what offices upload."""
    image = Image.effect_noise(size, 90).convert("RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def squeezed(path, page: int) -> str:
    """Return a page's text in the order of drawing, without white space: letters that stand askew come one a line."""
    return "".join(run("pdftotext", "-raw", "-f", page, "-l", page, path, "-").split())


def codes(path, tmp_path, page: int) -> str:
    run("pdftoppm", "-r", 130, "-png", "-f", page, "-l", page, "-singlefile", path, tmp_path / "page")
    return run("zbarimg", "-q", "--raw", tmp_path / "page.png").strip()


def test_certificate_holds_everything_on_one_sound_page(opened, tmp_path):
    path, text, pages = opened(render_letter(CERTIFICATE))
    assert len(pages) == 1
    for part in (
        "PEMERINTAH KOTA PROBOLINGGO BADAN KESATUAN BANGSA DAN POLITIK",
        f"SURAT KETERANGAN KEBERADAAN Nomor {NUMBER}",
        "Keterangan 9 : Isi keterangan 9",
        "31 Desember 2029",
        "Probolinggo, 23 November 2026 a.n. Wali Kota Probolinggo",
        "NIP 19700101 199503 1 001",
        "Tembusan: 1. Wali Kota Probolinggo 2. Arsip",
        SENTENCE,
        f"Kode: {CODE}",
    ):
        assert part in text
    assert "ditandatangani secara elektronik" not in text.lower()
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)
    assert codes(path, tmp_path, 1) == URL


def test_letter_has_its_opening_on_the_line_of_the_date(opened):
    _, text, _ = opened(render_letter(LETTER))
    assert re.search(rf"Nomor : {re.escape(NUMBER)} Probolinggo, 23 November 2026", text)
    assert "Sifat : Biasa Lampiran : 1 (satu) berkas Hal : Pengantar permohonan SKT Yth. Menteri" in text
    assert text.count("23 November 2026") == 1


def test_letter_is_an_archival_file_with_all_fonts_inside(opened):
    path, _, _ = opened(render_letter(CERTIFICATE))
    fonts = run("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all(re.search(r"\s+yes yes yes\s+\d+", line) for line in fonts)
    with pikepdf.open(path) as pdf:
        with pdf.open_metadata() as meta:
            assert meta.pdfa_status == "2B"
            assert meta["dc:title"] == f"SURAT KETERANGAN KEBERADAAN {NUMBER}"
        assert pdf.Root.Lang == "id-ID"
        assert "/OutputIntents" in pdf.Root


def test_draft_has_neither_number_nor_code_and_says_so_on_every_page(opened, tmp_path):
    long = ("Alinea yang cukup panjang untuk memenuhi halaman. " * 12,) * 9
    path, text, pages = opened(render_letter(replace(CERTIFICATE, draft=True, body=long)))
    assert len(pages) > 1
    assert NUMBER not in text
    assert "Nomor …" in text
    assert CODE not in text
    assert SENTENCE not in text
    for page in range(1, len(pages) + 1):
        assert "KONSEP" in squeezed(path, page)
        run("pdftoppm", "-r", 100, "-png", "-f", page, "-l", page, "-singlefile", path, tmp_path / "page")
        found = subprocess.run(["zbarimg", "-q", tmp_path / "page.png"], capture_output=True, check=False)
        assert not found.stdout


def test_signed_letter_carries_no_draft_mark(opened):
    path, _, _ = opened(render_letter(CERTIFICATE))
    assert "KONSEP" not in squeezed(path, 1)


@pytest.mark.parametrize("lacking", [{"number": None}, {"verify_url": ""}, {"verify_code": ""}])
def test_letter_does_not_go_out_without_number_and_code(lacking):
    with pytest.raises(ValueError):
        render_letter(replace(CERTIFICATE, **lacking))


def test_long_letter_keeps_signature_copies_and_code_together_with_the_end_of_its_text(opened, tmp_path):
    long = (*CERTIFICATE.body, *("Organisasi wajib melaporkan kegiatannya setiap enam bulan. " * 6,) * 8)
    path, text, pages = opened(render_letter(replace(CERTIFICATE, body=long)))
    assert len(pages) == 2
    assert "Halaman 1 dari 2" in pages[0]
    for part in ("Desember 2029", "a.n. Wali Kota", "Tembusan", CODE, "Halaman 2 dari 2"):
        assert part in pages[1]
    assert codes(path, tmp_path, 2) == URL


@pytest.mark.parametrize("count", range(1, 30, 4))
def test_however_long_the_text_nothing_is_signed_on_an_empty_page(opened, count):
    body = tuple(f"Alinea nomor {number} yang menyebut kewajiban organisasi. " * 4 for number in range(count))
    _, _, pages = opened(render_letter(replace(CERTIFICATE, body=body, validity="", title="SURAT")))
    assert f"nomor {count - 1} yang" in " ".join(pages[-1].split())
    assert "a.n. Wali Kota" in pages[-1]
    assert CODE in pages[-1]


def test_names_of_two_hundred_letters_and_fifteen_rows_stay_inside_the_margins(opened):
    name = "Perkumpulan " + "Panjang " * 23 + "x" * 40
    rows = [("Nama organisasi", name), *[(f"Label {number} " + "panjang " * 4, name) for number in range(14)]]
    document = replace(
        CERTIFICATE,
        title=f"SURAT {name.upper()}",
        body=("Menerangkan:", ("rows", rows), "Selesai."),
        signer=replace(SIGNER, name=name, authority=("a.n. " + name,)),
        copies=(name, name),
        sealed_note=name,
    )
    path, text, _ = opened(render_letter(document))
    printed = len(rows) + 5  # and in the signature twice, in the copies twice, in the note
    assert text.count("Panjang") == 23 * printed
    assert text.count("x") >= 40 * printed
    boxes = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', run("pdftotext", "-bbox", path, "-")
    )
    assert min(float(box[0]) for box in boxes) >= 25 / 25.4 * 72 - 2
    assert max(float(box[2]) for box in boxes) <= (210 - 20) / 25.4 * 72 + 2
    assert max(float(box[3]) for box in boxes) <= 297 / 25.4 * 72 - 10


def test_hostile_text_is_printed_as_text(opened):
    name = "{nb} {{7*7}} **b** <script>x</script> (a\\) %PDF 😀 عمر"
    path, text, _ = opened(render_letter(replace(LETTER, subject=name, addressee=("Yth. \x00\u202e" + name,))))
    assert "{nb} {{7*7}} **b** <script>x</script> (a\\) %PDF □ □□□" in text
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)


def test_heavy_arms_do_not_make_a_heavy_letter():
    head = replace(HEAD, arms=picture())
    assert len(render_letter(replace(CERTIFICATE, letterhead=head))) <= 60_000
    assert len(render_letter(CERTIFICATE)) <= 40_000


def test_letter_can_be_set_on_f4_paper(opened):
    path, _, _ = opened(render_letter(replace(CERTIFICATE, paper="F4")))
    with pikepdf.open(path) as pdf:
        width, height = (float(side) / 72 * 25.4 for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (215, 330)


def entry(number: int, **values) -> BookEntry:
    text = f"200.1.4.4/{number}/425.207/2026"
    return replace(BookEntry(number, text, date(2026, 1, 5), "Keberadaan", f"Yayasan {number}", "berlaku"), **values)


def test_number_book_prints_every_entry_under_a_head_on_every_page(opened):
    entries = [entry(number) for number in range(1, 61)] + [entry(61, status="dicabut", addressee="Kata " * 900)]
    path, text, pages = opened(render_book(HEAD, name="Buku register", year=2026, entries=entries, made_at=MADE))
    assert len(pages) > 2
    assert all("Nomor surat" in page for page in pages)
    assert all(f"200.1.4.4/{number}/425.207/2026" in text for number in range(1, 62))
    assert text.count("Kata") == 900
    assert "BUKU REGISTER Tahun 2026" in text
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)


def test_empty_number_book_says_so(opened):
    _, text, _ = opened(render_book(HEAD, name="Buku register", year=2026, entries=[], made_at=MADE))
    assert "Belum ada nomor" in text
