"""More time by the pages: deciding on a request, giving it to one and to all, and the notice that everybody reads."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from aormas.accounts.models import User
from aormas.core.database import db
from aormas.organizations.queries import reaching
from aormas.reporting.actions import reliefs, settings
from aormas.reporting.models import Duty, Relief, ReliefRequest
from aormas.reporting.queries import states as queries
from aormas.reporting.rules import states
from tests.factories import PASSWORD
from tests.reporting import factories
from tests.reporting.factories import on

PAGE = "/meja/laporan/kelonggaran"


@pytest.fixture
def office(app):
    """Two organisations on 6 July 2026, semester I due on 31 July; the first one asks for more time."""
    row = factories.known_since(date(2025, 1, 10))
    factories.known_since(date(2025, 1, 10), name="Organisasi Lain", village_code="35.74.01.1001")
    with on(2026, 7, 6):
        factories.reporting_since(date(2026, 1, 1))
        user = factories.account(row)
        reliefs.ask(
            row, duty_of(row), "extension", until=date(2026, 8, 31), reason="Ketua sakit", by=user, client_id=str(uuid4())
        )  # fmt: skip
        yield row


def duty_of(row):
    return db.session.scalars(select(Duty).where(Duty.organization_id == row.id, Duty.key == "2026-1")).one()


def all_form(**changes):
    usual = {
        "client_id": str(uuid4()), "period": "2026-1", "district": "", "kind": "extension", "until": "2026-08-31", "reason": "Banjir di kota",
        "notice": "Karena banjir, laporan ditunggu sampai akhir Agustus.",
    }  # fmt: skip
    return {**usual, **changes}


def counted(page):
    return re.search(r'name="counted"[^>]*value="([^"]*)"', page.text).group(1)


def test_a_request_shows_the_office_s_own_day_and_turns_red(office, signed_in):
    client = signed_in("operator")
    page = client.get(PAGE).text
    assert office.name in page
    assert "jawab dalam 5 hari kerja" in page
    with on(2026, 7, 15):
        page = client.get(PAGE).text
        assert "kantor terlambat 2 hari" in page


def test_the_head_grants_until_another_day_and_refuses_with_a_word_why(office, signed_in):
    request = db.session.scalars(select(ReliefRequest)).one()
    client = signed_in("kabid")
    bare = client.post(f"{PAGE}/{request.id}", data={"verdict": "refuse", "answer": "", "until": "2026-08-31"})
    assert bare.status_code == 422
    assert "31" in bare.text
    done = client.post(
        f"{PAGE}/{request.id}", data={"verdict": "grant", "answer": "Semoga lekas sembuh", "until": "2026-08-15"}
    )
    assert done.status_code == 303
    db.session.expire_all()
    assert duty_of(office).until == date(2026, 8, 15)
    again = client.post(f"{PAGE}/{request.id}", data={"verdict": "grant", "until": "2026-08-20"})
    assert again.status_code == 422
    assert duty_of(office).until == date(2026, 8, 15)


def test_only_the_head_decides(office, signed_in):
    request = db.session.scalars(select(ReliefRequest)).one()
    for role in ("operator", "verifikator", "admin"):
        assert signed_in(role).post(f"{PAGE}/{request.id}", data={"verdict": "grant"}).status_code == 403


def test_more_time_for_one_without_a_request(office, signed_in):
    client = signed_in("kabid")
    address = f"{PAGE}/beri/{office.id}/2026-1"
    wrong = client.post(
        address, data={"client_id": str(uuid4()), "kind": "extension", "until": "2026-07-20", "reason": "Sakit"}
    )
    assert wrong.status_code == 422
    assert "Sakit" in wrong.text
    assert "31 Juli 2026" in wrong.text
    same = {"client_id": str(uuid4()), "kind": "extension", "until": "2026-08-20", "reason": "Sakit"}
    assert [client.post(address, data=same).status_code for _ in range(2)] == [303, 303]
    assert len(db.session.scalars(select(Relief)).all()) == 1
    assert client.get(f"{PAGE}/beri/{office.id}/2020-1").status_code == 404


def test_for_all_it_is_counted_first_then_the_password_is_asked_for(office, signed_in, client):
    head = signed_in("kabid")
    first = head.post(f"{PAGE}/semua", data=all_form())
    assert first.status_code == 200
    assert "2 laporan berubah" in first.text
    mark = counted(first)
    for password in ("", "salah"):
        refused = head.post(f"{PAGE}/semua", data=all_form(beri="1", counted=mark, password=password))
        assert refused.status_code == 422
    assert db.session.scalars(select(Relief)).all() == []
    assert head.post(f"{PAGE}/semua", data=all_form(beri="1", counted=mark, password=PASSWORD)).status_code == 303
    db.session.expire_all()
    assert duty_of(office).until == date(2026, 8, 31)
    assert "Karena banjir" in client.get("/").text
    with on(2026, 8, 31):
        assert "Karena banjir" in client.get("/").text
    with on(2026, 9, 1):
        assert "Karena banjir" not in client.get("/").text


def test_other_choices_than_those_counted_are_counted_again(office, signed_in):
    head = signed_in("kabid")
    mark = counted(head.post(f"{PAGE}/semua", data=all_form(district="35.74.01")))
    again = head.post(f"{PAGE}/semua", data=all_form(beri="1", counted=mark, password=PASSWORD))
    assert again.status_code == 200
    assert "2 laporan berubah" in again.text
    assert db.session.scalars(select(Relief)).all() == []


def test_a_kecamatan_alone(office, signed_in, client):
    head = signed_in("kabid")
    mark = counted(head.post(f"{PAGE}/semua", data=all_form(district="35.74.01")))
    head.post(f"{PAGE}/semua", data=all_form(district="35.74.01", beri="1", counted=mark, password=PASSWORD))
    db.session.expire_all()
    assert sorted(db.session.scalars(select(Duty.until).where(Duty.key == "2026-1"))) == [
        date(2026, 7, 31),
        date(2026, 8, 31),
    ]
    assert "(Kecamatan" in client.get("/").text
    assert "(in Indonesian)" not in client.get("/").text
    assert "sampai akhir Agustus. (in Indonesian)" in client.get("/?bahasa=en").text


def test_whoever_asks_or_files_was_heard_of(office):
    assert reaching._heard([office.id])[office.id] == date(2026, 7, 6)
    with on(2026, 7, 9):
        user = factories.account(office, "ormas2", "Bagus Contoh")
        factories.filed(office, factories.period("2026-1"), user, nil=True)
        assert reaching._heard([office.id])[office.id] == date(2026, 7, 9)


def test_an_exemption_for_all_leaves_what_was_reported_and_is_told_for_a_month(office, signed_in, client):
    other = db.session.scalars(select(Duty).where(Duty.organization_id != office.id, Duty.key == "2026-1")).one()
    with on(2026, 8, 20):
        user = db.session.scalars(select(User).filter_by(username="ormas")).one()
        factories.filed(office, factories.period("2026-1"), user, nil=True)
    with on(2026, 9, 1):
        head = signed_in("kabid")
        first = head.post(f"{PAGE}/semua", data=all_form(kind="exemption", until=""))
        assert "1 laporan berubah: 0 sedang ditunggu, 1 belum masuk" in first.text
        data = all_form(kind="exemption", until="", beri="1", counted=counted(first), password=PASSWORD)
        assert head.post(f"{PAGE}/semua", data=data).status_code == 303
        db.session.expire_all()
        today = date(2026, 9, 1)
        assert queries.state_of(duty_of(office), today).code == states.LATE
        assert queries.state_of(other, today).code == states.EXEMPT
        assert db.session.execute(
            select(queries.code(today)).where(Duty.key == "2026-1").order_by(Duty.id)
        ).scalars().all() == ["late", "exempt"]
        assert "Karena banjir" in client.get("/").text
    with on(2026, 10, 1):
        assert "Karena banjir" not in client.get("/").text


def test_of_several_days_for_one_period_only_the_one_that_holds_is_told(office, client, person):
    period, admin, head = factories.period("2026-1"), person("admin"), person("kabid")

    def give(until, notice, district="", kind="extension"):
        reliefs.grant_all(
            period,
            kind,
            until=until,
            reason="Banjir",
            notice=notice,
            district=district,
            by=head,
            client_id=str(uuid4()),
        )

    give(date(2026, 9, 30), "Kata pertama.")
    settings.move_due_day(period, date(2026, 8, 14), "Kata kedua.", admin)
    give(date(2026, 8, 31), "Kata kecamatan pendek.", "35.74.01")
    front = client.get("/").text
    assert [word for word in ("pertama", "kedua", "pendek") if word in front] == ["pertama"]
    give(date(2026, 11, 30), "Kata kecamatan panjang.", "35.74.01")
    front = client.get("/").text
    assert "Kata pertama." in front
    assert "Kata kecamatan panjang." in front
    give(None, "Tidak perlu melapor.", kind="exemption")
    front = client.get("/").text
    assert "Tidak perlu melapor." in front
    assert "Kata" not in front
