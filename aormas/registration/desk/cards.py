"""The checklist of a case as cards for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.i18n import format_size
from aormas.organizations.presentation import form_words
from aormas.registration.desk import answers, reveal
from aormas.registration.forms.desk import stamp
from aormas.registration.models import Application, Attachment, Requirement
from aormas.registration.queries import desk_case
from aormas.registration.rules import checklist, completeness, hints
from aormas.registration.rules.checklist import Item, Verdict

PAGES_MOST = 40  # page links of one paper; the rest is in the file

# Which answer stands on which paper, by a part of the paper's code: officers compare the two.
COMPARE = (
    ("ahu", "legalitas", "ahu_number"),
    ("akta", "legalitas", "deed_number"),
    ("npwp", "legalitas", "npwp"),
    ("sk-pengurus", "pengurus", "decree_number"),
    ("domisili", "sekretariat", "address"),
)
# The paper that proves the answers of a step is the first one sent of these parts of a code.
PROOFS = {"ormas": ("akta",), "legalitas": ("ahu", "akta"), "pengurus": ("sk-pengurus",), "sekretariat": ("domisili",)}
PROOF_PAGES_MOST = 5


@dataclass(frozen=True)
class Card:
    """One paper or section as the page draws it."""

    code: str
    number: int
    title: str
    verdict: str | None
    reason: str  # id of the stock reason
    reason_text: str
    note: str
    stamp: str
    error: str | None = None
    reasons: list[tuple[str, str]] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    earlier: list[tuple[str, str]] = field(default_factory=list)
    proof: list[tuple[str, str]] = field(default_factory=list)  # pages of the paper that answers are compared with
    proof_title: str = ""
    remark: str = ""
    changed: str = ""
    asked: str = ""
    rebuttal: str = ""
    locked: int | None = None  # the sensitive paper that a click would open
    download: str | None = None
    meta: str = ""
    rows: list[answers.Row] = field(default_factory=list)


def cards(
    application: Application,
    items: list[Item],
    *,
    typed: Mapping[str, Verdict] | None = None,
    errors: Mapping[str, str] | None = None,
) -> list[Card]:
    """Return the cards in their order; `typed` and `errors` (by target) come back from a form that was not accepted."""
    requirements = {row.code: row for row in application.version.requirements}
    common = _Common(application, reveal.shown_nik(application))
    return [
        common.card(
            number, item, requirements.get(item.target), (typed or {}).get(item.target), (errors or {}).get(item.target)
        )
        for number, item in enumerate(items, 1)
    ]


class _Common:
    """What all cards of a page share, made once."""

    def __init__(self, application: Application, shown: int | None) -> None:
        self.application, self.shown = application, shown
        self.forms = form_words()
        self.place = desk_case.place(str((application.answers.get("sekretariat") or {}).get("village_code") or ""))
        self.waived = completeness.not_applicable(application.answers)
        self.page, self.no_file, self.waived_text = (
            _("p."),
            _("No file was sent."),
            _("The applicant says that it does not apply."),
        )
        self.pages_word, self.argued = _("pages"), _("The applicant argues against the finding.")

    def card(
        self, number: int, item: Item, requirement: Requirement | None, typed: Verdict | None, error: str | None
    ) -> Card:
        verdict, reason, note = (
            (typed.verdict, typed.reason, typed.note) if typed else (item.verdict, item.reason, item.note)
        )
        stock = self._reasons(item.target)
        known = next((str(row.id) for row in stock if (row.explanation or row.title) == reason), "")
        more = self._section(item) if item.is_section else self._paper(item, requirement)
        if item.rebuttal and not more.get("changed"):
            more["changed"] = self.argued
        return Card(
            code=item.target,
            number=number,
            title=_(item.title) if item.is_section else item.title,
            verdict=verdict,
            reason=known,
            reason_text=reason,
            note=note,
            error=error,
            reasons=[(str(row.id), row.title) for row in stock],
            rebuttal=item.rebuttal,
            stamp=stamp(item.verdict, item.reason, item.note),
            asked=_asked(item),
            **more,
        )

    def _reasons(self, target: str) -> list[Any]:
        fitting = [row for row in self.application.version.reasons if row.requirement_code in ("", target)]
        return sorted(fitting, key=lambda row: row.requirement_code == "")

    def _section(self, item: Item) -> dict[str, Any]:
        step = item.target.removeprefix(checklist.SECTION)
        noticed = [_(text) for text in hints.section_hints(step, self.application.answers, clock.today())]
        rows = answers.rows(step, self.application.answers, place=self.place, forms=self.forms, shown=self.shown)
        changed = _("These answers were changed since the last look.") if item.changed else ""
        return {"rows": rows, "remark": " ".join(noticed), "changed": changed, **self._proof(step)}

    def _proof(self, step: str) -> dict[str, Any]:
        """Pages of the paper that proves a step's answers; none where it was not sent or is not open yet."""
        files = [row for row in self.application.attachments if row.replaced_at is None and reveal.may_open(row)]
        found = (row for part in PROOFS.get(step, ()) for row in files if part in row.requirement.code)
        file = next(found, None)
        if file is None:
            return {}
        title = file.requirement.title
        first, *others = self._links(file)[:PROOF_PAGES_MOST]
        return {"proof": [(first[0], f"{title}, {first[1]}"), *others], "proof_title": title}

    def _paper(self, item: Item, requirement: Requirement | None) -> dict[str, Any]:
        file = self.application.paper(requirement) if requirement else None
        if requirement is None or file is None:
            waived = self.waived_text if item.target in self.waived else ""
            return {
                "remark": " ".join(
                    part for part in (self.no_file, waived, requirement.condition if requirement else "") if part
                )
            }
        before = [
            row
            for row in self.application.attachments
            if row.requirement_id == requirement.id and row.replaced_at is not None
        ]
        locked = not reveal.may_open(file)
        return {
            "pages": [] if locked else self._links(file),
            "locked": file.id if locked else None,
            "earlier": [
                self._link(row, 1, _("before")) for row in before[-1:] if item.changed and reveal.may_open(row)
            ],
            "download": None
            if locked
            else url_for("registration_desk.download", application=self.application, attachment=file),
            "meta": f"{file.file.pages} {self.pages_word} · {format_size(file.file.size)}",
            "remark": self._compare(item.target),
            "changed": _("Replaced since the last look.") if item.changed else "",
        }

    def _links(self, file: Attachment) -> list[tuple[str, str]]:
        return [self._link(file, n, f"{self.page} {n}") for n in range(1, min(file.file.pages, PAGES_MOST) + 1)]

    def _link(self, file: Attachment, number: int, label: str) -> tuple[str, str]:
        return url_for(
            "registration_desk.page_picture", application=self.application, attachment=file, number=number
        ), label

    def _compare(self, code: str) -> str:
        for part, step, name in COMPARE:
            text = str((self.application.answers.get(step) or {}).get(name) or "").strip()
            if part in code and text:
                return _("In the answers: %(text)s", text=text)
        return ""


def _asked(item: Item) -> str:
    return " ".join(part for part in (item.asked.reason, item.asked.note) if part) if item.asked else ""
