"""The papers of a version: add, change, order, take out, samples."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import web
from aormas.core.errors import ActionError
from aormas.core.files import receiving
from aormas.core.files.models import StoredFile
from aormas.core.files.serving import send_stored
from aormas.core.security import takes_files
from aormas.registration.actions import services as actions
from aormas.registration.forms.services import PaperForm
from aormas.registration.models import Requirement, ServiceVersion
from aormas.registration.settings.face import bp
from aormas.registration.settings.versions import LATER, lines

ONE = "/pengaturan/layanan/berkas/<offer_paper:paper>"


@bp.route(f"{LATER}/berkas", methods=["GET", "POST"])
@web.requires("settings.edit")
@takes_files
def new_paper(version: ServiceVersion) -> Any:
    """Add a paper at the end of the list."""
    return _edit(version, None, PaperForm())


@bp.route(ONE, methods=["GET", "POST"])
@web.requires("settings.edit")
@takes_files
def paper(paper: Requirement) -> Any:
    """Change a paper."""
    return _edit(paper.version, paper, PaperForm(obj=paper))


def _edit(version: ServiceVersion, paper: Requirement | None, form: PaperForm) -> Any:
    if request.method == "POST" and form.validate():
        try:
            values = {name: lines(form[name].data) or "" for name in actions.PAPER_FIELDS if name != "sensitive"}
            sample = _sample(form.title.data or "")
            saved = actions.save_paper(
                version,
                paper,
                current_user,
                sample=sample,
                drop_sample=form.drop_sample.data,
                sensitive=form.sensitive.data,
                **values,
            )
            web.say(_("The paper %(title)s is stored.", title=saved.title))
            return web.seen(url_for(".version", version=version))
        except ActionError as error:
            if error.status != 422:
                raise
            form.refuse("sample", _(error.message, **error.values))
    return web.page(
        "registration/settings/paper.html", version=version, paper=paper, form=form
    ), 422 if form.errors else 200


def _sample(title: str) -> StoredFile | None:
    uploads = [upload for upload in request.files.getlist("sample") if upload.filename]
    return receiving.receive(uploads, f"{title} (contoh)") if uploads else None


@bp.get(f"{ONE}/contoh.pdf")
@web.requires("settings.read")
def paper_sample(paper: Requirement) -> Any:
    """Hand out the sample of a paper."""
    if paper.sample_file is None:
        abort(404)
    return send_stored(
        current_app.extensions["aormas_files"].path(paper.sample_file.sha256), f"{paper.sample_file.name}.pdf"
    )


@bp.post(f"{ONE}/geser")
@web.requires("settings.edit")
def move_paper(paper: Requirement) -> Any:
    """Move a paper up or down in the list."""
    version, code = paper.version, paper.code
    actions.move_paper(paper, -1 if request.form.get("step") == "-1" else 1, by=current_user)
    return web.seen(url_for(".version", version=version, _anchor=f"berkas-{code}"))


@bp.post(f"{ONE}/buang")
@web.requires("settings.edit")
def remove_paper(paper: Requirement) -> Any:
    """Take a paper out of a version."""
    version, title = paper.version, paper.title
    actions.remove_paper(paper, by=current_user)
    web.say(_("The paper %(title)s is no longer asked for in this version.", title=title))
    return web.seen(url_for(".version", version=version))
