"""The tabs of an organisation's file: its own parts, and what other parts of the product have of it."""

from __future__ import annotations

from collections import defaultdict

from flask import url_for
from flask_babel import gettext as _

from aormas.core import events
from aormas.core.navigation import Related
from aormas.organizations.desk.face import officer
from aormas.organizations.models import Organization

Tab = tuple[str, str, bool, int | None]

# Address → message id. What others tell comes between the record and the trail, in this order.
OWN = {"": "Data", "pengurus": "Board", "berkas": "Papers", "kontak": "Reaching out"}
OTHERS = {
    "surat": "Letters", "permohonan": "Applications", "laporan": "Reports", "dialog": "Conversations", "pembinaan": "Conduct",
}  # fmt: skip
LAST = {"riwayat": "History", "jejak": "Trail"}


def related(row: Organization) -> dict[str, list[Related]]:
    """Return what the other parts have of an organisation, by tab."""
    found: defaultdict[str, list[Related]] = defaultdict(list)
    for items in events.emit("organization.related", organization=row):
        for item in items:
            found[item.tab].append(item)
    return dict(found)


def tabs(row: Organization, here: str, others: dict[str, list[Related]]) -> list[Tab]:
    """Return (name, address, shown now, count) of the tabs that there is something for."""
    made = [_tab(row, name, word, here, None) for name, word in OWN.items()]
    made += [_tab(row, name, word, here, len(others[name])) for name, word in OTHERS.items() if name in others]
    last = {name: word for name, word in LAST.items() if name != "jejak" or officer().may("trail.read")}
    return made + [_tab(row, name, word, here, None) for name, word in last.items()]


def _tab(row: Organization, name: str, word: str, here: str, count: int | None) -> Tab:
    url = (
        url_for("organizations_desk.part", organization=row, part=name)
        if name
        else url_for("organizations_desk.organization", organization=row)
    )
    return _(word), url, name == here, count
