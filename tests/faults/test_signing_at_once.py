"""Fifty officers press sign at the same moment: fifty numbers, no gap, none twice."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from aormas.accounts.models import User
from aormas.core.database import db
from aormas.letters import actions
from aormas.letters.models import BookEntry, Letter
from aormas.letters.rules import gaps
from tests.letters.factories import draft
from tests.organizations.factories import organization

pytestmark = pytest.mark.fault
OFFICERS = 50


@pytest.mark.usefixtures("frozen")
def test_fifty_signatures_at_once_draw_fifty_numbers_without_gap_or_double(app, person):
    row = organization()
    letters = [draft(organization=row).id for _ in range(OFFICERS)]
    head = person("kaban").id
    db.session.remove()
    barrier, failures = threading.Barrier(OFFICERS), []

    def sign(number: int) -> None:
        with app.app_context():
            barrier.wait(30)
            try:
                actions.sign(db.session.get(Letter, number), by=db.session.get(User, head))
            except Exception as error:
                failures.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=sign, args=(number,)) for number in letters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failures == []
    sequences = list(db.session.scalars(select(BookEntry.sequence)))
    assert sorted(sequences) == list(range(1, OFFICERS + 1))
    assert not any(gaps(sequences))
    numbers = [db.session.get(Letter, n).number for n in letters]
    assert len(set(numbers)) == OFFICERS
