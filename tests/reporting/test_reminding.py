"""A round of reminders: whom to reach today and how, once each, and what came of it."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict
from aormas.organizations.filed import FiledMember
from aormas.organizations.models import BoardMember, Contact
from aormas.reporting.actions import opening, settings
from aormas.reporting.actions import reminding as actions
from aormas.reporting.models import Duty, Reminder, ReminderRule
from aormas.reporting.queries import reminding as queries
from aormas.reporting.rules import reminding
from tests.organizations.factories import BOARD
from tests.reporting import factories
from tests.reporting.factories import on
from tests.statements import listen_in

LIST = "/meja/laporan/pengingat"
FORGOTTEN = (FiledMember("chair", "Tanpa Telepon", "3574014507900003", ""),)


@pytest.fixture
def round_of(app):
    """Two weeks before the due day of semester I 2026 (31 July): one with a mobile number, one with an address only."""
    near = factories.known_since(date(2025, 1, 10))
    far = factories.known_since(date(2025, 1, 10), name="Paguyuban Tanpa Ponsel", phone="", members=FORGOTTEN)
    with on(2026, 7, 20):
        factories.reporting_since(date(2026, 1, 1))
        yield near, far


def semester(row, code="2026-1"):
    return db.session.scalars(select(Duty).where(Duty.organization_id == row.id, Duty.key == code)).one()


def due(**options):
    db.session.expire_all()
    return {one.name: one for one in queries.due(clock.today(), mail=False, **options)}


def test_each_is_reached_by_the_first_way_that_reaches_it(round_of):
    near, far = round_of
    found = due()
    assert {name: (one.channel, one.rule.days, one.kind) for name, one in found.items()} == {
        near.name: ("whatsapp", -14, "semester"), far.name: ("letter", -14, "semester"),
    }  # fmt: skip
    assert found[near.name].reach.mobile == "+6281234567890"


def test_a_dead_number_is_not_used(round_of):
    near, _far = round_of

    @transaction
    def die():
        for member in db.session.scalars(select(BoardMember).where(BoardMember.phone != "")):
            db.session.add(
                Contact(
                    organization_id=near.id, kind="phone", value=member.phone, reachable=False, since=clock.today(), source="test",
                    recorded_at=clock.now(),
                )
            )  # fmt: skip

    die()
    assert due()[near.name].channel == "letter"


def test_the_ready_text_names_the_organisation_the_period_and_the_day_in_indonesian(round_of, signed_in):
    near, _far = round_of
    page = signed_in("verifikator").get(f"{LIST}/{semester(near).id}").get_data(as_text=True)
    link = unquote(page.split('href="https://wa.me/6281234567890?text=')[1].split('"')[0])
    assert near.name in link
    assert "laporan Semester I 2026 ditunggu paling lambat 31 Juli 2026" in link
    assert "/portal/laporan" in link


def test_one_click_notes_it_and_shows_the_next_one(round_of, signed_in):
    near, far = round_of
    client = signed_in("verifikator")
    answer = client.post(f"{LIST}/{semester(near).id}", data={"channel": "whatsapp", "text": "Yth. pengurus"})
    assert answer.status_code == 303
    assert answer.location.endswith(LIST)  # nobody else is reached by WhatsApp
    sent = db.session.scalars(select(Reminder)).one()
    assert (sent.channel, sent.state, sent.text, sent.sent_by) == (
        "whatsapp",
        "sent",
        "Yth. pengurus",
        "Verifikator Contoh",
    )
    assert list(due()) == [far.name]
    again = client.get(f"{LIST}/{semester(near).id}")
    assert again.status_code == 303


def test_a_changed_text_goes_into_the_link_and_nothing_is_noted_by_that(round_of, signed_in):
    near, _far = round_of
    client = signed_in("verifikator")
    address = f"{LIST}/{semester(near).id}"
    page = client.post(
        address, data={"channel": "whatsapp", "text": "Apa kabar, Bapak?\nLaporan & foto 100%", "teks": "1"}
    )
    assert page.status_code == 200
    link = page.text.split('href="https://wa.me/6281234567890?text=')[1].split('"')[0]
    assert unquote(link) == "Apa kabar, Bapak?\nLaporan & foto 100%"
    assert "sekarang memakai teks di bawah ini" in page.text
    assert not db.session.scalars(select(Reminder)).all()
    empty = client.post(address, data={"channel": "whatsapp", "text": " ", "teks": "1"})
    assert empty.status_code == 422


def test_another_way_than_the_rule_s_first_may_be_taken_for_this_one(round_of, signed_in):
    near, _far = round_of
    client = signed_in("verifikator")
    address = f"{LIST}/{semester(near).id}"
    page = client.get(address).text
    assert [way for way in reminding.CHANNELS if f'value="{way}"' in page] == ["whatsapp", "letter", "call"]
    assert client.post(address, data={"channel": "email", "text": "Halo"}).status_code == 422
    assert client.post(address, data={"channel": "letter", "text": "Halo"}).status_code == 303
    assert [one.channel for one in db.session.scalars(select(Reminder))] == ["letter"]


def test_the_chosen_ones_are_noted_at_once_and_only_they(round_of, signed_in):
    near, far = round_of
    client = signed_in("operator")
    client.post(LIST, data={"saluran": "whatsapp", "pilih": [str(semester(near).id), str(semester(far).id)]})
    assert [one.organization_id for one in db.session.scalars(select(Reminder))] == [near.id]
    client.post(LIST, data={"saluran": "letter", "semua": "1"})
    assert {one.channel for one in db.session.scalars(select(Reminder))} == {"whatsapp", "letter"}
    assert due() == {}


def test_who_has_reported_is_left_alone(round_of, person):
    near, far = round_of
    factories.filed(near, factories.period("2026-1"), factories.account(near), nil=True)
    assert list(due()) == [far.name]
    with pytest.raises(Conflict, match="has reported meanwhile"):
        actions.remind(semester(near), queries.rules()[0], "call", "x", person("operator"))


def test_never_more_than_the_rules_allow(round_of, person):
    near, _far = round_of
    rule = due()[near.name].rule
    actions.remind(semester(near), rule, "whatsapp", "x", person("operator"))
    actions.remind(semester(near), rule, "whatsapp", "x", person("operator"))
    assert len(db.session.scalars(select(Reminder)).all()) == 1
    seen = []
    for day in range(21, 32):
        with on(2026, 7, day):
            seen += [day for name in due() if name == near.name]
    assert seen == [28, 29, 30, 31]  # three days before the due day comes the next rule, and its day is the 28th


def test_new_words_of_a_rule_do_not_remind_again(round_of, person):
    near, _far = round_of
    rule = due()[near.name].rule
    actions.remind(semester(near), rule, "whatsapp", "x", person("operator"))
    values = {"kind": rule.kind, "days": rule.days, "channels": ["whatsapp"], "subject": "x", "text": "Halo {nama}"}
    settings.set_reminder(db.session.get(ReminderRule, rule.id), values, person("admin"))
    with on(2026, 7, 27):
        assert near.name not in due()


def test_the_list_takes_a_fixed_number_of_statements(round_of):
    heard = listen_in([])
    assert len(due()) == 2
    few = len(heard)
    for number in range(20):
        factories.known_since(date(2025, 2, 1), name=f"Perkumpulan {number}", members=BOARD)
    opening.daily()
    heard.clear()
    assert len(due()) == 22
    assert len(heard) == few <= 9


def test_the_answer_is_noted_and_stands_in_the_history(round_of, signed_in, person):
    near, _far = round_of
    actions.remind(semester(near), due()[near.name].rule, "call", "x", person("operator"))
    sent = db.session.scalars(select(Reminder)).one()
    client = signed_in("verifikator")
    refused = client.post(f"{LIST}/riwayat/{sent.id}", data={"answer": "", "note": "besok"})
    assert refused.status_code == 422
    assert "besok" in refused.get_data(as_text=True)
    assert client.post(f"{LIST}/riwayat/{sent.id}", data={"answer": "promised", "note": "besok"}).status_code == 303
    page = client.get(f"{LIST}/riwayat?ormas={near.id}").get_data(as_text=True)
    assert "Akan segera melapor" in page
    assert near.name in page
    assert near.name not in client.get(f"{LIST}/riwayat?saluran=email").get_data(as_text=True)


def test_the_filters_narrow_the_list(round_of, signed_in):
    near, _far = round_of
    client = signed_in("operator")
    assert near.name in client.get(LIST).get_data(as_text=True)
    assert near.name not in client.get(f"{LIST}?jenis=board").get_data(as_text=True)
    assert near.name not in client.get(f"{LIST}?kecamatan=35.74.01").get_data(as_text=True)
    assert near.name not in client.get(f"{LIST}?saluran=letter").get_data(as_text=True)


def test_letters_are_one_file_with_a_page_each_and_the_call_sheet_has_room(round_of, signed_in):
    from io import BytesIO

    from pypdfium2 import PdfDocument

    _near, far = round_of
    client = signed_in("operator")
    answer = client.get(f"{LIST}/surat.pdf")
    assert answer.mimetype == "application/pdf"
    pages = PdfDocument(BytesIO(answer.data))
    assert len(pages) == 1
    text = pages[0].get_textpage().get_text_range()
    assert far.name in text
    assert "31 Juli 2026" in " ".join(text.split())
    assert "Kaban Contoh" in text  # who signs letters
    assert client.get(f"{LIST}/lembar").status_code == 200
