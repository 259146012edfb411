"""Berita acara of a field visit: the day in words, who came, what was found, what follows, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from aormas.core.pdf.dates import day_in_words, long_date
from aormas.core.pdf.fit import fitted
from aormas.core.pdf.letterhead import Letterhead, draw_letterhead
from aormas.core.pdf.rows import draw_rows
from aormas.core.pdf.sheet import Sheet
from aormas.core.pdf.signature import Signer, draw_signatures, row_height

CLOSING = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
USUAL, TIGHTER = (11.5, 1.3), (10.5, 1.2)
INDENT, GAP = 12.5, 2.4


@dataclass(frozen=True)
class Person:
    """Somebody who took part: name, post, and the civil servant's number when there is one."""

    name: str
    post: str = ""
    nip: str = ""


@dataclass(frozen=True)
class Minutes:
    """The minutes. `findings` holds (what, result); `time` is as written (`09.30 WIB`); `number` may be empty."""

    letterhead: Letterhead
    organisation: str
    held_on: date
    findings: tuple[tuple[str, str], ...]
    conclusion: str
    officers: tuple[Person, ...]
    made_at: datetime
    hosts: tuple[Person, ...] = ()
    subject: str = "Kunjungan Lapangan Organisasi Kemasyarakatan"
    reference: str = ""
    number: str = ""
    time: str = ""
    place: str = ""
    advice: str = ""
    photos: int = 0
    paper: str = "A4"

    def opening(self) -> str:
        """Return the first sentence, with the day in words."""
        day = f"Pada hari ini, {day_in_words(self.held_on)} ({self.held_on:%d-%m-%Y})"
        when = f", pukul {self.time}" if self.time else ""
        where = f", bertempat di {self.place}" if self.place else ""
        case = f" (permohonan {self.reference})" if self.reference else ""
        visit = f"telah melakukan kunjungan lapangan kepada {self.organisation}{case}."
        return f"{day}{when}{where}, kami yang bertanda tangan di bawah ini {visit}"


def render_minutes(minutes: Minutes) -> bytes:
    """Return the minutes as PDF/A-2B, to be signed by hand."""
    return fitted(partial(_set, minutes), USUAL, TIGHTER).finish()


def _set(minutes: Minutes, size: float, leading: float) -> Sheet:
    sheet = Sheet(
        title=f"Berita acara {minutes.organisation}, {long_date(minutes.held_on)}",
        made_at=minutes.made_at,
        paper=minutes.paper,
        size=size,
        leading=leading,
        author=minutes.letterhead.agency,
        subject=minutes.subject,
    )
    draw_letterhead(sheet, minutes.letterhead)
    _heading(sheet, minutes)
    sheet.text(minutes.opening(), align="justify", indent=INDENT)
    _people(sheet, "Petugas:", minutes.officers)
    _people(sheet, "Dari pihak organisasi:", minutes.hosts)
    _findings(sheet, minutes)
    _section(sheet, "Kesimpulan:", minutes.conclusion)
    _section(sheet, "Saran:", minutes.advice)
    _signatures(sheet, minutes)
    return sheet


def _heading(sheet: Sheet, minutes: Minutes) -> None:
    sheet.title("BERITA ACARA", size=14)
    sheet.title(minutes.subject.upper(), size=12)
    if minutes.number:
        sheet.text(f"Nomor {minutes.number}", align="center")
    sheet.space(5)


def _people(sheet: Sheet, head: str, people: Sequence[Person]) -> None:
    if not people:
        return
    sheet.space(GAP)
    sheet.need(2 * sheet.line_height())
    sheet.text(head)
    for number, person in enumerate(people, 1):
        _numbered(sheet, number, ", ".join(part for part in (person.name, person.post) if part))


def _numbered(sheet: Sheet, number: int, text: str) -> None:
    sheet.need(sheet.line_height())
    top = sheet.y
    sheet.line(f"{number}.", sheet.left, 7)
    sheet.y = top
    sheet.text(text, x=sheet.left + 7)


def _findings(sheet: Sheet, minutes: Minutes) -> None:
    sheet.space(GAP)
    sheet.need(3 * sheet.line_height())
    sheet.text("Hasil kunjungan:")
    draw_rows(sheet, minutes.findings, x=sheet.left + 7)
    if minutes.photos:
        sheet.text(f"Foto terlampir: {minutes.photos} lembar.", x=sheet.left + 7)


def _section(sheet: Sheet, head: str, text: str) -> None:
    if not text:
        return
    sheet.space(GAP)
    sheet.need(3 * sheet.line_height())
    sheet.text(head)
    for part in text.split("\n"):
        sheet.text(part, x=sheet.left + 7, align="justify")


def _signatures(sheet: Sheet, minutes: Minutes) -> None:
    """All who took part, officers first; the closing sentence stays with the first pair."""
    signers = [Signer((person.post or "Petugas",), person.name, nip=person.nip) for person in minutes.officers]
    signers += [Signer((person.post or "Pihak organisasi",), person.name) for person in minutes.hosts]
    sheet.space(GAP)
    sheet.text(CLOSING, align="justify", indent=INDENT, tail=6 + row_height(sheet, signers))
    sheet.space(6)
    draw_signatures(sheet, signers)
