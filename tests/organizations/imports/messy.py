"""A list as offices make them: title rows, a merged header of two rows, mixed dates, numbers for text, notes, a signature.

Names are invented. What is in it is counted in `EXPECTED`, so that a test can say what must come out.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

KINDS = ("Yayasan", "Perkumpulan", "LSM", "Paguyuban", "Forum", "Lembaga")
FIRST = (
    "Anggur",
    "Mangga",
    "Bestari",
    "Cendana",
    "Dahlia",
    "Embun",
    "Fajar",
    "Gading",
    "Harapan",
    "Intan",
    "Jembar",
    "Kencana",
    "Lestari",
    "Mutiara",
    "Nusa",
)
SECOND = (
    "Mandiri",
    "Sejahtera",
    "Bersatu",
    "Peduli",
    "Berkarya",
    "Nusantara",
    "Insani",
    "Madani",
    "Utama",
    "Persada",
    "Abadi",
    "Makmur",
    "Rukun",
    "Setia",
    "Jaya",
)
PLACES = (
    ("Jati", "Mayangan"),
    ("Pilang", "Kademangan"),
    ("Kanigaran", "Kanigaran"),
    ("Kedopok", "Kedopok"),
    ("Sumber Taman", "Wonoasih"),
    ("Ketapang", "Kademangan"),
)
PEOPLE = ("Siti", "Bagus", "Dewi", "Rahmat", "Endang", "Slamet", "Wulan", "Joko", "Ratna", "Agus")
MONTHS = (
    "Januari",
    "Pebruari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "Nopember",
    "Desember",
)
SPELLINGS = 6  # organisations that stand three times, each time spelt otherwise
BAD = 8  # rows that cannot be read
HEAD_ROWS = 7


def names(count: int) -> list[str]:
    """Return distinct names, none of which is like another."""
    found = [
        f"{KINDS[n % len(KINDS)]} {FIRST[n % len(FIRST)]} {SECOND[(n // len(FIRST)) % len(SECOND)]}"
        for n in range(count)
    ]
    return [name if found.count(name) == 1 else f"{name} {n}" for n, name in enumerate(found)]


def day(number: int) -> date:
    """Return some day for a row."""
    return date(2012 + number % 13, number % 12 + 1, number % 28 + 1)


def written(number: int) -> Any:
    """Return a day as one of five hands writes it."""
    when = day(number)
    return (
        f"{when.day}-{when.month}-{when.year}", f"{when.day} {MONTHS[when.month - 1]} {when.year}", when,
        f"{when.day:02}/{when.month:02}/{when.year}", f"{when.day}.{when.month}.{when.year % 100:02}",
    )[number % 5]  # fmt: skip


def record(number: int, name: str) -> list[Any]:
    """Return one row of the list, beginning with its running number."""
    village, district = PLACES[number % len(PLACES)]
    decree = (
        f"AHU-{number:07}.AH.01.{'04' if name.startswith('Yayasan') else '07'}.Tahun {day(number).year}"
        if number % 3
        else ""
    )
    chair, secretary, treasurer = (
        f"{PEOPLE[(number + n) % 10]} {FIRST[(number * 7 + n) % 15]} {number}" for n in range(3)
    )
    nik = f"357401{number % 28 + 1:02}{number % 12 + 1:02}80{number + 1:04}"
    return [
        number + 1, name, decree, written(number) if decree else "-", f"Jl. {FIRST[(number + 3) % 15]} No. {number + 1} Kel. {village} Kec. {district}",
        chair, nik if number % 2 else "'" + nik, 81200000000 + number * 137, f"{secretary}", treasurer,
        f"{day(number).year}-{day(number).year + 5}" if number % 2 else f"{day(number).year} s.d. {day(number).year + 5}",
        ("Sosial", "Pendidikan, Sosial", "Keagamaan", "Lingkungan Hidup", "Kepemudaan dan Olahraga")[number % 5],
        f"{number + 12345:02}.234.567.8-625.{number % 1000:03}"[-20:] if number % 4 == 0 else "", "aktif" if number % 3 else "",
    ]  # fmt: skip


def respelt(name: str) -> tuple[str, str]:
    """Return two other spellings of a name."""
    kind, *rest = name.split()
    short = {"Yayasan": "Yys.", "Perkumpulan": "Perk.", "LSM": "Lembaga Swadaya Masyarakat"}.get(kind, kind.upper())
    wrong = rest[-1][:-2] + rest[-1][-1] + rest[-1][-2]
    return f"{short} {' '.join(rest)}", " ".join([kind, *rest[:-1], wrong]).upper()


def records(count: int = 300) -> list[list[Any]]:
    """Return the rows: most are one organisation each, some stand three times, some cannot be read."""
    single = names(count - 2 * SPELLINGS)
    rows = [record(number, name) for number, name in enumerate(single)]
    for number in range(SPELLINGS):
        for other in respelt(single[number]):
            again = record(number, other)
            again[2], again[3], again[12] = "", "", ""
            rows.append([len(rows) + 1, *again[1:]])
    for number in range(BAD):
        row = rows[20 + number]
        row[[3, 7, 6, 5][number % 4]] = ["31-2-2021", "tidak tahu", "35740112", "x" * 200][number % 4]
    return rows


def write(path: Path, rows: list[list[Any]] | None = None) -> Path:
    """Write the list as a workbook with everything that makes such lists hard to read."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data Ormas 2026")
        hidden = book.add_worksheet("bantuan")
        hidden.hide()
        bold, days = book.add_format({"bold": True, "align": "center"}), book.add_format({"num_format": "dd mmm yyyy"})
        sheet.merge_range("A1:N1", "DAFTAR ORGANISASI KEMASYARAKATAN DAN LSM", bold)
        sheet.merge_range("A2:N2", "KOTA PROBOLINGGO TAHUN 2026", bold)
        sheet.write("A4", "Keadaan s.d. 30 Juni 2026")
        _header(sheet, bold)
        sheet.write_row(6, 0, range(1, 15))
        line = HEAD_ROWS
        for number, row in enumerate(rows if rows is not None else records()):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, days)
                elif isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                else:
                    sheet.write(line, column, cell)
            line += 1 + (number % 40 == 39)  # an empty line now and then
        sheet.write(line + 1, 1, "Keterangan: data dihimpun dari laporan ormas")
        sheet.write(line + 3, 9, "Probolinggo, 30 Juni 2026")
        sheet.write(line + 4, 9, "Kepala Bidang")
        sheet.write(line + 8, 9, "Contoh Pejabat, S.Sos")
    return path


def _header(sheet: Any, bold: Any) -> None:
    for column, text in (
        (0, "No"),
        (1, "Nama Ormas/LSM"),
        (4, "Alamat Sekretariat"),
        (10, "Masa Bakti"),
        (11, "Bidang"),
        (12, "NPWP"),
        (13, "Ket."),
    ):
        sheet.merge_range(4, column, 5, column, text, bold)
    sheet.merge_range(4, 2, 4, 3, "SK Kemenkumham", bold)
    sheet.write_row(5, 2, ["Nomor", "Tanggal"], bold)
    sheet.merge_range(4, 5, 4, 9, "Pengurus", bold)
    sheet.write_row(5, 5, ["Ketua", "NIK", "No HP Ketua", "Sekretaris", "Bendahara"], bold)
