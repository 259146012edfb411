"""The front door for people: the first page, guide, privacy."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.organizations.queries import count_listed
from aormas.reporting.presentation.notices import notices_now
from aormas.site import queries
from aormas.site.public.face import bp


@bp.get("/")
@web.public_reading
def home() -> Any:
    """The first page: search first, then the doors, then the office's own pace."""
    doors = [
        (
            _("Register an organisation"),
            _("Report its presence or apply for an SKT. Stop and go on at any time, from any phone."),
            url_for("registration.choose"),
        ),
        (
            _("Report activities"),
            _(
                "Three taps when there was nothing. Else write each activity down when it happens, and send it when the semester is over."
            ),
            url_for("site.report"),
        ),
        (
            _("Follow a filing"),
            _("With the reference and the code on your receipt: whose turn it is, what to mend, the finished letter."),
            url_for("registration.follow"),
        ),
        (
            _("Check a letter"),
            _("Scan the QR code or type the code to know whether a letter is real."),
            url_for("letters.verification"),
        ),
    ]
    return web.page(
        "site/home.html", doors=doors, count=count_listed(), villages=queries.villages(), pace=queries.pace(),
        notices=notices_now(),
    )  # fmt: skip


@bp.get("/lapor")
@web.public_reading
def report() -> Any:
    """How an organisation reports: in the portal, on paper, at the counter."""
    return web.page("site/report.html")


@bp.get("/panduan")
@web.public_reading
def guide() -> Any:
    """Help in plain words."""
    return web.page("site/guide.html")


@bp.get("/privasi")
@web.public_reading
def privacy() -> Any:
    """What happens to personal data (UU 27/2022)."""
    return web.page("site/privacy.html")
