"""Field visits of a case: plan, print the form, record, print the minutes."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import Invalid
from aormas.core.files import receiving
from aormas.core.security import takes_files
from aormas.registration.actions import visit as actions
from aormas.registration.desk import visit_papers
from aormas.registration.desk.face import bp, officer
from aormas.registration.desk.papers import send_page
from aormas.registration.desk.steps import moved_on, step, typed_of
from aormas.registration.forms import desk as forms
from aormas.registration.models import Application, Visit
from aormas.registration.queries import desk_case

PHOTOS_MOST = 12


@bp.get("/permohonan/<case:application>/kunjungan")
@web.requires("application.read")
def visits(application: Application) -> Any:
    """Show the visits of a case, and the form to plan one."""
    return _visits_page(application, forms.PlanForm(None, officers=officer().name))


def _visits_page(application: Application, form: forms.PlanForm) -> str:
    return web.page(
        "registration/desk/visits.html", application=desk_case.load(application), form=form, open_stages=actions.WHILE
    )


@bp.post("/permohonan/<case:application>/kunjungan")
@web.requires("visit.record")
def plan(application: Application) -> Any:
    """Plan a visit."""
    form = forms.PlanForm()

    def act() -> None:
        time = (form.planned_time.data or "").replace(":", ".")
        actions.plan(application, officer(), on=form.planned_on.data, time=time, officers=form.officers.data or "")  # type: ignore[arg-type]

    sentence = _("The visit is planned. Print its form and take it along.")
    return step(
        application,
        form,
        act,
        sentence,
        lambda: _visits_page(application, form),
        to=url_for(".visits", application=application),
    )


@bp.route("/permohonan/<case:application>/kunjungan/<visit:visit>", methods=["GET", "POST"])
@web.requires("visit.record")
@takes_files
def record(application: Application, visit: Visit) -> Any:
    """Record what a visit found."""
    _check(application, visit)
    if request.method == "GET":
        if visit.recorded_at is not None:
            return web.seen(url_for(".visits", application=application))
        return _record_page(application, visit, forms.VisitForm(None, conducted_on=visit.planned_on or clock.today()))
    form = forms.VisitForm()
    if visit.recorded_at is not None:
        return moved_on(application, _("This visit was recorded before. Nothing was changed."), typed_of(form))
    sentence, back = (
        _("The visit is recorded. Print the minutes and have them signed."),
        url_for(".visits", application=application),
    )
    return step(
        application,
        form,
        lambda: _record(visit, form),
        sentence,
        lambda: _record_page(application, visit, form),
        to=back,
    )


def _record_page(application: Application, visit: Visit, form: forms.VisitForm) -> str:
    return web.page("registration/desk/visit.html", application=application, visit=visit, form=form)


def _record(visit: Visit, form: forms.VisitForm) -> None:
    uploads = [upload for upload in request.files.getlist("photos") if upload.filename]
    if len(uploads) > PHOTOS_MOST:
        raise Invalid("At most %(count)d photos fit to one visit.", field="photos", count=PHOTOS_MOST)
    try:
        photos = [receiving.receive([upload], f"Foto kunjungan {number}") for number, upload in enumerate(uploads, 1)]
    except Invalid as error:
        error.field = "photos"
        raise
    actions.record(
        visit, officer(), on=form.conducted_on.data, people_met=form.people_met.data or "", findings=form.findings(),  # type: ignore[arg-type]
        notes=form.notes.data or "", conclusion=form.conclusion.data or "", photos=photos,
    )  # fmt: skip


@bp.get("/permohonan/<case:application>/kunjungan/<visit:visit>/formulir.pdf")
@web.requires("application.read")
def visit_form(application: Application, visit: Visit) -> Any:
    """Print the form that the team takes along."""
    _check(application, visit)
    return _pdf(visit_papers.form(desk_case.load(application), visit), f"Formulir kunjungan {application.reference}")


@bp.get("/permohonan/<case:application>/kunjungan/<visit:visit>/berita-acara.pdf")
@web.requires("application.read")
def minutes(application: Application, visit: Visit) -> Any:
    """Print the minutes of a recorded visit."""
    _check(application, visit)
    if visit.recorded_at is None:
        abort(404)
    return _pdf(visit_papers.minutes(desk_case.load(application), visit), f"Berita acara {application.reference}")


@bp.get("/permohonan/<case:application>/kunjungan/<visit:visit>/foto/<int:number>.jpg")
@web.requires("application.read")
def photo(application: Application, visit: Visit, number: int) -> Any:
    """Show a photo of a visit."""
    _check(application, visit)
    if not 1 <= number <= len(visit.photos):
        abort(404)
    return send_page(visit.photos[number - 1].file, 1)


def _check(application: Application, visit: Visit) -> None:
    if visit.application_id != application.id:
        abort(404)


def _pdf(data: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "private, no-store"}
    return Response(data, mimetype="application/pdf", headers=headers)
