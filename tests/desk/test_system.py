"""The state of the machine: jobs, checks, sizes, in plain words."""

from __future__ import annotations

import pytest

from aormas.core import outbox
from aormas.core.database import db, transaction
from aormas.core.outbox import Job
from aormas.desk import checking, queries
from tests.registration import desk_factories as make
from tests.registration.desk_factories import days_later

pytestmark = pytest.mark.usefixtures("app")


@transaction
def failing(kind: str = "test.fails") -> Job:
    return outbox.put(kind)


def dead_job(app) -> Job:
    def fail(payload):
        raise ValueError("berkas hilang")

    app.extensions["aormas_jobs"]["test.fails"] = fail
    job = failing()
    for _ in range(outbox.MAX_ATTEMPTS):
        job.run_after = make.clock.now()
        db.session.commit()
        outbox.work_once()
    return job


@pytest.mark.parametrize(("role", "status"), [("admin", 200), ("auditor", 200), ("verifikator", 403), ("kaban", 403)])
def test_who_sees_the_machine(signed_in, role, status):
    assert signed_in(role).get("/meja/sistem").status_code == status


def test_a_failed_job_is_shown_with_its_error_and_tried_again(app, signed_in):
    job = dead_job(app)
    assert job.dead_at is not None
    admin, auditor = signed_in("admin"), signed_in("auditor")
    page = admin.get("/meja/sistem").text
    assert "ValueError: berkas hilang" in page
    assert "Coba lagi" in page
    assert "Coba lagi" not in auditor.get("/meja/sistem").text
    assert auditor.post(f"/meja/sistem/pekerjaan/{job.id}").status_code == 403
    assert admin.post(f"/meja/sistem/pekerjaan/{job.id}").status_code == 303
    db.session.refresh(job)
    assert (job.dead_at, job.attempts) == (None, 0)


def test_the_check_runs_as_a_job_and_says_what_is_wrong(app, signed_in):
    application = make.submitted()
    admin = signed_in("admin")
    assert "belum pernah diperiksa" in admin.get("/meja/sistem").text
    admin.post("/meja/sistem/periksa")
    admin.post("/meja/sistem/periksa")
    assert db.session.scalar(db.select(db.func.count(Job.id)).where(Job.kind == checking.JOB)) == 1
    while outbox.work_once():
        pass
    assert "24 November 2026" in admin.get("/meja/sistem").text
    app.extensions["aormas_files"].remove(application.attachments[0].file.sha256)
    checking.run({})
    page = admin.get("/meja/sistem").text
    assert f"{application.attachments[0].file.sha256}: missing" in page


def test_the_check_comes_by_itself_once_a_day(app, frozen):
    def waiting() -> int:
        return db.session.scalar(
            db.select(db.func.count(Job.id)).where(Job.kind == checking.JOB, Job.done_at.is_(None))
        )

    checking.daily()
    assert waiting() == 1
    outbox.work_once()
    checking.daily()
    assert waiting() == 0
    with days_later(frozen, 1):
        checking.daily()
        assert waiting() == 1


def test_a_broken_note_of_the_last_check_is_no_error(app, signed_in):
    (app.extensions["aormas_settings"].instance / queries.CHECKS_FILE).write_text("{")
    assert signed_in("admin").get("/meja/sistem").status_code == 200
