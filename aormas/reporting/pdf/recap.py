"""A recap on paper, for the head and the mayor: numbers explained, divisions, the list of those not reported."""

from __future__ import annotations

from collections.abc import Sequence

from aormas.accounts.queries import with_permission
from aormas.core import clock
from aormas.core.i18n import format_number, format_rupiah
from aormas.core.office import office
from aormas.core.pdf.dates import long_date
from aormas.core.pdf.letterhead import draw_letterhead, office_letterhead
from aormas.core.pdf.sheet import Sheet
from aormas.core.pdf.signature import Signer, draw_signatures
from aormas.core.pdf.table import Column, draw_table
from aormas.reporting.presentation import recap as words
from aormas.reporting.presentation import states as state_words
from aormas.reporting.queries import recapped
from aormas.reporting.queries.recap import Line

BLANK = "(.............................................)"
# Head → its share of the width: the words of the heads stand whole.
NUMBERS = {"Wajib": 17, "Melapor": 20, "Terlambat": 23, "Belum": 18, "Ditunggu": 22, "Bebas": 17, "Persen": 18}
MISSING_MOST = 2000  # lines on paper; the workbook has all


def render(found: words.Recap) -> bytes:
    """Return the recap as PDF/A-2B."""
    sheet = Sheet(
        title=f"Rekap laporan {found.title}", made_at=clock.now(), paper="A4", size=10.5, leading=1.35, author=office().agency,
        subject="Rekap laporan organisasi kemasyarakatan",
    )  # fmt: skip
    draw_letterhead(sheet, office_letterhead())
    sheet.title("REKAP LAPORAN ORGANISASI KEMASYARAKATAN", size=13)
    sheet.title(found.title.upper(), size=11)
    sheet.space(4)
    for sentence in words.explanations(found):
        sheet.text(sentence)
        sheet.space(1.5)
    _divisions(sheet, found)
    _activities(sheet, found)
    _missing(sheet, found)
    _sign(sheet)
    return sheet.finish()


def _heading(sheet: Sheet, text: str) -> None:
    sheet.space(4)
    sheet.need(30)
    sheet.text(text, bold=True)
    sheet.space(1.5)


def _divisions(sheet: Sheet, found: words.Recap) -> None:
    for head, lines in (
        ("Periode", found.by_period), ("Kecamatan", found.districts), ("Bidang utama", found.fields), ("Bentuk", found.forms),
    ):  # fmt: skip
        _heading(sheet, f"Menurut {head.lower()}")
        columns = [Column(head, 53), *(Column(text, share, "right") for text, share in NUMBERS.items())]
        draw_table(sheet, columns, [*map(_row, lines), _row(found.whole)], size=9)


def _row(line: Line) -> list[str]:
    return [cell if isinstance(cell, str) else format_number(cell) for cell in words.cells(line)]


def _activities(sheet: Sheet, found: words.Recap) -> None:
    _heading(sheet, "Kegiatan menurut bidang")
    rows = [
        [name, format_number(count), format_number(people), format_rupiah(cost)]
        for name, count, people, cost in found.subjects
    ]
    columns = [
        Column("Bidang kegiatan", 70),
        Column("Kegiatan", 25, "right"),
        Column("Orang", 25, "right"),
        Column("Biaya", 45, "right"),
    ]
    total = [
        "Jumlah",
        format_number(found.activities),
        format_number(found.people),
        format_rupiah(sum(row[3] for row in found.subjects)),
    ]
    draw_table(sheet, columns, [*rows, total], size=9)
    _heading(sheet, "Asal dana")
    money = [[name, format_number(count), format_rupiah(amount)] for name, count, amount in found.sources]
    columns = [Column("Asal dana", 80), Column("Kegiatan", 30, "right"), Column("Jumlah", 50, "right")]
    draw_table(sheet, columns, [*money, ["Jumlah", "", format_rupiah(found.cost)]], size=9)


def _missing(sheet: Sheet, found: words.Recap) -> None:
    count = found.whole.missing
    rows = list(recapped.reports(found.periods, found.today, missing=True, most=MISSING_MOST))
    _heading(sheet, f"Belum melapor ({format_number(count)})")
    columns = [
        Column("No.", 10, "right"),
        Column("Organisasi", 70),
        Column("Kecamatan", 30),
        Column("Periode", 30),
        Column("Keadaan", 35),
    ]
    if rows:
        draw_table(sheet, columns, [_line(number, row) for number, row in enumerate(rows, 1)], size=9)
    else:
        sheet.text("Tidak ada.")
    if count > len(rows):
        sheet.text(f"Daftar dilanjutkan di berkas Excel: {format_number(count - len(rows))} baris lagi.")


def _line(number: int, row: recapped.Reported) -> Sequence[str]:
    return [
        str(number),
        f"{row.name} ({row.register_number})",
        row.district,
        state_words.period_name(row.period),
        state_words.word(row.state),
    ]


def _sign(sheet: Sheet) -> None:
    row, head = office(), next(iter(with_permission("letter.sign")), None)
    sheet.space(8)
    sheet.need(50)
    sheet.line(f"{row.place or row.city}, {long_date(clock.today())}", sheet.left, sheet.width, align="right")
    signer = Signer(
        ((head.position if head else "") or f"Kepala {row.agency}",), (head.name if head else "") or BLANK, head.rank if head else "",
        head.nip if head else "",
    )  # fmt: skip
    draw_signatures(sheet, [signer])
