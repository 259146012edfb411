"""The look through the whole register: what it finds, what stays dismissed, how little it compares."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from aormas.core import clock
from aormas.core.database import db
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.organizations import actions
from aormas.organizations.actions import merging, sweeping
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import DoubleHint, DoubleSweep
from aormas.organizations.rules import blocking
from aormas.organizations.rules.doubles import traits
from tests.organizations.factories import facts

BARE = {"acronym": "", "npwp": "", "basis_number": "", "basis_kind": "", "address": "", "phone": "", "members": ()}


def entered(name: str, **more: Any) -> Any:
    return actions.apply_filing(facts(**{**BARE, "name": name, **more}), organization=None, source="x", by="t")


@pytest.fixture
def crowd(app: Flask) -> list[Any]:
    """Four organisations; the first two are one."""
    return [
        entered("Forum Komunikasi Pemuda Mayangan", phone="+62335123456"), entered("Forum Komunikassi Pemuda Mayangan", phone="0335 123456"),
        entered("Forum Komunikasi Pemuda Kanigaran"), entered("Yayasan Melati"),
    ]  # fmt: skip


def hints() -> list[DoubleHint]:
    return list(db.session.scalars(db.select(DoubleHint).order_by(DoubleHint.id)))


def test_a_sweep_finds_the_pair_once_and_says_why(crowd: Any) -> None:
    made = [sweeping.sweep("test") for _ in range(2)]
    assert [(row.organizations, row.found) for row in made] == [(4, 1), (4, 1)]
    (hint,) = hints()
    assert (hint.first_id, hint.second_id, hint.state) == (crowd[0].id, crowd[1].id, "open")
    assert len(hint.reasons) == 2


def test_a_dismissed_pair_stays_so_until_something_else_is_alike(crowd: Any, person: Any) -> None:
    sweeping.sweep("test")
    sweeping.dismiss(hints()[0], "Dua pengurus berbeda", person("kabid"))
    sweeping.sweep("test")
    assert (hints()[0].state, hints()[0].why) == ("dismissed", "Dua pengurus berbeda")
    for row in crowd[:2]:
        said = FiledFacts(name="", form="", scope="", email="sama@contoh.id")
        actions.apply_filing(said, organization=row, source="x", by="t")
    sweeping.sweep("test")
    assert (hints()[0].state, hints()[0].why) == ("open", "")


def test_a_pair_that_is_not_alike_any_more_leaves_the_list(crowd: Any) -> None:
    sweeping.sweep("test")
    said = FiledFacts(name="Paguyuban Lain", form="", scope="", phone="+62899")
    crowd[1].names[0].since = clock.today() - timedelta(days=0)
    actions.apply_filing(said, organization=crowd[1], source="x", by="t")
    sweeping.sweep("test")
    assert [hint.state for hint in hints()] == ["gone"]


def test_what_was_merged_is_not_found_again(crowd: Any, person: Any) -> None:
    sweeping.sweep("test")
    merging.merge(crowd[0], crowd[1], {}, person("kabid"), seen_at=merging.seen(crowd[0], crowd[1]))
    assert sweeping.sweep("test").found == 0
    assert hints()[0].state == "merged"


def test_dismissing_asks_for_a_reason_a_permission_and_an_open_pair(crowd: Any, person: Any) -> None:
    sweeping.sweep("test")
    (hint,) = hints()
    with pytest.raises(NotAllowed):
        sweeping.dismiss(hint, "alasan", person("operator"))
    with pytest.raises(Invalid, match="few words"):
        sweeping.dismiss(hint, "  - ", person("kabid"))
    sweeping.dismiss(hint, "Dua badan", person("kabid"))
    with pytest.raises(Conflict, match="decided already"):
        sweeping.dismiss(hint, "Dua badan", person("verifikator"))


def test_the_daily_look_comes_once_a_day(crowd: Any) -> None:
    sweeping.daily()
    sweeping.daily()
    assert db.session.query(DoubleSweep).count() == 1
    with clock.frozen(clock.now() + timedelta(days=1)):
        sweeping.daily()
    assert db.session.query(DoubleSweep).count() == 2


def test_few_pairs_are_compared_and_every_misspelt_name_is_among_them() -> None:
    places = [f"Mawar{chr(97 + n)}{chr(97 + m)}" for n in range(20) for m in range(20)]
    known = {
        n: traits(FiledFacts(name=f"Yayasan {place} Sejahtera Bersama", form="")) for n, place in enumerate(places)
    }
    twins = {
        400 + n: traits(FiledFacts(name=f"Yayasan {places[n]} Sejahterra Bersama", form="")) for n in range(0, 400, 20)
    }
    found = set(blocking.pairs(known | twins))
    assert {(n - 400, n) for n in twins} <= found
    assert len(found) < 420 * 419 / 2 / 4
