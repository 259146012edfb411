"""Writing and sending a report, what the office says of it, more time: nothing is lost, and the clock is fair."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from aormas.core import clock
from aormas.core.database import db
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.reporting.actions import activities, filing, opening, reliefs, reviewing, writing
from aormas.reporting.models import Activity, ActivityReport, ActivityVersion, Duty, Filing, ReportReason
from aormas.reporting.queries import states as queries
from aormas.reporting.rules import states
from tests.reporting import factories
from tests.reporting.factories import on, values

AGAIN = "Foto kurang jelas"


@pytest.fixture
def office(app):
    """An organisation with two people, in July 2026, when semester I has just ended."""
    row = factories.known_since(date(2025, 1, 10))
    with on(2026, 7, 6):
        factories.reporting_since(date(2026, 1, 1))
        first, second = factories.account(row), factories.account(row, "ormas2", "Bagus Contoh")
        yield row, factories.period("2026-1"), first, second


def state(row, code="2026-1"):
    return next(cell.state for cell in queries.strip(row.id, clock.today()) if cell.period.code == code)


def test_a_nil_report_is_on_time_and_has_a_receipt_by_the_office_s_pattern(office):
    row, period, person, _ = office
    sent = factories.filed(row, period, person, nil=True)
    assert (sent.receipt_number, sent.addressee) == (
        "0001/TTL/2026", "Wali Kota Probolinggo c.q. Badan Kesatuan Bangsa dan Politik",
    )  # fmt: skip
    assert state(row).code == states.ON_TIME
    assert sent.report.answer_due_on == date(2026, 7, 20)  # ten working days


def test_the_same_form_twice_is_one_filing(office):
    row, period, person, _ = office
    same = str(uuid4())
    first = filing.file(row, period, person, nil=True, client_id=same, signers=factories.SIGNERS)
    again = filing.file(row, period, person, nil=True, client_id=same, signers=factories.SIGNERS)
    assert first is again
    assert len(db.session.scalars(select(Filing)).all()) == 1


def test_the_second_of_two_who_send_reads_who_was_first(office):
    row, period, person, second = office
    factories.filed(row, period, person, nil=True)
    with pytest.raises(Conflict, match=r"Siti Contoh sent this report already; its receipt is 0001/TTL/2026"):
        factories.filed(row, period, second, nil=True)


def test_a_period_that_still_runs_takes_activities_but_no_report(office):
    row, _period, person, _ = office
    running = factories.period("2026-2")
    written = factories.activity(row, running, person, date(2026, 7, 3))
    assert written.report.stage == "draft"
    with pytest.raises(Invalid, match="runs until"):
        factories.filed(row, running, person)


def test_a_report_that_nobody_owed_makes_nobody_late(office):
    _row, period, user, _ = office
    with on(2026, 6, 20):
        late_comer = factories.organization(name="Yayasan Baru Tercatat")
        guest = factories.account(late_comer, "tamu")
        opening.daily()
    with on(2026, 8, 20):
        opening.daily()
        assert state(late_comer).code == states.NOT_OWED
        factories.activity(late_comer, period, guest, date(2026, 6, 25))
        assert state(late_comer).code == states.NOT_OWED
        factories.filed(late_comer, period, guest)
        opening.daily()
        assert state(late_comer).code == states.NOT_OWED


def test_a_closed_period_takes_nothing(office):
    row, period, person, _ = office
    with on(2031, 8, 2), pytest.raises(Invalid, match="were taken until"):
        factories.filed(row, period, person, nil=True)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 7, 1), date(2026, 8, 1)])
def test_an_activity_outside_its_period_or_to_come_is_refused_beside_its_day(office, day):
    row, period, person, _ = office
    with pytest.raises(Invalid) as refused:
        factories.activity(row, period, person, day)
    assert refused.value.field == "starts_on"


def test_nihil_is_refused_while_there_are_activities(office):
    row, period, person, _ = office
    factories.activity(row, period, person, date(2026, 3, 3))
    with pytest.raises(Invalid, match="1 activities"):
        factories.filed(row, period, person, nil=True)


def test_two_who_write_one_activity_are_both_kept_and_the_second_sees_the_first(office):
    row, period, person, second = office
    written = factories.activity(row, period, person, date(2026, 3, 3))
    activities.save(
        row, period, written, values(date(2026, 3, 3), place="Balai"), person, client_id=str(uuid4()), seen=1
    )
    with pytest.raises(writing.Written) as met:
        activities.save(
            row, period, written, values(date(2026, 3, 3), participants=99), second, client_id=str(uuid4()), seen=1
        )
    assert (met.value.who, met.value.theirs, met.value.revision) == (
        "Siti Contoh", {"place": "Balai", "participants": 40}, 2,
    )  # fmt: skip
    kept = db.session.scalars(select(ActivityVersion).where(ActivityVersion.number == 0)).one()
    assert (kept.content["participants"], kept.saved_by) == (99, "Bagus Contoh")
    activities.save(
        row,
        period,
        written,
        values(date(2026, 3, 3), place="Balai", participants=99),
        second,
        client_id=str(uuid4()),
        seen=2,
    )
    db.session.refresh(written)
    assert (written.place, written.participants, written.version) == ("Balai", 99, 3)


def test_two_who_write_the_report_see_each_other(office):
    row, period, person, second = office
    writing.save(row, period, {"plan": "Lomba"}, person, seen=0)
    with pytest.raises(writing.Written) as met:
        writing.save(row, period, {"plan": "Rapat"}, second, seen=0)
    assert met.value.theirs == {"plan": "Lomba"}
    writing.save(row, period, {"problems": "Hujan"}, second, seen=1)


def test_nobody_of_another_organisation_writes_here(office):
    row, period, _person, _ = office
    with on(2025, 1, 10):
        other = factories.organization(name="Lain")
    stranger = factories.account(other, "lain", "Orang Lain")
    with pytest.raises(NotAllowed):
        factories.activity(row, period, stranger, date(2026, 3, 3))


def test_a_correction_does_not_make_a_report_late(office, person):
    row, period, user, _ = office
    factories.activity(row, period, user, date(2026, 3, 3))
    sent = factories.filed(row, period, user)
    with on(2026, 7, 20):
        reason = db.session.scalars(select(ReportReason).where(ReportReason.title == AGAIN)).one()
        reviewing.decide(
            sent.report, "noted", reasons=[reason], note="", seen=1, by=person("verifikator"), client_id=str(uuid4())
        )
    with on(2026, 8, 20):
        second = factories.filed(row, period, user)
        assert (second.number, state(row).code) == (2, states.ON_TIME)


def test_a_rejected_report_does_not_count_from_that_day_on(office, person):
    row, period, user, _ = office
    sent = factories.filed(row, period, user, nil=True)
    with on(2026, 8, 10):
        assert state(row).code == states.ON_TIME
        reviewing.decide(sent.report, "rejected", reasons=[], note="Bukan laporan", seen=1, by=person("kabid"), client_id=str(uuid4()))  # fmt: skip
        assert (state(row).code, state(row).days) == (states.MISSING, 10)
    with on(2026, 8, 12):
        factories.filed(row, period, user, nil=True)
        assert (state(row).code, state(row).days) == (states.LATE, 12)


def test_a_verdict_needs_a_word_why_and_is_given_on_what_was_read(office, person):
    row, period, user, _ = office
    sent = factories.filed(row, period, user, nil=True)
    officer = person("verifikator")
    with pytest.raises(Invalid, match="reason"):
        reviewing.decide(sent.report, "noted", reasons=[], note=" ", seen=1, by=officer, client_id=str(uuid4()))
    with pytest.raises(Conflict, match="sent again"):
        reviewing.decide(sent.report, "accepted", reasons=[], note="", seen=2, by=officer, client_id=str(uuid4()))
    reviewing.decide(sent.report, "accepted", reasons=[], note="", seen=1, by=officer, client_id=str(uuid4()))
    with pytest.raises(Conflict, match="moved on"):
        reviewing.decide(sent.report, "accepted", reasons=[], note="", seen=2, by=officer, client_id=str(uuid4()))


def test_an_answer_in_words_gives_the_turn_back_to_the_office(office, person):
    row, period, user, _ = office
    sent = factories.filed(row, period, user, nil=True)
    reviewing.decide(
        sent.report, "noted", reasons=[], note="Mengapa?", seen=1, by=person("kabid"), client_id=str(uuid4())
    )
    reviewing.answer(row, sent.report, "Pandemi.", user, client_id=str(uuid4()))
    assert sent.report.stage == "filed"
    assert [message.text for message in sent.report.messages] == ["Pandemi."]


def test_more_time_is_asked_for_decided_by_the_head_and_then_nothing_is_late(office, person):
    row, period, user, _ = office
    duty = db.session.scalars(select(Duty).where(Duty.key == "2026-1")).one()
    asked = reliefs.ask(
        row, duty, "extension", until=date(2026, 8, 31), reason="Banjir", by=user, client_id=str(uuid4())
    )
    with pytest.raises(Conflict, match="waits"):
        reliefs.ask(row, duty, "extension", until=date(2026, 8, 31), reason="Banjir", by=user, client_id=str(uuid4()))
    with pytest.raises(NotAllowed):
        reliefs.decide(asked, True, until=date(2026, 8, 31), answer="", by=person("operator"))
    reliefs.decide(asked, True, until=date(2026, 8, 20), answer="", by=person("kabid"))
    with on(2026, 8, 15):
        assert (state(row).code, state(row).until) == (states.EXTENDED, date(2026, 8, 20))
        factories.filed(row, period, user, nil=True)
        assert state(row).code == states.ON_TIME


def test_more_time_for_all_reaches_who_is_there_and_who_comes_later(office, person):
    row, period, _user, _ = office
    reliefs.grant_all(
        period, "extension", until=date(2026, 9, 1), reason="Jaringan putus", notice="Tenggat mundur.", district="",
        by=person("kabid"), client_id=str(uuid4()),
    )  # fmt: skip
    late = factories.known_since(date(2026, 1, 20), name="Tercatat belakangan")
    from aormas.reporting.actions import opening

    opening.daily()
    with on(2026, 8, 25):
        assert state(row).code == state(late).code == states.EXTENDED


@pytest.mark.parametrize("until", [None, date(2026, 7, 31), date(2026, 7, 1), date(2028, 1, 1)])
def test_a_day_that_helps_nothing_is_refused_beside_it(office, until):
    row, _period, user, _ = office
    duty = db.session.scalars(select(Duty).where(Duty.key == "2026-1")).one()
    with pytest.raises(Invalid) as refused:
        reliefs.ask(row, duty, "extension", until=until, reason="Banjir", by=user, client_id=str(uuid4()))
    assert refused.value.field == "until"


def test_what_is_taken_out_stays_written(office):
    row, period, user, _ = office
    written = factories.activity(row, period, user, date(2026, 3, 3))
    activities.remove(row, written, user)
    assert db.session.get(ActivityReport, written.report_id).present_activities == []
    activities.put_back(row, written, user)
    assert [one.title for one in db.session.get(ActivityReport, written.report_id).present_activities] == [
        written.title
    ]
    assert db.session.get(Activity, written.id).removed_at is None
