"""An official letter: head, number, body, signature, copies, and at its foot the code by which anyone can check it.

Layout after the State Secretariat's guide and local practice: place and date stand on the line of the number; a
certificate (surat keterangan) has a centred title instead, with place and date above the signature. Body 12 points; a
letter that would spill over a little is set tighter to stay on one page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Literal

from aormas.core.pdf.dates import long_date
from aormas.core.pdf.fit import fitted
from aormas.core.pdf.letterhead import Letterhead, draw_letterhead
from aormas.core.pdf.qr import draw_qr
from aormas.core.pdf.rows import draw_rows
from aormas.core.pdf.sheet import Margins, Sheet
from aormas.core.pdf.signature import Signer, draw_signature, signature_height

Block = str | tuple[Literal["rows"], Sequence[tuple[str, str]]]

CHECKABLE = (
    "Dokumen ini diterbitkan melalui sistem A_ormas; keasliannya dapat diperiksa dengan kode atau QR di alamat ini."
)
DRAFT_MARK, OPEN_NUMBER = "KONSEP", "…"
USUAL, TIGHTER = (12.0, 1.3), (11.0, 1.2)  # size in points, leading
INDENT, ROWS_INDENT, GAP, SPACE = 12.5, 12.5, 2.6, 5.0
QR_SIZE, FOOT_SIZE = 24.0, 8.5
MARGINS = Margins(left=25, right=20, top=20, bottom=15)


@dataclass(frozen=True)
class LetterDocument:
    """Everything that stands on a letter. With a `title` it is a certificate; else it has Nomor, Sifat, Lampiran, Hal.

    `body` holds paragraphs and `("rows", [(label, value), …])`; `date` is a day or already written; `made_at` an
    aware moment. A letter that is no draft needs `number`, `verify_url` and `verify_code`.
    """

    letterhead: Letterhead
    place: str
    date: date | str
    body: tuple[Block, ...]
    signer: Signer
    made_at: datetime
    title: str = ""
    subject: str = ""
    number: str | None = None
    nature: str = "Biasa"
    attachments: str = "-"
    addressee: tuple[str, ...] = ()
    validity: str = ""
    copies: tuple[str, ...] = ()
    verify_url: str = ""
    verify_code: str = ""
    sealed_note: str = ""
    draft: bool = False
    paper: str = "A4"

    def shown_number(self) -> str:
        """Return the number, or an ellipsis as long as it is a draft."""
        return OPEN_NUMBER if self.draft else self.number or OPEN_NUMBER

    def place_and_date(self) -> str:
        """Return `Probolinggo, 23 November 2026`, without full stop."""
        return ", ".join(part for part in (self.place, long_date(self.date)) if part)


def render_letter(document: LetterDocument) -> bytes:
    """Return the letter as PDF/A-2B. Raises ValueError when a letter that is no draft lacks its number or its code."""
    if not document.draft and not (document.number and document.verify_url and document.verify_code):
        raise ValueError("a letter that goes out needs its number, its address and its code")
    return fitted(partial(_set, document), USUAL, TIGHTER).finish()


def _set(document: LetterDocument, size: float, leading: float) -> Sheet:
    sheet = Sheet(
        title=" ".join(part for part in (document.title or document.subject, document.number or "") if part),
        made_at=document.made_at,
        paper=document.paper,
        size=size,
        leading=leading,
        margins=MARGINS,
        author=document.letterhead.agency,
        subject=document.subject or document.title,
        watermark=DRAFT_MARK if document.draft else "",
    )
    draw_letterhead(sheet, document.letterhead)
    _certificate_opening(sheet, document) if document.title else _letter_opening(sheet, document)
    _body(sheet, document)
    _signature(sheet, document)
    _copies(sheet, document.copies)
    _foot(sheet, document)
    return sheet


def _certificate_opening(sheet: Sheet, document: LetterDocument) -> None:
    """Title and number in the middle, then the addressee if there is one."""
    sheet.space(1)
    sheet.title(document.title, size=sheet.size + 2)
    sheet.text(f"Nomor {document.shown_number()}", align="center")
    sheet.space(6)
    _addressee(sheet, document.addressee)


def _letter_opening(sheet: Sheet, document: LetterDocument) -> None:
    """Number, nature, attachments and subject at the left; place and date at the right, on the line of the number."""
    top, dated = sheet.y, sheet.clean(document.place_and_date())
    sheet.line(dated, sheet.left, sheet.width, align="right")
    taken = sheet.measure(dated) + 4
    sheet.y = top
    rows = [("Nomor", document.shown_number()), ("Sifat", document.nature), ("Lampiran", document.attachments)]
    for label, value in [*rows, ("Hal", document.subject)]:
        _opening_row(sheet, label, value, sheet.width - 23 - (taken if label == "Nomor" else 20))
    sheet.space(6)
    _addressee(sheet, document.addressee)


def _opening_row(sheet: Sheet, label: str, value: str, width: float) -> None:
    top = sheet.y
    sheet.line(label, sheet.left, 20)
    sheet.y = top
    sheet.line(":", sheet.left + 20, 3)
    sheet.y = top
    for line in sheet.wrapped(value, width):
        sheet.line(line, sheet.left + 23, width)


def _addressee(sheet: Sheet, lines: Sequence[str]) -> None:
    """The lines as given, beginning with `Yth. …`."""
    for line in lines:
        sheet.text(line, width=sheet.width * 0.62)
    if lines:
        sheet.space(6)


def _body(sheet: Sheet, document: LetterDocument) -> None:
    """Paragraphs and rows.

    The end of the last paragraph stays with the signature, so that none is signed on an empty page.
    """
    blocks = [*document.body, document.validity] if document.validity else list(document.body)
    tail = _tail(sheet, document)
    for number, block in enumerate(blocks):
        follows = GAP + tail if number == len(blocks) - 1 else 0.0
        if isinstance(block, str):
            goes_on = block[:1].islower()  # the sentence that the rows above interrupted
            sheet.text(block, align="justify", indent=0.0 if goes_on else INDENT, tail=follows)
        else:
            draw_rows(sheet, block[1], x=sheet.left + ROWS_INDENT)
        sheet.space(GAP)


def _above(document: LetterDocument) -> tuple[str, ...]:
    return (document.place_and_date(),) if document.title else ()


def _tail(sheet: Sheet, document: LetterDocument) -> float:
    """How much follows the body. All of it stays together, or somebody would check a page that holds only a code."""
    signature = signature_height(sheet, document.signer, above=_above(document))
    copies = [line for name in document.copies for line in sheet.wrapped(name, sheet.width - 6, size=_small(sheet))]
    listed = (len(copies) + 1) * sheet.line_height(_small(sheet)) + SPACE if copies else 0.0
    foot, _ = _foot_lines(sheet, document)
    return SPACE + signature + listed + _foot_height(sheet, foot) + 2


def _signature(sheet: Sheet, document: LetterDocument) -> None:
    sheet.need(_tail(sheet, document))
    sheet.space(SPACE)
    draw_signature(sheet, document.signer, above=_above(document))


def _small(sheet: Sheet) -> float:
    return sheet.size - 1.5


def _copies(sheet: Sheet, copies: Sequence[str]) -> None:
    """Tembusan at the lower left, numbered when there are several."""
    if not copies:
        return
    size = _small(sheet)
    sheet.space(SPACE)
    sheet.need(sheet.line_height(size) * 2)
    sheet.text("Tembusan:", size=size)
    for number, name in enumerate(copies, 1):
        if len(copies) > 1:
            sheet.need(sheet.line_height(size))
            top = sheet.y
            sheet.line(f"{number}.", sheet.left, 6, size=size)
            sheet.y = top
        sheet.text(name, x=sheet.left + (6 if len(copies) > 1 else 0), size=size)


def _foot(sheet: Sheet, document: LetterDocument) -> None:
    """QR, sentence, address and code at the bottom of the last page.

    A draft leaves the room, so that its pages turn alike.
    """
    lines, x = _foot_lines(sheet, document)
    height = _foot_height(sheet, lines)
    sheet.need(height + 2)
    if document.draft:
        return
    sheet.y = sheet.bottom - height
    sheet.rule(sheet.left, sheet.y, sheet.right)
    draw_qr(sheet, document.verify_url, sheet.left - 2, sheet.y + 1, QR_SIZE)
    sheet.y += 1 + max(0.0, (QR_SIZE - len(lines) * sheet.line_height(FOOT_SIZE)) / 2)
    for line, bold in lines:
        sheet.line(line, x, sheet.right - x, size=FOOT_SIZE, bold=bold)


def _foot_lines(sheet: Sheet, document: LetterDocument) -> tuple[list[tuple[str, bool]], float]:
    """Return the lines beside the QR (and whether each is bold), and where they begin."""
    x = sheet.left + QR_SIZE - 1
    code = f"Kode: {document.verify_code}"
    texts = [(CHECKABLE, False), (document.verify_url, False), (code, True), (document.sealed_note, False)]
    return [
        (line, bold)
        for text, bold in texts
        if text
        for line in sheet.wrapped(text, sheet.right - x, size=FOOT_SIZE, bold=bold)
    ], x


def _foot_height(sheet: Sheet, lines: Sequence[tuple[str, bool]]) -> float:
    return max(QR_SIZE, len(lines) * sheet.line_height(FOOT_SIZE)) + 1
