"""The first page, health for machines, the two languages, the kept pages."""

from __future__ import annotations

import re
import sqlite3

from tests.organizations.factories import organization


def test_the_first_page_counts_and_leads_on(client):
    organization()
    text = client.get("/").text
    assert "1 ormas di 29 kelurahan" in text
    for address in ("/daftar", "/lacak", "/verifikasi"):
        assert f'href="{address}"' in text


def test_health_is_ok_and_says_nothing_personal(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json["database"] == "ok"
    assert set(answer.json) == {"version", "database", "disk_free_mb", "jobs_waiting", "jobs_dead", "oldest_job_s"}


def test_health_says_when_nothing_can_be_written(app, client):
    settings = app.extensions["aormas_settings"]
    if not settings.database_url.startswith("sqlite"):
        return
    holder = sqlite3.connect(settings.instance / "aormas.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert client.get("/healthz").status_code == 503
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert client.get("/healthz").status_code == 200


def test_english_is_one_address_away_and_stays(client):
    assert "Find organisations" in client.get("/?bahasa=en").text
    assert "Find organisations" in client.get("/").text
    assert "Cari ormas" in client.get("/?bahasa=id").text


def test_a_kept_page_is_never_old(app, client):
    first = client.get("/ormas")
    again = client.get("/ormas", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    organization()
    fresh = client.get("/ormas", headers={"If-None-Match": first.headers["ETag"]})
    assert fresh.status_code == 200
    assert "Forum Komunikasi Pemuda Mayangan" in fresh.text


def test_pages_carry_a_strict_policy_and_no_third_party(client):
    for address in ("/", "/ormas", "/masuk", "/panduan", "/privasi"):
        answer = client.get(address)
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert re.findall(r'(?:src|href)="(https?:)?//(?!wa\.me|localhost/)', answer.text) == []
