"""Search engines and link previews: what they may read, which pages there are, what a shared link says."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

import pytest
from sqlalchemy import update

from aormas.core.database import db, writing
from aormas.core.office import Office
from aormas.organizations.models import Organization
from aormas.organizations.queries import sitemap
from tests.conftest import make_settings
from tests.factories import let_go
from tests.organizations import crowd
from tests.organizations.factories import BOARD, organization

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(answer) -> dict[str, str | None]:
    """Return address → last change of a sitemap, read by an XML parser."""
    root = ET.fromstring(answer.data)
    return {entry.findtext(f"{NAMESPACE}loc") or "": entry.findtext(f"{NAMESPACE}lastmod") for entry in root}


def meta(text: str, name: str) -> str | None:
    found = re.search(rf'<meta property="{name}" content="([^"]*)">', text)
    return html.unescape(found[1]) if found else None


def test_the_sitemap_names_every_public_page_and_each_can_be_opened(client):
    row = organization()
    found = addresses(client.get("/sitemap.xml"))
    assert found[f"http://localhost/ormas/{row.slug}"] == "2026-11-24"
    assert {"http://localhost/", "http://localhost/statistik", "http://localhost/data"} <= set(found)
    assert any(address.startswith("http://localhost/layanan/") for address in found)
    for address in found:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200, address


def test_a_large_register_is_told_in_parts_without_loss_or_double(client, monkeypatch, app):
    crowd.fill(60)
    monkeypatch.setattr(sitemap, "PER_PART", 20)
    index = addresses(client.get("/sitemap.xml"))
    assert len(index) == 3
    profiles: list[str] = []
    for address in index:
        part = client.get(address.removeprefix("http://localhost"))
        profiles += [one.rpartition("/")[2] for one in addresses(part) if "/ormas/" in one]
    listed = {slug for (slug,) in db.session.execute(db.select(Organization.slug).where(Organization.listed))}
    assert len(profiles) == len(set(profiles))
    assert set(profiles) == listed
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_robots_are_kept_out_of_cases_and_led_to_the_sitemap(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert {
        "Disallow: /meja",
        "Disallow: /portal",
        "Disallow: /permohonan",
        "Disallow: /v/",
        "Disallow: /ormas?",
    } <= set(lines)
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert "Disallow: /ormas" not in lines


def test_addresses_for_others_are_the_public_one(migrated, tmp_path):
    from aormas import create_app

    settings = migrated.copy(tmp_path / "office")
    made = create_app(
        make_settings(settings.instance, database_url=settings.database_url, public_url="https://ormas.contoh.id/")
    )
    browser = made.test_client()
    assert "<loc>https://ormas.contoh.id/statistik</loc>" in browser.get("/sitemap.xml").text
    assert "Sitemap: https://ormas.contoh.id/sitemap.xml" in browser.get("/robots.txt").text
    assert '<link rel="canonical" href="https://ormas.contoh.id/ormas">' in browser.get("/ormas?hal=3&urut=nama").text
    with made.app_context():
        let_go(made)


def test_a_machine_without_the_public_face_has_neither_sitemap_nor_statistics(migrated, tmp_path):
    from aormas import create_app

    settings = migrated.copy(tmp_path / "office")
    made = create_app(make_settings(settings.instance, database_url=settings.database_url, faces="desk"))
    browser = made.test_client()
    assert [browser.get(path).status_code for path in ("/sitemap.xml", "/statistik", "/data", "/ormas.csv")] == [
        404
    ] * 4
    assert "Sitemap" not in browser.get("/robots.txt").text
    with made.app_context():
        let_go(made)


@pytest.mark.parametrize("path", ["/", "/ormas", "/layanan", "/verifikasi", "/statistik", "/data", "/panduan"])
def test_a_shared_link_shows_title_sentence_and_address(client, path):
    organization()
    text = client.get(path).text
    assert meta(text, "og:url") == f"http://localhost{path}"
    assert f'<link rel="canonical" href="http://localhost{path}">' in text
    title = meta(text, "og:title")
    assert title
    assert html.unescape(re.search(r"<title>([^<]*)</title>", text)[1]).startswith(title)
    assert meta(text, "og:type") == "website"
    assert meta(text, "og:site_name") == "Ormas Kota Probolinggo"
    if path != "/panduan":
        assert len(meta(text, "og:description") or "") > 30


def test_a_shared_profile_names_the_organisation_and_no_person(client):
    row = organization(name='Forum "Kutip" <b> & Rekan')
    text = client.get(f"/ormas/{row.slug}").text
    assert meta(text, "og:title") == row.name
    assert meta(text, "og:type") == "profile"
    description = meta(text, "og:description") or ""
    assert description.startswith(f"{row.name}: Aktif.")
    head = text.split("</head>")[0]
    assert not any(member.name in head or member.phone in head for member in BOARD)
    assert "<b>" not in head


def test_the_offices_logo_stands_in_the_preview(client):
    assert meta(client.get("/ormas").text, "og:image") is None
    with writing():
        db.session.execute(update(Office).values(logo_sha256="ab" * 32))
    assert meta(client.get("/ormas").text, "og:image") == f"http://localhost/logo/{'ab' * 8}.png"


def test_filters_belong_to_the_canonical_address_and_pages_do_not(client):
    organization()
    text = client.get("/ormas?kecamatan=35.74.03&hal=1&urut=terbaru&bahasa=id").text
    assert '<link rel="canonical" href="http://localhost/ormas?kecamatan=35.74.03">' in text


@pytest.mark.parametrize("path", ["/masuk", "/lupa-sandi", "/ormas/tidak-ada"])
def test_pages_that_nobody_should_share_carry_no_preview(client, path):
    text = client.get(path).text
    assert "<h1" in text
    assert "og:url" not in text
    assert "canonical" not in text


def test_statistics_and_open_data_stand_in_the_footer(client):
    footer = client.get("/").text.split("<footer>")[1]
    assert '<a href="/statistik">Statistik</a>' in footer
    assert '<a href="/data">Data terbuka</a>' in footer
