"""The trail, the clock, the outbox and the write transaction."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import current_app
from sqlalchemy import text

from aormas.core import audit, clock, outbox
from aormas.core.database import db, transaction, writing
from aormas.core.office import office
from aormas.core.workdays import JOINT_LEAVE, NATIONAL, Calendar

pytestmark = pytest.mark.usefixtures("app")


def test_the_trail_is_whole_after_set_up():
    assert audit.length() > 5
    assert audit.broken_link() is None


def test_the_trail_refuses_updates_and_deletions():
    for statement in ("UPDATE audit_entries SET actor = 'x'", "DELETE FROM audit_entries"):
        with pytest.raises(Exception, match="never changed"), writing():
            db.session.execute(text(statement))


def test_a_trail_changed_behind_our_back_is_found():
    with writing():
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("DROP TRIGGER audit_entries_no_update"))
        else:
            db.session.execute(text("DROP TRIGGER audit_entries_no_change ON audit_entries"))
        db.session.execute(text("UPDATE audit_entries SET actor = 'somebody else' WHERE id = 2"))
    assert audit.broken_link() == 2


def test_a_failing_action_leaves_nothing_behind():
    @transaction
    def half() -> None:
        office().name = "Half"
        audit.record("test", "office.changed", office())
        raise RuntimeError

    before = audit.length()
    with pytest.raises(RuntimeError):
        half()
    assert audit.length() == before
    assert office().name != "Half"


def test_naive_times_are_refused():
    with pytest.raises(Exception, match="time zone"), writing():
        outbox.put("x").run_after = datetime(2026, 1, 1)  # noqa: DTZ001


def test_a_failing_job_backs_off_then_is_dead_and_others_go_on(frozen):
    done: list[str] = []

    def fail(payload):
        raise ValueError("no")

    current_app.extensions["aormas_jobs"].update(bad=fail, good=lambda payload: done.append(payload["n"]))
    with writing():
        outbox.put("bad")
        outbox.put("good", n="one")
    moment = frozen
    for _ in range(8):
        with clock.frozen(moment):
            while outbox.work_once():
                pass
        moment += timedelta(hours=1)
    assert done == ["one"]
    waiting, dead, _ = outbox.waiting()
    assert (waiting, dead) == (0, 1)
    job = db.session.execute(db.select(outbox.Job).where(outbox.Job.kind == "bad")).scalar_one()
    assert job.attempts == outbox.MAX_ATTEMPTS
    assert "ValueError" in job.last_error


def test_a_lease_that_ran_out_is_taken_by_another_worker(frozen):
    with writing():
        outbox.put("slow")
    first = outbox.lease()
    assert first is not None
    assert outbox.lease() is None
    with clock.frozen(frozen + outbox.LEASE + timedelta(seconds=1)):
        second = outbox.lease()
    assert second is not None
    assert second[0] == first[0]
    assert second[1] != first[1]


@pytest.mark.parametrize(
    ("start", "days", "joint_off", "expected"),
    [
        (date(2026, 3, 9), 7, True, date(2026, 3, 25)),
        (date(2026, 3, 9), 7, False, date(2026, 3, 18)),
        (date(2026, 3, 9), 15, True, date(2026, 4, 7)),
        (date(2026, 3, 9), 15, False, date(2026, 3, 31)),
        (date(2026, 5, 11), 7, True, date(2026, 5, 22)),
        (date(2026, 5, 11), 7, False, date(2026, 5, 21)),
        (date(2026, 8, 14), 5, True, date(2026, 8, 24)),
        (date(2026, 2, 13), 5, True, date(2026, 2, 24)),
        (date(2026, 2, 13), 5, False, date(2026, 2, 23)),
    ],
)
def test_terms_of_2026_end_where_the_joint_decree_says(start, days, joint_off, expected):
    from aormas.core.holidays import calendar

    known = calendar()
    made = Calendar(holidays=known.holidays, joint_leave_off=joint_off)
    assert {NATIONAL, JOINT_LEAVE} <= set(known.holidays.values())
    assert made.add(start, days) == expected
