"""Looking at a case: taking it, verdicts, handing back, rounds, clocks, recording it as complete."""

from __future__ import annotations

from datetime import date

import pytest

from aormas.core import audit, clock
from aormas.core.database import db
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.registration.actions import closing, correction, review, silence, turns
from aormas.registration.actions.papers import Received
from aormas.registration.queries import desk_worklist
from aormas.registration.queries.desk_checklist import items
from aormas.registration.rules import checklist
from aormas.registration.rules.checklist import Judgement, Verdict
from tests.registration import desk_factories as make
from tests.registration.desk_factories import days_later, officer

pytestmark = pytest.mark.usefixtures("app")


def of(application, target):
    return next(item for item in items(application) if item.target == target)


def test_a_taken_case_is_in_one_officers_hands():
    application = make.taken(role="operator")
    assert (application.stage, application.assigned_to.username) == ("in_review", "operator")
    review.take(application, officer("verifikator"))
    with pytest.raises(Conflict):
        review.save_verdicts(application, make.verdicts(application), officer("operator"), expected_round=1)
    assert items(application)[0].verdict is None


@pytest.mark.parametrize("role", ["kaban", "timdu", "admin", "auditor"])
def test_who_does_not_check_papers_takes_no_case(role):
    application = make.submitted()
    with pytest.raises(NotAllowed):
        review.take(application, officer(role))
    assert application.stage == "submitted"


def test_the_division_head_gives_a_case_to_who_checks_papers_only():
    application = make.submitted()
    review.assign(application, officer("operator"), officer("kabid"))
    assert application.assigned_to.username == "operator"
    with pytest.raises(Invalid) as refused:
        review.assign(application, officer("auditor"), officer("kabid"))
    assert refused.value.field == "officer"
    with pytest.raises(NotAllowed):
        review.assign(application, officer("verifikator"), officer("verifikator"))


def test_the_checklist_holds_every_paper_and_every_answered_section():
    application = make.taken()
    targets = [item.target for item in items(application)]
    assert targets[: len(application.version.requirements)] == [row.code for row in application.version.requirements]
    assert targets[-4:] == ["isian:ormas", "isian:legalitas", "isian:sekretariat", "isian:pengurus"]
    waived = [item for item in items(application) if item.verdict == "na"]
    assert {item.target for item in waived} == {
        row.code for row in application.version.requirements if row.necessity != "required"
    }


def test_verdicts_are_kept_and_can_be_changed():
    application = make.taken()
    by = officer("verifikator")
    review.save_verdicts(application, [Verdict("sk-ahu", "fix", "", "Buram.")], by, expected_round=1)
    review.save_verdicts(application, [Verdict("sk-ahu", "ok")], by, expected_round=1)
    assert [(row.target, row.verdict, row.note) for row in application.findings] == [("sk-ahu", "ok", "")]
    assert audit.broken_link() is None


def test_a_missing_paper_is_never_correct():
    application = make.taken(make.submitted(papers=False))
    with pytest.raises(Invalid) as refused:
        review.save_verdicts(application, [Verdict("sk-ahu", "ok")], officer("verifikator"), expected_round=1)
    assert refused.value.field == "paper-sk-ahu"
    assert application.findings == []


def test_a_page_of_an_older_round_changes_nothing():
    application = make.resubmitted(make.handed_back())
    assert application.round == 2
    with pytest.raises(Conflict):
        review.save_verdicts(application, [Verdict("akta", "fix", "", "x")], officer("verifikator"), expected_round=1)
    assert of(application, "akta").verdict == "ok"


def test_handing_back_needs_something_to_mend_and_says_why():
    application, by = make.taken(), officer("verifikator")
    with pytest.raises(Invalid, match="nothing to hand back"):
        review.ask_correction(application, by, expected_round=1)
    review.save_verdicts(application, [Verdict("sk-ahu", "fix")], by, expected_round=1)
    with pytest.raises(Invalid) as refused:
        review.ask_correction(application, by, expected_round=1)
    assert refused.value.field == "paper-sk-ahu"
    assert application.stage == "in_review"


def test_the_applicants_days_start_with_the_hand_back_and_the_offices_stand_still(frozen):
    application = make.handed_back()
    assert (application.stage, application.turn) == ("awaiting_correction", "applicant")
    assert application.due_on == date(2026, 12, 15)  # 15 working days after 24 November
    assert [finding.target for finding in correction.open_findings(application)] == ["sk-ahu"]
    with days_later(frozen, 2):
        make.resubmitted(application)
        assert (application.stage, application.turn, application.round) == ("in_review", "office", 2)
        assert application.due_on == date(2026, 12, 1)  # three working days for a fresh look


def test_what_was_correct_stays_so_and_a_rebuttal_stands_beside_its_finding():
    application = make.resubmitted(make.handed_back())
    assert of(application, "akta").verdict == "ok"
    argued = of(application, "sk-ahu")
    assert argued.verdict is None
    assert "halaman kedua ada di belakang" in argued.rebuttal
    assert argued.asked.note == "Halaman kedua terpotong."
    assert not argued.changed


def test_a_replaced_paper_is_marked_and_looked_at_again(frozen):
    application = make.handed_back()
    with days_later(frozen, 1):
        file = make.stored("SK AHU baru")
        requirement = make.requirement(application, "sk-ahu")
        correction.mend_paper(application, requirement, Received(file.sha256, file.size, 1, False, "sk.pdf"))
        correction.resubmit(application, 1)
    found = of(application, "sk-ahu")
    assert (found.changed, found.verdict, found.rebuttal) == (True, None, "")
    assert [item.target for item in checklist.unseen(items(application))] == ["sk-ahu"]


def test_an_older_correct_verdict_can_still_be_handed_back_later():
    application = make.resubmitted(make.handed_back())
    by = officer("verifikator")
    review.save_verdicts(
        application, [Verdict("sk-ahu", "ok"), Verdict("akta", "fix", "", "Halaman 3 hilang.")], by, expected_round=2
    )
    review.ask_correction(application, by, expected_round=2)
    assert [(f.target, f.round) for f in correction.open_findings(application)] == [("akta", 2)]


def test_a_file_is_complete_only_when_everything_was_looked_at_and_nothing_is_to_be_mended(frozen):
    application, by = make.taken(), officer("verifikator")
    with pytest.raises(Invalid):
        review.mark_complete(application, by, expected_round=1)
    review.save_verdicts(application, make.verdicts(application, akta=("fix", "Buram.")), by, expected_round=1)
    with pytest.raises(Invalid):
        review.mark_complete(application, by, expected_round=1)
    review.save_verdicts(application, [Verdict("akta", "ok")], by, expected_round=1)
    with days_later(frozen, 2):
        review.mark_complete(application, by, expected_round=1)
        assert clock.day_of(application.complete_at) == date(2026, 11, 26)
        assert application.due_on == date(2026, 12, 3)  # five working days after the recorded completeness
        with pytest.raises(Conflict):
            review.mark_complete(application, by, expected_round=1)


def test_the_legal_clock_stands_still_while_the_applicant_mends(frozen):
    application, by = make.checked(), officer("verifikator")
    assert application.due_on == date(2026, 12, 1)
    with days_later(frozen, 1):  # one of five days used
        review.save_verdicts(application, [Verdict("akta", "fix", "", "Halaman 3 hilang.")], by, expected_round=1)
        review.ask_correction(application, by, expected_round=1)
    with days_later(frozen, 13):  # Monday, 7 December
        make.resubmitted(application)
        reading = turns.office_reading(application)
        assert (reading.used, reading.due) == (1, date(2026, 12, 11))


def test_a_counter_officer_hands_a_complete_file_to_the_verifiers():
    application = make.checked(role="operator")
    assert application.assigned_to_id is None
    assert [task.id for task in desk_worklist.my_turn(officer("verifikator"))] == [application.id]
    assert desk_worklist.my_turn(officer("operator")) == []


def test_the_head_is_warned_once_two_working_days_before_silence_becomes_consent(frozen):
    application = make.checked()  # due on Tuesday, 1 December
    silence.daily()
    assert application.warned_on is None
    assert desk_worklist.near_silence() == []
    with days_later(frozen, 3):  # Friday: two working days left
        silence.daily()
        assert application.warned_on == date(2026, 11, 27)
        assert [task.id for task in desk_worklist.near_silence()] == [application.id]
        rows = audit.length()
        silence.daily()
        assert audit.length() == rows


def test_a_case_that_is_not_complete_is_never_granted_by_silence(frozen):
    application = make.taken()
    with days_later(frozen, 30):
        silence.daily()
        assert application.warned_on is None
        assert not silence.is_silent(application)


def test_a_day_off_moves_the_due_days_of_open_cases(frozen):
    from aormas.core import holidays

    application = make.checked()
    holidays.add(date(2026, 11, 30), "Libur contoh", "local", by="test")
    from flask import g

    g.pop("calendar", None)
    silence.daily()
    assert application.due_on == date(2026, 12, 2)


def test_a_case_is_closed_only_after_the_applicants_days(frozen):
    application, by = make.handed_back(), officer("verifikator")
    with days_later(frozen, 21), pytest.raises(Invalid):  # 15 December, the last day
        closing.close(application, by, reason="Tidak ada kabar.")
    assert desk_worklist.left_behind() == []
    with days_later(frozen, 22):
        assert [task.id for task in desk_worklist.left_behind()] == [application.id]
        with pytest.raises(NotAllowed):
            closing.close(application, officer("operator"), reason="Tidak ada kabar.")
        with pytest.raises(Invalid):
            closing.close(application, by, reason="")
        closing.close(application, by, reason="Tidak ada kabar.")
    assert (application.stage, application.turn, application.due_on) == ("closed", "nobody", None)


def test_my_turn_holds_what_waits_for_the_role_oldest_deadline_first(frozen):
    late = make.submitted()
    with days_later(frozen, 1):
        fresh = make.submitted()
        mine = make.taken(make.submitted(), "operator")
    assert [task.id for task in desk_worklist.my_turn(officer("verifikator"))] == [late.id, fresh.id]
    assert [task.id for task in desk_worklist.my_turn(officer("operator"))] == [late.id, fresh.id, mine.id]
    for role in ("kaban", "timdu", "admin", "auditor"):
        assert desk_worklist.my_turn(officer(role)) == []


def test_the_trail_knows_every_look_and_every_click():
    from aormas.registration.actions import looking

    application = make.handed_back()
    looking.show_nik(application, "Siti Contoh", officer("verifikator"))
    with pytest.raises(NotAllowed):
        looking.show_nik(application, "Siti Contoh", officer("auditor"))
    rows = db.session.scalars(db.select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc()).limit(4)).all()
    assert [row.action for row in rows] == [
        "nik.shown",
        "application.correction_asked",
        "application.checked",
        "application.taken",
    ]
    assert "3574" not in str([row.changes for row in rows])


@pytest.mark.parametrize(
    ("judgements", "renewed", "expected"),
    [
        ([], False, (None, False)),
        ([Judgement(1, "ok")], False, ("ok", False)),
        ([Judgement(1, "ok")], True, (None, True)),
        ([Judgement(1, "fix", note="x", answered=True)], False, (None, True)),
        ([Judgement(1, "fix", note="x", answered=True, rebuttal="benar")], False, (None, False)),
        ([Judgement(1, "fix", note="x", answered=True), Judgement(2, "na")], True, ("na", True)),
        ([Judgement(1, "fix", note="x", answered=True), Judgement(2, "fix", note="y")], True, ("fix", True)),
    ],
)
def test_a_verdict_holds_until_what_it_judged_comes_anew(judgements, renewed, expected):
    found = checklist.item("akta", "Akta", present=True, spared=False, judgements=judgements, round=2, renewed=renewed)
    assert (found.verdict, found.changed) == expected
