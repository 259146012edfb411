"""What a filing must hold, as tables; and what may never happen, whatever is typed."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aormas import registration
from aormas.organizations.models import FIELDS
from aormas.registration.rules import answers as answered
from aormas.registration.rules import checks, completeness, corrections, hints, references
from aormas.registration.rules.checks import Facts
from aormas.registration.rules.completeness import Paper
from tests import messages
from tests.registration import factories

TODAY = date(2026, 11, 24)
VILLAGES = frozenset({"35.74.03.1004"})
PRESENCE = Facts("presence", "new", TODAY, VILLAGES, frozenset(FIELDS))
SKT = Facts("skt", "new", TODAY, VILLAGES, frozenset(FIELDS))
CHANGE = Facts("presence", "change", TODAY, VILLAGES, frozenset(FIELDS))
PAPERS = [Paper("akta", "Akta", "required"), Paper("agama", "Agama", "conditional"), Paper("foto", "Foto", "optional")]


def problems(step: str, facts: Facts = PRESENCE, **changes: Any) -> list[str]:
    return [problem.field for problem in checks.check(step, {**factories.answers()[step], **changes}, facts)]


@pytest.mark.parametrize("step", answered.TYPED)
def test_ordinary_answers_are_right(step):
    assert problems(step) == []


@pytest.mark.parametrize(
    ("step", "changes", "field"),
    [
        ("ormas", {"name": ""}, "name"),
        ("ormas", {"name": "x" * 301}, "name"),
        ("ormas", {"form": "tidak_berbadan_hukum"}, "form"),
        ("ormas", {"fields": []}, "field_1"),
        ("ormas", {"fields": ["sihir"]}, "field_1"),
        ("ormas", {"founded_on": "31-02-2018"}, "founded_on"),
        ("ormas", {"founded_on": "2027-01-01"}, "founded_on"),
        ("ormas", {"member_count": "banyak"}, "member_count"),
        ("ormas", {"member_count": "99999999999"}, "member_count"),
        ("legalitas", {"ahu_number": ""}, "ahu_number"),
        ("legalitas", {"ahu_number": "C-123.HT.01.02.TH.2004"}, "ahu_number"),
        ("legalitas", {"npwp": "123"}, "npwp"),
        ("legalitas", {"ahu_date": "kemarin"}, "ahu_date"),
        ("sekretariat", {"village_code": "99.99.99.9999"}, "village_code"),
        ("sekretariat", {"postcode": "6721"}, "postcode"),
        ("sekretariat", {"tenure": "rent", "tenure_until": ""}, "tenure_until"),
        ("sekretariat", {"tenure": "rent", "tenure_until": "2026-11-23"}, "tenure_until"),
        ("sekretariat", {"phone": "telepon saya"}, "phone"),
        ("sekretariat", {"email": "bukan alamat"}, "email"),
        ("pengurus", {"term_end": "2025-03-15"}, "term_end"),
        ("pengurus", {"term_end": "2045-03-15"}, "term_end"),
    ],
)
def test_one_wrong_answer_is_named_at_its_field(step, changes, field):
    assert problems(step, **changes) == [field]


def board(*changes: tuple[int, str, str]) -> list[dict[str, str]]:
    rows = factories.answers()["pengurus"]["members"]
    for number, name, value in changes:
        while len(rows) <= number:
            rows.append({"office": "", "name": "", "nik": "", "phone": "", "email": ""})
        rows[number][name] = value
    return rows


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        (
            [],
            [
                "members-0-name",
                "members-0-nik",
                "members-0-phone",
                "members-1-name",
                "members-1-nik",
                "members-2-name",
                "members-2-nik",
            ],
        ),
        (board((0, "nik", "357401450790000")), ["members-0-nik"]),
        (board((0, "nik", "3574019907900003")), ["members-0-nik"]),
        (board((0, "nik", "3374014507900003")), []),  # first registered elsewhere: right
        (board((0, "phone", "")), ["members-0-phone"]),
        (board((1, "nik", "3574014507900003")), ["members-1-nik"]),  # chair and secretary are one person
        (board((3, "office", "founder"), (3, "name", "Siti Contoh"), (3, "nik", "3574014507900003")), []),
        (board((3, "office", "patron"), (3, "name", "Siti Contoh"), (3, "nik", "3574014507900003")), ["members-3-nik"]),
        (board((3, "name", "Tanpa jabatan")), ["members-3-office"]),
        (board((3, "office", "advisor")), []),  # an empty row
    ],
)
def test_board(rows, fields):
    assert problems("pengurus", members=rows) == fields


def test_an_unusual_decree_number_is_kept_when_the_person_confirms_it():
    assert problems("legalitas", ahu_number="C-123.HT.01.02.TH.2004", ahu_unusual="1") == []


def test_a_body_without_legal_personality_needs_its_deed_and_no_decree():
    assert problems("legalitas", SKT, ahu_number="", ahu_date="", deed_number="", notary="") == [
        "deed_number",
        "notary",
    ]


def test_a_change_asks_only_what_has_changed():
    empty = {"members": [{"office": "chair", "name": ""}], "decree_number": ""}
    assert checks.check("pengurus", empty, CHANGE) == []
    assert problems("sekretariat", CHANGE, phone="x") == ["phone"]
    assert problems("ormas", CHANGE, changes="", purpose="", fields=[]) == ["changes"]


def test_missing_names_steps_first_then_papers_in_their_order():
    answers = {**factories.answers(), "sekretariat": {}, "berkas": {"not_applicable": []}}
    found = completeness.missing(answers, PAPERS, set(), PRESENCE)
    assert [gap.paper.code if gap.paper else gap.step for gap in found] == ["sekretariat", "akta", "agama"]
    waived = {**factories.answers(), "berkas": {"not_applicable": ["agama", "akta"]}}
    assert [gap.paper.code for gap in completeness.missing(waived, PAPERS, set(), PRESENCE) if gap.paper] == ["akta"]
    assert completeness.missing(waived, PAPERS, {"akta"}, PRESENCE) == []


def test_hints_are_given_and_refuse_nothing():
    answers = factories.answers()
    answers["legalitas"]["ahu_number"] = "AHU-0014289.AH.01.04.Tahun 2019"
    answers["pengurus"]["term_end"] = "2026-11-01"
    assert [hint.field for hint in completeness.hints(answers, PRESENCE)] == ["ahu_number", "term_end"]
    assert completeness.missing(answers, [], set(), PRESENCE) == []


@pytest.mark.parametrize(
    ("step", "changes", "field"),
    [
        ("legalitas", {"ahu_number": "AHU-0002887.AH.01.07.Tahun 2021"}, "ahu_date"),
        ("legalitas", {"deed_date": "2020-05-05"}, "deed_date"),
        ("ormas", {"founded_on": "2019-02-03"}, "founded_on"),
    ],
)
def test_dates_that_do_not_fit_each_other_are_said_to_applicant_and_officer_and_refuse_nothing(step, changes, field):
    answers = factories.answers()
    assert completeness.hints(answers, PRESENCE) == []
    answers[step] = {**answers[step], **changes}
    found = completeness.hints(answers, PRESENCE)
    assert [hint.field for hint in found] == [field]
    assert [hint.message for hint in found] == hints.section_hints("legalitas", answers, PRESENCE.today)
    assert completeness.missing(answers, [], set(), PRESENCE) == []


def test_a_sentence_about_a_number_says_whose_it_is():
    nik = "3574011203850001"
    rows = [{"name": "A", "nik": "1", "phone": "0812"}, {"name": "B", "nik": nik}, {"name": "C", "nik": nik}]
    found = [
        (p.field, p.whose)
        for p in checks.check("pengurus", {**factories.answers()["pengurus"], "members": rows}, PRESENCE)
    ]
    assert found == [
        ("members-0-nik", "Chair"),
        ("members-0-phone", "Chair"),
        ("members-2-nik", "Treasurer"),
    ]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("p26-0412", "P26-0412"), (" P26 0412 ", "P26-0412"), ("P260412", "P26-0412"), ("P26-12", ""), ("x" * 5000, "")],
)
def test_references_as_people_type_them(typed, stored):
    assert references.normal_reference(typed) == stored


def test_the_same_form_gives_the_same_code_and_another_form_another():
    one, other = "8c7f2c6e-70a1-4b0e-9a39-0d3c7c2f1a11", "8c7f2c6e-70a1-4b0e-9a39-0d3c7c2f1a12"
    assert references.code_of_form(one, "key") == references.code_of_form(one, "key")
    assert (
        len(
            {
                references.code_of_form(one, "key"),
                references.code_of_form(other, "key"),
                references.code_of_form(one, "other key"),
            }
        )
        == 3
    )


def test_an_objection_is_in_time_through_the_last_working_day():
    from aormas.core.workdays import Calendar

    until = corrections.objection_until(date(2026, 11, 2), 21, Calendar())
    assert until == date(2026, 12, 1)
    assert corrections.may_object(date(2026, 11, 2), 21, Calendar(), until)
    assert not corrections.may_object(date(2026, 11, 2), 21, Calendar(), date(2026, 12, 2))


TEXT = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", "2020-02-30", "31-12-1899", "3574014507900003", "+62", "\x00", "‮x", "{{ 7*7 }}", "9" * 400]),
)
ROW = st.dictionaries(st.sampled_from(["office", "name", "nik", "phone", "email"]), TEXT)
NAMES = [
    "name",
    "form",
    "founded_on",
    "member_count",
    "ahu_number",
    "ahu_date",
    "npwp",
    "village_code",
    "postcode",
    "tenure",
    "tenure_until",
    "phone",
    "email",
    "term_start",
    "term_end",
]


@settings(suppress_health_check=[HealthCheck.too_slow])  # making the input is slow on a busy machine
@given(
    st.sampled_from(answered.TYPED),
    st.dictionaries(st.sampled_from(NAMES), TEXT),
    st.lists(ROW, max_size=14),
    st.sampled_from(["new", "renewal", "change"]),
)
def test_whatever_is_typed_gets_sentences_or_facts_never_a_crash(step, typed, rows, kind):
    facts = Facts("presence", kind, TODAY, VILLAGES, frozenset(FIELDS))
    found = checks.check(step, {**typed, "members": rows, "fields": list(typed)}, facts)
    assert all(problem.message % problem.values for problem in found)
    whole = {name: dict(typed, members=rows) for name in answered.TYPED}
    completeness.missing(whole, PAPERS, set(), facts)
    completeness.hints(whole, facts)
    if not completeness.missing(whole, [], set(), facts):
        answered.to_facts(whole, "presence")


SPEAKING = (
    "rules/checks.py",
    "../organizations/rules/identity.py",
    "rules/board.py",
    "rules/texts.py",
    "rules/completeness.py",
    "presentation/case.py",
    "presentation/status.py",
    "actions/filing.py",
    "actions/papers.py",
    "actions/correction.py",
    "actions/turns.py",
    "public/following.py",
    "public/filing.py",
    "receiving.py",
)


@pytest.mark.parametrize("path", SPEAKING)
def test_every_sentence_kept_in_a_constant_has_indonesian(path):
    tree = ast.parse((Path(registration.__file__).parent / path).read_text(encoding="utf-8"))
    documented = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)]
    docstrings = {ast.get_docstring(node, clean=False) for node in documented}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    sentences = {text for text in texts - docstrings if text[:1].isupper() and text.endswith(".") and " " in text}
    assert sentences - set(messages.translated()) == set()
