"""A recap as a workbook: numbers first, then every list behind them. Words are Indonesian, as offices read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aormas.core.office import office
from aormas.core.sheets.writing import Table, write_xlsx
from aormas.organizations.exports import columns, lists
from aormas.organizations.models import FIELDS
from aormas.organizations.queries import exporting
from aormas.organizations.queries.register import Filter
from aormas.reporting.models import Period
from aormas.reporting.presentation import recap as words
from aormas.reporting.presentation import states as state_words
from aormas.reporting.queries import recap as queries
from aormas.reporting.queries import recapped
from aormas.reporting.rules import states

LINE = (
    "Wajib lapor",
    "Melapor",
    "Di antaranya terlambat",
    "Belum melapor",
    "Masih ditunggu",
    "Dibebaskan",
    "Persen melapor",
)
SOURCES = {
    "dues": "Iuran anggota", "gifts": "Sumbangan masyarakat", "business": "Usaha sendiri", "state": "APBN/APBD",
    "foreign": "Bantuan luar negeri", "other": "Sumber lain",
}  # fmt: skip
STAGES = {"filed": "Menunggu kantor", "noted": "Ada catatan", "accepted": "Diterima"}
REPORT = (
    "Periode", "Nomor register", "Nama organisasi", "Kecamatan", "Keadaan", "Tanggal melapor", "Nomor tanda terima", "Nihil",
    "Jumlah kegiatan", "Orang terjangkau", "Biaya (Rp)", "Pemeriksaan",
)  # fmt: skip
ACTIVITY = (
    "Tanggal", "Sampai", "Nomor register", "Nama organisasi", "Periode", "Kegiatan", "Bidang", "Tempat", "Sasaran", "Jumlah orang",
    "Kerja sama", "Hasil", "Biaya (Rp)", "Asal dana",
)  # fmt: skip
PACKAGE = ("LAPORAN TERAKHIR", "KEADAAN LAPORAN", "JUMLAH KEGIATAN", "ORANG TERJANGKAU", "BIAYA KEGIATAN (RP)")


def write(target: Path, found: words.Recap, shown: Sequence[Period], *, with_register: bool) -> None:
    """Write the workbook; for one period it holds the six-monthly package for province and SIORMAS too (PP 58/2016 art. 29)."""
    today = found.today
    reports = list(recapped.reports(shown, today))
    tables = [
        Table("Ringkasan", ("Uraian", "Jumlah"), _summary(found)),
        Table("Per periode", ("Periode", *LINE), map(_line, found.by_period)),
        Table("Per kecamatan", ("Kecamatan", *LINE), map(_line, found.districts)),
        Table("Per bidang", ("Bidang utama", *LINE), map(_line, found.fields)),
        Table("Per bentuk", ("Bentuk", *LINE), map(_line, found.forms)),
        Table("Laporan", REPORT, (_report(row) for row in reports if row.state.code not in states.NOT_REPORTED)),
        Table(
            "Belum melapor", REPORT[:5], (_report(row)[:5] for row in reports if row.state.code in states.NOT_REPORTED)
        ),
        Table("Kegiatan", ACTIVITY, map(_activity, recapped.activities(shown))),
        Table("Kegiatan per bidang", ("Bidang kegiatan", "Kegiatan", "Orang terjangkau", "Biaya (Rp)"), found.subjects),
        Table("Dana", ("Asal dana", "Kegiatan", "Jumlah (Rp)"), found.sources),
    ]
    if with_register:
        tables.append(_package(reports))
    write_xlsx(target, tables, f"Rekap laporan {found.title}", office().name)


def _summary(found: words.Recap) -> Iterator[tuple[Any, Any]]:
    whole = found.whole
    yield ("Periode", found.title)
    yield ("Per tanggal", found.today)
    yield from zip(LINE, words.cells(whole)[1:], strict=True)
    yield ("Kegiatan", found.activities)
    yield ("Orang terjangkau", found.people)
    yield ("Biaya (Rp)", found.cost)
    yield ("Perpanjangan dan pembebasan yang diberikan", found.reliefs)
    for sentence in words.explanations(found):
        yield ("Penjelasan", sentence)


def _line(line: queries.Line) -> list[Any]:
    told = words.cells(line)
    return [*told[:-1], round(line.share, 1) if line.share is not None else None]


def _report(row: recapped.Reported) -> list[Any]:
    return [
        state_words.period_name(row.period), row.register_number, row.name, row.district, state_words.word(row.state), row.filed_on,
        row.receipt, ("nihil" if row.nil else "") if row.receipt else "", row.activities, row.people, row.cost, STAGES.get(row.stage, ""),
    ]  # fmt: skip


def _activity(row: recapped.Done) -> list[Any]:
    sources = "; ".join(SOURCES.get(source, source) for source in dict.fromkeys(filter(None, row.sources.split(","))))
    return [
        row.starts_on, row.ends_on, row.register_number, row.organization, state_words.period_name(row.period), row.title,
        FIELDS.get(row.subject, row.subject), row.place, row.audience, row.participants, row.partner, row.result, row.cost, sources,
    ]  # fmt: skip


def _package(reports: Sequence[recapped.Reported]) -> Table:
    """Return the register in SIORMAS's columns without NIK, with what each organisation reported."""
    chosen = columns.chosen("siormas", False)
    by_number = {row.organization_id: row for row in reports}
    numbers = exporting.ids(Filter())
    return Table("Data enam bulanan", [*(head for head, _key in chosen), *PACKAGE], _joined(chosen, numbers, by_number))


def _joined(
    chosen: Sequence[tuple[str, str]], numbers: Sequence[int], reports: dict[int, recapped.Reported]
) -> Iterator[list[Any]]:
    rows = lists.cells(chosen, exporting.exported(numbers), office().city)
    for number, cells in zip(numbers, rows, strict=True):
        report = reports.get(number)
        told = (
            [report.filed_on, state_words.word(report.state), report.activities, report.people, report.cost]
            if report
            else [None, "tidak wajib", 0, 0, 0]
        )
        yield [*cells, *told]
