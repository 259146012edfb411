"""What ends and who cannot be found: every organisation in its span, out of the list as soon as it is heard of."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations import actions, queries
from aormas.organizations.models import Attempt
from aormas.organizations.queries import expiry as watching
from aormas.organizations.queries import reaching
from aormas.organizations.rules import expiry, ready_texts
from aormas.organizations.rules.reaching import Tried, lost_since
from tests.organizations.factories import organization
from tests.organizations.test_entry import fields_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "span"),
    [(-400, "lewat"), (-1, "lewat"), (0, "30"), (30, "30"), (31, "60"), (60, "60"), (61, "90"), (90, "90"), (91, None)],
)
def test_in_which_span_an_end_lies(days, span):
    assert expiry.span_of(TODAY + timedelta(days=days), TODAY) == span


@given(st.integers(-5000, 90))
def test_every_end_lies_in_exactly_one_span_and_its_bounds_say_the_same(days):
    day = TODAY + timedelta(days=days)
    inside = [
        s for s in expiry.SPANS if (b := expiry.bounds(s, TODAY)) and (b[0] is None or b[0] <= day) and day <= b[1]
    ]
    assert inside == [expiry.span_of(day, TODAY)]


def test_boards_skt_domicile_and_lease_are_watched(app, frozen):
    row = organization(
        form="tidak_berbadan_hukum", basis_kind="skt", basis_number="01-00/1", basis_until=date(2026, 12, 10), domicile_until=date(2026, 10, 1),
        tenure="rent", tenure_until=date(2027, 2, 1), term_end=date(2027, 1, 10),
    )  # fmt: skip
    found = watching.watch(TODAY)
    assert [(line.kind, line.ends_on) for line in found.lines] == [
        ("domicile", date(2026, 10, 1)), ("basis", date(2026, 12, 10)), ("board", date(2027, 1, 10)), ("lease", date(2027, 2, 1)),
    ]  # fmt: skip
    assert found.counts == {("domicile", "lewat"): 1, ("basis", "30"): 1, ("board", "60"): 1, ("lease", "90"): 1}
    assert [line.kind for line in watching.watch(TODAY, span="30").lines] == ["basis"]
    assert watching.watch(TODAY, district="35.74.01").count == 0
    assert found.lines[0].phone == "+62335123456"
    assert row.name == found.lines[0].name


def test_what_was_replaced_or_is_gone_is_not_watched(app, frozen, person):
    row = organization(term_end=date(2026, 12, 1))
    gone = organization(name="Yayasan Bubar", term_end=date(2026, 12, 1))
    actions.apply_filing(
        queries.present_facts(queries.whole(row)).__class__(name="", form="", scope="", term_start=date(2026, 12, 1), term_end=date(2031, 12, 1)),
        organization=row, source="SK", by="test",
    )  # fmt: skip
    actions.decide_status(gone, "bubar", since=TODAY, reason="Musyawarah", source="Akta", by=person("kabid"))
    assert watching.watch(TODAY).lines == []


def test_letters_of_the_office_are_watched_once_per_kind(app, frozen):
    from tests.letters import factories as letters

    letter = letters.signed(organization=letters.organization())
    with db.engine.begin() as connection:
        connection.execute(db.update(type(letter)).values(valid_until=date(2026, 12, 20)))
    db.session.expire_all()
    found = watching.watch(TODAY, kind="letter")
    assert [(line.organization_id, line.ends_on) for line in found.lines] == [
        (letter.organization_id, date(2026, 12, 20))
    ]
    assert found.lines[0].title


def test_the_list_with_its_counts_texts_and_files(signed_in, frozen):
    organization(term_end=date(2026, 12, 10), phone="+6281234567890")
    client = signed_in("verifikator")
    page = client.get("/meja/ormas/tenggat?jenis=board&jangka=30").text
    assert "Forum Komunikasi Pemuda Mayangan" in page
    assert "16 hari lagi" in page
    assert "https://wa.me/6281234567890?text=Yth." in page
    with client.get("/meja/ormas/tenggat.csv?jenis=board") as answer:
        assert "Forum Komunikasi Pemuda Mayangan" in answer.data.decode("utf-8-sig")
    from aormas.core.sheets.reading import read

    with client.get("/meja/ormas/tenggat.xlsx") as answer:
        workbook = io.BytesIO(answer.data).getvalue()
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "x.xlsx"
        target.write_bytes(workbook)
        rows = read(target, "x.xlsx").sheets[0].rows
    assert date(2026, 12, 10) in [cell.date() if hasattr(cell, "date") else cell for cell in rows[1]]


@pytest.mark.parametrize("kind", expiry.KINDS)
def test_every_kind_has_a_ready_text(kind):
    for past in (True, False):
        text = ready_texts.text(
            kind, name="A", office="Bakesbangpol", date="1 Januari 2027", past=past, title="Surat X"
        )
        assert "A" in text
        assert "1 Januari 2027" in text
        assert ("sudah berakhir" in text) is past


@pytest.mark.parametrize(
    ("tried", "heard", "since"),
    [
        ([("2026-01-01", "letter_returned")], None, date(2026, 1, 1)),
        ([("2026-01-01", "letter_returned"), ("2026-02-01", "reached")], None, None),
        ([("2026-01-01", "letter_returned")], date(2026, 1, 1), None),
        ([("2026-03-01", "number_dead")], date(2026, 1, 1), date(2026, 3, 1)),
        ([("2026-01-01", "no_answer"), ("2026-01-02", "no_answer")], None, None),
        (
            [("2026-01-01", "no_answer"), ("2026-01-02", "no_answer"), ("2026-01-03", "no_answer")],
            None,
            date(2026, 1, 1),
        ),
        ([("2026-01-05", "reached"), ("2026-02-01", "visit_failed")], None, date(2026, 2, 1)),
        ([], None, None),
    ],
)
def test_since_when_an_organisation_is_lost(tried, heard, since):
    assert lost_since([Tried(date.fromisoformat(day), result) for day, result in tried], heard) == since


def counted(work) -> int:
    """Return how many statements some work needs."""
    seen: list[str] = []

    def count(connection, cursor, statement, *more):
        seen.append(statement)

    db.event.listen(db.engine, "before_cursor_execute", count)
    try:
        work()
    finally:
        db.event.remove(db.engine, "before_cursor_execute", count)
    return len([statement for statement in seen if not statement.startswith("BEGIN")])


def note(row, result, person, day=TODAY, key="00000000-0000-4000-8000-0000000000"):
    return actions.note_attempt(
        row,
        result,
        made_on=day,
        note="",
        by=person("operator"),
        client_id=f"{key}{db.session.query(Attempt).count():02}",
    )


def test_an_attempt_puts_an_organisation_on_the_list_and_being_reached_takes_it_off(app, frozen, person):
    row = organization()
    with clock.frozen(clock.now() + timedelta(days=5)):
        note(row, "number_dead", person, TODAY + timedelta(days=5))
        assert [lost.name for lost in reaching.lost()] == [row.name]
        assert [c.reachable for c in queries.whole(row).contacts] == [False]
        assert reaching.lost(village_code="35.74.01.1001") == []
        note(row, "reached", person, TODAY + timedelta(days=5))
        assert reaching.lost() == []
        assert [c.reachable for c in queries.whole(row).contacts] == [True]


def test_a_new_address_takes_an_organisation_off_the_list(app, frozen, person):
    row = organization()
    with clock.frozen(clock.now() + timedelta(days=5)):
        note(row, "letter_returned", person, TODAY + timedelta(days=5))
        assert len(reaching.lost()) == 1
    with clock.frozen(clock.now() + timedelta(days=9)):
        from tests.organizations.test_record import say

        say(row, address="Jalan Baru 1", village_code="35.74.03.1004")
        assert reaching.lost() == []


def test_an_attempt_is_noted_once_in_the_file_and_stands_on_the_call_sheet(signed_in, frozen):
    row = organization()
    client = signed_in("operator")
    with clock.frozen(clock.now() + timedelta(days=2)):
        page = client.get(f"/meja/ormas/{row.id}/kontak").text
        sent = {
            "client_id": fields_of(page)["client_id"],
            "result": "visit_failed",
            "made_on": "2026-11-26",
            "note": "Rumah kosong",
        }
        future = client.post(f"/meja/ormas/{row.id}/upaya", data={**sent, "made_on": "2026-11-30"})
        assert future.status_code == 422
        assert "Rumah kosong" in future.text
        assert client.post(f"/meja/ormas/{row.id}/upaya", data=sent).status_code == 303
        assert client.post(f"/meja/ormas/{row.id}/upaya", data=sent).status_code == 303
        assert db.session.scalar(db.select(db.func.count(Attempt.id))) == 1
        assert row.name in client.get("/meja/ormas/di-mana").text
        sheet = client.get("/meja/ormas/di-mana/lembar").text
    assert "Siti Contoh" in sheet
    assert "0335\u00a0123\u00a0456" in sheet
    assert "Lembar panggilan" in sheet


def test_statements_do_not_grow_with_the_organisations(app, frozen, person):
    for number in range(3):
        note(organization(name=f"Perkumpulan {number}", term_end=date(2026, 12, 1)), "number_dead", person)
    few = counted(lambda: (watching.watch(TODAY), reaching.lost()))
    for number in range(12):
        note(organization(name=f"Yayasan {number}", term_end=date(2026, 12, 1)), "number_dead", person)
    assert counted(lambda: (watching.watch(TODAY), reaching.lost())) == few
