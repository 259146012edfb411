"""The duty of a letter that ends: opened ahead, reminded of once, settled by the next letter of its kind and by no other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from aormas.core import clock
from aormas.core.database import db, writing
from aormas.letters import seeds
from aormas.letters.actions import signing
from aormas.letters.models import LetterType
from aormas.reporting.actions import opening
from aormas.reporting.actions import reminding as actions
from aormas.reporting.models import Duty
from aormas.reporting.queries import reminding, states
from aormas.reporting.rules import kinds
from aormas.reporting.rules import states as rules
from tests.letters import factories as letters
from tests.reporting import factories
from tests.reporting.factories import on

ENDS = date(2026, 8, 18)  # a year after 16 August 2025; the 16th is a Sunday, the 17th Independence Day


@pytest.fixture
def row(app):
    """An organisation whose letter of presence holds for a year from 16 August 2025."""
    with writing():
        for kind in db.session.scalars(select(LetterType)):
            kind.validity_years = 1
    with on(2025, 7, 1):
        made = factories.known_since(date(2025, 1, 10), term_end=date(2030, 1, 1))
    with on(2025, 8, 16):
        letters.signed(organization=made)
        opening.daily()
    return made


def duties():
    db.session.expire_all()
    return db.session.scalars(select(Duty).where(Duty.kind == kinds.LETTER).order_by(Duty.due_on, Duty.title)).all()


def state(day):
    (duty,) = duties()
    return states.state_of(duty, day)


def a_round(day):
    with on(day.year, day.month, day.day):
        opening.daily()


def test_it_is_opened_ninety_days_ahead_and_not_before(row):
    a_round(ENDS - timedelta(days=91))
    assert duties() == []
    a_round(ENDS - timedelta(days=90))
    (duty,) = duties()
    assert (duty.organization_id, duty.due_on, duty.until, duty.settled_on) == (row.id, ENDS, ENDS, None)
    assert duty.opens_on == ENDS - timedelta(days=90)


def test_its_states_follow_the_days(row):
    for day in (ENDS - timedelta(days=60), ENDS, ENDS + timedelta(days=20)):
        a_round(day)
    assert state(ENDS - timedelta(days=91)).code == rules.NOT_YET
    assert state(ENDS - timedelta(days=60)).code == rules.DUE
    assert state(ENDS).code == rules.DUE
    assert state(ENDS + timedelta(days=1)).code == rules.MISSING
    assert state(ENDS + timedelta(days=20)) == rules.State(rules.OVERDUE, 20, ENDS)


@pytest.mark.parametrize(("late", "code"), [(-30, rules.ON_TIME), (0, rules.ON_TIME), (9, rules.LATE)])
def test_a_new_letter_of_its_kind_settles_it_at_once_and_for_good(row, late, code):
    a_round(ENDS - timedelta(days=90))
    day = ENDS + timedelta(days=late)
    with on(day.year, day.month, day.day):
        letters.signed(organization=row)
        assert state(day).code == code
    for later in (day, day + timedelta(days=1), day + timedelta(days=200)):
        a_round(later)
    assert [duty.settled_on for duty in duties()] == [day]
    a_round(day + timedelta(days=300))
    assert [duty.settled_on for duty in duties()] == [day, None]  # the next one ends in its turn


def test_a_letter_of_another_kind_settles_nothing(row):
    a_round(ENDS - timedelta(days=90))
    day = ENDS - timedelta(days=30)
    with on(day.year, day.month, day.day):
        letters.signed(seeds.COVER, organization=row)
    a_round(ENDS + timedelta(days=1))
    (duty,) = [one for one in duties() if one.due_on == ENDS]
    assert states.state_of(duty, ENDS + timedelta(days=1)).code == rules.MISSING


def test_a_letter_that_was_withdrawn_is_awaited_no_more_and_counts_as_nothing_done(row):
    a_round(ENDS - timedelta(days=90))
    day = ENDS - timedelta(days=30)
    with on(day.year, day.month, day.day):
        letters.signed(seeds.COVER, organization=row)
        (first,) = [one for one in row_letters(row) if one.type.code == seeds.PRESENCE]
        signing.withdraw(first, "Keliru diterbitkan", letters.officer("kaban"))
    a_round(day + timedelta(days=1))
    (duty,) = [one for one in duties() if one.due_on == ENDS]
    assert duty.settled_on is None
    assert states.state_of(duty, ENDS + timedelta(days=9)).code == rules.NOT_OWED


def row_letters(row):
    from aormas.letters.models import Letter

    return db.session.scalars(select(Letter).where(Letter.organization_id == row.id)).all()


def due():
    db.session.expire_all()
    return [(one.kind, one.title, one.rule.days) for one in reminding.due(clock.today(), mail=False)]


def test_it_is_reminded_of_a_month_ahead_once_and_not_when_renewed(row, person):
    a_round(ENDS - timedelta(days=90))
    (duty,) = duties()
    before, day = ENDS - timedelta(days=31), ENDS - timedelta(days=30)
    with on(before.year, before.month, before.day):
        assert due() == []
    with on(day.year, day.month, day.day):
        assert due() == [(kinds.LETTER, duty.title, -30)]
        rule = reminding.due(clock.today(), mail=False)[0].rule
        actions.remind(duty, rule, "whatsapp", "x", person("operator"))
        assert due() == []
    week = day + timedelta(days=8)
    with on(week.year, week.month, week.day):
        assert due() == []


def test_who_has_its_new_letter_is_left_alone(row):
    a_round(ENDS - timedelta(days=90))
    day = ENDS - timedelta(days=30)
    with on(day.year, day.month, day.day):
        letters.signed(organization=row)
        assert due() == []
