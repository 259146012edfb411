"""Which organisations are worth comparing with each other, so that not all are compared with all. Pure.

Each organisation stands in some blocks: one for each number, phone, address, chair, and some for its name (all telling words
but one, so that one misspelt word is no matter; and pairs of word beginnings and ends). Pairs are those that share a block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from aormas.organizations.rules.doubles import Traits, telling

CROWD = 40  # a block that so many share tells nothing, unless it is a number of its own
WORDS = 6


def pairs(known: Mapping[int, Traits]) -> Iterator[tuple[int, int]]:
    """Yield each pair (smaller id first) that shares a block, once."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for id in sorted(known):
        for block in blocks_of(known[id]):
            blocks[block].append(id)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if not 1 < len(members) <= CROWD:
            continue
        for pair in combinations(members, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def blocks_of(one: Traits) -> set[str]:
    """Return the blocks that an organisation stands in."""
    found = {f"d {number}" for number in one.decrees} | {f"p {phone}" for phone in one.phones}
    found |= {f"e {mail}" for mail in one.emails}
    if one.address:
        found.add(f"a {one.village} {one.address}")
    if one.npwp:
        found.add(f"t {one.npwp}")
    if one.nik:
        found.add(f"n {one.nik}")
    if one.chair and one.village:
        found.add(f"c {one.chair} {one.village}")
    found |= {f"g {one.deed} {by}" for by in one.deed_by if one.deed}
    for name in (one.name, *one.former):
        found |= _of_name(name)
    return found | _of_acronym(one)


def _of_name(name: tuple[str, ...]) -> set[str]:
    words = sorted(telling(name))[:WORDS] if name else []
    if not words:
        return set()
    found = {"w " + " ".join(words)}
    if len(words) > 1:
        found |= {"w- " + " ".join(words[:n] + words[n + 1 :]) for n in range(len(words))}
    ends = [(word[:4], word[-4:] + "<") for word in words]
    if len(words) == 1:
        return found | {"1 " + end for end in ends[0]}
    return found | {f"2 {a} {b}" for one, other in combinations(ends, 2) for a, b in _both(one, other)}


def _both(one: tuple[str, str], other: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for a in one:
        for b in other:
            yield (a, b) if a <= b else (b, a)


def _of_acronym(one: Traits) -> set[str]:
    """A name of one telling word may be what a longer name is called for short."""
    return {f"s {one.told[0]}"} if len(one.told) == 1 else {f"s {short}" for short in one.shorts}
