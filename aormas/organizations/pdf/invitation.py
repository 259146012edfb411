"""Letters that invite organisations of another list to report their presence: one page each, in one file.

Their number is left open: the office's mail room gives it when they are signed. Registration is a choice (MK
82/PUU-XI/2013); the letter says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aormas.core.pdf.dates import long_date
from aormas.core.pdf.letterhead import Letterhead, draw_letterhead
from aormas.core.pdf.rows import draw_rows
from aormas.core.pdf.sheet import Margins, Sheet
from aormas.core.pdf.signature import Signer, draw_signatures

BLANK = "(.............................................)"
BODY = (
    "Nama organisasi Saudara tercantum dalam daftar {source} per {listed_on}, tetapi belum tercatat dalam register organisasi kemasyarakatan "
    "{city} di kantor kami.",
    "Kami mengundang Saudara untuk melaporkan keberadaan organisasi, agar dapat dilayani dan diikutsertakan dalam kegiatan pembinaan. Pendaftaran adalah "
    "pilihan: organisasi yang tidak mendaftar tidak berarti terlarang.",
    "Pelaporan tidak dipungut biaya dan dapat dilakukan dari ponsel melalui {address}, atau di kantor kami pada jam layanan ({hours}). Mohon dibawa SK "
    "pengesahan atau SKT dan susunan pengurus yang berlaku.",
)


@dataclass(frozen=True)
class Invited:
    """To whom one letter goes."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Invitation:
    """What is the same in all letters of one file."""

    letterhead: Letterhead
    place: str
    city: str
    on: date
    made_at: datetime
    source: str
    listed_on: date
    address: str
    hours: str
    position: str
    signer: str = ""
    rank: str = ""
    nip: str = ""


def render_invitations(invitation: Invitation, invited: Sequence[Invited]) -> bytes:
    """Return the letters as one PDF/A-2B, each on a page of its own."""
    sheet = Sheet(
        title=f"Undangan pendaftaran dari daftar {invitation.source}", made_at=invitation.made_at, paper="A4", size=12, leading=1.35,
        margins=Margins(left=25, right=20, top=20, bottom=20), author=invitation.letterhead.agency, subject="Undangan pelaporan keberadaan",
    )  # fmt: skip
    for number, one in enumerate(invited):
        if number:
            sheet.new_page()
        _letter(sheet, invitation, one)
    return sheet.finish(numbered=False)


def _letter(sheet: Sheet, invitation: Invitation, one: Invited) -> None:
    draw_letterhead(sheet, invitation.letterhead)
    sheet.line(f"{invitation.place}, {long_date(invitation.on)}", sheet.left, sheet.width, align="right")
    draw_rows(
        sheet,
        [
            ("Nomor", "." * 40),
            ("Sifat", "Biasa"),
            ("Lampiran", "–"),
            ("Hal", "Undangan melaporkan keberadaan organisasi"),
        ],
    )
    sheet.space(4)
    for line in ("Yth. Pengurus", one.name, one.address, "di Tempat"):
        if line:
            sheet.text(line)
    sheet.space(4)
    values = {
        "source": invitation.source, "listed_on": long_date(invitation.listed_on), "city": invitation.city, "address": invitation.address,
        "hours": invitation.hours,
    }  # fmt: skip
    for paragraph in BODY:
        sheet.text(paragraph.format(**values))
        sheet.space(3)
    sheet.text("Atas perhatian Saudara, kami ucapkan terima kasih.")
    sheet.space(8)
    draw_signatures(
        sheet, [Signer((f"{invitation.position},",), invitation.signer or BLANK, invitation.rank, invitation.nip)]
    )
