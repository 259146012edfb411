"""Which organisations facts may be about already, in few statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations import actions, queries
from aormas.organizations.actions import merging
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.queries.doubles import candidates
from aormas.organizations.rules import doubles
from tests.organizations.factories import facts, organization
from tests.statements import listen_in

NOTHING = FiledFacts(name="", form="", scope="")
OTHER = facts(
    name="Yayasan Melati", acronym="", form="yayasan", npwp="", basis_number="", basis_kind="", address="Jalan Lain 8", phone="", members=()
)  # fmt: skip


@pytest.fixture
def register(app: Flask) -> Any:
    """The usual organisation, and another one that has nothing in common with it."""
    row = organization()
    actions.apply_filing(OTHER, organization=None, source="contoh", by="test")
    return row


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"name": "Forum Komunikasi Pemuda Mayangan"}, doubles.SAME_NAME),
        ({"name": "Forum Komunikassi Pemuda Mayangan"}, doubles.FEW_LETTERS),
        ({"npwp": "012345678625000"}, doubles.SAME_NPWP),
        ({"basis_number": "ahu 0002887 ah 01 07 tahun 2019"}, doubles.SAME_DECREE),
        ({"phone": "0335 123456", "members": (FiledMember("chair", "Siti Contoh", "3574014507900003"),)}, doubles.SAME_PERSON),
        ({"phone": "+62335123456", "address": "Jl. Contoh No. 05", "village_code": "35.74.03.1004"}, doubles.SAME_SEAT),
        ({"members": (FiledMember("chair", "Siti Contoh", phone="0812 3456 7890"),), "phone": "0335123456", "address": "Jl Contoh 5", "village_code": "35.74.03.1004"}, doubles.SAME_CHAIR),
    ],
)  # fmt: skip
def test_whatever_is_the_same_is_found_and_says_why(register: Any, said: dict[str, Any], reason: str) -> None:
    (hint,) = candidates(replace(NOTHING, **said))
    assert (hint.organization_id, hint.name, hint.register_number, hint.slug) == (
        register.id, register.name, register.register_number, register.slug,
    )  # fmt: skip
    assert reason in {message for message, _ in hint.reasons}


def test_the_organisation_itself_is_left_out(register: Any) -> None:
    assert candidates(facts())[0].sure
    assert candidates(facts(), besides=register.id) == []


def test_what_is_less_than_probable_is_not_shown(register: Any) -> None:
    assert candidates(replace(NOTHING, phone="0335 123456")) == []
    assert candidates(NOTHING) == []


def test_former_names_are_found(app: Flask) -> None:
    row = actions.apply_filing(facts(), organization=None, source="x", by="t", since=date(2020, 1, 1))
    actions.apply_filing(replace(NOTHING, name="Perhimpunan Anak Pesisir"), organization=row, source="ubah", by="test")
    (hint,) = candidates(replace(NOTHING, name="Forum Komunikasi Pemuda Mayangan"))
    assert hint.reasons == [(doubles.FORMER_NAME, {})]


def test_an_organisation_that_left_the_list_is_not_shown(register: Any) -> None:
    register.listed, register.withdrawn_at = False, clock.now()
    db.session.commit()
    assert candidates(facts()) == []


def test_the_likeliest_comes_first(register: Any) -> None:
    second = actions.apply_filing(
        facts(basis_number="", npwp="", phone="", address="", village_code="", members=()),
        organization=None,
        source="x",
        by="t",
    )
    assert [hint.organization_id for hint in candidates(facts())] == [register.id, second.id]
    assert [hint.organization_id for hint in candidates(facts(), limit=1)] == [register.id]


def test_statements_do_not_grow_with_the_register(register: Any) -> None:
    asked: list[str] = []
    listen_in(asked)
    candidates(facts())
    few = len(asked)
    for number in range(12):
        more = facts(name=f"Forum Komunikasi Pemuda {number}", basis_number=f"AHU-{number}")
        actions.apply_filing(more, organization=None, source="x", by="t")
    asked.clear()
    candidates(facts())
    assert len(asked) == few <= 22  # with its BEGIN


def test_facts_of_the_register_are_wholly_like_itself(register: Any) -> None:
    known = queries.present_facts(queries.whole(register))
    assert candidates(known)[0].score == 1.0


def test_what_was_merged_is_known_by_its_names_and_numbers(register: Any, person: Any) -> None:
    twin = facts(name="Perhimpunan Anak Pesisir", npwp="", basis_number="AHU-77", members=(), phone="", address="")
    away = actions.apply_filing(twin, organization=None, source="x", by="t")
    merging.merge(register, away, {}, person("kabid"), seen_at=merging.seen(register, away))
    for said, reason in (({"name": twin.name}, doubles.FORMER_NAME), ({"basis_number": "AHU 77"}, doubles.SAME_DECREE)):
        (hint,) = candidates(replace(NOTHING, **said))
        assert (hint.organization_id, hint.reasons[0][0]) == (register.id, reason)
