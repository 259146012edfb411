"""The blueprint that the officers' pages about applications share: addresses of rows, menu, listeners, daily round."""

from __future__ import annotations

from typing import Any

from flask.blueprints import BlueprintSetupState
from flask_login import current_user
from werkzeug.routing import ValidationError

from aormas.accounts.models import User
from aormas.core import web
from aormas.registration.models import Application, Attachment, Visit

bp = web.Face("registration_desk", __name__, "desk", url_prefix="/meja")


class CaseConverter(web.RowConverter):
    """An application as officers reach it: drafts are the applicant's own and answer 404."""

    model = Application

    def to_python(self, value: str) -> Any:
        """Return the application of an id, once it was sent."""
        row = super().to_python(value)
        if row.submitted_at is None:
            raise ValidationError
        return row


@bp.record_once
def wire(state: BlueprintSetupState) -> None:
    """Teach the addresses their rows, add the link, answer what other pages ask, and join the daily round."""
    from aormas.registration.actions import silence
    from aormas.registration.queries import desk_checklist, desk_worklist

    app = state.app
    app.url_map.converters["case"] = CaseConverter
    app.url_map.converters["attachment"] = web.row_converter(Attachment)
    app.url_map.converters["visit"] = web.row_converter(Visit)
    app.extensions["aormas_navigation"].add(
        "desk", "Applications", "registration_desk.applications", "application.read"
    )
    app.extensions["aormas_events"].on("organization.related", desk_worklist.related)
    app.extensions["aormas_events"].on("trail.names", desk_checklist.names)
    app.extensions["aormas_daily"].append(silence.daily)


def officer() -> User:
    """Return the person who is signed in, as actions write it down."""
    return current_user._get_current_object()  # type: ignore[no-any-return]
