"""The public register as CSV, XLSX and JSON: one table of columns for all three and for the data dictionary.

The names of columns are part of the product's outside: they stay, and new ones come at the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from aormas.core import clock
from aormas.core.sheets import writing
from aormas.organizations.models import FIELDS
from aormas.organizations.queries.open_data import OpenOrganization

LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
Rows = Iterable[OpenOrganization]
JOINT = " | "  # between several values in one cell of a table


@dataclass(frozen=True)
class Words:
    """What codes are called, in Indonesian as in the register itself, and where profiles stand."""

    forms: dict[str, str]
    statuses: dict[str, str]
    root: str


@dataclass(frozen=True)
class Column:
    """One column: its name, what kind of value it holds (text, code, date, list, address), where the value comes from."""

    name: str
    kind: str
    value: Callable[[OpenOrganization, Words], Any]


COLUMNS = (
    Column("nomor_register", "text", lambda o, w: o.facts.register_number),
    Column("alamat_profil", "address", lambda o, w: f"{w.root}/ormas/{o.facts.slug}"),
    Column("nama", "text", lambda o, w: o.facts.name),
    Column("singkatan", "text", lambda o, w: o.facts.acronym),
    Column("nama_terdahulu", "list", lambda o, w: o.former),
    Column("bentuk_kode", "code", lambda o, w: o.facts.form),
    Column("bentuk", "text", lambda o, w: w.forms.get(o.facts.form, "")),
    Column("bidang_kode", "list", lambda o, w: o.fields),
    Column("bidang", "list", lambda o, w: [FIELDS.get(code, code) for code in o.fields]),
    Column("kecamatan_kode", "code", lambda o, w: o.facts.district_code),
    Column("kecamatan", "text", lambda o, w: o.facts.district or ""),
    Column("kelurahan_kode", "code", lambda o, w: o.facts.village_code),
    Column("kelurahan", "text", lambda o, w: o.facts.village or ""),
    Column("status_kode", "code", lambda o, w: o.facts.status),
    Column("status", "text", lambda o, w: w.statuses.get(o.facts.status, "")),
    Column("status_sejak", "date", lambda o, w: o.facts.status_since),
    Column("status_alasan", "text", lambda o, w: o.facts.status_reason),
    Column("tanggal_berdiri", "date", lambda o, w: o.facts.founded_on),
    Column("dasar_hukum_kode", "code", lambda o, w: o.facts.basis_kind or ""),
    Column("dasar_hukum_nomor", "text", lambda o, w: o.facts.basis_number or ""),
    Column("dasar_hukum_tanggal", "date", lambda o, w: o.facts.basis_issued_on),
    Column("dasar_hukum_berlaku_sampai", "date", lambda o, w: o.facts.basis_valid_until),
    Column("masa_bakti_mulai", "date", lambda o, w: o.facts.term_since),
    Column("masa_bakti_berakhir", "date", lambda o, w: o.facts.term_until),
    Column("ketua", "text", lambda o, w: o.board.get("chair", "")),
    Column("sekretaris", "text", lambda o, w: o.board.get("secretary", "")),
    Column("bendahara", "text", lambda o, w: o.board.get("treasurer", "")),
    Column("tujuan", "text", lambda o, w: o.facts.purpose),
    Column("masuk_daftar", "date", lambda o, w: clock.day_of(o.facts.created_at)),
    Column("diubah", "date", lambda o, w: clock.day_of(o.facts.updated_at)),
    Column("bergabung_ke_nomor_register", "text", lambda o, w: o.facts.joined_number or ""),
    Column("bergabung_ke_nama", "text", lambda o, w: o.facts.joined_name or ""),
    Column("pindah_ke", "text", lambda o, w: o.facts.town or ""),
    Column("laporan_terakhir", "text", lambda o, w: o.reporting[0]),
    Column("laporan_terakhir_tanggal", "date", lambda o, w: o.reporting[1]),
    Column("status_laporan", "text", lambda o, w: o.reporting[2]),
)
NAMES = [column.name for column in COLUMNS]


def values(row: OpenOrganization, words: Words) -> Iterator[Any]:
    """Yield a row's values: text, dates, lists; None for a day that is not known."""
    return (column.value(row, words) for column in COLUMNS)


def _cells(row: OpenOrganization, words: Words) -> list[Any]:
    return [_cell(value) for value in values(row, words)]


def _cell(value: Any) -> Any:
    text = JOINT.join(value) if isinstance(value, list) else value
    return text[: writing.CELL_MOST] if isinstance(text, str) else text


def _csv_cells(row: OpenOrganization, words: Words) -> list[str]:
    return [value.isoformat() if isinstance(value, date) else value or "" for value in _cells(row, words)]


def write_csv(target: Path, rows: Rows, words: Words) -> None:
    """Write the rows as text with `;`, dates in ISO."""
    writing.write_csv(target, NAMES, (_csv_cells(row, words) for row in rows))


def write_xlsx(target: Path, rows: Rows, words: Words, about: dict[str, Any]) -> None:
    """Write the rows as a workbook, dates as dates; a second sheet says what the data are."""
    told = [
        [name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]
        for name, value in about.items()
    ]
    tables = [
        writing.Table("Ormas", NAMES, (_cells(row, words) for row in rows)),
        writing.Table("Tentang data", ["hal", "isi"], told),
    ]
    writing.write_xlsx(target, tables, title=about["judul"], author=about["penerbit"])


def write_json(target: Path, rows: Rows, words: Words, about: dict[str, Any]) -> None:
    """Write what the data are (`about`) and the rows; lists stay lists, what is not known is null."""
    with target.open("wb") as file:
        file.write(json.dumps(about, ensure_ascii=False, indent=1)[:-2].encode() + b',\n "data": [')
        before = b"\n"
        for row in rows:
            pairs = {
                name: None if value == "" else value for name, value in zip(NAMES, values(row, words), strict=True)
            }
            file.write(before + json.dumps(pairs, ensure_ascii=False, default=date.isoformat).encode())
            before = b",\n"
        file.write(b"\n]}\n")
