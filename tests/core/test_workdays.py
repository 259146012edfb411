"""Working-day arithmetic as properties: whatever the holidays, terms end on working days and never shrink."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aormas.core.workdays import JOINT_LEAVE, LOCAL, NATIONAL, Calendar

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CALENDARS = st.builds(
    Calendar,
    holidays=st.dictionaries(DAYS, st.sampled_from([NATIONAL, JOINT_LEAVE, LOCAL]), max_size=60),
    joint_leave_off=st.booleans(),
    first_day_counts=st.booleans(),
)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_a_term_ends_on_a_working_day_and_uses_exactly_its_days(made, start, days):
    end = made.add(start, days)
    assert made.is_working(end)
    assert made.between(start, end) == days
    assert made.between(start, end - timedelta(days=1)) == days - 1


@given(CALENDARS, DAYS, st.integers(0, 40), st.integers(0, 40))
def test_a_longer_term_never_ends_earlier(made, start, days, more):
    assert made.add(start, days) <= made.add(start, days + more)


@given(CALENDARS, DAYS, st.integers(1, 40), DAYS)
def test_time_that_passes_never_gives_days_back(made, start, days, today):
    due = made.add(start, days)
    assert made.left(due, today + timedelta(days=1)) <= made.left(due, today)
    assert made.left(due, due) == 0


@given(DAYS, st.integers(1, 40))
def test_a_holiday_more_never_ends_a_term_earlier(start, days):
    plain = Calendar()
    end = plain.add(start, days)
    assert Calendar(holidays={end: NATIONAL}).add(start, days) > end


def test_a_leap_day_and_a_turn_of_the_year_are_ordinary():
    assert Calendar().add(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert Calendar(holidays={date(2027, 1, 1): NATIONAL}).add(date(2026, 12, 31), 1) == date(2027, 1, 4)
