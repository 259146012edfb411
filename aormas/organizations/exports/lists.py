"""The list as filtered at the desk, as a workbook or as text with semicolons. Words are Indonesian, as offices read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from aormas.core.i18n import format_phone
from aormas.core.sheets import writing
from aormas.core.sheets.cells import Cell
from aormas.organizations.models import FIELDS
from aormas.organizations.queries.exporting import Exported

FORMS = {"yayasan": "Yayasan", "perkumpulan": "Perkumpulan", "tidak_berbadan_hukum": "Tidak berbadan hukum"}
SCOPES = {"kota": "Kota", "provinsi": "Provinsi", "nasional": "Nasional"}
TENURES = {"own": "Milik sendiri", "rent": "Sewa", "borrowed": "Pinjam pakai"}
STATUSES = {
    "aktif": "Aktif", "masa_bakti_habis": "Masa bakti pengurus habis", "dasar_hukum_habis": "Dasar hukum habis",
    "tidak_aktif": "Tidak aktif (administratif)", "bubar": "Bubar", "bergabung": "Bergabung", "pindah": "Pindah",
}  # fmt: skip
KINDS = ("ahu", "skt")
MANY = ("founder", "patron", "advisor")


def value(key: str, row: Exported, city: str = "", count: int = 0) -> Cell:
    """Return what stands below a column."""
    facts = row.facts
    person, dot, part = key.partition(".")
    if dot:
        holder = facts.holder(person)
        said = getattr(holder, part) or None if holder else None
        return dialled(said) if part == "phone" else said
    kind, _line, rest = key.partition("_")
    if kind in KINDS:
        names = {"": "basis_number", "date": "basis_date", "until": "basis_until"}
        return getattr(facts, names[rest]) if facts.basis_kind == kind else None  # type: ignore[no-any-return]
    if key in ("chair", "secretary", "treasurer", *MANY):
        named = [member.name for member in facts.members if member.office == key]
        return "; ".join(named if key in MANY else named[:1])
    if key == "phone":
        return dialled(facts.phone)
    coded: dict[str, Cell] = {
        "fields": ", ".join(FIELDS[code] for code in facts.fields if code in FIELDS), "form": FORMS.get(row.form, ""), "scope": SCOPES.get(facts.scope, ""),
        "tenure": TENURES.get(facts.tenure, ""), "status": STATUSES.get(row.status, row.status), "city": city, "count": count,
    }  # fmt: skip
    if key in coded:
        return coded[key]
    return getattr(row if hasattr(row, key) else facts, key)  # type: ignore[no-any-return]


def dialled(number: str | None) -> Cell:
    """Return a phone number as people write it, with ordinary spaces; the import reads it back as the same number."""
    return format_phone(number).replace("\u00a0", " ") or None


def cells(columns: Sequence[tuple[str, str]], rows: Iterable[Exported], city: str = "") -> Iterator[list[Cell]]:
    """Yield the cells of each row."""
    for count, row in enumerate(rows, start=1):
        yield [_short(value(key, row, city, count)) for _heading, key in columns]


def _short(cell: Cell) -> Cell:
    return cell[: writing.CELL_MOST] if isinstance(cell, str) else cell


def write(target: Path, columns: Sequence[tuple[str, str]], rows: Iterable[Exported], city: str, author: str) -> None:
    """Write the list; the ending of `target` says as what (.xlsx or .csv)."""
    heads = [heading for heading, _key in columns]
    if target.suffix == ".csv":
        writing.write_csv(target, heads, cells(columns, rows, city))
    else:
        writing.write_xlsx(
            target,
            [writing.Table("Daftar Ormas", heads, cells(columns, rows, city))],
            title="Daftar ormas",
            author=author,
        )
