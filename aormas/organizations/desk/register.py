"""The register at the desk: the list with its filters, and one box that also knows people and numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import request
from flask_babel import gettext as _

from aormas.core import clock, memo, web
from aormas.core.i18n import each_language
from aormas.core.regions import districts, villages
from aormas.organizations import presentation, queries
from aormas.organizations.desk.face import bp
from aormas.organizations.models import FIELDS
from aormas.organizations.models.organization import CHARACTERISTICS
from aormas.organizations.presentation import search as search_words
from aormas.organizations.public.register import NAMES
from aormas.organizations.queries.register import term_ends
from aormas.organizations.rules.endings import ENDED, SOON, ending
from aormas.organizations.rules.spans import WITHOUT, span

DESK_NAMES = NAMES | {
    "ciri": "characteristic", "lingkup": "scope", "dasar": "basis", "tanpa": "missing", "berubah": "changed_since",
    "setelah": "after", "sebelum": "before",
}  # fmt: skip
OWN = ("kelurahan", "ciri", "lingkup", "masa_bakti", "dasar", "tanpa", "berubah")


@dataclass(frozen=True)
class Choices:
    """What the desk's filters offer beyond the public ones, as pairs (value, text)."""

    villages: list[tuple[str, str]]
    characteristics: list[tuple[str, str]]
    scopes: list[tuple[str, str]]
    endings: list[tuple[str, str]]
    bases: list[tuple[str, str]]
    missing: list[tuple[str, str]]
    sorts: list[tuple[str, str]]


@bp.get("/ormas")
@web.requires("organization.read")
def register() -> Any:
    """The list: search, filters, order and page, all in the address but a NIK."""
    given = request.args.get
    asked = {name: given(name, "").strip()[:200] for name in DESK_NAMES}
    values = {DESK_NAMES[name]: value for name, value in asked.items()}
    values["term_end"] = ending(values["term_end"], clock.today())
    found = queries.desk_register(queries.Filter(**values, page=web.page_number()))
    unread = bool(asked["berubah"]) and span(asked["berubah"]) is None
    secret = bool(asked["q"]) and not search_words.shown(asked["q"])
    asked["q"] = search_words.shown(asked["q"])
    kept = {name: value for name, value in asked.items() if value and name not in ("setelah", "sebelum")}
    offered = choices()
    by_term = not asked["q"] and (asked["urut"] == "masa_bakti" or asked["masa_bakti"])
    ends = term_ends(found) if by_term else {}
    return web.page(
        "organizations/desk/register.html", found=found, asked=asked, kept=kept, districts=memo.remember("districts", districts), fields=FIELDS,
        forms=presentation.form_words(), statuses=presentation.status_words(), status_choices=presentation.status_choices(), choices=offered,
        page_url=web.pages_of(".register", kept), row_url=lambda row: f"/meja/ormas/{row.id}", unread=unread, secret=secret,
        whys=search_words.why_listed(found, ends), opened=any(asked[name] for name in OWN),
        narrowed_words=_beyond(asked, offered),
    )  # fmt: skip


def choices() -> Choices:
    """Return what the filters offer, in the present language."""
    return replace(_words(), villages=memo.remember("village choices", _places))


def _places() -> list[tuple[str, str]]:
    return [(code, f"{village} ({district})") for code, village, district in villages()]


@each_language
def _words() -> Choices:
    scopes = {"kota": _("City"), "provinsi": _("Province"), "nasional": _("National")}
    return Choices(
        [],
        [(name, name) for name in CHARACTERISTICS],
        list(scopes.items()),
        [(ENDED, _("Has ended")), (SOON, _("Ends within 90 days")), (WITHOUT, _("End not recorded"))],
        [("ahu", "AHU"), ("skt", "SKT"), (WITHOUT, _("None recorded"))],
        [("telepon", _("Without a phone number")), ("pengurus", _("Without a board"))],
        [
            ("nama", _("Name")), ("terbaru", _("Newest")), ("kecamatan", _("Kecamatan")), ("status", _("Status")),
            ("masa_bakti", _("Term's end")),
        ],
    )  # fmt: skip


def _beyond(asked: dict[str, str], offered: Choices) -> list[str]:
    """Return in words what a link from elsewhere narrowed the list to, beyond the filters that the form shows."""
    in_form = {"masa_bakti": dict(offered.endings), "kelurahan": dict(offered.villages)}
    hidden = ("berdiri", "masuk", "kecamatan", *in_form)
    return presentation.narrowed_words(
        {name: asked[name] for name in hidden if asked[name] not in in_form.get(name, {})}
    )
