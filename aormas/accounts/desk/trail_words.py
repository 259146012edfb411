"""The trail in words: who, and what changed, as people say it. The stored rows stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from aormas.accounts.permissions import ROLE_NAMES
from aormas.core.events import emit
from aormas.core.i18n import format_date

# Message ids of actors that are no person.
ACTORS = {
    "applicant": "the applicant",
    "daily round": "the daily round",
    "activation code": "the holder of an activation code",
    "first set-up": "the first set-up",
    "sign-in": "the sign-in page",
}
# Message ids of the keys of a change; a key that is missing here is shown as it is stored.
KEYS = {
    "about": "about", "active": "open", "added": "added", "address": "address", "after": "after", "agency": "agency",
    "announcement": "announcement", "answer": "answer", "answers": "answers", "authority": "signed in the name of",
    "basis": "legal basis", "before": "before", "case": "case", "channel": "by way of", "city": "city",
    "conclusion": "conclusion", "copies": "copies to", "decision": "decision", "due": "due", "email": "e-mail",
    "fee": "fee", "fields": "changed", "first": "first number", "first_day_counts": "the first day counts",
    "for_whom": "for whom", "government": "government", "hours_text": "opening hours", "joint_leave_off": "joint leave",
    "kind": "kind", "left": "left", "legal_basis": "legal basis", "letter": "letter", "logo_sha256": "logo",
    "mayor_title": "title of the mayor", "name": "name", "note": "note", "number": "number", "on": "on",
    "organization": "organisation", "organization_id": "organisation's row", "organization_name": "organisation",
    "outcome": "outcome", "pages": "pages", "paper": "paper", "papers": "papers", "pattern": "pattern",
    "person": "person", "phone": "phone", "place": "place", "position": "moved to place", "postcode": "postcode",
    "privacy_contact": "contact for personal data", "public": "public", "public_board": "board that the public sees",
    "reason": "reason", "reference": "from", "removed": "removed", "role": "role", "round": "round",
    "service": "service", "site_title": "title of the site", "source": "from", "steps": "steps", "summary": "summary",
    "time_zone": "time zone", "title": "title", "to": "to", "type": "letter type", "until": "until",
    "username": "sign-in name", "validity_years": "years of validity", "working_weekdays": "working days",
    "applicant_days": "the applicant's days", "office_days": "the office's days", "colour_main": "main colour",
    "cells": "cells", "columns": "columns", "file": "file", "organizations": "organisations", "row": "row", "rows": "rows",
    "sheets": "sheets", "verdict": "verdict", "colour_accent": "second colour", "book_id": "number book", "letter_type_id": "letter type",
}  # fmt: skip
VALUES = {
    "grant": "grant", "refuse": "refuse", "upheld": "the refusal stands", "accepted": "accepted", "mended": "mended",
    "rebutted": "argued against", "online": "the website", "counter": "the counter", "portal": "the portal",
    "active": "active", "inactive": "inactive", "moved": "moved", "disputed": "in dispute",
    "national": "national holiday", "joint_leave": "joint leave", "local": "local day off",
    "ok": "correct", "fix": "mend", "na": "does not apply",
}  # fmt: skip
NAMED_CASES = ("ok", "na")  # verdicts that are only counted
SKIPPED = ("organization_id",)


class Words:
    """The words of one page of the trail, made once: `actor(row)` and `changes(row)` use them for every row."""

    def __init__(self) -> None:
        self.actors = {code: _(text) for code, text in ACTORS.items()}
        self.keys = {code: _(text) for code, text in KEYS.items()}
        self.values = {code: _(text) for code, text in (VALUES | ROLE_NAMES).items()}
        self.yes, self.no, self.none = _("yes"), _("no"), _("none")
        # Other parts name what only they know: papers, sections, services.
        self.names: dict[str, str] = {code: name for known in emit("trail.names") for code, name in known.items()}

    def actor(self, name: str) -> str:
        """Return who acted."""
        return self.actors.get(name, name)

    def changes(self, changes: Mapping[str, Any]) -> list[str]:
        """Return the changes of a row, each as one phrase."""
        said = (self._phrase(key, value) for key, value in changes.items() if key not in SKIPPED)
        return [phrase for phrase in said if phrase]

    def _phrase(self, key: str, value: Any) -> str:
        word = self.keys.get(key, key)
        if isinstance(value, dict):
            return self._counted(value)
        if value is True and key in ("added", "removed"):
            return word
        if value in ("", None, False) and key in ("added", "removed", "reference", "note"):
            return ""
        if isinstance(value, list):
            inner = self.keys if key == "fields" else {}
            return f"{word}: {', '.join(inner.get(str(one)) or self._value(one) for one in value)}"
        return f"{word} {self._value(value)}" if key == "round" else f"{word}: {self._value(value)}"

    def _value(self, value: Any) -> str:
        if isinstance(value, bool):
            return self.yes if value else self.no
        if value in ("", None):
            return self.none
        text = str(value)
        return self.names.get(text) or self.values.get(text) or _day(text)

    def _counted(self, marks: Mapping[str, Any]) -> str:
        """`sesuai 14, perbaiki 2 (Akta, NPWP)`: what is to be done is named, the rest counted."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for target, mark in marks.items():
            found[str(mark)].append(self.names.get(target, target))
        return ", ".join(
            f"{self.values.get(mark, mark)} {len(targets)}"
            + ("" if mark in NAMED_CASES else f" ({', '.join(targets)})")
            for mark, targets in found.items()
        )


def _day(text: str) -> str:
    try:
        return format_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
