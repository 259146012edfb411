"""Reporting in a large city: the daily round and the page of who has reported, for 20,000 organisations over ten periods."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as day_time

from sqlalchemy import Date, func, literal, type_coerce, update

from aormas.core import clock
from aormas.core.database import db, is_sqlite, writing
from aormas.organizations.models import Organization
from aormas.reporting.actions import opening
from aormas.reporting.models import Duty, Period, ReportRule
from tests import factories
from tests.bench.pages import Subject
from tests.statements import listen_in

BUDGET = 2.0  # seconds
STATEMENTS = 20
TIMES = 5
PERIODS = 10


def measure(subject: Subject) -> list[tuple[str, str, str, bool]]:
    """Return the rows of one engine. The office is changed: it has reports afterwards."""
    with subject.app.app_context():
        first = _fill()
        idle = _seconds(opening.daily)
        opens = _seconds(opening.daily, before=_forget_last)
        db.session.remove()
    size = f"{subject.engine}, {subject.count:,} organisations × {PERIODS} periods"
    rows = [
        _row(f"daily round with nothing new, {size}", idle),
        _row(f"daily round that opens a semester for everybody, {size}", opens),
    ]
    print(
        f"{size}: all duties opened at once in {first:.1f} s; then {idle:.2f} s, a semester {opens:.2f} s", flush=True
    )
    subject.app.config["WTF_CSRF_ENABLED"] = False
    browser = subject.app.test_client()
    browser.post("/masuk", data={"username": "operator", "password": factories.PASSWORD})
    for name, query in (
        ("all", ""),
        ("last page by name", "urut=nama&hal=1000"),
        ("not reported, of a field", "keadaan=belum&bidang=sosial"),
    ):
        rows.append(
            _page_row(subject, browser, f"who has reported ({name}), {size}", f"/meja/laporan/kepatuhan?{query}")
        )
    return rows


def _fill() -> float:
    """Let reporting have begun five years ago for everybody, two of three reports sent; return how long the opening took."""
    today = clock.today()
    halves = today.year * 2 + (today.month > 6) - (PERIODS - 1)
    starts = date(halves // 2, 7 if halves % 2 else 1, 1)
    with writing():
        known = datetime.combine(starts - timedelta(days=400), day_time(), clock.zone())
        db.session.execute(update(Organization).values(created_at=known))
    opening.daily()
    with writing():
        db.session.execute(Duty.__table__.delete())
        db.session.execute(Period.__table__.delete())
        db.session.execute(update(ReportRule).values(valid_from=starts))
    began = time.perf_counter()
    opening.daily()
    took = time.perf_counter() - began
    dice = random.Random(5)
    with writing():
        for late in range(-20, 60, 20):
            chosen = [n for n in range(1, 20_001) if dice.random() < 0.17]
            for start in range(0, len(chosen), 500):
                db.session.execute(
                    update(Duty)
                    .where(
                        Duty.organization_id.in_(chosen[start : start + 500]),
                        Duty.kind == "semester",
                        Duty.due_on < today,
                    )
                    .values(settled_on=_shifted(late))
                )
    return took


def _shifted(days: int) -> object:
    if is_sqlite():
        return type_coerce(func.date(Duty.due_on, f"{days:+d} days"), Date)
    return Duty.due_on + literal(days)


def _forget_last() -> None:
    """Take the last period's duties away, so that the round opens them anew."""
    last = db.session.query(Period).order_by(Period.starts_on.desc()).first()
    assert last is not None
    with writing():
        db.session.execute(Duty.__table__.delete().where(Duty.period_id == last.id))


def _seconds(act: Callable[[], object], before: Callable[[], object] | None = None) -> float:
    taken = []
    for _ in range(3):
        if before is not None:
            before()
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _row(what: str, seconds: float) -> tuple[str, str, str, bool]:
    return what, f"{seconds:.2f} s", f"≤ {BUDGET:.0f} s", seconds <= BUDGET


def _page_row(subject: Subject, browser: object, what: str, address: str) -> tuple[str, str, str, bool]:
    taken, heard = [], []
    with subject.app.app_context():
        listen_in(heard)
    for _ in range(TIMES):
        del heard[:]
        began = time.perf_counter()
        answer = browser.get(address)  # type: ignore[attr-defined]
        taken.append(time.perf_counter() - began)
        assert answer.status_code == 200, answer.status
    seconds = statistics.median(taken)
    said = f"{seconds:.2f} s, {len(heard)} statements"
    return what, said, f"≤ {BUDGET:.0f} s, ≤ {STATEMENTS} statements", seconds <= BUDGET and len(heard) <= STATEMENTS
