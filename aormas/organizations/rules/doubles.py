"""How likely two organisations are one and the same, and what says so. Pure.

Each thing that is the same in both is a piece of evidence with a weight (0–1): how likely it alone makes them one. Pieces
are put together as independent ones; what speaks against lowers the result by a factor. Nothing here decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aormas.core.identifiers import fold
from aormas.organizations.filed import FiledFacts
from aormas.organizations.rules import grouping, keys
from aormas.organizations.rules.identity import normal_npwp
from aormas.organizations.rules.names import HEADS, initials_of, person_words, words

SURE, PROBABLE = 0.9, 0.6  # from here on nearly sure, or probable; below nothing is shown
Reason = tuple[str, dict[str, Any]]

SAME_NAME = "the name is the same"
SAME_CORE = "the name is the same but for its legal form or level"
FEW_LETTERS = "the name differs in a few letters"
FORMER_NAME = "a former name is the same"
STANDS_FOR = "one name is the acronym of the other"
SAME_ACRONYM = "the acronym fits both"
SAME_PERSON = "the chair is the same person by the NIK"
SAME_CHAIR = "the chair has the same name (%(name)s)"
SAME_PHONE = "the phone number is the same (%(number)s)"
SAME_EMAIL = "the e-mail address is the same"
SAME_SEAT = "the address in the same kelurahan is the same"
SAME_ADDRESS = "the address is the same"
SAME_NPWP = "the NPWP is the same"
SAME_DECREE = "the number of the AHU decree or SKT is the same (%(number)s)"
SAME_DEED = "the deed is the same, by its number and date or notary"
DEED_NUMBER = "the number of the deed is the same"
OTHER_DECREE = "the numbers of the AHU decrees differ"
OTHER_NPWP = "the NPWP numbers differ"
OTHER_FORM = "the legal forms differ"
OTHER_NAME = "the names have nothing in common"

WEIGHTS = {
    SAME_NAME: 0.8, SAME_CORE: 0.66, FORMER_NAME: 0.7, STANDS_FOR: 0.62, SAME_ACRONYM: 0.2, SAME_PERSON: 0.5, SAME_CHAIR: 0.35,
    SAME_PHONE: 0.5, SAME_EMAIL: 0.5, SAME_SEAT: 0.4, SAME_ADDRESS: 0.3, SAME_NPWP: 0.9, SAME_DECREE: 0.92, SAME_DEED: 0.8, DEED_NUMBER: 0.1,
}  # fmt: skip
AGAINST = {OTHER_DECREE: 0.65, OTHER_NPWP: 0.75, OTHER_FORM: 0.88, OTHER_NAME: 0.78}
LEVELS = frozenset({"pusat", "wilayah", "daerah", "cabang", "anak", "ranting"})
OTHER_LEVEL = 0.5  # a branch and its parent have most of their names in common
FEW_LETTERS_LEAST, FEW_LETTERS_MOST = 0.6, 0.75
MOST_UNLESS_EQUAL = 0.99

STREET = {"jl": "jalan", "jln": "jalan", "gg": "gang", "perum": "perumahan", "blk": "blok"}
UNSAID = frozenset({"no", "nomor", "nmr", "jalan", "kota", "probolinggo"})
AREA = frozenset({"kel", "kelurahan", "kec", "kecamatan", "desa", "rt", "rw", "rtrw"})


@dataclass(frozen=True)
class Traits:
    """What of an organisation is compared, in the form in which it is compared; empty where nothing is known."""

    name: tuple[str, ...]
    former: frozenset[tuple[str, ...]] = frozenset()
    acronym: str = ""
    form: str = ""
    chair: str = ""
    nik: str = ""
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    address: str = ""
    village: str = ""
    npwp: str = ""
    ahu: str = ""  # the present AHU decree
    decrees: frozenset[str] = frozenset()  # AHU and SKT, present and former
    deed: str = ""
    deed_by: frozenset[str] = frozenset()  # its date and notary
    told: tuple[str, ...] = field(default=(), compare=False)  # the words of the name that tell it from others
    shorts: frozenset[str] = field(default=frozenset(), compare=False)  # acronyms that the name goes by or may go by
    said: dict[str, str] = field(default_factory=dict, compare=False)  # as people write them, for reasons


@dataclass(frozen=True)
class Likeness:
    """How likely two organisations are one (0–1), what speaks for it and what against, as (message id, values)."""

    score: float
    reasons: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()


def traits(facts: FiledFacts, former: Iterable[str] = (), decrees: Iterable[str] = ()) -> Traits:
    """Return what is compared of an organisation; `former` names and `decrees` that its facts do not say any more."""
    chair = facts.holder("chair")
    phones = {keys.phone_key(phone): phone for phone in (facts.phone, chair.phone if chair else "") if phone}
    numbers = {keys.key(number): number for number in (*decrees, facts.basis_number) if number}
    name, acronym = tuple(words(facts.name)), fold(facts.acronym).replace(" ", "")
    return Traits(
        name=name, former=frozenset(kept for one in former if (kept := tuple(words(one))) and kept != name),
        acronym=acronym, form=facts.form, chair=" ".join(person_words(chair.name)) if chair else "",
        nik=keys.digits(chair.nik) if chair else "", phones=frozenset(phones) - {""},
        emails=frozenset(mail.strip().lower() for mail in (facts.email, chair.email if chair else "") if mail.strip()),
        address=address_key(facts.address), village=facts.village_code, npwp=normal_npwp(facts.npwp),
        ahu=keys.key(facts.basis_number) if facts.basis_kind == "ahu" else "", decrees=frozenset(numbers) - {""},
        deed=keys.key(facts.deed_number), deed_by=_deed_by(facts), told=tuple(telling(name)),
        shorts=frozenset(initials_of(list(name)) | {acronym} - {""}), said={**phones, **numbers, "chair": chair.name if chair else ""},
    )  # fmt: skip


def _deed_by(facts: FiledFacts) -> frozenset[str]:
    notary = " ".join(person_words(facts.notary))
    return frozenset(part for part in (facts.deed_date.isoformat() if facts.deed_date else "", notary) if part)


def address_key(text: str) -> str:
    """Return street and number of an address as they are compared; empty where too little is said to tell a place.

    `Jl. Mawar No. 05 RT 01/02, Kel. Kanigaran` and `Jalan Mawar 5` are the same.
    """
    said = [STREET.get(word, word) for word in fold(text).split()]
    kept: list[str] = []
    for word in said:
        if word in AREA:
            break
        if word not in UNSAID:
            kept.append(word.lstrip("0") or "0" if word.isdigit() else word)
    told = len(kept) > 1 and any(re.search(r"\d", word) for word in kept)
    return " ".join(kept) if told or len(kept) > 2 else ""


def compare(one: Traits, other: Traits) -> Likeness:
    """Return how likely two organisations are one and the same. Symmetric; 1 only where everything compared is the same."""
    found = [*_by_names(one, other), *_by_people(one, other), *_by_numbers(one, other)]
    if not found:
        return Likeness(0.0)
    against = [(reason, AGAINST[reason]) for reason in _against(one, other, found)]
    unlike, factor = 1.0, 1.0
    for _reason, _values, weight in found:
        unlike *= 1 - weight
    for _reason, less in against:
        factor *= less
    score = 1.0 if one == other else min(round((1 - unlike) * factor, 3), MOST_UNLESS_EQUAL)
    told = sorted(found, key=lambda piece: (-piece[2], piece[0]))
    return Likeness(
        score, tuple((reason, values) for reason, values, _ in told), tuple((reason, {}) for reason, _ in against)
    )


Piece = tuple[str, dict[str, Any], float]


def _piece(reason: str, **values: Any) -> Piece:
    return reason, values, WEIGHTS[reason]


def _by_names(one: Traits, other: Traits) -> list[Piece]:
    best = _name(one, other)
    if best is None or best[2] < WEIGHTS[FORMER_NAME]:
        earlier = one.former & other.former or {one.name} & other.former or {other.name} & one.former
        best = _piece(FORMER_NAME) if earlier else best
    if best is None:
        best = _acronym(one, other)
    return [best] if best else []


def _name(one: Traits, other: Traits) -> Piece | None:
    if not one.name or not other.name:
        return None
    if sorted(one.name) == sorted(other.name):
        return _piece(SAME_NAME)
    if not _may_be_alike(one.told, other.told):
        return None
    first, second = sorted((list(one.told), list(other.told)))
    alike = grouping.alike(first, second)
    if not alike:
        return None
    level = set(one.name) & LEVELS == set(other.name) & LEVELS
    if alike == 1.0:
        return _piece(SAME_CORE) if level else (SAME_CORE, {}, OTHER_LEVEL)
    part = (alike - grouping.ALIKE_MEAN) / (MOST_UNLESS_EQUAL - grouping.ALIKE_MEAN)
    weight = FEW_LETTERS_LEAST + (FEW_LETTERS_MOST - FEW_LETTERS_LEAST) * part
    return FEW_LETTERS, {}, weight if level else OTHER_LEVEL


def _may_be_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell quickly whether every word that only one has is near some word of the other; most pairs end here."""
    return all(
        any(grouping.near(word, known) for known in theirs)
        for mine, theirs in ((one, other), (other, one))
        for word in mine
        if word not in theirs
    )


def telling(name: tuple[str, ...]) -> list[str]:
    """Return the words of a name that tell it from others; all of them where none does."""
    return [word for word in name if word not in HEADS and word not in grouping.SMALL_WORDS] or list(name)


def _acronym(one: Traits, other: Traits) -> Piece | None:
    """An acronym that is the whole name of the other, or that both go by."""
    if _called(one) in other.shorts or _called(other) in one.shorts:
        return _piece(STANDS_FOR)
    if one.acronym in other.shorts or other.acronym in one.shorts:
        return _piece(SAME_ACRONYM)
    return None


def _called(one: Traits) -> str:
    """Return the one word that tells a name: it may be an acronym."""
    return one.told[0] if len(one.told) == 1 and len(one.told[0]) >= 3 else ""


def _by_people(one: Traits, other: Traits) -> list[Piece]:
    found: list[Piece] = []
    if one.nik and one.nik == other.nik:
        found.append(_piece(SAME_PERSON))
    elif one.chair and one.chair == other.chair:
        found.append(_piece(SAME_CHAIR, name=min(one.said["chair"], other.said["chair"])))
    if phones := one.phones & other.phones:
        found.append(_piece(SAME_PHONE, number=_as_written(min(phones), one, other)))
    if one.emails & other.emails:
        found.append(_piece(SAME_EMAIL))
    if one.address and one.address == other.address:
        if one.village and one.village == other.village:
            found.append(_piece(SAME_SEAT))
        elif not (one.village and other.village):
            found.append(_piece(SAME_ADDRESS))
    return found


def _by_numbers(one: Traits, other: Traits) -> list[Piece]:
    found: list[Piece] = []
    if one.npwp and one.npwp == other.npwp:
        found.append(_piece(SAME_NPWP))
    if decrees := one.decrees & other.decrees:
        found.append(_piece(SAME_DECREE, number=_as_written(min(decrees), one, other)))
    if one.deed and one.deed == other.deed:
        found.append(_piece(SAME_DEED if one.deed_by & other.deed_by else DEED_NUMBER))
    return found


def _as_written(kept: str, one: Traits, other: Traits) -> str:
    return min(one.said[kept], other.said[kept])


def _against(one: Traits, other: Traits, found: list[Piece]) -> list[str]:
    named = {reason for reason, _, _ in found}
    against = []
    if one.ahu and other.ahu and one.ahu != other.ahu:
        against.append(OTHER_DECREE)
    if one.npwp and other.npwp and one.npwp != other.npwp:
        against.append(OTHER_NPWP)
    if one.form and other.form and one.form != other.form:
        against.append(OTHER_FORM)
    if (
        one.name
        and other.name
        and not named & {SAME_NAME, SAME_CORE, FEW_LETTERS, FORMER_NAME, STANDS_FOR, SAME_ACRONYM}
    ):
        shared = any(grouping.near(word, known) for word in one.told for known in other.told)
        against += [] if shared else [OTHER_NAME]
    return against
