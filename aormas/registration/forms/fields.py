"""Fields and the base of the filing's forms: what was typed is kept exactly, right or wrong; the rules judge it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from wtforms import FieldList, FormField, HiddenField

from aormas.core.forms import DayField, Form, clean_text
from aormas.registration.rules.texts import Problem


class Typed(Form):
    """A form whose answers are stored as typed; CSRF is checked for every POST before the view."""

    class Meta(Form.Meta):
        """No token field of its own: the page's form carries one."""

        csrf = False

    def answers(self) -> dict[str, Any]:
        """Return what was typed, field by field, as plain values."""
        return {name: plain(field) for name, field in self._fields.items() if name != "revision"}

    def place(self, problems: Iterable[Problem]) -> None:
        """Put each problem's sentence beside its field, nested rows included."""
        for problem in problems:
            message = gettext(problem.message, **problem.values)
            if problem.whose:
                message = f"{gettext(problem.whose, **problem.values)}: {message}"
            field = self._named(problem.field)
            if field is None:
                self.form_errors.append(message)
            else:
                field.errors = [*field.errors, message]

    def _named(self, name: str) -> Any:
        if name in self._fields:
            return self._fields[name]
        for field in self._fields.values():
            if isinstance(field, FieldList) and name.startswith(f"{field.name}-"):
                return _in_list(field, name)
        return None


class StepForm(Typed):
    """A step of a filing; `revision` tells which state of the step the page showed."""

    optional: tuple[str, ...] = ()  # fields that may be left empty

    revision = HiddenField()

    def shape(self, track: str, kind: str) -> None:
        """Fit the form to a service: mark what may be left empty."""
        for name in self.optional:
            self[name].flags.optional = True

    @property
    def seen_revision(self) -> int:
        """Return the revision that the page showed."""
        text = str(self.revision.data or "")
        return int(text) if text.isdecimal() and len(text) < 9 else 0


def _in_list(listed: FieldList, name: str) -> Any:
    for entry in listed.entries:
        if name.startswith(f"{entry.name}-"):
            listed.errors = [*listed.errors, {}]  # so that the summary looks inside
            return entry.form._fields.get(name.removeprefix(f"{entry.name}-"))
    return None


def drop(form: Form, *names: str) -> None:
    """Take fields out of a form that a service does not ask."""
    for name in names:
        del form[name]


def plain(field: Any) -> Any:
    """Return a field's value as it is stored: text, "1" or "" for a tick, a list of texts, a list of rows."""
    if isinstance(field, FieldList):
        return [plain(entry) for entry in field.entries]
    if isinstance(field, FormField):
        return field.form.answers()
    if isinstance(field, DayField):
        return clean_text(field.typed) or ""
    if isinstance(field.data, bool):
        return "1" if field.data else ""
    if isinstance(field.data, list):
        return [clean_text(str(part)) or "" for part in field.data]
    return clean_text(str(field.data or "")) or ""
