"""Open data: the same rows as the list, public facts only, whole in every program, kept while nothing changes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from aormas.core import publicfiles
from aormas.core.database import db, writing
from aormas.core.office import Office
from aormas.core.sheets.reading import read
from aormas.organizations import actions, queries
from aormas.organizations.exports import dictionary, open_data
from aormas.organizations.models import Organization
from aormas.organizations.queries.open_data import rows as open_rows
from tests.core.sheets.conftest import convert  # noqa: F401
from tests.organizations import crowd
from tests.organizations.factories import BOARD, facts, organization
from tests.statements import listen_in

COUNT = 120
FILTERS = (
    "", "?kecamatan=35.74.03", "?bidang=pemuda", "?bentuk=yayasan&status=aktif", "?kelurahan=tanpa", "?berdiri=..1999", "?masuk=2024", "?q=contoh",
    "?masa_bakti=..2026-11-23", "?status=x",
)  # fmt: skip


@pytest.fixture
def filled(app):
    crowd.fill(COUNT)


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))


def listed(client, filters: str) -> set[str]:
    """Return the slugs of all pages of the list."""
    found, number = set(), 1
    while True:
        page = client.get(f"/ormas{filters}{'&' if filters else '?'}hal={number}").text
        found |= set(re.findall(r'href="/ormas/([^"?]+)"', page))
        if 'rel="next"' not in page:
            return found
        number += 1


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("filters", FILTERS)
def test_files_hold_the_rows_of_the_list_with_its_filters(client, filters):
    expected = listed(client, filters)
    data = client.get(f"/ormas.json{filters}").json
    assert {row["alamat_profil"].rpartition("/")[2] for row in data["data"]} == expected
    assert data["jumlah"] == len(data["data"]) == len(rows_of(client.get(f"/ormas.csv{filters}")))
    assert filters in ("?status=x",) or expected


@pytest.mark.usefixtures("filled")
def test_files_hold_no_personal_data_and_only_the_names_that_the_office_shows(client):
    forbidden = ("3574014507900003", "6281234567890", "orang@contoh.id", "Orang treasurer")
    for ending in ("csv", "json"):
        text = client.get(f"/ormas.{ending}").text
        assert "Orang chair 30" in text
        for word in forbidden:
            assert word not in text
    with writing():
        db.session.execute(update(Office).values(public_board=[]))
    text = client.get("/ormas.csv").text
    assert "Orang" not in text
    assert text.splitlines()[0].count(";") == len(open_data.NAMES) - 1


def test_the_street_address_stays_in_the_office(client):
    row = organization()
    for address in ("/ormas.csv", "/ormas.json"):
        text = client.get(address).text
        assert row.register_number in text
        for secret in ("Jalan Contoh 5", "0012345678625000", "335123456", *(member.nik for member in BOARD)):
            assert secret not in text


def test_a_row_says_what_the_register_says(client):
    row = organization()
    actions.apply_filing(facts(name="Forum Baru", acronym=""), organization=row, source="x", by="test")
    data = client.get("/ormas.json").json
    found = data["data"][0]
    assert list(found) == open_data.NAMES
    assert found["nama"] == "Forum Baru"
    assert found["nomor_register"] == "ORM-3574-0001"
    assert found["bidang_kode"] == ["pemuda", "sosial"]
    assert found["kelurahan"] == "Jati"
    assert found["tanggal_berdiri"] == "2018-08-17"
    assert found["masa_bakti_berakhir"] == "2030-03-14"
    assert (found["ketua"], found["sekretaris"], found["bendahara"]) == ("Siti Contoh", "Bagus Contoh", None)
    assert found["alamat_profil"] == f"http://localhost/ormas/{row.slug}"
    assert data["lisensi"] == "CC-BY-4.0"
    assert data["kamus_data"] == "http://localhost/data"
    assert data["dibuat"] == "2026-11-24"


@pytest.mark.usefixtures("filled")
def test_the_workbook_opens_with_every_name_whole_and_nothing_as_a_formula(client, convert, tmp_path):  # noqa: F811
    path = tmp_path / "ormas.xlsx"
    path.write_bytes(client.get("/ormas.xlsx").data)
    header, *rows = read(convert(path, "xlsx"), "ormas.xlsx").sheets[0].rows
    assert {row[header.index("nama")] for row in rows} == known_names()
    flat = convert(path, "fods").read_text(encoding="utf-8")
    assert "table:formula" not in flat
    assert 'office:value-type="date"' in flat


@pytest.mark.usefixtures("filled")
def test_the_text_file_opens_with_every_name_whole_and_nothing_as_a_formula(client, convert, tmp_path):  # noqa: F811
    path = tmp_path / "ormas.csv"
    path.write_bytes(client.get("/ormas.csv").data)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "table:formula" not in convert(path, "fods").read_text(encoding="utf-8")
    header, *rows = read(path, "ormas.csv").sheets[0].rows
    assert {str(row[header.index("nama")]) for row in rows} == known_names()


def known_names() -> set[str]:
    """Return the names of the listed organisations as a table can hold them."""
    return {row[0] for row in db.session.execute(db.select(Organization.name).where(Organization.listed))}


@pytest.mark.usefixtures("filled")
def test_json_is_read_by_a_strict_parser(client):
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    data = json.loads(client.get("/ormas.json").data.decode("utf-8"), parse_constant=refuse)
    assert {row["nama"] for row in data["data"]} == known_names()


def test_an_unchanged_file_is_not_sent_again_and_a_changed_one_is(client):
    organization()
    for ending in ("csv", "json", "xlsx"):
        first = client.get(f"/ormas.{ending}")
        again = client.get(f"/ormas.{ending}", headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304, ending
    before = client.get("/ormas.csv")
    organization(name="Yayasan Baru")
    after = client.get("/ormas.csv", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Yayasan Baru" in after.text


@pytest.mark.usefixtures("filled")
def test_a_large_file_goes_out_from_the_disk_and_is_not_kept_in_memory(app, client, monkeypatch):
    small = client.get("/ormas.json").data
    monkeypatch.setattr(publicfiles, "SHARED", 1000)
    monkeypatch.setattr(publicfiles, "SQUEEZED", 1000)
    app.wsgi_app._pages.clear()
    answer = client.get("/ormas.json", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert gzip.decompress(answer.data) == small
    answer.close()
    assert not app.wsgi_app._pages
    again = client.get("/ormas.json", headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.head("/ormas.json").status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_files_are_downloads_that_other_sites_may_read(client):
    organization()
    for ending, media in (("csv", "text/csv"), ("json", "application/json"), ("xlsx", "application/vnd.openxml")):
        answer = client.get(f"/ormas.{ending}")
        assert answer.headers["Content-Type"].startswith(media)
        assert f"ormas-2026-11-24.{ending}" in answer.headers["Content-Disposition"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers


def test_words_in_files_are_the_same_in_every_language(client):
    organization()
    assert client.get("/ormas.csv?bahasa=en").data == client.get("/ormas.csv?bahasa=id").data


def test_the_dictionary_explains_each_column_and_code(client):
    page = client.get("/data").text
    assert [row[0] for row in dictionary.rows()] == open_data.NAMES
    for name in open_data.NAMES:
        assert f"<code>{name}</code>" in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page
    organization()
    for address, _told in dictionary.examples():
        assert client.get(address).status_code == 200


def test_the_list_offers_its_files_with_the_filters_kept(client):
    organization()
    page = client.get("/ormas?bidang=pemuda&q=forum&urut=nama").text
    for ending in ("csv", "xlsx", "json"):
        assert page.count(f'href="/ormas.{ending}?q=forum&amp;bidang=pemuda"') == 2  # the line below, and rel=alternate


def test_hidden_filters_are_said_in_words(client):
    organization()
    page = client.get("/ormas?kelurahan=35.74.03.1004&berdiri=2018&masa_bakti=2026-11-24..2030-12-31").text
    assert (
        "Hanya: Kelurahan Jati; berdiri 2018; masa bakti pengurus berakhir 24 November 2026 – 31 Desember 2030." in page
    )
    assert "Forum Komunikasi Pemuda Mayangan" in page


@pytest.mark.parametrize("status", ["bubar", "bergabung", "pindah", "tidak_aktif"])
def test_removed_bodies_stay_findable_and_say_since_when_and_why(client, person, status):
    row = organization()
    actions.decide_status(
        row, status, since=date(2026, 3, 14), reason="Keputusan musyawarah anggota", source="surat", by=person("kabid"),
        town="Kabupaten Malang" if status == "pindah" else "",
    )  # fmt: skip
    word = {
        "bubar": "Bubar",
        "bergabung": "Bergabung",
        "pindah": "Pindah",
        "tidak_aktif": "Tidak aktif (administratif)",
    }[status]
    found = client.get("/ormas?q=forum komunikasi pemuda").text
    assert row.name in found
    assert word in found
    profile = client.get(f"/ormas/{row.slug}").text
    since = "</b> ke Kabupaten Malang sejak" if status == "pindah" else ".</b> Sejak"
    assert f"<b>{word}{since} 14 Maret 2026. Keputusan musyawarah anggota." in profile
    assert "pengurus sampai" not in profile.split("<h2>")[0]
    data = client.get(f"/ormas.json?status={status}").json["data"][0]
    assert (data["status_sejak"], data["status_alasan"]) == ("2026-03-14", "Keputusan musyawarah anggota")


@pytest.mark.usefixtures("filled")
def test_statements_are_bounded_for_each_thousand():
    counted: list[str] = []
    listen_in(counted)
    found = list(open_rows(queries.Filter(), ["chair"]))
    assert len(found) == COUNT - COUNT // 11
    assert len([one for one in counted if not one.startswith("BEGIN")]) == 6


def test_columns_of_files_stay_for_good():
    """Others build on these names: new ones may come at the end, none may go or move."""
    path = Path(__file__).with_name("open_data_columns.txt")
    assert open_data.NAMES[:36] == path.read_text().split()
