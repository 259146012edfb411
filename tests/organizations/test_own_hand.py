"""The organisation's own hand: it confirms, invites a second person, sees who looked; nobody else can."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from aormas.accounts.actions import people
from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.audit import AuditEntry
from aormas.core.database import db
from aormas.core.errors import Conflict, NotAllowed
from aormas.organizations import actions, queries
from aormas.organizations.actions import access
from aormas.organizations.models import Confirmation
from aormas.organizations.queries.invitations import open_invitations
from aormas.organizations.rules import confirming
from tests.factories import PASSWORD
from tests.organizations.factories import organization


def chair_of(row, username="ketua") -> User:
    """Open the portal for a person of an organisation, by a code as it happens."""
    code = actions.invite_chair(row, by="test")
    return people.use_code(people.open_code(code), username, f"Orang {username}", PASSWORD)


def enter(app, username="ketua"):
    """Sign a person of an organisation in."""
    client = app.test_client()
    page = client.get("/masuk").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    answer = client.post(
        "/masuk", data={"username": username, "password": PASSWORD, "csrf_token": token.group(1) if token else ""}
    )
    assert answer.status_code == 303, answer.text
    return client


def post(client, page_address, address, **data):
    """Send a form of a page."""
    page = client.get(page_address).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    return client.post(
        address, data={"csrf_token": token, **({"seen": seen.group(1)} if seen else {}), **data}, follow_redirects=True
    )


def test_one_press_confirms_for_a_year(app, frozen):
    row = organization()
    chair_of(row)
    client = enter(app)
    answer = post(client, "/portal/konfirmasi", "/portal/konfirmasi")
    assert "Terima kasih" in answer.text
    assert queries.whole(row).confirmed_on == date(2026, 11, 24)
    post(client, "/portal", "/portal/konfirmasi", seen=row.updated_at.isoformat())
    assert db.session.scalar(db.select(db.func.count(Confirmation.id))) == 1


def test_what_changed_meanwhile_is_not_confirmed_unseen(app, frozen):
    row = organization()
    chair = chair_of(row)
    with pytest.raises(Conflict):
        actions.confirm(row, by=chair, seen="2020-01-01T00:00:00+00:00")
    assert row.confirmed_on is None


def test_the_portal_asks_a_month_ahead_and_says_when_it_is_overdue(app, frozen):
    row = organization()
    chair_of(row)
    client = enter(app)
    assert "Konfirmasi bahwa data Anda benar" not in client.get("/portal").text
    with clock.frozen(clock.now() + timedelta(days=340)):
        assert "Konfirmasi bahwa data Anda benar" in client.get("/portal").text
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert "sudah lewat" in client.get("/portal").text


@pytest.mark.parametrize(
    ("confirmed", "today", "asked"),
    [
        (None, date(2026, 12, 1), False),
        (None, date(2027, 11, 1), True),
        (date(2027, 11, 1), date(2027, 11, 2), False),
        (date(2027, 11, 1), date(2029, 1, 1), True),
    ],
)
def test_when_a_confirmation_is_asked(confirmed, today, asked):
    assert confirming.is_asked(confirmed, date(2026, 11, 24), today) is asked


def test_a_second_person_is_invited_and_can_be_taken_out_again(app):
    row = organization()
    first = chair_of(row)
    client = enter(app)
    page = post(client, "/portal/akun", "/portal/akun/undang", invited="Bagus Contoh").text
    code = re.search(r"<code>([A-Z0-9-]{15,})</code>", page).group(1)
    second = people.use_code(people.open_code(code), "sekretaris", "Bagus Contoh", PASSWORD)
    assert [person.name for person, _ in queries.people_of(row)] == [first.name, "Bagus Contoh"]
    other = enter(app, "sekretaris")
    assert row.name in other.get("/portal").text
    post(client, "/portal/akun", f"/portal/akun/orang/{second.id}/akhiri")
    assert other.get("/portal").status_code == 303
    assert [person.name for person, _ in queries.people_of(row)] == [first.name]


def test_nobody_ends_the_access_of_another_organisation_or_the_own_one(app):
    one, two = organization(), organization(name="Yayasan Lain")
    first, stranger = chair_of(one), chair_of(two, "asing")
    with pytest.raises(NotAllowed):
        access.end(one, stranger.id, by=first)
    with pytest.raises(NotAllowed):
        access.invite_further(two, "Orang", by=first)
    with pytest.raises(Conflict):
        access.end(one, first.id, by=first)
    with pytest.raises(NotAllowed):
        actions.confirm(two, by=first, seen=two.updated_at.isoformat())
    assert stranger.active


def test_no_more_than_three_people_act_for_one_organisation(app):
    row = organization()
    first = chair_of(row)
    for name in ("dua", "tiga"):
        chair_of(row, name)
    with pytest.raises(Conflict):
        access.invite_further(row, "Empat", by=first)


def test_the_organisation_sees_who_looked_at_a_nik(app, signed_in):
    row = organization()
    chair_of(row)
    member = queries.whole(row).present_term.members[0]
    signed_in("operator").post(f"/meja/ormas/{row.id}/nik/{member.id}")
    page = enter(app).get("/portal/akses-data").text
    assert "Siti Contoh" in page
    assert "3574014507900003" not in page
    other = organization(name="Yayasan Lain")
    chair_of(other, "asing")
    assert "Siti Contoh" not in enter(app, "asing").get("/portal/akses-data").text


def test_open_invitations_are_listed_counted_and_can_be_cancelled(app):
    row = organization()
    first = chair_of(row)
    client = enter(app)
    page = post(client, "/portal/akun", "/portal/akun/undang", invited="Bagus Contoh").text
    assert "Kode sekali pakai untuk Bagus Contoh" in page
    old = re.search(r"<code>([A-Z0-9-]{15,})</code>", page).group(1)
    again = post(client, "/portal/akun", "/portal/akun/undang", invited="bagus  contoh").text
    new = re.search(r"<code>([A-Z0-9-]{15,})</code>", again).group(1)
    assert (people.open_code(old), people.open_code(new) is None) == (None, False)
    assert len(open_invitations(row)) == 1
    access.invite_further(row, "Dewi Contoh", by=first)
    with pytest.raises(Conflict):
        access.invite_further(row, "Orang Keempat", by=first)
    page = client.get("/portal/akun").text
    assert "Undangan yang menunggu" in page
    assert "Dewi Contoh" in page
    assert "24 Desember 2026" in page
    assert '/portal/akun/undang"' not in page
    number = open_invitations(row)[0].id
    post(client, "/portal/akun", f"/portal/akun/undangan/{number}/batalkan")
    assert people.open_code(new) is None
    assert [one.invited for one in open_invitations(row)] == ["Dewi Contoh"]
    assert (
        not db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == "code.issued"))
        .all()[-1]
        .changes.get("invited")
    )


def test_nobody_cancels_an_invitation_of_another_organisation(app):
    one, two = organization(), organization(name="Yayasan Lain")
    first, stranger = chair_of(one), chair_of(two, "asing")
    access.invite_further(one, "Bagus Contoh", by=first)
    number = open_invitations(one)[0].id
    with pytest.raises(Conflict):
        access.cancel(two, number, by=stranger)
    with pytest.raises(NotAllowed):
        access.cancel(one, number, by=stranger)
    assert open_invitations(two) == []


def test_a_second_code_for_the_chair_ends_the_first(app):
    row = organization()
    first, second = actions.invite_chair(row, by="test"), actions.invite_chair(row, by="test")
    assert people.open_code(first) is None
    assert people.open_code(second) is not None


def test_who_opens_the_portal_today_is_not_late(app):
    with clock.frozen(clock.now() - timedelta(days=1100)):
        row = organization(funding="Iuran anggota", email="fkpm@contoh.id")
    chair_of(row)
    client = enter(app)
    assert "sudah lewat" not in client.get("/portal").text
    page = client.get("/portal/konfirmasi").text
    for words in ("24 November 2027", "Iuran anggota", "fkpm@contoh.id"):
        assert words in page
    assert "Perpanjang" not in page
