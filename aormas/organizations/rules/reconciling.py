"""Two lists beside each other: what each row of the other list is, and why the totals differ. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aormas.core.identifiers import fold

SAME, PROBABLY, THERE, REPEATED, UNREADABLE, IGNORED = "same", "probably", "there", "repeated", "unreadable", "ignored"
SURE = 0.9  # from this likeness on a row is taken as the same, and can be decided otherwise
STATES = (PROBABLY, THERE, SAME, REPEATED, UNREADABLE, IGNORED)
# What an officer can decide → the state that follows.
DECISIONS = {"same": SAME, "absent": THERE, "repeated": REPEATED, "ignored": IGNORED}
Sentence = tuple[str, dict[str, Any]]


def row_key(import_id: int, number: int) -> str:
    """Return by what one row of one list is known: whether it repeats another belongs to the row, not to its name."""
    return f"{import_id}:{number}"


@dataclass(frozen=True)
class Row:
    """A row of the other list: the verdict of the comparison, and what was decided about it."""

    number: int
    verdict: str  # new | same | changes | probable | error
    target_id: int | None = None
    key: str = ""  # of its name
    goes_on: bool = False  # continues the row above it
    decision: str = ""
    decided_id: int | None = None


@dataclass(frozen=True)
class Placed:
    """A row with its state, and the organisation of the register that it is, if any."""

    number: int
    state: str
    organization_id: int | None = None


def key_of(name: str) -> str:
    """Return by what a row is known again in the next list of its source: its name, however it is written."""
    return hashlib.sha256(fold(name).encode()).hexdigest()


def sure(candidates: Sequence[Mapping[str, Any]]) -> int | None:
    """Return the one organisation that a row is nearly surely, or None: only one may come that close."""
    close = [one["id"] for one in candidates if one.get("id") and one.get("score", 0) >= SURE]
    return close[0] if len(close) == 1 else None


def place(rows: Iterable[Row]) -> list[Placed]:
    """Return the state of every row; a second row about the same organisation is a repetition of the first."""
    seen: set[Any] = set()
    placed = []
    for row in rows:
        state, number = _state(row)
        who = number if state == SAME else row.key if state == THERE else None
        if who and who in seen:
            state = REPEATED
        elif who:
            seen.add(who)
        placed.append(Placed(row.number, state, number))
    return placed


def _state(row: Row) -> tuple[str, int | None]:
    if row.verdict == "error":
        return (IGNORED if row.decision == "ignored" else UNREADABLE), None
    if row.decision == "same" and row.decided_id is not None:
        return SAME, row.decided_id
    if row.decision in DECISIONS and row.decision != "same":
        return DECISIONS[row.decision], None
    if row.goes_on:
        return REPEATED, None
    if row.verdict in ("same", "changes") and row.target_id is not None:
        return SAME, row.target_id
    return (PROBABLY if row.verdict == "probable" else THERE), None


@dataclass(frozen=True)
class Known:
    """An organisation of the register, as far as totals need it."""

    id: int
    counted: bool  # in the register's total: listed, in being, within what the list covers
    status: str = ""
    later: bool = False  # entered after the day of the list


@dataclass(frozen=True)
class Totals:
    """Why two totals differ. `rows` = all states together; `register` = `matched` + `here`."""

    rows: int
    register: int
    states: dict[str, int]
    matched: int  # of the register's total, found in the list
    outside: dict[str, int]  # found in the list, but not of the register's total, by status ("" = not covered)
    here: int  # of the register's total, not in the list
    here_later: int  # of these, entered after the day of the list
    left_out: int = 0  # of the register, not of its total

    @property
    def difference(self) -> int:
        """By how much the list is longer than the register."""
        return self.rows - self.register

    @property
    def terms(self) -> list[tuple[str, int]]:
        """The parts of the difference, each with its sign; they add up to it."""
        plus = [(state, self.states.get(state, 0)) for state in (UNREADABLE, IGNORED, REPEATED, PROBABLY, THERE)]
        return [*plus, *((f"outside:{status}", n) for status, n in sorted(self.outside.items())), ("here", -self.here)]


def totals(placed: Sequence[Placed], register: Sequence[Known]) -> Totals:
    """Return the totals of two lists and every part of their difference."""
    found = {row.organization_id for row in placed if row.state == SAME}
    counted = {one.id for one in register if one.counted}
    gone = {one.id: one for one in register if not one.counted}
    here = [one for one in register if one.counted and one.id not in found]
    outside = Counter(
        gone[number].status if number in gone else ""
        for number in found
        if number is not None and number not in counted
    )
    return Totals(
        rows=len(placed), register=len(counted), states=dict(Counter(row.state for row in placed)), matched=len(found & counted),
        outside=dict(outside), here=len(here), here_later=sum(one.later for one in here), left_out=len(gone),
    )  # fmt: skip


# Part of the difference → (message id for several, whether it makes the other list longer).
SAID = {
    UNREADABLE: "%(n)d rows of the list cannot be read.",
    IGNORED: "%(n)d rows were decided to be no organisation of this city.",
    REPEATED: "%(n)d rows name an organisation that another row of the list names already.",
    PROBABLY: "%(n)d rows may be the same as an organisation of the register or as another row; nobody has decided yet.",
    THERE: "%(n)d organisations are only in the list.",
    "outside:bubar": "%(n)d organisations of the list are dissolved according to the register.",
    "outside:bergabung": "%(n)d organisations of the list have joined others according to the register.",
    "outside:pindah": "%(n)d organisations of the list have moved away according to the register.",
    "outside:": "%(n)d organisations of the list are in the register, but not among those that the list is said to cover.",
    "here": "%(n)d organisations are only in the register.",
}
LATER = "Of these, %(n)d were entered after the day of the list."
EQUAL = "List and register have the same total, %(n)d."
LONGER = "The list has %(rows)d rows, the register counts %(register)d organisations: the list is longer by %(n)d."
SHORTER = "The list has %(rows)d rows, the register counts %(register)d organisations: the register is longer by %(n)d."
BOTH = "%(n)d organisations are in both."
LEFT_OUT = "Not counted in the register: %(n)d organisations that are dissolved, joined or moved, or that the list does not claim to hold."


def explain(found: Totals) -> list[Sentence]:
    """Return the explanation of two totals, sentence by sentence."""
    n = found.difference
    first: Sentence = (
        (EQUAL, {"n": found.rows})
        if n == 0
        else (LONGER if n > 0 else SHORTER, {"rows": found.rows, "register": found.register, "n": abs(n)})
    )
    said: list[Sentence] = [first, (BOTH, {"n": found.matched})]
    if found.left_out:
        said.append((LEFT_OUT, {"n": found.left_out}))
    for part, count in found.terms:
        if count:
            said.append((SAID.get(part, SAID["outside:"]), {"n": abs(count)}))
        if part == "here" and found.here_later:
            said.append((LATER, {"n": found.here_later}))
    return said


def sum_of(found: Totals) -> str:
    """Return the difference as a sum that anybody can check: `181 − 162 = 6 + 16 − 3`."""
    parts = [count for _part, count in found.terms if count]
    right = " ".join(f"{'+' if count > 0 else '−'} {abs(count)}" for count in parts).removeprefix("+ ") or "0"
    return f"{found.rows} − {found.register} = {right}"
