"""The number book: neither gap nor double, whoever draws, however many at once, over the turn of the year."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from aormas.core import clock, identifiers
from aormas.core.database import db, transaction, writing
from aormas.core.errors import Conflict, Invalid
from aormas.letters import actions, checks, queries, seeds
from aormas.letters.models import BookEntry, Letter
from tests.letters import factories


def reserve(**values):
    """Reserve a number as the verifier."""
    given_values = {"on": clock.today(), "subject": "Undangan", "addressee": "Satpol PP", **values}
    return actions.reserve(factories.book(), by=factories.officer("verifikator"), **given_values)


@transaction
def reserve_and_stumble():
    """Reserve a number in a transaction that comes to nothing."""
    reserve()
    raise RuntimeError("the letter could not be stored")


def at_once(app, count: int, work: Callable[[int], None]) -> list[BaseException]:
    """Run work in threads, each in an application context of its own, all let go together; return what went wrong."""
    gate, wrong = threading.Barrier(count), []

    def run(number: int) -> None:
        with app.app_context():
            try:
                gate.wait(30)
                work(number)
            except BaseException as error:
                wrong.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    db.session.expire_all()
    db.session.rollback()
    return wrong


def test_fifty_who_sign_at_once_get_fifty_numbers_without_gap_or_double(app):
    ids = [factories.draft().id for _ in range(50)]
    wrong = at_once(app, 50, lambda n: actions.sign(db.session.get(Letter, ids[n]), by=factories.officer("kaban")))
    assert wrong == []
    assert sorted(db.session.scalars(select(BookEntry.sequence))) == list(range(1, 51))
    assert len({letter.number for letter in db.session.scalars(select(Letter))}) == 50
    assert checks.number_books() == []
    assert checks.signed_letters() == []


def test_one_draft_signed_by_many_at_once_is_signed_once(app):
    number = factories.draft().id
    wrong = at_once(app, 8, lambda n: actions.sign(db.session.get(Letter, number), by=factories.officer("kaban")))
    assert [type(error) for error in wrong] == [Conflict] * 7
    assert db.session.scalars(select(BookEntry.sequence)).all() == [1]


def test_the_same_form_sent_many_times_at_once_reserves_one_number(app):
    form = identifiers.client_id()
    wrong = at_once(app, 8, lambda n: reserve(client_id=form))
    assert wrong == []
    assert db.session.scalars(select(BookEntry.sequence)).all() == [1]


def test_the_same_form_with_other_content_is_refused_and_names_the_number(app):
    entry = reserve(client_id=(form := identifiers.client_id()))
    with pytest.raises(Conflict, match=entry.number):
        reserve(client_id=form, subject="Lain")
    assert len(queries.register(factories.book(), 2026)) == 1


def test_a_new_year_begins_again_at_one_and_the_old_year_stays(app):
    assert factories.signed().number == "200.1.4.4/1/425.207/2026"
    with clock.frozen(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)):
        assert factories.signed().number == "200.1.4.4/2/425.207/2026"
    with clock.frozen(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)):  # midnight in Probolinggo
        assert factories.signed().number == "200.1.4.4/1/425.207/2027"
        assert reserve(on=date(2026, 12, 31)).number == "200.1.4.4/3/425.207/2026"
        assert factories.signed().number == "200.1.4.4/2/425.207/2027"
    assert checks.number_books() == []


def test_a_pattern_without_the_year_can_be_used_year_after_year(app):
    actions.change_book(
        factories.book(), factories.officer("admin"), title="Buku", pattern="000.8/{urut}/OR", class_code=""
    )
    assert factories.signed().number == "000.8/1/OR"
    with clock.frozen(datetime(2027, 1, 4, 2, tzinfo=UTC)):
        assert factories.signed().number == "000.8/1/OR"


def test_a_changed_pattern_that_would_repeat_a_number_is_refused_instead(app):
    admin, book = factories.officer("admin"), factories.book()
    actions.change_book(book, admin, title="Buku", pattern="{urut}2", class_code="")
    assert reserve().number == "12"
    actions.change_book(book, admin, title="Buku", pattern="1{urut}", class_code="")
    with pytest.raises(Conflict, match="12"):
        reserve()
    assert checks.number_books() == []


def test_several_letter_types_share_one_book(app):
    kinds = (seeds.PRESENCE, seeds.COVER, seeds.REFUSAL)
    assert [factories.signed(kind).entry.sequence for kind in kinds] == [1, 2, 3]


def test_a_reserved_number_that_is_not_used_stays_with_its_note(app):
    entry, by = reserve(), factories.officer("kabid")
    with pytest.raises(Invalid):
        actions.cancel(entry, " ", by=by)
    actions.cancel(entry, "Salah ketik.", by=by)
    assert (entry.kind, entry.note) == ("cancelled", "Salah ketik.")
    with pytest.raises(Conflict):
        actions.cancel(entry, "Lagi.", by=by)
    assert reserve().sequence == 2


def test_the_number_of_a_signed_letter_cannot_be_given_up(app):
    with pytest.raises(Conflict):
        actions.cancel(factories.signed().entry, "Salah.", by=factories.officer("kabid"))


@pytest.mark.parametrize("on", [date(2026, 11, 25), date(2024, 12, 31)])
def test_no_number_is_drawn_for_a_day_to_come_or_a_closed_year(app, on):
    with pytest.raises(Invalid) as raised:
        reserve(on=on)
    assert raised.value.field == "on"


def test_a_number_is_never_of_an_earlier_day_than_the_number_before_it(app):
    first = reserve(on=date(2026, 11, 3))
    assert reserve(on=first.on).sequence == 2
    assert factories.signed().entry.sequence == 3
    with pytest.raises(Invalid, match="200.1.4.4/3/425.207/2026 is of .*24 November 2026") as raised:
        reserve(on=date(2026, 11, 23))
    assert raised.value.field == "on"
    assert reserve().sequence == 4
    assert factories.signed().entry.on == date(2026, 11, 24)
    lines = [(line.entry.sequence, line.entry.on) for line in queries.register(factories.book(), 2026)]
    assert lines == sorted(lines)
    assert len(lines) == 5


def test_a_forgotten_number_of_last_year_is_still_drawn_after_this_year_has_begun(app):
    assert reserve(on=date(2026, 11, 24)).sequence == 1
    assert reserve(on=date(2025, 12, 30)).number == "200.1.4.4/1/425.207/2025"


def test_an_office_goes_on_where_its_paper_book_ended(app):
    book, admin = factories.book(), factories.officer("admin")
    actions.change_book(book, admin, title=book.title, pattern=book.pattern, class_code="", first=58)
    assert factories.signed().number == "200.1.4.4/58/425.207/2026"
    assert checks.number_books() == []
    with pytest.raises(Invalid) as raised:
        actions.change_book(book, admin, title=book.title, pattern=book.pattern, class_code="", first=70)
    assert raised.value.field == "first"
    with clock.frozen(datetime(2027, 1, 4, 2, tzinfo=UTC)):
        assert factories.signed().entry.sequence == 1


def test_the_check_names_a_number_that_is_missing(app):
    for _ in range(3):
        reserve()
    with writing():
        db.session.execute(BookEntry.__table__.delete().where(BookEntry.sequence == 2))
    assert checks.number_books() == ["Buku register surat ormas 2026: number 2 is missing"]


ACTS = st.lists(st.sampled_from(["sign", "reserve", "cancel", "fail", "next year"]), max_size=14)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_signing_reserving_cancelling_and_failing_in_any_order_keep_the_book_whole(app, acts):
    moment = clock.now() + timedelta(days=366 * len(queries.years(factories.book())))
    for act in acts:
        with clock.frozen(moment):
            if act == "sign":
                factories.signed()
            elif act == "reserve":
                reserve()
            elif act == "cancel":
                entry = db.session.scalar(select(BookEntry).where(BookEntry.kind == "reserved").limit(1))
                if entry:
                    actions.cancel(entry, "Tidak jadi.", by=factories.officer("kabid"))
            elif act == "fail":
                with pytest.raises(RuntimeError):
                    reserve_and_stumble()
            else:
                moment += timedelta(days=366)
    assert checks.number_books() == []
