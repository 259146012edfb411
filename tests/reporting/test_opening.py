"""Duties are opened and settled by the daily round and by what happens; days without a round change nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from aormas.core import clock
from aormas.core.database import db, writing
from aormas.organizations import actions as organizations
from aormas.organizations.actions import merging
from aormas.reporting.actions import opening
from aormas.reporting.models import Duty, Period
from aormas.reporting.queries import states as queries
from aormas.reporting.rules import kinds, states
from tests.organizations.factories import facts
from tests.reporting import factories
from tests.reporting.factories import on
from tests.statements import listen_in

JANUARY = date(2026, 1, 5)


def found(number, day=None):
    """Return code of period → state of an organisation's strip."""
    return {cell.period.code: cell.state.code for cell in queries.strip(number, day or clock.today())}


def all_duties():
    rows = db.session.execute(
        select(Duty.opened_for, Duty.kind, Duty.key, Duty.opens_on, Duty.due_on, Duty.until, Duty.settled_on, Duty.set_aside_on)
    )  # fmt: skip
    return sorted(tuple(row) for row in rows)


def test_an_organisation_owes_each_period_since_reporting_began(app):
    row = factories.known_since(JANUARY)
    factories.reporting_since(date(2026, 1, 1))
    assert found(row.id) == {"2026-1": states.OVERDUE, "2026-2": states.NOT_YET}
    assert factories.period("2026-2").due_on == date(2027, 2, 1)  # 31 January is a Sunday


def test_a_newcomer_owes_what_begins_after_it_and_what_it_knew_for_ninety_days(app):
    early, late = factories.known_since(date(2026, 3, 1)), factories.known_since(date(2026, 5, 1), name="Lain")
    factories.reporting_since(date(2026, 1, 1))
    assert found(early.id)["2026-1"] == states.OVERDUE
    assert found(late.id)["2026-1"] == states.NOT_OWED


@pytest.mark.parametrize("rounds", [0, 1, 5])
def test_the_daily_round_may_be_missed_or_run_again(app, rounds):
    row = factories.known_since(JANUARY, term_end=date(2026, 9, 15))
    with on(2026, 7, 1):
        factories.reporting_since(date(2026, 1, 1))
    for offset in range(0, 120, 7):
        day = date(2026, 7, 2) + timedelta(days=offset)
        with on(day.year, day.month, day.day):
            for _ in range(rounds):
                opening.daily()
    with on(2026, 11, 24):
        opening.daily()
        assert found(row.id) == {"2026-1": states.OVERDUE, "2026-2": states.NOT_YET}
        assert [line[1:6] for line in all_duties()] == [
            ("board", "2026-09-15 ormas", date(2026, 6, 17), date(2026, 9, 15), date(2026, 9, 15)),
            ("semester", "2026-1", date(2026, 7, 1), date(2026, 7, 31), date(2026, 7, 31)),
            ("semester", "2026-2", date(2027, 1, 1), date(2027, 2, 1), date(2027, 2, 1)),
        ]


def test_running_it_again_writes_nothing_new(app):
    factories.known_since(JANUARY)
    factories.reporting_since(date(2022, 1, 1))
    before = all_duties()
    opening.daily()
    assert all_duties() == before
    assert len(set(db.session.scalars(select(Period.code)))) == 10


def test_a_board_that_is_renewed_settles_its_duty_on_the_day_of_the_change(app):
    row = factories.known_since(JANUARY, term_end=date(2026, 9, 15))
    with on(2026, 9, 1):
        opening.daily()
        (duty,) = db.session.scalars(select(Duty).where(Duty.kind == kinds.BOARD))
        assert queries.state_of(duty, clock.today()).code == states.DUE
    with on(2026, 9, 10):
        renewed = facts(term_start=date(2026, 9, 10), term_end=date(2031, 9, 9))
        organizations.apply_filing(renewed, organization=row, source="SK baru", by="test")
    with on(2026, 10, 20):
        opening.daily()
        db.session.refresh(duty)
        assert duty.settled_on == date(2026, 9, 10)
        assert queries.state_of(duty, clock.today()).code == states.ON_TIME


def test_the_yearly_confirmation_is_opened_a_month_ahead_and_settled_by_the_organisation(app):
    row = factories.known_since(JANUARY)
    with on(2026, 1, 10):
        person = factories.account(row)
    with on(2026, 12, 1):
        opening.daily()
        assert not db.session.scalar(select(Duty.id).where(Duty.kind == kinds.CONFIRMATION))
    with on(2026, 12, 20):
        opening.daily()
        organizations.confirm(row, by=person, seen=row.updated_at.isoformat())
        (duty,) = db.session.scalars(select(Duty).where(Duty.kind == kinds.CONFIRMATION))
        assert (duty.due_on, duty.settled_on) == (date(2027, 1, 10), date(2026, 12, 20))


def test_who_is_gone_owes_nothing_more_and_owes_again_when_it_is_back(app, person):
    row = factories.known_since(JANUARY)
    factories.reporting_since(date(2026, 1, 1))
    organizations.decide_status(row, "bubar", since=date(2026, 6, 1), reason="SK", source="", by=person("kabid"))
    opening.daily()
    assert set(found(row.id).values()) <= {states.NOT_OWED, states.NOT_YET}
    assert all(line[7] == date(2026, 6, 1) for line in all_duties())
    organizations.decide_status(row, "aktif", since=clock.today(), reason="Ada lagi", source="", by=person("kabid"))
    opening.daily()
    assert found(row.id)["2026-1"] == states.OVERDUE


def test_a_merge_leaves_one_state_per_period_and_taking_it_back_restores_both(app, person):
    keep, away = factories.known_since(JANUARY), factories.known_since(JANUARY, name="Forum Pemuda Mayangan")
    factories.reporting_since(date(2026, 1, 1))
    user = factories.account(away)
    factories.filed(away, factories.period("2026-1"), user, nil=True)
    before = all_duties()
    made = merging.merge(keep, away, {}, person("kabid"), seen_at=merging.seen(keep, away), client_id=None)
    assert found(keep.id)["2026-1"] == states.LATE
    counted = queries.counts(clock.today(), [Duty.key == "2026-1"])
    assert counted == {states.LATE: 1, states.NOT_OWED: 1}
    merging.unmerge(made, person("kabid"))
    assert all_duties() == before
    assert found(keep.id)["2026-1"] == states.OVERDUE


def test_a_round_for_many_takes_no_more_statements_than_for_few(app):
    for number in range(3):
        factories.known_since(JANUARY, name=f"Forum {number}")
    factories.reporting_since(date(2026, 1, 1))
    heard = listen_in([])
    forget_duties()
    del heard[:]
    opening.daily()
    few = len(heard)
    for number in range(30):
        factories.known_since(JANUARY, name=f"Paguyuban {number}")
    forget_duties()
    del heard[:]
    opening.daily()
    assert len(heard) <= few + 1
    assert len(all_duties()) == 66


def forget_duties():
    with writing():
        db.session.execute(delete(Duty))


def test_a_basis_that_ends_is_watched_ninety_days_ahead_and_settled_by_the_renewed_one(app):
    ends = date(2026, 10, 1)
    row = factories.known_since(JANUARY, basis_kind="skt", basis_until=ends)
    with on(2026, 6, 30):
        opening.daily()
        assert not db.session.scalar(select(Duty.id).where(Duty.kind == kinds.BASIS))
    with on(2026, 7, 4):
        opening.daily()
        (duty,) = db.session.scalars(select(Duty).where(Duty.kind == kinds.BASIS))
        assert (duty.organization_id, duty.due_on) == (row.id, ends)
        assert queries.state_of(duty, clock.today()).code == states.DUE
    with on(2026, 10, 20):
        opening.daily()
        assert queries.state_of(duty, clock.today()) == states.State(states.OVERDUE, 19, ends)
