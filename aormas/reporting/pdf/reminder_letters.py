"""Letters that remind organisations which can be reached in no other way: one page each, in the order of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import force_locale

from aormas.accounts.queries import with_permission
from aormas.core import clock
from aormas.core.office import office
from aormas.core.pdf.dates import long_date
from aormas.core.pdf.letterhead import draw_letterhead, office_letterhead
from aormas.core.pdf.qr import draw_qr
from aormas.core.pdf.sheet import Sheet
from aormas.core.pdf.signature import Signer, draw_signature
from aormas.reporting.presentation import reminding as words
from aormas.reporting.queries.reminding import Due

QR_SIZE = 26.0
HELP = (
    "Pindai kode di samping dengan ponsel untuk membuka halaman laporan, atau datang ke kantor; kami bantu mengisinya."
)


@dataclass(frozen=True)
class Letter:
    """One letter: to whom, its subject, its words, the address that its code opens."""

    name: str
    address: str
    place: str
    subject: str
    text: str
    url: str


def letters(lines: Sequence[Due]) -> list[Letter]:
    """Return the letters of whom to remind today."""
    with force_locale("id"):
        return [
            Letter(
                one.name, one.reach.seat, ", ".join(part for part in (_kelurahan(one.village), _kecamatan(one.district)) if part),
                one.rule.subject.replace("{nama}", one.name), words.text_of(one), words.url_of(one.kind),
            )
            for one in lines
        ]  # fmt: skip


def _kelurahan(name: str) -> str:
    return f"Kelurahan {name}" if name else ""


def _kecamatan(name: str) -> str:
    return f"Kecamatan {name}" if name else ""


def render(papers: Sequence[Letter]) -> bytes:
    """Return all letters as one PDF/A-2B."""
    row, today = office(), clock.today()
    sheet = Sheet(title="Surat pengingat", made_at=clock.local(clock.now()), size=11.5, leading=1.4, author=row.agency)
    head = office_letterhead()
    signer = _signer()
    for number, paper in enumerate(papers):
        if number:
            sheet.new_page()
        draw_letterhead(sheet, head)
        sheet.text(f"{row.place}, {long_date(today)}", align="right")
        sheet.text(f"Hal: {paper.subject}", bold=True)
        sheet.space(5)
        for line in (f"Yth. Pengurus {paper.name}", paper.address, paper.place):
            if line:
                sheet.text(line, width=sheet.width * 0.65)
        sheet.space(6)
        sheet.text(paper.text, align="justify")
        sheet.space(8)
        _foot(sheet, paper, signer)
    return sheet.finish(numbered=False)


def _signer() -> Signer:
    """Return who signs letters of the office; the name is left open while nobody may."""
    person = next(iter(with_permission("letter.sign")), None)
    post = (person.position if person else "") or f"Kepala {office().agency}"
    return Signer(
        (f"{post},",), person.name if person else "", person.rank if person else "", person.nip if person else ""
    )


def _foot(sheet: Sheet, paper: Letter, signer: Signer) -> None:
    """The code that opens the page at the left, the signature at the right."""
    sheet.need(60)
    top = sheet.y
    draw_qr(sheet, paper.url, sheet.left - 2, top, QR_SIZE)
    sheet.y = top + QR_SIZE + 1
    sheet.text(HELP, width=64, size=8.5)
    sheet.text(paper.url, width=64, size=8.5)
    sheet.y = top
    draw_signature(sheet, signer)
