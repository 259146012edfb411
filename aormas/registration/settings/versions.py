"""One version of a service: what it says and asks for, its texts and days, its preview."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import i18n, web
from aormas.core.forms import choices
from aormas.letters import queries as letter_queries
from aormas.registration.actions import services as actions
from aormas.registration.forms.services import NECESSITIES, VersionForm
from aormas.registration.models import ServiceVersion
from aormas.registration.settings.face import bp

LATER = "/pengaturan/layanan/versi/<offer_version:version>"


@bp.get(LATER)
@web.requires("settings.read")
def version(version: ServiceVersion) -> Any:
    """Show a version; while nobody uses it, everything on it can be changed from here."""
    titles = {paper.code: paper.title for paper in version.requirements}
    open_ = actions.can_change(version) and current_user.may("settings.edit")
    later = [other for other in version.service.versions if other.valid_from > version.valid_from]
    necessities = {code: str(name) for code, name in NECESSITIES.items()}
    return web.page(
        "registration/settings/version.html",
        version=version,
        open=open_,
        titles=titles,
        later=later,
        necessities=necessities,
    )


@bp.route(f"{LATER}/isi", methods=["GET", "POST"])
@web.requires("settings.edit")
def texts(version: ServiceVersion) -> Any:
    """Change the texts, days and letter of a version."""
    form = VersionForm(obj=version)
    form.letter_type_id.choices = choices(letter_queries.type_titles())
    if request.method == "POST" and form.validate():
        actions.change(version, current_user, **{name: lines(form[name].data) for name in actions.VERSION_FIELDS})
        web.say(_("Stored. It holds for cases that begin from the version's first day on."))
        return web.seen(url_for(".version", version=version))
    return web.page("registration/settings/texts.html", version=version, form=form), 422 if form.errors else 200


@bp.get(f"{LATER}/pratinjau")
@web.requires("settings.read")
def preview(version: ServiceVersion) -> Any:
    """Show a version as everybody sees it from its first day on."""
    web.say(
        _("Preview: so everybody sees the service from %(day)s.", day=i18n.format_date(version.valid_from)), "warning"
    )
    g.face = "public"
    return web.page("registration/service.html", version=version)


@bp.post(f"{LATER}/buang")
@web.requires("settings.edit")
def drop(version: ServiceVersion) -> Any:
    """Give up a change that is still to come."""
    service = version.service
    actions.drop(version, by=current_user)
    web.say(_("The change was given up; the version before goes on."))
    return web.seen(url_for(".service", service=service))


def lines(value: Any) -> Any:
    """Return typed text with the line ends that everything else has; other values as they are."""
    return "\n".join(value.splitlines()) if isinstance(value, str) else value
