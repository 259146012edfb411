"""The receipt (tanda terima): what came in and when, and where to follow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aormas.core.pdf.dates import moment_text
from aormas.core.pdf.letterhead import Letterhead
from aormas.core.pdf.qr import draw_qr
from aormas.core.pdf.receipts import QR_SIZE, STAMP, begun, draw_stamp
from aormas.core.pdf.sheet import Sheet
from aormas.core.pdf.table import Column, draw_table

COLUMNS = (Column("No.", 12, "right"), Column("Berkas", 118), Column("Halaman", 24, "right"))
NOTES = Column("Keterangan", 50)
KEEP_SAFE = (
    "Kode rahasia membuka permohonan ini. Simpan baik-baik dan jangan diberikan kepada orang yang tidak berkepentingan."
)
ASK_FOR_CODE = "Untuk membuka permohonan diperlukan juga kode rahasia yang diberikan saat permohonan disimpan."


@dataclass(frozen=True)
class ReceivedPaper:
    """One paper that came in; `pages` is None where pages cannot be counted."""

    name: str
    pages: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Receipt:
    """A receipt. `received_at` is an aware moment on the office's clock; `secret_code` is printed only when given.

    `track_url` is the full address of /lacak with the reference in it; `received_by` names the officer at the
    counter, if any.
    """

    letterhead: Letterhead
    reference: str
    received_at: datetime | str
    service: str
    organisation: str
    papers: tuple[ReceivedPaper, ...]
    track_url: str
    made_at: datetime
    applicant: str = ""
    secret_code: str | None = None
    received_by: str = ""
    next_step: str = ""
    paper: str = "A4"

    def rows(self) -> list[tuple[str, str]]:
        """Return the facts as label and value; what is not known is left out."""
        rows = [
            ("Nomor permohonan", self.reference),
            ("Diterima", moment_text(self.received_at)),
            ("Layanan", self.service),
            ("Organisasi", self.organisation),
            ("Pemohon", self.applicant),
            ("Diterima di loket oleh", self.received_by),
        ]
        return [row for row in rows if row[1]]


def render_receipt(receipt: Receipt) -> bytes:
    """Return the receipt as PDF/A-2B."""
    sheet = begun(
        receipt.letterhead, f"Tanda terima permohonan {receipt.reference}", "TANDA TERIMA PERMOHONAN", receipt.service,
        receipt.rows(), receipt.made_at, receipt.paper,
    )  # fmt: skip
    _papers(sheet, receipt)
    if receipt.next_step:
        sheet.text(receipt.next_step)
        sheet.space(3)
    _follow(sheet, receipt)
    return sheet.finish()


def _papers(sheet: Sheet, receipt: Receipt) -> None:
    sheet.space(4)
    sheet.text(f"Berkas yang diterima: {len(receipt.papers)}", bold=True)
    sheet.space(1.5)
    columns = (*COLUMNS, NOTES) if any(paper.note for paper in receipt.papers) else COLUMNS
    rows = [_paper(number, paper)[: len(columns)] for number, paper in enumerate(receipt.papers, 1)]
    if rows:
        draw_table(sheet, columns, rows)
    sheet.space(5)


def _paper(number: int, paper: ReceivedPaper) -> tuple[str, ...]:
    return (str(number), paper.name, "" if paper.pages is None else str(paper.pages), paper.note)


def _follow(sheet: Sheet, receipt: Receipt) -> None:
    """Where to follow the case, with QR at the left; room for the office's stamp at the right."""
    secret = receipt.secret_code
    texts = [(receipt.track_url, False), (f"Nomor permohonan: {receipt.reference}", True)]
    texts += [(f"Kode rahasia: {secret}", True), (KEEP_SAFE, False)] if secret else [(ASK_FOR_CODE, False)]
    width = sheet.width - STAMP[0] - QR_SIZE - 7
    lines = [(line, bold) for text, bold in texts for line in sheet.wrapped(text, width, size=9, bold=bold)]
    sheet.need(sheet.line_height() + 4 + max(STAMP[1], QR_SIZE, len(lines) * sheet.line_height(9)))
    sheet.text("Ikuti permohonan Anda di alamat ini", bold=True)
    sheet.y += 1.5
    top = sheet.y
    draw_qr(sheet, receipt.track_url, sheet.left - 2, top - 2, QR_SIZE)
    draw_stamp(sheet, top)
    for line, bold in lines:
        sheet.line(line, sheet.left + QR_SIZE, width, size=9, bold=bold)
