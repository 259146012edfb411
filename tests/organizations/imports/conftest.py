"""Lists as tests send them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from werkzeug.datastructures import FileStorage

from aormas.core.regions import shipped
from aormas.organizations.actions import importing as actions
from aormas.organizations.importing import receiving, working
from aormas.organizations.models import Import
from aormas.organizations.models.imports import LIST
from aormas.organizations.queries import imports as queries
from aormas.organizations.rules.places import Places

NUMBERS = count(1)
HEAD = ("No", "Nama Ormas", "No. AHU", "Tgl AHU", "Alamat", "Kelurahan", "Telp", "Ketua", "Sekretaris", "Masa Bakti")


def table(rows: Sequence[Sequence[Any]], **sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook of a sheet `Data`, and of further ones."""
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "default_date_format": "dd-mm-yyyy", "strings_to_formulas": False}
    ) as book:
        for name, content in {"Data": rows, **sheets}.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(content):
                sheet.write_row(number, 0, row)
    return out.getvalue()


@pytest.fixture(scope="session")
def places() -> Places:
    """The city's kelurahan."""
    rows = {row["code"]: row for row in shipped()}
    return Places([(r["code"], r["name"], rows[r["parent"]]["name"]) for r in rows.values() if r["kind"] == "village"])


@pytest.fixture
def sent(app: Any, person: Callable[[str], Any]) -> Callable[..., Import]:
    """Send a list and let it be compared: `sent(rows)`; `head` are its headings."""

    def send(
        rows: Sequence[Sequence[Any]] | Path,
        head: Sequence[str] = HEAD,
        title: str = "Daftar contoh",
        listed_on: date = date(2026, 6, 30),
    ) -> Import:
        by = person("verifikator")
        content = rows.read_bytes() if isinstance(rows, Path) else table([head, *rows])
        received = receiving.receive(FileStorage(BytesIO(content), "daftar.xlsx"))
        found = receiving.table_of(received.book.sheets[0], received.memory)
        row = actions.receive(
            received, title=title, listed_on=listed_on, client_id=f"test-{next(NUMBERS)}", by=by, kind=LIST, table=found
        )
        if len(received.book.sheets) > 1:
            actions.choose(row, {received.book.sheets[0].name: found}, by)
        actions.name_columns(row, [column["target"] for column in row.columns], by)
        working.begin(row)
        return row

    return send


def verdicts(row: Import) -> dict[int, str]:
    """Return Excel's row number → verdict."""
    return {line.number: line.verdict for line in queries.all_rows(row)}
