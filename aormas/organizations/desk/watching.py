"""What ends soon, and who cannot be found: lists, counts, exports, ready texts, call sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import ActionError
from aormas.core.i18n import format_date
from aormas.core.office import office
from aormas.core.regions import districts, villages
from aormas.core.sheets import serving
from aormas.core.sheets.writing import Table, write_csv, write_xlsx
from aormas.organizations import actions, presentation
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.forms.reaching import AttemptForm
from aormas.organizations.models import Organization
from aormas.organizations.presentation import record as record_words
from aormas.organizations.queries import expiry as queries
from aormas.organizations.queries import reaching
from aormas.organizations.rules import expiry, ready_texts
from aormas.organizations.rules.reaching import RESULTS

ASKED = ("jenis", "jangka", "kecamatan")


def _asked() -> dict[str, str]:
    return {name: value for name in ASKED if (value := request.args.get(name, "").strip()[:40])}


def _watch(asked: dict[str, str], **more: Any) -> queries.Watch:
    return queries.watch(
        clock.today(),
        kind=asked.get("jenis", ""),
        span=asked.get("jangka", ""),
        district=asked.get("kecamatan", ""),
        **more,
    )


@bp.get("/ormas/tenggat")
@web.requires("organization.read")
def endings() -> Any:
    """What has ended or ends within 90 days."""
    asked: dict[str, Any] = _asked()
    found = _watch(asked, page=web.page_number())
    return web.page(
        "organizations/desk/endings.html", found=found, asked=asked, districts=districts(), kinds={k: _(word) for k, word in expiry.KINDS.items()},
        spans={name: _(word) for name, (word, _first, _last) in expiry.SPANS.items()}, today=clock.today(), text_url=_text_url, left=_left,
        page_url=lambda n: url_for(".endings", **{**asked, "hal": n if n > 1 else None}),
    )  # fmt: skip


def _left(line: queries.Line) -> tuple[str, str]:
    """Return (words, tone) of how far an end is away."""
    days = (line.ends_on - clock.today()).days
    if days < 0:
        return _("%(n)s days past", n=-days), "late"
    return (_("in %(n)s days", n=days) if days else _("today")), "wait" if days <= 30 else "plain"


def _text(line: queries.Line) -> str:
    past = line.ends_on < clock.today()
    return ready_texts.text(
        line.kind, name=line.name, office=office().name, date=format_date(line.ends_on), past=past, title=line.title
    )


def _text_url(line: queries.Line) -> str:
    """Return the address that opens the ready text in WhatsApp, empty without a mobile number."""
    number = (line.phone or "").removeprefix("+")
    return f"https://wa.me/{number}?text={quote(_text(line))}" if number.startswith("628") else ""


@bp.get("/ormas/tenggat.<any(xlsx, csv):ending>")
@web.requires("organization.export")
def endings_file(ending: str) -> Any:
    """The same list as a file, with the ready texts."""
    lines = _watch(_asked(), all_lines=True).lines
    header = [
        _("Register number"),
        _("Name"),
        _("Kelurahan"),
        _("What ends"),
        _("Ends on"),
        _("Phone"),
        _("Ready text"),
    ]
    rows = [
        [
            n.register_number,
            n.name,
            n.village or "",
            n.title or _(expiry.KINDS[n.kind]),
            n.ends_on,
            n.phone or "",
            _text(n),
        ]
        for n in lines
    ]
    return serving.send(f"tenggat.{ending}", lambda path: _write(path, header, rows))


def _write(path: Path, header: list[str], rows: list[list[Any]]) -> None:
    if path.suffix == ".csv":
        write_csv(path, header, rows)
    else:
        write_xlsx(path, [Table("Tenggat", header, rows)], "Tenggat", office().name)


@bp.get("/ormas/di-mana")
@web.requires("organization.read")
def where() -> Any:
    """Organisations that cannot be reached, by kelurahan."""
    return web.page("organizations/desk/where.html", **_lost(), results=_results())


@bp.get("/ormas/di-mana/lembar")
@web.requires("organization.reach")
def call_sheet() -> Any:
    """The same as a sheet to take along, one kelurahan after the other."""
    return web.page(
        "organizations/desk/call_sheet.html",
        **_lost(),
        results=_results(),
        office_words=presentation.office_words,
        today=clock.today(),
        back_url=url_for(".where"),
    )


def _lost() -> dict[str, Any]:
    village = request.args.get("kelurahan", "").strip()[:13]
    found: dict[tuple[str, str], list[reaching.Lost]] = {}
    for row in reaching.lost(village_code=village):
        found.setdefault((row.district, row.village), []).append(row)
    return {"groups": found, "village": village, "villages": [(code, f"{name}, {of}") for code, name, of in villages()]}


def _results() -> dict[str, str]:
    return {code: _(word) for code, word in RESULTS.items()}


@bp.post("/ormas/<organization:organization>/upaya")
@web.requires("organization.reach")
def note_attempt(organization: Organization) -> Any:
    """Note how the office tried to reach an organisation."""
    form = AttemptForm()
    if form.validate():
        try:
            actions.note_attempt(
                organization, str(form.result.data), made_on=form.made_on.data or clock.today(), note=form.note.data or "", by=officer(),
                client_id=str(form.client_id.data),
            )  # fmt: skip
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **record_words.shown(error.values)))
        else:
            web.say(_("The attempt is noted."))
            return web.seen(url_for(".part", organization=organization, part="kontak"))
    from aormas.organizations.desk.file import attempts_page

    return attempts_page(organization, form), 422
