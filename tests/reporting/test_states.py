"""The state of a duty: tables of cases, and what holds for every duty on every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.reporting.rules import states
from aormas.reporting.rules.states import EXEMPTION, EXTENSION, Facts, Relief, state

OPENS, DUE = date(2026, 7, 1), date(2026, 7, 31)
EXTENDED_TO = date(2026, 8, 31)


def facts(**changes):
    return Facts(**{"opens_on": OPENS, "due_on": DUE, **changes})


CASES = [
    # on, filings, reliefs, grace → state, days
    (date(2026, 6, 30), (), (), 0, states.NOT_YET, 0),
    (OPENS, (), (), 0, states.DUE, 30),
    (DUE, (), (), 0, states.DUE, 0),
    (date(2026, 8, 1), (), (), 0, states.MISSING, 1),
    (date(2026, 8, 14), (), (), 0, states.MISSING, 14),
    (date(2026, 8, 15), (), (), 0, states.OVERDUE, 15),
    (date(2026, 8, 5), (), (), 5, states.DUE, 0),
    (date(2026, 8, 6), (), (), 5, states.MISSING, 1),
    (date(2026, 8, 20), ((DUE, None),), (), 0, states.ON_TIME, 0),
    (date(2026, 8, 20), ((date(2026, 8, 12), None),), (), 0, states.LATE, 12),
    (date(2026, 8, 20), ((date(2026, 8, 25), None),), (), 0, states.OVERDUE, 20),
    (date(2026, 8, 20), (), (Relief(EXTENSION, date(2026, 7, 20), EXTENDED_TO),), 0, states.EXTENDED, 11),
    (date(2026, 7, 10), (), (Relief(EXTENSION, date(2026, 7, 20), EXTENDED_TO),), 0, states.DUE, 21),
    (date(2026, 9, 2), (), (Relief(EXTENSION, date(2026, 7, 20), EXTENDED_TO),), 0, states.MISSING, 2),
    (date(2026, 9, 2), ((date(2026, 8, 31), None),), (Relief(EXTENSION, date(2026, 7, 20), EXTENDED_TO),), 0, states.ON_TIME, 0),
    (date(2026, 9, 2), (), (Relief(EXEMPTION, date(2026, 7, 20)),), 0, states.EXEMPT, 0),
    (date(2026, 9, 2), ((DUE, None),), (Relief(EXEMPTION, date(2026, 7, 20)),), 0, states.ON_TIME, 0),
    (date(2026, 9, 2), ((date(2026, 8, 20), None),), (Relief(EXEMPTION, date(2026, 7, 20)),), 0, states.EXEMPT, 0),
    (date(2026, 9, 2), ((date(2026, 8, 20), None),), (Relief(EXEMPTION, date(2026, 8, 21)),), 0, states.LATE, 20),
    # Rejected: what was sent does not count from that day on, and what is sent again counts from its own day.
    (date(2026, 8, 4), ((DUE, date(2026, 8, 5)),), (), 0, states.ON_TIME, 0),
    (date(2026, 8, 5), ((DUE, date(2026, 8, 5)),), (), 0, states.MISSING, 5),
    (date(2026, 8, 9), ((DUE, date(2026, 8, 5)), (date(2026, 8, 7), None)), (), 0, states.LATE, 7),
    # Corrected: the first complete sending counts.
    (date(2026, 8, 20), ((DUE, None), (date(2026, 8, 12), None)), (), 0, states.ON_TIME, 0),
]  # fmt: skip


@pytest.mark.parametrize(("on", "filings", "reliefs", "grace", "code", "days"), CASES)
def test_a_duty_is_in_the_state_that_its_facts_give(on, filings, reliefs, grace, code, days):
    found = state(facts(filings=filings, reliefs=reliefs, grace_days=grace), on)
    assert (found.code, found.days) == (code, days)


def test_what_was_set_aside_is_not_owed_from_that_day_on():
    gone = facts(set_aside_on=date(2026, 8, 3))
    assert state(gone, date(2026, 8, 2)).code == states.MISSING
    assert state(gone, date(2026, 8, 3)).code == states.NOT_OWED


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
filings = st.lists(
    st.tuples(days, st.none() | days).filter(lambda pair: pair[1] is None or pair[1] >= pair[0]), max_size=3
)
reliefs = st.lists(
    st.builds(Relief, st.just(EXTENSION), days, days) | st.builds(Relief, st.just(EXEMPTION), days), max_size=3
)
any_facts = st.builds(
    lambda opens, due, grace, sent, given_, aside: Facts(opens, max(opens, due), grace, tuple(sent), tuple(given_), aside),
    days, days, st.integers(0, 30), filings, reliefs, st.none() | days,
)  # fmt: skip


@given(any_facts, days)
def test_there_is_exactly_one_state_on_every_day(known, on):
    assert state(known, on).code in states.STATES
    assert state(known, on).days >= 0


@given(any_facts, days, st.integers(1, 400))
def test_time_alone_never_improves_a_state(known, on, more):
    """With the facts of a day fixed, a later day is never better."""
    fixed = Facts(
        known.opens_on, known.due_on, known.grace_days,
        tuple((filed, failed if failed and failed <= on else None) for filed, failed in known.filings if filed <= on),
        tuple(relief for relief in known.reliefs if relief.decided_on <= on),
        known.set_aside_on if known.set_aside_on and known.set_aside_on <= on else None,
    )  # fmt: skip
    before, after = state(fixed, on), state(fixed, on + timedelta(days=more))
    if before.code in states.WAITING:
        assert states.WAITING.index(after.code) >= states.WAITING.index(before.code)
    else:
        assert (after.code, after.days) == (before.code, before.days)


@given(any_facts, days)
def test_the_present_columns_tell_the_same_as_all_facts(known, on):
    """What is condensed for lists gives the state of that day."""
    last, extended = states.last_day(known, on)
    present = states.condensed(
        known.opens_on, known.due_on, last, extended=extended, exempt=states.exempt_on(known, on),
        settled=states.settled_on(known.filings, on), set_aside=known.set_aside_on,
    )  # fmt: skip
    assert state(present, on) == state(known, on)


def test_of_two_duties_of_one_period_the_fulfilled_one_counts():
    late, missing = states.State(states.LATE, 3), states.State(states.OVERDUE, 40)
    assert states.best([missing, late]) == late
    assert states.best([states.State(states.NOT_OWED), missing]) == missing
