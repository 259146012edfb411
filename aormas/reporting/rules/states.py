"""In which state a duty is on a day: exactly one, in words. Pure.

A duty is settled by the first filing that stands: a correction does not make it late, a rejection opens it again. An exemption
lifts what was not reported by then; who reported stays so. Not reporting
is never called a breach (UU 16/2017 art. 60 names none).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

NOT_OWED, NOT_YET, DUE, EXTENDED = "not_owed", "not_yet", "due", "extended"
ON_TIME, LATE, MISSING, OVERDUE, EXEMPT = "on_time", "late", "missing", "overdue", "exempt"
AMBER_DAYS = 14  # so long after the last day that counts, missing is amber; red after

EXTENSION, EXEMPTION = "extension", "exemption"

# State → (address, tone). `missing` is amber, `overdue` the same in red.
STATES = {
    NOT_OWED: ("tidak-wajib", "plain"),
    NOT_YET: ("belum-waktunya", "plain"),
    DUE: ("jatuh-tempo", "plain"),
    EXTENDED: ("diperpanjang", "plain"),
    ON_TIME: ("tepat-waktu", "ok"),
    LATE: ("terlambat", "wait"),
    MISSING: ("belum-lapor", "wait"),
    OVERDUE: ("belum-lapor-lama", "late"),
    EXEMPT: ("dibebaskan", "plain"),
}
# States of a duty that still waits, from best to worst: time alone only leads on in this order.
WAITING = (NOT_YET, DUE, EXTENDED, MISSING, OVERDUE)
OPEN = frozenset({DUE, EXTENDED, MISSING, OVERDUE})
REPORTED = frozenset({ON_TIME, LATE})
NOT_REPORTED = frozenset({MISSING, OVERDUE})


@dataclass(frozen=True)
class Relief:
    """An extension until a day, or an exemption, as decided on a day."""

    kind: str
    decided_on: date
    until: date | None = None


@dataclass(frozen=True)
class Facts:
    """All that decides a duty's state. `filings` are (filed on, rejected on or None)."""

    opens_on: date
    due_on: date
    grace_days: int = 0
    filings: tuple[tuple[date, date | None], ...] = ()
    reliefs: tuple[Relief, ...] = ()
    set_aside_on: date | None = None


@dataclass(frozen=True)
class State:
    """A state with its day and its number of days: late, missing, or left until the last day that counts."""

    code: str
    days: int = 0
    until: date | None = None

    @property
    def tone(self) -> str:
        """Return the tone in which the state is shown."""
        return STATES[self.code][1]

    @property
    def address(self) -> str:
        """Return the state's word in addresses."""
        return STATES[self.code][0]


def settled_on(filings: Iterable[tuple[date, date | None]], on: date) -> date | None:
    """Return the day of the first filing that stands on a day."""
    return min((filed for filed, failed in filings if filed <= on and (failed is None or failed > on)), default=None)


def last_day(facts: Facts, on: date) -> tuple[date, bool]:
    """Return the last day that counts as in time, as known on a day, and whether an extension moved it."""
    plain = facts.due_on + timedelta(days=facts.grace_days)
    given = [r.until for r in facts.reliefs if r.kind == EXTENSION and r.decided_on <= on and r.until is not None]
    longest = max([plain, *given])
    return longest, longest > plain


def exempt_on(facts: Facts, on: date) -> date | None:
    """Return since when a duty is lifted, as known on a day."""
    return min((r.decided_on for r in facts.reliefs if r.kind == EXEMPTION and r.decided_on <= on), default=None)


def state(facts: Facts, on: date) -> State:
    """Return the one state of a duty on a day, from what was known by then."""
    if facts.set_aside_on is not None and facts.set_aside_on <= on:
        return State(NOT_OWED)
    last, extended = last_day(facts, on)
    filed = settled_on(facts.filings, on)
    if filed is not None and filed <= last:
        return State(ON_TIME, 0, filed)
    lifted = exempt_on(facts, on)
    if filed is not None and (lifted is None or filed < lifted):
        return State(LATE, (filed - last).days, filed)
    if lifted is not None:
        return State(EXEMPT, 0, lifted)
    return _waiting(facts, on, last, extended)


def _waiting(facts: Facts, on: date, last: date, extended: bool) -> State:
    if on > last:
        days = (on - last).days
        return State(MISSING if days <= AMBER_DAYS else OVERDUE, days, last)
    if extended:
        return State(EXTENDED, (last - on).days, last)
    if on < facts.opens_on:
        return State(NOT_YET, 0, facts.opens_on)
    return State(DUE, (last - on).days, last)


def condensed(opens_on: date, due_on: date, until: date, *, extended: bool, exempt: date | None, settled: date | None,
              set_aside: date | None) -> Facts:  # fmt: skip
    """Return the facts of a duty from its present columns (`models.Duty`): what holds today in the same terms."""
    reliefs = [Relief(EXTENSION, date.min, until)] if extended else []
    if exempt is not None:
        reliefs.append(Relief(EXEMPTION, exempt))
    grace = 0 if extended else (until - due_on).days
    filings = () if settled is None else ((settled, None),)
    return Facts(opens_on, due_on, grace, filings, tuple(reliefs), set_aside)


def best(states: Iterable[State]) -> State:
    """Return the state that counts when two duties tell of the same (after a merge): what was done, then what is lifted, then what waits."""
    order = (ON_TIME, LATE, EXEMPT, *WAITING, NOT_OWED)
    return min(states, key=lambda one: (order.index(one.code), one.days))
