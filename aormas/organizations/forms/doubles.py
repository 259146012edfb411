"""Deciding about a pair: not one after all, or which value stays in a merge."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import DataRequired, Length

from aormas.core.forms import Form, OnceForm, choices
from aormas.organizations.rules import merging


class DismissForm(Form):
    """Why two organisations are not one."""

    why = StringField(
        _("Why are these two organisations?"),
        [DataRequired(_("Say in a few words why these are two organisations.")), Length(max=300)],
        description=_("For example: two branches with boards of their own. No names of people."),
    )


class MergeForm(OnceForm):
    """A merge: what the page showed, and the password."""

    seen = HiddenField()
    password = PasswordField(_("Your password"), [DataRequired(_("Type your password to confirm."))])


def merge_form(lines: list[Any], seen: str) -> Any:
    """Return the form of a merge: one choice for each line (with `key`, `word`, `keep`, `away`, `stays`) that is asked about."""
    fields = {
        line.key: RadioField(
            line.word, choices=choices([(merging.KEEP, line.keep), (merging.AWAY, line.away)]), default=line.stays
        )
        for line in lines
        if line.asked
    }
    return type("MergeOfTwo", (MergeForm,), fields)(data={"seen": seen})
