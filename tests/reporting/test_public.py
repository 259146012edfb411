"""What everybody sees: the strip, accepted activities and their chosen photos, the calendar of what is to come."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from aormas.core.database import db
from aormas.core.files.photos import receive_photo
from aormas.reporting.actions import activities, planning, reviewing
from aormas.reporting.models import PlannedActivity
from tests.reporting import factories
from tests.reporting.factories import on
from tests.statements import listen_in


def picture(shade: int = 90) -> FileStorage:
    """Return an invented photo as it is sent."""
    data = io.BytesIO()
    image = Image.effect_mandelbrot((640, 480), (-2, -1.5, 1, 1.5), shade)
    image.convert("RGB").save(data, "JPEG")
    data.seek(0)
    return FileStorage(data, filename="foto.jpg", content_type="image/jpeg")


@pytest.fixture
def accepted(app, person):
    """An organisation whose report of semester I 2026 was accepted, with one photo that it shows and one that it does not."""
    row = factories.known_since(date(2025, 1, 10))
    with on(2026, 7, 6):
        factories.reporting_since(date(2026, 1, 1))
        user, period = factories.account(row), factories.period("2026-1")
        done = factories.activity(row, period, user, date(2026, 3, 3), aim="Rahasia dapur")
        activities.add_photos(
            row, done, [receive_photo(picture(60), "a.jpg"), receive_photo(picture(90), "b.jpg")], user
        )
        shown, kept = done.present_photos
        activities.choose_photos(row, done, {shown.id}, {shown.id: "Warga di sungai"}, user)
        hidden = factories.activity(row, period, user, date(2026, 4, 4), title="Rapat tertutup", public=False)
        sent = factories.filed(row, period, user)
    return row, sent, shown, kept, hidden, user


def accept(sent, person, verdict="accepted"):
    reviewing.decide(
        sent.report, verdict, reasons=[], note="ya", seen=sent.report.steps, by=person("kabid"), client_id=str(uuid4())
    )


def test_nothing_of_a_report_is_shown_before_it_is_accepted(accepted, client, person):
    row, sent, shown, *_ = accepted
    page = client.get(f"/ormas/{row.slug}").text
    assert "melapor tepat waktu pada 6 Juli 2026" in page
    assert "Kerja bakti sungai" not in page
    assert client.get(f"/ormas/{row.slug}/foto/{shown.id}.jpg").status_code == 404
    accept(sent, person)
    page = client.get(f"/ormas/{row.slug}").text
    assert "Kerja bakti sungai" in page
    assert f'src="/ormas/{row.slug}/foto/{shown.id}.jpg?kecil=1"' in page
    with client.get(f"/ormas/{row.slug}/foto/{shown.id}.jpg") as answer:
        assert answer.status_code == 200
    with client.get(f"/ormas/{row.slug}/foto/{shown.id}.jpg?kecil=1") as answer:
        assert Image.open(io.BytesIO(answer.data)).width == 480


def test_only_what_the_organisation_chose_is_shown(accepted, client, person):
    row, sent, _shown, kept, hidden, _ = accepted
    accept(sent, person)
    page = client.get(f"/ormas/{row.slug}").text + client.get(f"/ormas/{row.slug}/kegiatan").text
    assert "Warga di sungai" in page
    for private in (hidden.title, "Rahasia dapur", "500.000", "Siti Contoh sent", f"foto/{kept.id}.jpg"):
        assert private not in page
    assert client.get(f"/ormas/{row.slug}/foto/{kept.id}.jpg").status_code == 404
    assert client.get(f"/ormas/lain/foto/{_shown.id}.jpg").status_code == 404


def test_a_photo_tells_nothing_of_phone_and_place(accepted, client, person):
    row, sent, shown, *_ = accepted
    accept(sent, person)
    with client.get(f"/ormas/{row.slug}/foto/{shown.id}.jpg") as answer, Image.open(io.BytesIO(answer.data)) as image:
        assert (image.format, dict(image.getexif())) == ("JPEG", {})


def test_what_is_handed_back_is_not_shown_any_more(accepted, client, person):
    row, sent, shown, *_ = accepted
    accept(sent, person)
    accept(sent, person, "noted")
    assert client.get(f"/ormas/{row.slug}/foto/{shown.id}.jpg").status_code == 404
    assert "Kerja bakti sungai" not in client.get(f"/ormas/{row.slug}").text


def test_the_profile_takes_a_fixed_number_of_statements(accepted, client, person):
    row, sent, *_ = accepted
    accept(sent, person)
    asked = listen_in([])
    client.get(f"/ormas/{row.slug}")
    assert len(asked) <= 10


def announced(row, user, **changes):
    usual = {
        "title": "Donor darah, bersama PMI", "subject": "kesehatan", "starts_on": date(2026, 12, 5), "ends_on": None, "hours": "08.00–12.00",
        "place": "Balai kelurahan; lantai 1", "audience": "Umum", "announced": True,
    }  # fmt: skip
    return planning.save(row, None, {**usual, **changes}, user, client_id=str(uuid4()))


def test_announced_activities_stand_in_the_calendar_until_they_are_over(accepted, client):
    row, *_, user = accepted
    announced(row, user)
    announced(row, user, title="Rapat pengurus", announced=False)
    page = client.get("/kegiatan").text
    assert "Donor darah" in page
    assert "Rapat pengurus" not in page
    assert "Desember 2026" in page
    with on(2026, 12, 6):
        assert "Donor darah" not in client.get("/kegiatan").text


def test_what_an_officer_hides_is_gone_from_the_calendar_and_what_is_given_up_says_so(accepted, client, person):
    row, *_, user = accepted
    first, second = announced(row, user), announced(row, user, title="Lomba burung")
    planning.hide(first, "Bukan kegiatan ormas", person("verifikator"))
    planning.cancel(row, second, user)
    page = client.get("/kegiatan").text
    assert "Donor darah" not in page
    assert "dibatalkan" in page


def test_who_only_reads_sees_what_is_announced_and_hides_nothing(accepted, signed_in, person):
    row, *_, user = accepted
    shown, gone = announced(row, user), announced(row, user, title="Lomba burung")
    planning.hide(gone, "Bukan kegiatan ormas", person("verifikator"))
    reader = signed_in("auditor")
    assert 'href="/meja/laporan/pengumuman"' in reader.get("/meja/laporan").text
    page = reader.get("/meja/laporan/pengumuman")
    assert page.status_code == 200
    assert "Donor darah" in page.text
    assert "Lomba burung" in page.text
    assert "Sembunyikan" not in page.text
    assert "Tampilkan lagi" not in page.text
    assert reader.post(f"/meja/laporan/pengumuman/{shown.id}/sembunyikan", data={"why": "x"}).status_code == 403
    page = signed_in("verifikator").get("/meja/laporan/pengumuman").text
    assert "Sembunyikan" in page
    assert "Tampilkan lagi" in page


def test_the_calendar_file_is_read_by_other_calendars(accepted, client):
    row, *_, user = accepted
    announced(row, user, title="Ziarah dan doa bersama " * 8, ends_on=date(2026, 12, 6), hours="pagi")
    raw = client.get("/kegiatan.ics").data.decode()
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    lines = raw.replace("\r\n ", "").split("\r\n")
    event = dict(line.split(":", 1) for line in lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")])
    plan = db.session.query(PlannedActivity).one()
    assert event["SUMMARY"] == plan.title
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20261205", "20261207")
    assert event["LOCATION"] == "Balai kelurahan\\; lantai 1"


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("08.00–11.00", ["DTSTART:20261205T010000Z", "DTEND:20261205T040000Z"]),
        ("pukul 19:30 s.d. selesai", ["DTSTART:20261205T123000Z"]),
        ("11.00-08.00", ["DTSTART:20261205T040000Z"]),
        ("25.00", ["DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261206"]),
        ("", ["DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261206"]),
    ],
)
def test_hours_that_can_be_read_stand_in_the_calendar_file_in_world_time(accepted, client, typed, lines):
    row, *_, user = accepted
    announced(row, user, hours=typed)
    raw = client.get("/kegiatan.ics").data.decode().split("\r\n")
    assert [line for line in raw if line.startswith(("DTSTART", "DTEND"))] == lines


def test_the_calendar_narrows_by_district_and_field(accepted, client):
    row, *_, user = accepted
    announced(row, user)
    assert "Donor darah" in client.get("/kegiatan?bidang=kesehatan").text
    assert "Donor darah" not in client.get("/kegiatan?bidang=agama").text
    assert "Donor darah" not in client.get("/kegiatan?kecamatan=35.74.99").text
