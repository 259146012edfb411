"""A form as plain lines, for those who read settings and accounts but may not change them."""

from __future__ import annotations

from flask import abort, request
from flask_babel import gettext as _
from wtforms import BooleanField, Field, SelectField, SelectMultipleField
from wtforms.fields import HiddenField

from aormas.core import web
from aormas.core.forms import Form


def page(form: Form, heading: str, back: tuple[str, str]) -> str:
    """Return the page that only reads; a POST to it is not allowed (403)."""
    if request.method == "POST":
        abort(403)
    return web.page("accounts/desk/read.html", rows=rows(form), heading=heading, back=back)


def rows(form: Form) -> list[tuple[str, str, None]]:
    """Return (label, value, None) of every field, as the macro of answers takes them."""
    seen = [field for field in form if not isinstance(field, HiddenField)]
    return [(str(field.label.text), _value(field), None) for field in seen]


def _value(field: Field) -> str:
    if isinstance(field, BooleanField):
        return _("yes") if field.data else _("no")
    if isinstance(field, SelectField | SelectMultipleField):
        return ", ".join(str(choice[1]) for choice in field.iter_choices() if choice[2])
    return str(field.data or "")
