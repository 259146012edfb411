"""How likely two organisations are one: what counts, how much, and that it is fair to both."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.rules import doubles
from aormas.organizations.rules.doubles import PROBABLE, SURE, compare, traits

CHAIR = FiledMember("chair", "H. Slamet Contoh, S.H.", "3574011203850001", "+6281234567891")
NIKLESS = FiledMember("chair", "Slamet Contoh")


def facts(name: str = "", **more: Any) -> FiledFacts:
    return FiledFacts(**{"name": name, "form": "", "scope": "", **more})


def of(one: FiledFacts, other: FiledFacts) -> tuple[float, set[str], set[str]]:
    found = compare(traits(one), traits(other))
    return found.score, {reason for reason, _ in found.reasons}, {reason for reason, _ in found.against}


@pytest.mark.parametrize(
    ("one", "other", "least", "most", "reasons"),
    [
        (facts("Yys. Bina Insani", email="a@b.id"), facts("YAYASAN  BINA INSANI"), PROBABLE, SURE, {doubles.SAME_NAME}),
        (facts("Insani Bina Yayasan", phone="0811"), facts("Yayasan Bina Insani"), PROBABLE, SURE, {doubles.SAME_NAME}),
        (facts("Forum Komunikasi Pemuda"), facts("Forum Komunikassi Pemuda"), PROBABLE, SURE, {doubles.FEW_LETTERS}),
        (facts("Bina Insani"), facts("Yayasan Bina Insani"), PROBABLE, SURE, {doubles.SAME_CORE}),
        (facts("DPC Karya Muda"), facts("DPD Karya Muda"), 0.3, PROBABLE, {doubles.SAME_CORE}),
        (facts("MUI"), facts("Majelis Ulama Indonesia"), PROBABLE, SURE, {doubles.STANDS_FOR}),
        (facts("Forum Kasih Pemuda", acronym="FKP"), facts("Federasi Kaum Perempuan"), 0, PROBABLE, {doubles.SAME_ACRONYM}),
        (facts("Paguyuban Nelayan Mayangan"), facts("Paguyuban Nelayan Kanigaran"), 0, 0, set()),
        (facts("Karang Taruna RW 3"), facts("Karang Taruna RW 4"), 0, 0, set()),
        (facts("Bina Insani", members=(CHAIR,)), facts("Bina Insani", members=(NIKLESS,)), 0.85, SURE, {doubles.SAME_NAME, doubles.SAME_CHAIR}),
        (facts("Bina Insani", members=(CHAIR,)), facts("Bina Insan", members=(CHAIR,)), SURE, 1, {doubles.FEW_LETTERS, doubles.SAME_PERSON, doubles.SAME_PHONE}),
        (facts("A", phone="0812-3456-7891"), facts("B", members=(CHAIR,)), 0.3, PROBABLE, {doubles.SAME_PHONE}),
        (facts("A", address="Jl. Mawar No. 05 RT 01/02", village_code="35.74.03.1004"), facts("A", address="Jalan Mawar 5", village_code="35.74.03.1004"), 0.85, 1, {doubles.SAME_NAME, doubles.SAME_SEAT}),
        (facts("A", address="Jl. Mawar 5", village_code="35.74.03.1004"), facts("A", address="Jalan Mawar 5", village_code="35.74.03.1001"), 0.79, 0.81, {doubles.SAME_NAME}),
        (facts("A", address="Jalan Mawar", village_code="1"), facts("A", address="Jl Mawar", village_code="1", phone="08"), 0.79, 0.81, {doubles.SAME_NAME}),
        (facts("Ayu", npwp="012345678625000"), facts("Budi", npwp="0012345678625000"), PROBABLE, SURE, {doubles.SAME_NPWP}),
        (facts("Mawar Putih", basis_number="AHU-0002887.AH.01.07.TAHUN 2019"), facts("Mawar Putih Kota", basis_number="ahu 0002887 ah 0107 tahun 2019"), SURE, 1, {doubles.SAME_DECREE}),
        (facts("Mawar", deed_number="12", deed_date=date(2019, 3, 1)), facts("Melati", deed_number="12", deed_date=date(2019, 3, 1)), PROBABLE, SURE, {doubles.SAME_DEED}),
        (facts("Mawar", deed_number="12", deed_date=date(2019, 3, 1)), facts("Melati", deed_number="12", deed_date=date(2018, 3, 1)), 0, 0.2, {doubles.DEED_NUMBER}),
        (facts("Ayu", email="Contoh@ormas.id"), facts("Ayu", email="contoh@ormas.id"), SURE, 1, {doubles.SAME_NAME, doubles.SAME_EMAIL}),
    ],
)  # fmt: skip
def test_what_is_the_same_counts_as_the_reasons_say(
    one: FiledFacts, other: FiledFacts, least: float, most: float, reasons: set[str]
) -> None:
    score, found, _against = of(one, other)
    assert least <= score <= most
    assert found == reasons


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ({"basis_kind": "ahu", "basis_number": "AHU-1"}, {"basis_kind": "ahu", "basis_number": "AHU-2"}, doubles.OTHER_DECREE),
        ({"npwp": "012345678625000"}, {"npwp": "012345678625001"}, doubles.OTHER_NPWP),
        ({"form": "yayasan"}, {"form": "perkumpulan"}, doubles.OTHER_FORM),
    ],
)  # fmt: skip
def test_what_differs_speaks_against_and_lowers_the_likeness(
    one: dict[str, Any], other: dict[str, Any], against: str
) -> None:
    alike, _, nothing = of(facts("Bina Insani"), facts("Bina Insani", phone="0811"))
    score, reasons, found = of(facts("Bina Insani", **one), facts("Bina Insani", **other))
    assert (nothing, found, reasons) == (set(), {against}, {doubles.SAME_NAME})
    assert score < alike


def test_two_skt_numbers_are_an_old_and_a_new_one_and_do_not_speak_against() -> None:
    one, other = (facts("Bina Insani", basis_kind="skt", basis_number=number) for number in ("SKT-1", "SKT-2"))
    assert of(one, other)[2] == set()


def test_names_with_nothing_in_common_speak_against_the_same_chair_and_phone() -> None:
    score, reasons, against = of(facts("Mawar Putih", members=(CHAIR,)), facts("Klub Catur", members=(CHAIR,)))
    assert (reasons, against) == ({doubles.SAME_PERSON, doubles.SAME_PHONE}, {doubles.OTHER_NAME})
    assert score < PROBABLE


def test_a_former_name_counts_like_a_name_and_says_that_it_is_former() -> None:
    now = traits(facts("Forum Baru"), former=["Paguyuban Lama Sekali"])
    found = compare(now, traits(facts("Paguyuban Lama Sekali")))
    assert found.reasons == ((doubles.FORMER_NAME, {}),)
    assert found.score >= PROBABLE


@pytest.mark.parametrize("text", ["", "Jalan", "Jl. Mawar", "No. 5", "RT 3 RW 4", "???"])
def test_an_address_that_tells_too_little_is_none(text: str) -> None:
    assert doubles.address_key(text) == ""


names = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            [
                "yayasan",
                "perkumpulan",
                "bina",
                "insani",
                "mui",
                "majelis",
                "ulama",
                "indonesia",
                "cabang",
                "daerah",
                "1",
                "2",
                "dan",
            ]
        ),
        max_size=5,
    ).map(" ".join),
)
people = st.builds(
    FiledMember,
    st.just("chair"),
    names,
    st.sampled_from(["", CHAIR.nik, "3574014507900003"]),
    st.sampled_from(["", "0811", "+62811", "1"]),
)
said = st.builds(
    FiledFacts, name=names, form=st.sampled_from(["", "yayasan", "perkumpulan"]), acronym=st.sampled_from(["", "MUI", "B.I."]), scope=st.just(""),
    npwp=st.sampled_from(["", "012345678625000", "0012345678625000", "0012345678625001"]), basis_kind=st.sampled_from(["", "ahu", "skt"]),
    basis_number=st.sampled_from(["", "AHU-1", "ahu 1", "AHU-2", "--"]), deed_number=st.sampled_from(["", "12", "No. 12"]), notary=st.sampled_from(["", "Budi, S.H."]),
    address=st.sampled_from(["", "Jl. Mawar 5", "Jalan Mawar No. 05", "Mawar"]), village_code=st.sampled_from(["", "35.74.03.1004", "35.74.03.1001"]),
    phone=st.sampled_from(["", "0811", "+62 811", "x"]), email=st.sampled_from(["", "a@b.id", "A@B.id "]), members=st.one_of(st.just(()), people.map(lambda one: (one,))),
)  # fmt: skip


@given(said, said)
def test_likeness_is_the_same_from_both_sides_and_never_without_a_reason(one: FiledFacts, other: FiledFacts) -> None:
    found = compare(traits(one), traits(other))
    assert found == compare(traits(other), traits(one))
    assert 0 <= found.score <= 1
    assert bool(found.reasons) == (found.score > 0)


@given(said)
def test_an_organisation_is_wholly_like_itself(one: FiledFacts) -> None:
    mine = traits(one)
    assert compare(mine, mine).score == (1.0 if compare(mine, mine).reasons else 0.0)
    assert not mine.name or compare(mine, mine).score == 1.0
    assert not compare(mine, mine).against


@given(said, said)
def test_less_than_everything_the_same_is_never_certain(one: FiledFacts, other: FiledFacts) -> None:
    mine, theirs = traits(one), traits(other)
    assert (compare(mine, theirs).score == 1.0) <= (mine == theirs)
