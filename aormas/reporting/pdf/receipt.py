"""The receipt of a report (tanda terima laporan): what came in, when, from whom, and how to check it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aormas.core.pdf.dates import long_date, moment_text
from aormas.core.pdf.letterhead import Letterhead
from aormas.core.pdf.qr import draw_qr
from aormas.core.pdf.receipts import QR_SIZE, STAMP, begun, draw_stamp
from aormas.core.pdf.sheet import Sheet

CHECK = "Keaslian tanda terima ini dapat diperiksa siapa saja dengan memindai kode QR atau membuka alamat ini:"


@dataclass(frozen=True)
class Receipt:
    """A receipt. `received_at` is an aware moment on the office's clock; `signers` are (name, office)."""

    letterhead: Letterhead
    number: str
    received_at: datetime
    addressee: str
    organisation: str
    register_number: str
    period: str
    nil: bool
    activities: int
    photos: int
    signers: tuple[tuple[str, str], ...]
    sent_by: str
    at_counter: bool
    correction: bool
    check_url: str
    made_at: datetime
    paper: str = "A4"
    came_on: date | None = None  # the day on which the paper came, where it was written down later

    def rows(self) -> list[tuple[str, str]]:
        """Return the facts as label and value; what is not known is left out."""
        signed = "; ".join(f"{name} ({office})" if office else name for name, office in self.signers if name)
        rows = [
            ("Nomor tanda terima", self.number),
            ("Diterima kantor", long_date(self.came_on) if self.came_on else ""),
            ("Dicatat" if self.came_on else "Diterima", moment_text(self.received_at)),
            ("Laporan", f"Laporan kegiatan {self.period}{' (perbaikan)' if self.correction else ''}"),
            ("Organisasi", self.organisation),
            ("Nomor di daftar ormas", self.register_number),
            ("Ditujukan kepada", self.addressee),
            ("Isi", self.contents()),
            ("Ditandatangani oleh", signed),
            ("Dicatat kantor oleh" if self.at_counter else "Dikirim oleh", self.sent_by),
        ]
        return [row for row in rows if row[1]]

    def contents(self) -> str:
        """Return in words what was sent."""
        return "Nihil (tidak ada kegiatan)" if self.nil else f"{self.activities} kegiatan, {self.photos} foto"


def render_receipt(receipt: Receipt) -> bytes:
    """Return the receipt as PDF/A-2B."""
    sheet = begun(
        receipt.letterhead, f"Tanda terima laporan {receipt.number}", "TANDA TERIMA LAPORAN KEGIATAN",
        f"Laporan kegiatan {receipt.period}", receipt.rows(), receipt.made_at, receipt.paper,
    )  # fmt: skip
    sheet.space(6)
    _check(sheet, receipt)
    return sheet.finish()


def _check(sheet: Sheet, receipt: Receipt) -> None:
    """How to check the receipt, with QR at the left; room for the office's stamp at the right."""
    width = sheet.width - STAMP[0] - QR_SIZE - 7
    lines = [*sheet.wrapped(CHECK, width, size=9), *_address(sheet, receipt.check_url, width)]
    sheet.need(4 + max(STAMP[1], QR_SIZE, len(lines) * sheet.line_height(9)))
    top = sheet.y
    draw_qr(sheet, receipt.check_url, sheet.left - 2, top - 2, QR_SIZE)
    draw_stamp(sheet, top)
    for line in lines:
        sheet.line(line, sheet.left + QR_SIZE, width, size=9)


def _address(sheet: Sheet, address: str, width: float) -> list[str]:
    """Return an address in lines, broken before its last part, so that the code stays whole."""
    if sheet.measure(address, 9) <= width:
        return [address]
    way, code = address.rsplit("/", 1)
    return [*sheet.wrapped(f"{way}/", width, size=9), code]
