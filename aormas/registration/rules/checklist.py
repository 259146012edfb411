"""What an officer looks at in a case, paper by paper and section by section, and how far that has come. Pure.

A verdict holds from round to round until what it judged comes anew; what was handed back needs a fresh look always.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OK, FIX, NA = "ok", "fix", "na"
VERDICTS = (OK, FIX, NA)
SECTION = "isian:"
SECTIONS = ("ormas", "legalitas", "sekretariat", "pengurus")

ABSENT = "No file was sent for this paper. Choose mend, or does not apply."
UNEXPLAINED = "Choose a reason or write a note, so that the applicant knows what to mend."
NOTE_LONG = "A note has at most 2,000 characters. Shorten it."
NOTE_MOST = 2000


@dataclass(frozen=True)
class Judgement:
    """A verdict that was written down in a round, and what the applicant answered to it."""

    round: int
    verdict: str
    reason: str = ""
    note: str = ""
    answered: bool = False
    rebuttal: str = ""


@dataclass(frozen=True)
class Verdict:
    """A verdict as it comes from the page."""

    target: str
    verdict: str
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Item:
    """One paper or section: what stands about it now, what was asked for last time, and what came since.

    `verdict` is None while it waits for a look; `asked` is the verdict with which it was last handed back.
    """

    target: str
    title: str
    present: bool
    verdict: str | None = None
    reason: str = ""
    note: str = ""
    changed: bool = False
    asked: Judgement | None = None

    @property
    def is_section(self) -> bool:
        """Whether this is a part of the answers, not a paper."""
        return self.target.startswith(SECTION)

    @property
    def rebuttal(self) -> str:
        """What the applicant argued back since the last round."""
        return self.asked.rebuttal if self.asked else ""


def item(
    target: str, title: str, *, present: bool, spared: bool, judgements: Sequence[Judgement], round: int, renewed: bool
) -> Item:
    """Return how a target stands in a round.

    `spared`: nobody has to send it (optional, or waived by the applicant); `renewed`: a new file came since the last
    hand-back; `judgements` of all rounds in their order.
    """
    present_one = next((j for j in judgements if j.round == round), None)
    earlier = [j for j in judgements if j.round < round]
    last = earlier[-1] if earlier else None
    asked = last if last is not None and last.verdict == FIX else None
    changed = renewed or bool(asked and asked.answered and not asked.rebuttal)
    if present_one is None and last is not None and last.verdict != FIX and not changed:
        present_one = last
    if present_one is not None:
        return Item(target, title, present, present_one.verdict, present_one.reason, present_one.note, changed, asked)
    return Item(target, title, present, NA if spared and not present else None, changed=changed, asked=asked)


def unseen(items: Iterable[Item]) -> list[Item]:
    """Return what still waits for a look."""
    return [item for item in items if item.verdict is None]


def to_mend(items: Iterable[Item]) -> list[Item]:
    """Return what is to be handed back."""
    return [item for item in items if item.verdict == FIX]


def state(items: Sequence[Item]) -> str:
    """Return what can happen next: `open` (go on looking), `fix` (hand back) or `ok` (nothing to mend)."""
    return "open" if unseen(items) else "fix" if to_mend(items) else "ok"


def problem(item: Item, typed: Verdict, *, strict: bool) -> str | None:
    """Return what is wrong with a typed verdict as a message id; `strict` when the case is about to be handed back."""
    if typed.verdict == OK and not item.present:
        return ABSENT
    if len(typed.note) > NOTE_MOST:
        return NOTE_LONG
    if strict and typed.verdict == FIX and not (typed.reason or typed.note):
        return UNEXPLAINED
    return None
