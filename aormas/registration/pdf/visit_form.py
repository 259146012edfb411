"""The form that a team takes on a field visit: what is known is printed, what is found is ticked or written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from aormas.core.pdf.dates import long_date
from aormas.core.pdf.fit import fitted
from aormas.core.pdf.letterhead import Letterhead, draw_letterhead
from aormas.core.pdf.rows import draw_rows
from aormas.core.pdf.sheet import Margins, Sheet
from aormas.core.pdf.signature import Signer, draw_signatures

USUAL, TIGHTER = (10.0, 1.35), (9.5, 1.2)
TICK, WRITE, COLUMN = 3.4, 7.0, 72.0
YES_NO = ("Ya", "Tidak")
BLANK_NAME = "(.............................................)"

# What the team looks at: the question, the answers to tick, how many lines there are to write on.
QUESTIONS: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("Alamat ditemukan sesuai data", YES_NO, 0),
    ("Papan nama terpasang", YES_NO, 0),
    ("Status kantor", ("Milik sendiri", "Sewa", "Pinjam pakai", "Rumah pengurus"), 0),
    ("Orang yang ditemui dan jabatannya", (), 2),
    ("Pengurus sesuai data terdaftar", YES_NO, 1),
    ("Kegiatan enam bulan terakhir", ("Ada", "Tidak ada"), 2),
    ("Jumlah anggota", (), 1),
    ("Buku keuangan tersedia", YES_NO, 0),
    ("Lambang atau bendera melanggar ketentuan", YES_NO, 1),
    ("Keluhan warga sekitar", ("Ada", "Tidak ada"), 1),
    ("Foto diambil", YES_NO, 0),
    ("Koordinat lokasi", (), 1),
)
CONCLUSIONS = ("Aktif", "Tidak aktif", "Pindah alamat", "Dalam sengketa")


@dataclass(frozen=True)
class VisitForm:
    """What is known before the visit. `board` and `team` hold (name, post); `planned_on` may be left open."""

    letterhead: Letterhead
    reference: str
    organisation: str
    made_at: datetime
    form: str = ""
    legal_basis: str = ""
    address: str = ""
    village: str = ""
    district: str = ""
    phone: str = ""
    board: tuple[tuple[str, str], ...] = ()
    team: tuple[tuple[str, str], ...] = ()
    planned_on: date | str = ""
    paper: str = "F4"

    def rows(self) -> list[tuple[str, str]]:
        """Return what is known as label and value."""
        area = ", ".join(part for part in (self.village, self.district) if part)
        rows = [
            ("Nomor permohonan", self.reference),
            ("Nama organisasi", self.organisation),
            ("Bentuk", self.form),
            ("Dasar", self.legal_basis),
            ("Alamat sekretariat", self.address),
            ("Kelurahan, kecamatan", area),
            ("Telepon", self.phone),
            ("Pengurus terdaftar", "; ".join(f"{name} ({post})" for name, post in self.board)),
        ]
        return [row for row in rows if row[1]]


def render_visit_form(form: VisitForm) -> bytes:
    """Return the form as PDF/A-2B, to be printed and filled by hand."""
    return fitted(partial(_set, form), USUAL, TIGHTER).finish()


def _set(form: VisitForm, size: float, leading: float) -> Sheet:
    sheet = Sheet(
        title=f"Formulir kunjungan lapangan {form.reference}",
        made_at=form.made_at,
        paper=form.paper,
        family="sans",
        size=size,
        leading=leading,
        margins=Margins(left=20, right=15, top=15, bottom=15),
        author=form.letterhead.agency,
        subject=form.organisation,
    )
    draw_letterhead(sheet, form.letterhead)
    sheet.title("FORMULIR KUNJUNGAN LAPANGAN", size=13)
    sheet.space(4)
    draw_rows(sheet, form.rows())
    sheet.space(2)
    _when(sheet, form)
    for number, (question, answers, writing) in enumerate(QUESTIONS, 1):
        _question(sheet, f"{number}. {question}", answers, writing)
    _question(sheet, "Kesimpulan", CONCLUSIONS, 0, bold=True)
    _question(sheet, "Saran", (), 2, bold=True)
    _signatures(sheet, form.team)
    return sheet


def _when(sheet: Sheet, form: VisitForm) -> None:
    """The day: printed when it is set, otherwise to be written."""
    height = sheet.line_height()
    for label, x, end in (("Tanggal kunjungan", sheet.left, sheet.left + 90), ("Pukul", sheet.left + 98, sheet.right)):
        top, written = sheet.y, long_date(form.planned_on) if x == sheet.left else ""
        sheet.line(f"{label}: {written}", x, end - x)
        if not written:
            sheet.rule(x + sheet.measure(f"{label}: "), sheet.y, end, thickness=0.15)
        sheet.y = top
    sheet.y += height
    sheet.space(3)


def _question(sheet: Sheet, question: str, answers: Sequence[str], writing: int, *, bold: bool = False) -> None:
    """One question with boxes to tick on its line and dotted lines to write on below it; never parted by a page."""
    height = sheet.line_height()
    sheet.need(height + writing * WRITE + 3)
    top, column = sheet.y, sheet.left + COLUMN
    sheet.text(question, width=COLUMN - 4, bold=bold)
    below, x = sheet.y, column
    for answer in answers:
        sheet.y = top
        sheet.box(x, top + (height - TICK) / 2, TICK, TICK)
        sheet.line(answer, x + TICK + 1.5, 40)
        x += TICK + 5 + sheet.measure(answer)
    sheet.y = max(below, top + height)
    _lines_to_write(sheet, writing, column if not answers else sheet.left + 5)
    sheet.space(2.2)


def _lines_to_write(sheet: Sheet, count: int, x: float) -> None:
    """Level lines by hand's height; a question without answers has the first one on its own line."""
    if count and x > sheet.left + 5:
        sheet.rule(x, sheet.y, sheet.right, thickness=0.15)
        count -= 1
        x = sheet.left + 5
    for _ in range(count):
        sheet.y += WRITE
        sheet.rule(x, sheet.y, sheet.right, thickness=0.15)


def _signatures(sheet: Sheet, team: Sequence[tuple[str, str]]) -> None:
    """The team first, then the organisation's own witness."""
    signers = [Signer((post or "Anggota tim,",), name) for name, post in team] or [Signer(("Petugas,",), BLANK_NAME)]
    sheet.space(4)
    draw_signatures(sheet, [*signers, Signer(("Yang mewakili organisasi,",), BLANK_NAME)])
