"""What the office offers, which service is the right one, and the beginning of a filing."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, redirect, request, session, url_for
from flask_babel import gettext as _

from aormas.core import identifiers, web
from aormas.core.errors import Conflict
from aormas.core.files.serving import send_stored
from aormas.core.security import limiter
from aormas.organizations import search
from aormas.registration import access
from aormas.registration.actions import filing
from aormas.registration.forms.steps import BeginForm, ChoosingForm
from aormas.registration.models import Requirement, ServiceVersion
from aormas.registration.public.face import bp
from aormas.registration.queries import services as queries
from aormas.registration.rules import references

KINDS = {"baru": "new", "perpanjangan": "renewal", "perubahan": "change"}
TRACKS = {"ya": "presence", "tidak": "skt"}
NAME_MOST = 300


@bp.get("/layanan")
@web.public_reading
def services() -> Any:
    """All services."""
    return web.page("registration/services.html", versions=queries.present_versions())


@bp.get("/layanan/<code>")
@web.public_reading
def service(code: str) -> Any:
    """One service: for whom, papers with sample and usual mistake, steps, days, cost, legal basis, what comes out."""
    return web.page("registration/service.html", version=_version(code))


@bp.get("/layanan/<code>/contoh/<paper>")
@web.public_reading
def sample(code: str, paper: str) -> Any:
    """The sample text of a paper, to copy or to print."""
    requirement = _requirement(_version(code), paper)
    if not requirement.sample_text:
        abort(404)
    return web.page("registration/sample.html", requirement=requirement, back_url=url_for(".service", code=code))


@bp.get("/layanan/<code>/contoh/<paper>.pdf")
@web.anyone
def sample_file(code: str, paper: str) -> Any:
    """The sample of a paper that the office has put up as a file."""
    file = _requirement(_version(code), paper).sample_file
    if file is None:
        abort(404)
    return send_stored(current_app.extensions["aormas_files"].path(file.sha256), file.name, file.media_type)


@bp.get("/daftar")
@web.public_reading
def choose() -> Any:
    """Plain questions that lead to a service."""
    form = ChoosingForm(formdata=request.args)
    if not request.args.get("periksa"):
        return web.page("registration/choose.html", form=form)
    version = queries.fitting(TRACKS.get(form.badan.data or "", ""), KINDS.get(form.perlu.data or "", ""))
    if version is not None:
        return redirect(url_for(".begin", code=version.service.code), 303)
    if form.badan.data not in TRACKS:
        form.badan.errors = [_("Choose one answer. Look at the paper from the notary if you are not sure.")]
    if form.perlu.data not in KINDS:
        form.perlu.errors = [_("Choose what you need.")]
    return web.page("registration/choose.html", form=form)


@bp.get("/daftar/nama")
@web.anyone
@limiter.limit("240 per 15 minutes")
def names() -> Any:
    """Names in the register that come close to one: a piece of a page for the script, and a page of its own without."""
    typed = request.args.get("q", "").strip()[:NAME_MOST]
    similar = search.similar_names(typed, limit=5) if len(typed) >= 3 else []
    return web.page("registration/names.html", similar=similar, typed=typed, piece="potong" in request.args)


@bp.get("/daftar/<code>")
@web.anyone
def begin(code: str) -> Any:
    """What to have at hand before a filing begins."""
    version = _version(code)
    waiting = dict(session.get("begins") or {})
    if code not in waiting:  # the same page again begins the same case: the answer may be lost on the way
        session["begins"] = {**waiting, code: identifiers.client_id()}
        session.permanent = True
    return web.page(
        "registration/begin.html", version=version, form=BeginForm(formdata=None, client_id=session["begins"][code])
    )


@bp.post("/daftar/<code>")
@web.anyone
@limiter.limit("120 per hour")
def begin_post(code: str) -> Any:
    """Begin a filing once, and let this browser open it."""
    version = _version(code)
    client_id = references.form_id(str(BeginForm(formdata=request.form).client_id.data or ""))
    if not client_id:
        return web.seen(url_for(".begin", code=code))
    secret = access.new_code(client_id)
    try:
        application = filing.begin(version, client_id, secret)
    except Conflict as error:
        web.say(_(error.message), "error")
        return web.seen(url_for(".begin", code=code))
    access.remember(application, secret)
    session["begins"] = {key: value for key, value in (session.get("begins") or {}).items() if value != client_id}
    return web.seen(url_for(".step", reference=application.reference, step="ormas"))


def _version(code: str) -> ServiceVersion:
    version = queries.present_version(code)
    if version is None:
        abort(404)
    return version


def _requirement(version: ServiceVersion, code: str) -> Requirement:
    found = next((requirement for requirement in version.requirements if requirement.code == code), None)
    if found is None:
        abort(404)
    return found
