"""The pages of one import, by the stage in which it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.organizations.forms.imports import UndoForm
from aormas.organizations.importing.offers import choice_of, choosable, offered
from aormas.organizations.importing.telling import Beside, beside
from aormas.organizations.models import Import, ImportRow
from aormas.organizations.models import imports as m
from aormas.organizations.presentation import imports as words
from aormas.organizations.queries import imports as queries
from aormas.organizations.queries.reconciling import of_import
from aormas.organizations.rules import sparing

OPEN = "putuskan"
# Filter in the address → verdict.
FILTERS = {"galat": m.ERROR, "mungkin": m.PROBABLE, "baru": m.NEW, "perubahan": m.CHANGES, "sama": m.SAME}
OFTEN = 5  # rows of a page that share a remark before it is said once for all


@dataclass(frozen=True)
class Shown:
    """A row of a list as the page shows it."""

    line: ImportRow
    word: str
    tone: str
    reasons: list[str]
    remarks: list[str]
    differences: list[tuple[str, str, str, bool]]
    candidates: list[dict[str, Any]]
    losses: list[str]
    decision: str
    choices: list[tuple[str, str]]
    parts: list[str]


def after(row: Import) -> Any:
    """Go back to the import's page."""
    return web.seen(url_for(".one_import", register_import=row))


def back_to(row: Import, anchor: str) -> Any:
    """Go back to the page of an import from which something was sent, at a row."""
    kept: dict[str, Any] = {name: value for name in ("hasil", "hal") if (value := request.form.get(name, ""))[:12]}
    if kept.get("hasil") not in {*FILTERS, OPEN, "semua"}:
        kept.pop("hasil", None)
    return web.seen(url_for(".one_import", register_import=row, _anchor=anchor or None, **kept))


def refused(
    row: Import, message: str, status: int = 422, targets: Sequence[str] = (), field: str = "", undo: UndoForm | None = None
) -> Any:  # fmt: skip
    """Answer with the import's page and why nothing was done, what was chosen being kept."""
    return shown(row, message, targets, field, undo), status


def shown(
    row: Import, error: str = "", targets: Sequence[str] = (), field: str = "", undo: UndoForm | None = None
) -> Any:  # fmt: skip
    """Return the page of an import where it stands."""
    if row.stage == m.DECIDING and not request.args.get("kolom") and (outside := of_import(row)):
        return web.seen(url_for(".comparison", outside_list=outside))
    told = {
        "row": row,
        "error": error,
        "errors": bool(error),
        "field": field,
        "stage": words.stages()[row.stage],
        "problem": _problem(row),
    }
    if row.stage == m.CHOOSING:
        return web.page("organizations/desk/imports/sheets.html", **told)
    if row.stage == m.MAPPING or (
        row.stage == m.DECIDING and row.kind == m.LIST and (targets or request.args.get("kolom"))
    ):
        chosen = list(targets) or [column["target"] for column in row.columns]
        return web.page(
            "organizations/desk/imports/columns.html",
            targets=words.targets(),
            chosen=chosen,
            letter=words.letter,
            **told,
        )
    if row.stage in (m.MATCHING, m.FAILED, m.DROPPED):
        return web.page("organizations/desk/imports/standing.html", **told)
    if row.stage in (m.APPLIED, m.UNDONE):
        told |= {"made": queries.organizations_of(row), "undo": undo or UndoForm()}
    return _rows(told)


def _problem(row: Import) -> str:
    return words.sentence(row.problem["message"], row.problem["values"]) if row.problem else ""


def _rows(told: dict[str, Any]) -> str:
    row = told["row"]
    counts, left = queries.counts(row), queries.left(row)
    here = request.values.get("hasil", "")
    if here not in FILTERS:
        here = OPEN if left and row.stage == m.DECIDING and request.values.get("hasil") != "semua" else "semua"
    lines, page, pages = queries.page_of(row, FILTERS.get(here, ""), web.page_number(), here == OPEN)
    labels = [column["label"] for column in row.columns]
    verdict = FILTERS.get(here) or (
        lines[0].verdict if lines and here == OPEN and len({line.verdict for line in lines}) == 1 else ""
    )
    around = beside(row, lines) if row.stage == m.DECIDING else Beside()
    made = [show(line, labels, around) for line in lines]
    return web.page(
        "organizations/desk/imports/rows.html", here=here, tabs_of=_tabs(row, here, counts, left), lines=made, page=page, often=_often(made),
        pages=pages, page_url=lambda n: url_for(".one_import", register_import=row, hasil=here, hal=n if n > 1 else None), left=left, counts=counts,
        writes=queries.to_write(row), bulk=bulk(verdict) if row.stage == m.DECIDING else [], verdict=verdict, deciding=row.stage == m.DECIDING, **told,
    )  # fmt: skip


def _often(lines: list[Shown]) -> list[str]:
    """Take the remarks that many rows of a page share away from them, and return them to be said once."""
    counted = Counter(remark for shown in lines for remark in shown.remarks)
    often = [remark for remark, count in counted.items() if count >= OFTEN]
    for shown in lines:
        shown.remarks[:] = [remark for remark in shown.remarks if remark not in often]
    return [_("In %(n)d rows of this page: %(remark)s", n=counted[remark], remark=remark) for remark in often]


def _tabs(row: Import, here: str, counts: dict[str, int], left: int) -> list[tuple[str, str, bool, int]]:
    named = {
        "galat": _("Cannot be read"),
        "mungkin": _("Perhaps the same"),
        "baru": _("New"),
        "perubahan": _("Changes"),
        "sama": _("Known"),
    }
    tabs = [(_("To decide"), OPEN, left)] if row.stage == m.DECIDING else []
    tabs += [(word, name, counts[FILTERS[name]]) for name, word in named.items()]
    tabs.append((_("All"), "semua", sum(counts.values())))
    return [
        (word, url_for(".one_import", register_import=row, hasil=name), name == here, count)
        for word, name, count in tabs
        if count or name in (OPEN, "semua", here)
    ]


def show(line: ImportRow, labels: Sequence[str], around: Beside = Beside()) -> Shown:
    """Return a row as the page shows it; `around` is what its decision would leave behind."""
    word, tone = words.verdicts().get(line.verdict, (line.verdict, "plain"))
    current, left = line.decision, [part for part in choosable(line) if part in sparing.kept(line.spared)]
    chosen = [candidate for candidate in line.candidates if current in ("", choice_of(candidate))]
    return Shown(
        line, word, tone, [words.finding(reason, labels) for reason in line.reasons], [words.finding(remark, labels) for remark in line.remarks],
        differing(line.differences, left), [_candidate(candidate, line, around) for candidate in chosen],
        [words.lost(found) for found in around.lost(line, line.target_id)] if line.differences else [],
        words.chosen_word(words.decision_word(current, line.candidates), left if current != m.SKIP else []) if current else "",
        [(choice, _choice_word(choice, line)) for choice in offered(line) if choice != current],
        choosable(line),
    )  # fmt: skip


def differing(found: Sequence[Any], left: Sequence[str]) -> list[tuple[str, str, str, bool]]:
    """Return (what, how it is, how it would be, whether it is left as it is) of differences."""
    return [(*words.difference(*one), sparing.part_of(one[0]) in left) for one in found]


def _candidate(candidate: dict[str, Any], line: ImportRow, around: Beside) -> dict[str, Any]:
    left = around.not_taken(line, candidate["row"])
    losses = [words.lost(found) for found in around.lost(line, candidate["id"])]
    return {
        **candidate,
        "place": words.place(candidate["number"], candidate.get("village", "")),
        "reasons": [words.sentence(message, values) for message, values in candidate["reasons"]],
        "differences": differing(
            candidate["differences"], sparing.kept(line.spared) if line.decision == choice_of(candidate) else []
        ),
        "losses": [*losses, *([words.not_taken(left, candidate["row"])] if left else [])],
    }


def _choice_word(choice: str, line: ImportRow) -> str:
    kind, _colon, number = choice.partition(":")
    if kind == m.AS_ROW:
        return _("Same as row %(row)s", row=number)
    if kind == m.AS_ORGANIZATION:
        found = next(candidate for candidate in line.candidates if str(candidate["id"]) == number)
        twins = sum(candidate["name"] == found["name"] and bool(candidate["id"]) for candidate in line.candidates) > 1
        name = f"{found['name'][:60]} ({found['number']})" if twins and found["number"] else found["name"][:60]
        return _("Same as %(name)s", name=name)
    return {m.APPLY: _("Take this row over"), m.SKIP: _("Leave out"), m.AS_NEW: _("Another organisation, new")}[kind]


def bulk(verdict: str) -> list[tuple[str, str]]:
    """Return (choice, text of the button) of what can be decided of all rows of a verdict at once."""
    return {
        m.NEW: [("apply", _("Take all of these over")), ("skip", _("Leave all of these out"))],
        m.CHANGES: [("apply", _("Take all of these over")), ("skip", _("Leave all of these out"))],
        m.PROBABLE: [
            ("first", _("Each as its first suggestion")),
            ("new", _("All are other, new organisations")),
            ("skip", _("Leave all of these out")),
        ],
        m.ERROR: [("skip", _("Leave all of these out"))],
    }.get(verdict, [])
