"""Rows of one list that look like the same organisation: three spellings of a name, two rows for two officers. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from aormas.organizations.filed import FiledFacts
from aormas.organizations.rules.keys import key
from aormas.organizations.rules.names import HEADS, SMALL_WORDS, likeness, words

CROWD = 150  # rows that share a word before it tells nothing
ALIKE_MEAN, ALIKE_LEAST = 0.86, 0.5
SLIP = 0.9  # how alike two words are that differ by one letter
KINDS = frozenset(
    {"yayasan", "perkumpulan", "paguyuban", "lembaga", "organisasi", "ikatan", "persatuan", "forum", "komunitas"}
)
SAME_NUMBER = "the same number %(number)s"
SAME_NAME = "the name is the same"
LIKE_NAME = "the name is much alike"


@dataclass(frozen=True)
class Earlier:
    """The earlier row that a row looks like, how much (0–1), and why (message id, values)."""

    row: int
    score: float
    reasons: list[tuple[str, dict[str, str]]]


def earlier(rows: Mapping[int, FiledFacts]) -> dict[int, Earlier]:
    """Return for each row that looks like an earlier one the first of them; rows go by their numbers, in order."""
    found: dict[int, Earlier] = {}
    numbers: dict[str, int] = {}
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    spelt = {row: telling(facts.name) for row, facts in rows.items()}
    for row, facts in rows.items():
        seen = _by_number(row, facts, numbers) or _by_name(row, rows, spelt, blocks)
        if seen:
            found[row] = Earlier(found[seen.row].row, seen.score, seen.reasons) if seen.row in found else seen
        for word in _blocks(spelt[row]):
            blocks[word].append(row)
    return found


def _by_number(row: int, facts: FiledFacts, numbers: dict[str, int]) -> Earlier | None:
    seen: Earlier | None = None
    for number in (facts.basis_number, facts.npwp):
        if kept := key(number):
            first = numbers.setdefault(kept, row)
            if first != row and seen is None:
                seen = Earlier(first, 1.0, [(SAME_NUMBER, {"number": number})])
    return seen


def _by_name(
    row: int, rows: Mapping[int, FiledFacts], spelt: Mapping[int, list[str]], blocks: Mapping[str, list[int]]
) -> Earlier | None:
    near = {other for word in _blocks(spelt[row]) for other in blocks.get(word, ())[-CROWD:]}
    best: Earlier | None = None
    for other in sorted(near):
        if contradict(rows[row], rows[other]):
            continue
        score = names_alike(rows[row].name, rows[other].name)
        if score and (best is None or score > best.score):
            best = Earlier(other, score, [(SAME_NAME if score == 1 else LIKE_NAME, {})])
    return best


def telling(name: str) -> list[str]:
    """Return the words of a name that tell it from others; all of them where none does."""
    found = words(name)
    return [word for word in found if word not in HEADS and word not in SMALL_WORDS] or found


def contradict(one: FiledFacts, other: FiledFacts) -> bool:
    """Tell whether two rows name different decrees or tax numbers: then they are two organisations."""
    return any(
        getattr(one, name) and getattr(other, name) and key(getattr(one, name)) != key(getattr(other, name))
        for name in ("basis_number", "npwp")
    )


def names_alike(one: str, other: str) -> float:
    """Return how alike two names are (0–1); a yayasan is no paguyuban, but may be named without the word."""
    kinds = [KINDS.intersection(words(name)) for name in (one, other)]
    if all(kinds) and not kinds[0] & kinds[1]:
        return 0.0
    score = alike(telling(one), telling(other))
    return min(score, 0.99) if sorted(words(one)) != sorted(words(other)) else score


def alike(one: list[str], other: list[str]) -> float:
    """Return how alike two names are, 0 unless every word of each has its like in the other."""
    if not one or not other:
        return 0.0
    if sorted(one) == sorted(other):
        return 1.0
    scores = [max(_like(word, known) for known in other) for word in one]
    scores += [max(_like(word, known) for known in one) for word in other]
    mean = sum(scores) / len(scores)
    return min(mean, 0.99) if mean >= ALIKE_MEAN and min(scores) >= ALIKE_LEAST else 0.0


def near(word: str, known: str) -> bool:
    """Tell whether two words may be the same, written differently."""
    return _like(word, known) >= ALIKE_LEAST


def _like(word: str, known: str) -> float:
    if word.isdigit() or known.isdigit():
        return float(word == known)
    return max(likeness(word, known), likeness(known, word), SLIP if one_slip(word, known) else 0.0)


def one_slip(word: str, known: str) -> bool:
    """Tell whether two words of four letters or more differ by one letter: left out, put in, another, or two changed about."""
    short, long = sorted((word, known), key=len)
    if len(short) < 4 or len(long) - len(short) > 1 or word == known:
        return False
    at = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    turned = short[at : at + 2][::-1] == long[at : at + 2] and short[at + 2 :] == long[at + 2 :]
    return turned or short[at + 1 :] == long[at + 1 :]


def _blocks(spelt: list[str]) -> set[str]:
    return {word[:4] for word in spelt} | {word[-4:] + "<" for word in spelt if len(word) > 5}
