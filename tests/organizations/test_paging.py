"""Pages of the register: by their last row, by their number; counts that are never old; the desk's filters and reasons."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from aormas.core import clock, memo, pagecache
from aormas.core.database import db, writing
from aormas.organizations import queries, search
from aormas.organizations.filed import FiledMember
from aormas.organizations.models import Organization
from aormas.organizations.queries.paging import COUNTED_OFF, ORDERS
from tests.organizations.factories import BOARD, organization
from tests.statements import listen_in

pytestmark = pytest.mark.usefixtures("app")
SEVERAL = 65


def many(count: int, names: tuple[str, ...] = ("Anggur", "Anggur", "Mangga"), start: int = 0) -> None:
    """Enter organisations with few names, so that many are equal."""
    dice = random.Random(count + start)
    with writing():
        for n in range(start, start + count):
            name, code = f"{dice.choice(names)} Contoh", dice.choice(("35.74.01.1001", "35.74.03.1004"))
            row = Organization(
                register_number=f"ORM-X-{n}", slug=f"baris-{n}", name=name, sort_name=name.lower(), form=dice.choice(("yayasan", "perkumpulan")),
                status=dice.choice(("aktif", "bubar")), village_code=code, district_code=code[:8], created_at=clock.now() - timedelta(hours=dice.randrange(9)),
                updated_at=clock.now(),
            )  # fmt: skip
            db.session.add(row)
            search.index(row)


def forward(wanted: queries.Filter, between=lambda: None) -> list[str]:
    """Walk from the first page to the last by the cursors; return the slugs seen."""
    found = queries.register(wanted)
    seen = [row.slug for row in found.rows]
    while found.after:
        between()
        found = queries.register(replace(wanted, page=found.page + 1, after=found.after))
        seen += [row.slug for row in found.rows]
    return seen


def backward(wanted: queries.Filter, last: queries.Found) -> list[str]:
    """Walk from a page back to the first by the cursors; return the slugs, nearest first."""
    seen = [row.slug for row in reversed(last.rows)]
    found = last
    while found.before:
        found = queries.register(replace(wanted, page=found.page - 1, before=found.before))
        seen += [row.slug for row in reversed(found.rows)]
    return seen


@pytest.mark.parametrize("sort", list(ORDERS))
@pytest.mark.parametrize("narrowing", [{}, {"form": "yayasan"}, {"district": "35.74.03", "status": "aktif"}])
def test_walking_over_the_cursors_gives_every_row_once_and_back_the_reverse(sort, narrowing):
    many(SEVERAL)
    wanted = queries.Filter(sort=sort, **narrowing)
    seen = forward(wanted)
    expected = db.session.scalars(db.select(Organization.slug).filter_by(**{
        {"district": "district_code"}.get(key, key): value for key, value in narrowing.items()
    }))  # fmt: skip
    assert sorted(seen) == sorted(expected)
    last = queries.register(replace(wanted, page=99))
    assert backward(wanted, last) == seen[::-1]


@pytest.mark.parametrize("sort", list(ORDERS))
def test_rows_that_come_while_one_walks_neither_repeat_nor_hide_others(sort):
    many(SEVERAL)
    before = set(db.session.scalars(db.select(Organization.slug)))
    fresh = iter(range(1000, 2000))
    seen = forward(queries.Filter(sort=sort), between=lambda: many(3, start=next(fresh) * 3))
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_pages_by_number_give_the_same_rows_as_the_cursors_from_either_end():
    many(COUNTED_OFF + 90)
    seen = forward(queries.Filter())
    pages = [queries.register(queries.Filter(page=n)) for n in range(1, 16)]
    assert [row.slug for page in pages for row in page.rows] == seen
    assert [page.page for page in pages] == list(range(1, 16))
    assert queries.register(queries.Filter(page=99_999)).page == 15


def test_a_cursor_that_vanished_falls_back_to_the_page_number():
    many(SEVERAL)
    second = queries.register(queries.Filter(page=2))
    for gone in ("tidak-ada", "x" * 500, "'; --"):
        found = queries.register(queries.Filter(page=2, after=gone))
        assert [row.slug for row in found.rows] == [row.slug for row in second.rows]
    row = db.session.scalar(db.select(Organization).filter_by(slug=queries.register(queries.Filter()).after))
    row.listed = False
    db.session.commit()
    assert (
        queries.register(queries.Filter(page=2, after=row.slug)).rows == queries.register(queries.Filter(page=2)).rows
    )


def test_the_links_carry_cursor_filters_and_number(client):
    many(SEVERAL)
    page = client.get("/ormas?bentuk=yayasan&urut=terbaru").text
    link = dict(parse_qsl(re.search(r'rel="next" href="/ormas\?([^"]+)"', page)[1].replace("&amp;", "&")))
    assert {key: link[key] for key in ("bentuk", "urut", "hal")} == {"bentuk": "yayasan", "urut": "terbaru", "hal": "2"}
    assert link["setelah"].startswith("baris-")
    second = client.get("/ormas", query_string=link).text
    back = dict(parse_qsl(re.search(r'rel="prev" href="/ormas\?([^"]+)"', second)[1].replace("&amp;", "&")))
    assert back["sebelum"].startswith("baris-")
    rows = lambda text: re.findall(r'href="/ormas/(baris-\d+)"', text)  # noqa: E731
    assert rows(client.get("/ormas", query_string=back).text) == rows(page)
    assert not set(rows(second)) & set(rows(page))


def test_a_page_of_the_register_needs_few_statements_wherever_it_is(client):
    many(SEVERAL)
    counted: list[str] = []
    listen_in(counted)
    for query in (
        "",
        "?hal=3",
        "?hal=2&setelah=baris-7",
        "?sebelum=baris-30",
        "?bentuk=yayasan&kecamatan=35.74.03&urut=status",
    ):
        counted.clear()
        assert client.get(f"/ormas{query}").status_code == 200
        statements = [line for line in counted if not line.startswith("BEGIN")]
        assert len(statements) <= 6, statements


def test_a_count_is_made_once_for_a_version_and_never_old(app, client):
    many(3)
    counted: list[str] = []
    listen_in(counted)
    for query in ("?a=1", "?a=2", "?a=3"):
        assert "3 ormas" in client.get(f"/ormas{query}").text
    assert sum("register_tallies" in line for line in counted) == 1
    many(1, start=500)
    assert "4 ormas" in client.get("/ormas?a=1").text


OTHER = """
import sys
from aormas import create_app
from aormas.core.database import db, writing
from aormas.organizations.models import Organization
from tests.conftest import make_settings
from pathlib import Path
app = create_app(make_settings(Path(sys.argv[1]), database_url=sys.argv[2]))
with app.app_context():
    with writing():
        row = db.session.get(Organization, int(sys.argv[3]))
        row.name, row.status, row.listed = sys.argv[4], "bubar", sys.argv[4] != "hilang"
"""


def test_what_another_process_commits_is_on_the_next_list_profile_and_count(app, client, signed_in):
    first, _ = organization(), organization(name="Yayasan Lain", acronym="")
    desk = signed_in("verifikator")
    settings = app.extensions["aormas_settings"]

    def elsewhere(name: str) -> None:
        arguments = [str(settings.instance), settings.database_url, str(first.id), name]
        subprocess.run([sys.executable, "-c", OTHER, *arguments], check=True, timeout=60)

    for address in ("/ormas", "/ormas?bentuk=perkumpulan"):
        assert "2 ormas" in client.get(address).text
    assert "2 ormas" in desk.get("/meja/ormas").text
    assert "Bubar" not in client.get(f"/ormas/{first.slug}").text
    elsewhere("Nama Dari Proses Lain")
    assert "Nama Dari Proses Lain" in client.get("/ormas").text
    assert "Nama Dari Proses Lain" in client.get(f"/ormas/{first.slug}").text
    assert "1 ormas" in client.get("/ormas?status=aktif").text
    elsewhere("hilang")
    for browser, address in ((client, "/ormas"), (client, "/ormas?bentuk=perkumpulan"), (desk, "/meja/ormas")):
        assert "1 ormas" in browser.get(address).text
    assert client.get(f"/ormas/{first.slug}").status_code == 404


def test_a_value_made_while_somebody_commits_is_not_kept_for_the_new_version(app):
    """The version is read before the first row: a reader whose snapshot is old keeps its value under the old version."""
    version = pagecache.Version(app.extensions["aormas_settings"].database_url, app)
    kept = memo.Memo()
    before = version()

    def slow() -> str:
        many(1, start=900)
        return "old"

    assert kept.get("count", before, slow) == "old"
    assert version() != before
    assert kept.get("count", version(), lambda: "new") == "new"
    version.close()


def test_the_memo_is_bounded():
    kept = memo.Memo(capacity=3)
    for n in range(10):
        assert kept.get(n, "1", lambda n=n: n) == n
    assert len(kept) == 3


def test_the_desk_filters_by_what_is_missing_or_ends(signed_in, frozen):
    today = clock.today()
    usual = organization(name="Forum Lengkap", acronym="", term_end=today + timedelta(days=91))
    silent = organization(name="Forum Sunyi", acronym="", phone="")
    bare = organization(
        name="Forum Kosong",
        acronym="",
        members=(),
        term_start=None,
        term_end=None,
        basis_kind="",
        basis_number="",
        village_code="35.74.01.1001",
    )
    ended = organization(
        name="Forum Usai",
        acronym="",
        form="yayasan",
        term_start=today - timedelta(days=900),
        term_end=today - timedelta(days=1),
        scope="provinsi",
    )
    soon = organization(name="Forum Hampir", acronym="", term_end=today + timedelta(days=90), characteristic="Kepemudaan", basis_kind="skt", basis_number="1/2")  # fmt: skip
    browser = signed_in("operator")
    for query, expected in (
        ("tanpa=telepon", {silent}), ("tanpa=pengurus", {bare}), ("masa_bakti=habis", {ended}), ("masa_bakti=90hari", {soon}), ("masa_bakti=tanpa", {bare}),
        ("dasar=skt", {soon}), ("dasar=tanpa", {bare}), ("dasar=ahu", {usual, silent, ended}), ("lingkup=provinsi", {ended}), ("ciri=Kepemudaan", {soon}),
        ("kelurahan=35.74.01.1001", {bare}), ("dasar=ahu&bentuk=yayasan", {ended}), ("q=forum+usai&tanpa=telepon", set()), ("q=sunyi&tanpa=telepon", {silent}),
        (f"berubah={today}", {usual, silent, bare, ended, soon}), (f"berubah={today + timedelta(days=1)}", set()),
        ("tanpa=%27+OR+1", {usual, silent, bare, ended, soon}),
    ):  # fmt: skip
        page = browser.get(f"/meja/ormas?{query}").text
        shown = {int(n) for n in re.findall(r'<li><div><a href="/meja/ormas/(\d+)"', page)}
        assert shown == {row.id for row in expected}, query


def test_the_desk_sorts_and_keeps_all_in_the_address(signed_in):
    today = clock.today()
    for n, name in enumerate(("Cempaka", "Anggrek", "Bougenvil")):
        organization(name=f"Forum {name}", acronym="", term_end=today + timedelta(days=10 * n + 1), village_code=("35.74.03.1004", "35.74.01.1001", "35.74.02.1001")[n])  # fmt: skip
    browser = signed_in("operator")

    def order(sort: str) -> str:
        page = browser.get(f"/meja/ormas?urut={sort}&tanpa=").text
        return "".join(name[0] for name in re.findall(r">Forum (\w+)</a>", page))

    assert order("nama") == "ABC"
    assert order("masa_bakti") == "CAB"
    assert order("kecamatan") == "ABC"
    many(SEVERAL)
    page = browser.get("/meja/ormas?urut=kecamatan&bentuk=yayasan").text
    assert re.search(
        r'rel="next" href="/meja/ormas\?(?=[^"]*urut=kecamatan)(?=[^"]*bentuk=yayasan)(?=[^"]*setelah=baris-)', page
    )


def test_a_day_that_cannot_be_read_is_said_and_kept(signed_in):
    organization()
    page = signed_in("operator").get("/meja/ormas?berubah=kemarin").text
    assert "“kemarin” tidak terbaca" in page
    assert "1 ormas" in page


def test_the_desk_says_why_a_row_was_found(signed_in):
    organization(email="halo@contoh.id")
    browser = signed_in("operator")
    for typed, said in (
        ("siti contoh", "Pengurus: Siti Contoh, ketua"), ("0335 123 456", "Cocok dengan nomor telepon"), ("halo@contoh.id", "Cocok dengan alamat surel"),
        ("ahu 0002887", "Cocok dengan nomor AHU atau SKT"), (BOARD[0].nik, "Cocok dengan NIK pengurus"),
    ):  # fmt: skip
        for address in ("/meja/ormas", "/meja/cari"):
            page = browser.get(address, query_string={"q": typed}).text
            assert "Forum Komunikasi Pemuda Mayangan" in page
            assert said in page
    assert "Tidak ada nama yang persis" not in browser.get("/meja/ormas?q=siti+contoh").text
    assert "Masa bakti sampai 14 Maret 2030" in browser.get("/meja/ormas?urut=masa_bakti").text
    assert "Masa bakti sampai" not in browser.get("/meja/ormas").text
    assert "Cocok dengan" not in browser.get("/meja/ormas?q=pemuda+mayangan").text


def test_a_nik_is_never_shown_again(signed_in):
    organization()
    organization(name="Yayasan Lain", members=(FiledMember("chair", "Joko Lain", "3574014507900009", ""),))
    browser = signed_in("operator")
    for typed in (BOARD[0].nik, "3574.0145.0790.0003", "3574 0199 9999 9999"):
        for address in ("/meja/ormas", "/meja/cari"):
            page = browser.get(address, query_string={"q": typed}).text
            assert typed not in page
            assert BOARD[0].nik not in page
            assert "Anda mencari dengan NIK" in page
