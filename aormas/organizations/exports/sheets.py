"""The sheets of the full workbook: which facts stand in which, under which headings. One table for writing and reading.

Headings are part of the product's outside: they stay, and new ones come at the end.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from aormas.core.sheets.cells import Cell
from aormas.organizations.models import (
    PARTICULARS,
    Affiliation,
    BoardMember,
    BoardTerm,
    Contact,
    Emblem,
    LegalBasis,
    OrganizationName,
    Particular,
    Seat,
    StatusDecision,
)
from aormas.organizations.models.board import OFFICES
from aormas.organizations.models.organization import FORMS
from aormas.organizations.rules import DECIDED

ORGANIZATIONS, TERMS, PEOPLE, TIES, CHANGES = "ormas", "masa_bakti", "pengurus", "induk", "perubahan"
DECISIONS = "keputusan_status"
# Sheet → the attribute by which its facts name another organisation by register number, and that of the fact itself.
NAMED = {TIES: ("parent", "parent_id", "parent_name"), DECISIONS: ("successor", "successor_id", "successor_name")}
NUMBER, PLACE = "nomor_register", "masa_bakti_ke"
FIRST_DAY = date(1901, 1, 1)  # earlier days stand as text: Excel's calendar is wrong before March 1900
# Text that a workbook would not give back as it is: controls, outer white space, Excel's own escapes. It is written as JSON.
_FRAGILE = re.compile(r"[\x00-\x1f\x7f]|^\s|\s$|_x[0-9A-Fa-f]{4}_|^\\\"")


@dataclass(frozen=True)
class Column:
    """A heading, the attribute below it, and its kind: text, date, moment, whole, float, yes."""

    name: str
    attribute: str
    kind: str = "text"
    allowed: frozenset[str] = frozenset()


META = (
    Column("berlaku_sejak", "since", "date"), Column("berlaku_sampai", "until", "date"), Column("sumber", "source"),
    Column("dicatat", "recorded_at", "moment"),
)  # fmt: skip
FATE = (
    Column("nomor_register_tujuan", "successor"), Column("nama_tujuan", "successor_name"), Column("kota_tujuan", "town"),
)  # fmt: skip
ROW = (
    Column(NUMBER, "register_number"), Column("nama", "name"), Column("alamat_profil", "slug"), Column("bentuk", "form", allowed=frozenset(FORMS)),
    Column("masuk_register", "created_at", "moment"), Column("dikonfirmasi", "confirmed_on", "date"), Column("bergabung_ke", "merged_into"),
)  # fmt: skip
MEMBERS = (
    Column("jabatan", "office", allowed=frozenset(OFFICES)), Column("sebutan", "title"), Column("nama", "name"), Column("nik", "nik"),
    Column("jenis_kelamin", "gender", allowed=frozenset({"L", "P"})), Column("telepon", "phone"), Column("email", "email"),
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """A sheet of facts: its model, the relation of an organisation that holds them, its columns."""

    sheet: str
    model: Any
    relation: str
    columns: tuple[Column, ...]


FACTS = (
    Facts("nama", OrganizationName, "names", (Column("nama", "name"), Column("singkatan", "acronym"), *META)),
    Facts("dasar_hukum", LegalBasis, "legal_bases", (
        Column("jenis", "kind", allowed=frozenset({"ahu", "skt"})), Column("nomor", "number"), Column("tanggal", "issued_on", "date"),
        Column("masa_berlaku_sampai", "valid_until", "date"), Column("penerbit", "issuer"), Column("notaris", "notary"),
        Column("nomor_akta", "deed_number"), Column("tanggal_akta", "deed_date", "date"), *META,
    )),
    Facts("alamat", Seat, "seats", (
        Column("alamat", "address"), Column("kode_kelurahan", "village_code"), Column("kode_pos", "postcode"),
        Column("status_tempat", "tenure"), Column("sewa_sampai", "tenure_until", "date"), Column("nomor_domisili", "domicile_number"),
        Column("domisili_sampai", "domicile_until", "date"), Column("lintang", "latitude", "float"), Column("bujur", "longitude", "float"), *META,
    )),
    Facts("kontak", Contact, "contacts", (
        Column("jenis", "kind", allowed=frozenset({"phone", "email", "website"})), Column("isi", "value"), Column("terjangkau", "reachable", "yes"), *META,
    )),
    Facts(TERMS, BoardTerm, "terms", (
        Column("nomor_sk", "decree_number"), Column("tanggal_sk", "decree_date", "date"), Column("mulai", "since", "date"), Column("berakhir", "until", "date"),
        Column("diganti", "ended_on", "date"), Column("sumber", "source"), Column("dicatat", "recorded_at", "moment"),
    )),
    Facts("keterangan", Particular, "particulars", (Column("hal", "key", allowed=frozenset(PARTICULARS)), Column("isi", "value"), *META)),
    Facts(DECISIONS, StatusDecision, "decisions", (Column("status", "status", allowed=frozenset(DECIDED)), Column("alasan", "reason"), *META, *FATE)),
    Facts(TIES, Affiliation, "affiliations", (Column("nomor_register_induk", "parent"), Column("nama_induk", "parent_name"), *META)),
)  # fmt: skip
# Only in a package with files: emblems, the column that names the paper behind a fact, and the sheet of all files.
EMBLEMS = Facts("lambang", Emblem, "emblems", (Column("gambar", "sha256"), *META))
ALL = (*FACTS, EMBLEMS)
PAPER = Column("berkas", "file")
FILES = "berkas"
SHEETS = {facts.sheet: facts for facts in ALL}
FILE = (
    Column("berkas", "path"), Column("nama", "name"), Column("disimpan", "created_at", "moment"), Column("ukuran", "size", "whole"),
    Column("keterangan", "remark"),
)  # fmt: skip
MEMBER = BoardMember


def cell(column: Column, value: Any) -> Cell:
    """Return a value as it stands in the workbook."""
    if value is None or value == "":
        return None
    if column.kind == "moment":
        return str(value.astimezone(UTC).isoformat())
    if column.kind == "date":
        return value if value >= FIRST_DAY else value.isoformat()  # type: ignore[no-any-return]
    if column.kind == "float":
        return repr(value)
    if column.kind == "yes":
        return "ya" if value else "tidak"
    text = str(value)
    return "\\" + json.dumps(text) if _FRAGILE.search(text) else text


def value(column: Column, said: Cell) -> Any:
    """Return the value in a cell of the workbook; raises `ValueError` where there is none of its kind."""
    if said is None or said == "":
        return "" if column.kind == "text" else True if column.kind == "yes" else None
    if column.kind == "date":
        return _day(said)
    if column.kind == "moment":
        return _moment(said)
    if column.kind == "float":
        return float(str(said).replace(",", "."))
    if column.kind == "yes":
        return _yes(said)
    text = _text(said)
    if column.allowed and text not in column.allowed:
        raise ValueError(text)
    return text


def _day(said: Cell) -> date:
    if isinstance(said, datetime):
        return said.date()
    if isinstance(said, date):
        return said
    if found := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", str(said).strip()):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(str(said).strip())


def _moment(said: Cell) -> datetime:
    found = said if isinstance(said, datetime) else datetime.fromisoformat(str(said).strip())
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _yes(said: Cell) -> bool:
    text = str(said).strip().casefold()
    if text not in {"ya", "tidak", "true", "false"}:
        raise ValueError(text)
    return text in {"ya", "true"}


def _text(said: Cell) -> str:
    if isinstance(said, float) and said.is_integer():
        said = int(said)
    text = said.isoformat() if isinstance(said, date) else str(said)
    if text.startswith('\\"'):
        text = str(json.loads(text[1:]))
    if "\x00" in text:
        raise ValueError(text)
    return text
