"""Regions by the codes of the Ministry of Home Affairs, loaded from a CSV of `code,parent,name,kind`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core.database import Model, db, transaction
from aormas.core.errors import Invalid

SHIPPED = Path(__file__).parent / "data" / "wilayah-35.74.csv"
KINDS = ("regency", "district", "village")
COLUMNS = ["code", "parent", "name", "kind"]


class Region(Model):
    """A city, one of its districts (kecamatan) or villages (kelurahan)."""

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(String(13), primary_key=True)
    parent: Mapped[str] = mapped_column(String(13), index=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10), index=True)

    @property
    def label(self) -> str:
        """Name the region with its kind, as it is written in addresses."""
        prefix = {"village": "Kel. ", "district": "Kec. "}.get(self.kind, "")
        return f"{prefix}{self.name}"


def parse(lines: Iterable[str]) -> list[dict[str, str]]:
    """Return the rows of a region file; raise `Invalid` naming the line that does not fit."""
    reader = csv.DictReader(lines)
    if reader.fieldnames != COLUMNS:
        raise Invalid("The region file begins with the line code,parent,name,kind.", field="regions")
    rows = list(reader)
    codes = {row["code"] for row in rows}
    for number, row in enumerate(rows, 2):
        known = row["kind"] == "regency" or row["parent"] in codes
        if row["kind"] not in KINDS or not row["name"] or not known:
            raise Invalid(
                "Line %(line)d of the region file does not fit: %(code)s.",
                field="regions",
                line=number,
                code=row["code"],
            )
    if [row["kind"] for row in rows].count("regency") != 1:
        raise Invalid("The region file names exactly one city or regency.", field="regions")
    return rows


@transaction
def load(rows: list[dict[str, str]]) -> Region:
    """Store the regions (known codes are renamed, none is removed) and return the city."""
    for row in rows:
        db.session.merge(Region(**row))
    db.session.flush()
    return db.session.scalars(
        select(Region).where(Region.code == next(r["code"] for r in rows if r["kind"] == "regency"))
    ).one()


def shipped() -> list[dict[str, str]]:
    """Return the rows of the file that comes with the product (Kota Probolinggo)."""
    with SHIPPED.open(encoding="utf-8") as file:
        return parse(file)


DISTRICTS = select(Region.code, Region.name).where(Region.kind == "district").order_by(Region.name)


def villages() -> list[tuple[str, str, str]]:
    """Return (code, village, district) of all villages, by district and name."""
    district = Region.__table__.alias()
    statement = (
        select(Region.code, Region.name, district.c.name)
        .join(district, district.c.code == Region.parent)
        .where(Region.kind == "village")
        .order_by(district.c.name, Region.name)
    )
    return [tuple(row) for row in db.session.execute(statement)]  # type: ignore[misc]


def districts() -> list[tuple[str, str]]:
    """Return (code, name) of all districts, by name."""
    return [tuple(row) for row in db.session.connection().execute(DISTRICTS)]  # type: ignore[misc]


def name_of(code: str) -> str | None:
    """Return the name of a region by its code, or None."""
    return db.session.scalar(select(Region.name).where(Region.code == code))
