"""The list of services, and one service with its versions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import clock, web
from aormas.core.errors import Invalid
from aormas.registration.actions import services as actions
from aormas.registration.forms.services import BeginForm
from aormas.registration.models import Service
from aormas.registration.queries import service_settings as queries
from aormas.registration.settings.face import bp


@bp.get("/pengaturan/layanan")
@web.requires("settings.read")
def services() -> Any:
    """Show the services and which version of each holds."""
    today = clock.today()
    rows = [
        (service, actions.holding(service, today), [v for v in service.versions if v.valid_from > today])
        for service in queries.services()
    ]
    return web.page("registration/settings/services.html", rows=rows)


@bp.get("/pengaturan/layanan/<offered:service>")
@web.requires("settings.read")
def service(service: Service) -> Any:
    """Show a service's versions; from here a change begins."""
    return _service_page(service, BeginForm(formdata=None, on=clock.today() + timedelta(days=1)))


def _service_page(service: Service, form: BeginForm) -> str:
    context = {
        "present": actions.holding(service, clock.today()),
        "cases": queries.cases_by_version(service),
        "today": clock.today(),
    }
    return web.page("registration/settings/service.html", service=service, form=form, **context)


@bp.post("/pengaturan/layanan/<offered:service>")
@web.requires("settings.edit")
def begin(service: Service) -> Any:
    """Begin a change from a chosen day."""
    form = BeginForm()
    if form.validate():
        try:
            version = actions.begin(service, form.on.data or clock.today(), by=current_user)
            return web.seen(url_for(".version", version=version))
        except Invalid as error:
            form.refuse(error.field, _(error.message, **error.values))
    return _service_page(service, form), 422


@bp.post("/pengaturan/layanan/<offered:service>/buka")
@web.requires("settings.edit")
def set_open(service: Service) -> Any:
    """Offer a service, or close it for new cases."""
    active = request.form.get("active") == "1"
    actions.set_open(service, active, by=current_user)
    web.say(_("The service is offered again.") if active else _("The service takes no new cases; running ones go on."))
    return web.seen(url_for(".service", service=service))
