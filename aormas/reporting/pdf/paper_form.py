"""The report as a paper form: data of the organisation filled in, lines to write on, a QR and a code that lead to its entry.

Black on white, A4, two pages for each organisation, so that it is printed on both sides of one sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aormas.core.pdf.dates import long_date
from aormas.core.pdf.qr import draw_qr
from aormas.core.pdf.rows import draw_rows
from aormas.core.pdf.sheet import Margins, Sheet

QR_SIZE = 30.0
ACTIVITIES = 3  # blocks to write on; more are added on a sheet of one's own
LINE = 8.0  # mm from line to line, for handwriting
# What is written of an activity: the words and the number of lines.
ASKED = (
    ("Kegiatan                                                                                  Bidang", 1), ("Tanggal                                        s.d.", 1), ("Tempat", 1), ("Tujuan dan sasaran peserta", 1),
    ("Jumlah peserta                                 Kerja sama dengan", 1),
    ("Biaya (Rp)                                       Asal dana: iuran / sumbangan / usaha / APBN-APBD / luar negeri / lain", 1),
    ("Hasil                                            Boleh ditampilkan untuk umum (nama, tanggal, tempat): ya / tidak", 2),
)  # fmt: skip
REST = (
    ("Bantuan yang diterima (juga dari luar negeri)", 2), ("Kendala", 2), ("Rencana semester berikutnya", 3),
    ("Perubahan pengurus atau alamat sejak laporan terakhir", 2),
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """What is the same on all forms of one file."""

    agency: str
    city: str
    period: str
    starts_on: date
    ends_on: date
    due_on: date
    addressee: str
    made_at: datetime


@dataclass(frozen=True)
class Form:
    """One organisation's form: its data as the register has them, and the last report's activities as a reminder."""

    code: str
    url: str
    name: str
    register_number: str
    seat: str = ""
    chair: tuple[str, str] = ("", "Ketua")  # name, office
    secretary: tuple[str, str] = ("", "Sekretaris")
    members: int | None = None
    last: tuple[str, ...] = ()


def render_forms(office: Office, forms: Sequence[Form]) -> bytes:
    """Return the forms as one PDF/A-2B, each beginning on a page of its own."""
    sheet = Sheet(
        title=f"Formulir laporan kegiatan {office.period}", made_at=office.made_at, family="sans", size=10, leading=1.25,
        margins=Margins(left=20, right=18, top=15, bottom=14), author=office.agency, subject="Laporan kegiatan ormas",
    )  # fmt: skip
    for number, one in enumerate(forms):
        if number:
            sheet.new_page()
        _front(sheet, office, one)
        sheet.new_page()
        _back(sheet, office, one)
    return sheet.finish(numbered=False)


def _front(sheet: Sheet, office: Office, one: Form) -> None:
    _head(sheet, office, one)
    _box(sheet, "Tidak ada kegiatan pada periode ini (nihil): beri tanda silang, lalu tanda tangani di halaman 2.")
    if one.last:
        sheet.text(f"Sebagai pengingat, kegiatan pada laporan sebelumnya: {'; '.join(one.last)}.", size=8.5)
        sheet.space(1.5)
    for number in range(1, 3):
        _activity(sheet, number)


def _head(sheet: Sheet, office: Office, one: Form) -> None:
    """Set the title, the QR with its code beside it, and the data that the register has."""
    top, edge = sheet.y, sheet.right - QR_SIZE
    draw_qr(sheet, one.url, edge, top - 3, QR_SIZE)
    width = sheet.width - QR_SIZE - 4
    sheet.text(office.agency, width=width, size=9)
    sheet.text("Laporan Kegiatan Organisasi Kemasyarakatan", width=width, size=14, bold=True)
    sheet.text(
        f"{office.period} ({long_date(office.starts_on)} s.d. {long_date(office.ends_on)}), ditunggu paling lambat {long_date(office.due_on)}",
        width=width,
    )
    sheet.text(f"Kepada Yth. {office.addressee}", width=width, size=9)
    sheet.y = max(sheet.y, top + QR_SIZE - 4)
    sheet.line(one.code, sheet.left, sheet.width, align="right", size=13, bold=True)
    pairs = [
        ("Nama organisasi", one.name), ("Nomor register", one.register_number), ("Alamat", one.seat or _dots(60)),
        ("Ketua / Sekretaris", f"{one.chair[0] or _dots(26)} / {one.secretary[0] or _dots(26)}"),
        ("Jumlah anggota", f"{one.members if one.members is not None else _dots(12)}   (bila berubah: {_dots(12)})"),
    ]  # fmt: skip
    draw_rows(sheet, pairs)
    sheet.space(2)


def _dots(count: int) -> str:
    return "." * count


def _box(sheet: Sheet, text: str) -> None:
    sheet.space(1)
    top = sheet.y
    sheet.box(sheet.left, top, 5, 5)
    sheet.text(text, x=sheet.left + 8)
    sheet.y = max(sheet.y, top + 5)
    sheet.space(2.5)


def _activity(sheet: Sheet, number: int) -> None:
    sheet.space(1.5)
    sheet.text(f"Kegiatan {number}", bold=True)
    for label, lines in ASKED:
        _lines(sheet, label, lines)
    sheet.space(1)


def _lines(sheet: Sheet, label: str, count: int) -> None:
    """Set a small label and level lines below it to write on."""
    for number in range(count):
        if number == 0:
            sheet.line(label, sheet.left, sheet.width, size=7.5)
            sheet.y -= sheet.line_height(7.5)
        sheet.y += LINE + (2.0 if number == 0 else 0.0)
        sheet.rule(sheet.left, sheet.y, sheet.right, thickness=0.15)
    sheet.y += 0.8


def _back(sheet: Sheet, office: Office, one: Form) -> None:
    sheet.line(f"{one.name}  ·  {office.period}  ·  {one.code}", sheet.left, sheet.width, size=8.5)
    for number in range(3, ACTIVITIES + 1):
        _activity(sheet, number)
    sheet.text("Kegiatan lain ditulis di kertas tersendiri dengan kode yang sama. Foto boleh dilampirkan.", size=8.5)
    sheet.space(2)
    for label, lines in REST:
        _lines(sheet, label, lines)
    sheet.space(4)
    sheet.text(f"{office.city}, {_dots(36)}", x=sheet.left + sheet.width / 2)
    sheet.space(1)
    _signers(sheet, one)


def _signers(sheet: Sheet, one: Form) -> None:
    top, half = sheet.y, sheet.width / 2
    for place, (name, title) in enumerate((one.chair, one.secretary)):
        x = sheet.left + place * half
        sheet.y = top
        sheet.line(f"{title},", x, half - 6, size=10)
        sheet.y += 17
        sheet.line(sheet.clean(name) if name else _dots(40), x, half - 6, size=10)
