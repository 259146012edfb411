"""Possible doubles of an earlier report: the same photo, one that looks alike, the same text; and nothing else."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import uuid4

import pytest

from aormas.core import clock
from aormas.core.database import db, writing
from aormas.core.files.models import StoredFile
from aormas.reporting.models import Photo
from aormas.reporting.queries import doubles
from tests.reporting.factories import account, activity, filed, known_since, on, period, reporting_since
from tests.statements import listen_in

LOOK, NEAR, FAR = "f0f0f0f00f0f0f0f", "f0f0f0f00f0f0f00", "0123456789abcdef"


def photo(of, sent: str, look: str) -> Photo:
    """Put a photo to an activity as it stands after it was received."""
    with writing():
        sha = hashlib.sha256(uuid4().bytes).hexdigest()
        stored = StoredFile(sha256=sha, size=1, media_type="image/jpeg", name="a.jpg", created_at=clock.now())
        made = Photo(
            activity_id=of.id, file=stored, source_sha256=hashlib.sha256(sent.encode()).hexdigest(), look=look, width=4, height=3,
            sent_at=clock.now(), sent_by="test",
        )  # fmt: skip
        db.session.add(made)
    return made


@pytest.fixture
def office(app):
    """Two organisations; the first has sent a report of 2025-2 with a photo."""
    first = known_since(date(2024, 3, 1), name="Forum Pertama")
    second = known_since(date(2024, 3, 1), name="Ikatan Kedua")
    reporting_since(date(2025, 7, 1))
    people = account(first, "satu"), account(second, "dua")
    with on(2026, 1, 10):
        done = activity(
            first, period("2025-2"), people[0], date(2025, 9, 9), title="Pasar murah", result="Habis terjual."
        )
        photo(done, "sent before", LOOK)
        filed(first, period("2025-2"), people[0])
    return first, second, people


def later(row, user, sent="other", look=FAR, **changes):
    """Send a report of 2026-1 with one activity and one photo; return its marks."""
    with on(2026, 7, 10):
        values = {"title": "Senam sehat", "result": "Ramai sekali."} | changes
        done = activity(row, period("2026-1"), user, date(2026, 3, 3), **values)
        photo(done, sent, look)
        report = filed(row, period("2026-1"), user).report
    return doubles.marks([report.id]).get(report.id, [])


def test_a_report_of_its_own_has_no_marks(office):
    first, _second, people = office
    assert later(first, people[0]) == []


@pytest.mark.parametrize("who", [0, 1])
def test_the_same_photo_is_found_whoever_sent_it(office, who):
    marks = later(office[who], office[2][who], sent="sent before")
    assert [(mark.kind, mark.own, mark.other_name) for mark in marks] == [
        (doubles.SAME_PHOTO, who == 0, "Forum Pertama")
    ]
    assert marks[0].photo_id
    assert marks[0].other_period_id == period("2025-2").id


@pytest.mark.parametrize(("who", "look", "kinds"), [
    (0, LOOK, [doubles.ALIKE]), (1, LOOK, [doubles.ALIKE]), (0, NEAR, [doubles.ALIKE]), (1, NEAR, []), (0, FAR, []),
])  # fmt: skip
def test_photos_that_look_alike_are_sought_among_ones_own_and_equal_ones_everywhere(office, who, look, kinds):
    marks = later(office[who], office[2][who], look=look)
    assert [mark.kind for mark in marks] == kinds


@pytest.mark.parametrize("look", doubles.PLAIN_LOOKS)
def test_empty_pictures_are_no_doubles_of_each_other(office, look):
    first, _second, people = office
    with on(2026, 1, 11):
        from sqlalchemy import update

        with writing():
            db.session.execute(update(Photo).values(look=look))
    assert later(first, people[0], look=look) == []


def test_the_same_text_is_marked_at_the_activity_and_at_the_report(office):
    _first, second, people = office
    marks = later(second, people[1], title="PASAR  MURAH!", result="Habis terjual")
    assert {(mark.kind, bool(mark.activity_id)) for mark in marks} == {
        (doubles.SAME_TEXT, True),
        (doubles.SAME_REPORT, False),
    }


def test_the_earlier_report_is_not_marked_by_the_later_one(office):
    first, _second, people = office
    later(first, people[0], sent="sent before", title="Pasar murah", result="Habis terjual.")
    earlier = db.session.query(Photo).order_by(Photo.id).first().activity.report_id
    assert doubles.marks([earlier]) == {}


def test_a_photo_that_was_taken_out_marks_nothing(office):
    first, _second, people = office
    marks = later(first, people[0], sent="sent before")
    with writing():
        db.session.get(Photo, marks[0].photo_id).removed_at = clock.now()
    assert doubles.marks([marks[0].report_id]) == {}


def test_many_photos_take_no_more_statements_than_one(office):
    first, _second, people = office
    marks = later(first, people[0], sent="sent before")
    of = db.session.get(Photo, marks[0].photo_id).activity
    heard = listen_in([])
    doubles.marks([of.report_id])
    few = len(heard)
    for number in range(40):
        photo(of, f"more {number}", LOOK)
    report_id = of.report_id
    del heard[:]
    found = doubles.marks([report_id])
    assert len(heard) <= few <= 7
    assert len(found[report_id]) == 41


def test_marks_are_read_beside_the_photo(office, signed_in):
    first, _second, people = office
    marks = later(first, people[0], sent="sent before")
    page = signed_in("operator").get(f"/meja/laporan/{marks[0].report_id}").text
    assert "Foto yang sama ada di laporannya sendiri, Semester II 2025." in page
    assert "mungkin sama" in signed_in("operator").get("/meja/laporan").text
