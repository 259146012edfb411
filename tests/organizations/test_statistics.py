"""Every number of /statistik equals a plain recount, adds up, and opens the list of those it counts."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations import rules
from aormas.organizations.models import FIELDS
from aormas.organizations.models.organization import FORMS
from aormas.organizations.queries import statistics
from aormas.organizations.rules.quarters import quarters_from
from aormas.organizations.rules.spans import WITHOUT, Span, span, written
from aormas.site import tiles
from tests.organizations import crowd
from tests.organizations.factories import organization
from tests.statements import listen_in

COUNT = 160
LAST_TERM = "(SELECT t.until FROM board_terms t WHERE t.organization_id = o.id AND t.ended_on IS NULL ORDER BY t.since DESC, t.id DESC LIMIT 1)"


@pytest.fixture
def filled(app):
    crowd.fill(COUNT)


def recount(condition: str = "1 = 1", **values: object) -> int:
    return db.session.execute(
        text(f"SELECT count(*) FROM organizations o WHERE o.listed AND ({condition})"), values
    ).scalar_one()


@pytest.mark.usefixtures("filled")
def test_each_count_equals_a_plain_recount():
    listed, being = statistics.whole()
    assert listed == recount() == COUNT - COUNT // 11
    assert being == recount("o.status NOT IN ('tidak_aktif', 'bubar', 'bergabung', 'pindah')")
    forms, statuses, fields = statistics.by_form(), statistics.by_status(), statistics.by_field()
    for code in FORMS:
        assert forms[code] == recount("o.form = :code", code=code)
    for code in rules.STATUS_WORDS:
        assert statuses[code] == recount("o.status = :code", code=code)
    for code in FIELDS:
        condition = "EXISTS (SELECT 1 FROM organization_fields f WHERE f.organization_id = o.id AND f.field = :code)"
        assert fields.get(code, 0) == recount(condition, code=code)
    for year, count in statistics.by_year_founded().items():
        condition = "o.founded_on IS NULL" if year is None else "o.founded_on BETWEEN :first AND :last"
        days = {} if year is None else {"first": f"{year}-01-01", "last": f"{year}-12-31"}
        days = {
            key: date.fromisoformat(day) if db.engine.dialect.name == "postgresql" else day for key, day in days.items()
        }
        assert count == recount(condition, **days)


@pytest.mark.usefixtures("filled")
def test_places_and_ends_of_terms_equal_a_plain_recount():
    districts, villages = statistics.places()
    assert (len(districts), len(villages)) == (5 + 1, 29 + 1)
    for kind, rows in (("district", districts), ("village", villages)):
        for row in rows:
            assert row.count == recount(f"o.{kind}_code = :code", code="" if row.code == WITHOUT else row.code)
    being = "o.status NOT IN ('tidak_aktif', 'bubar', 'bergabung', 'pindah')"
    ends = [
        row[0]
        for row in db.session.execute(text(f"SELECT {LAST_TERM} FROM organizations o WHERE o.listed AND {being}"))
    ]
    days = [date.fromisoformat(day) if isinstance(day, str) else day for day in ends]
    for name, first, last, count in statistics.terms_ending():
        expected = [
            day is None
            if name == WITHOUT
            else day and (first is None or first <= day) and (last is None or day <= last)
            for day in days
        ]
        assert count == sum(map(bool, expected)), name
    assert sum(count for *_, count in statistics.terms_ending()) == len(days)


@pytest.mark.usefixtures("filled")
def test_parts_add_up_to_the_whole():
    listed, being = statistics.whole()
    districts, villages = statistics.places()
    assert sum(statistics.by_form().values()) == sum(statistics.by_status().values()) == listed
    assert sum(row.count for row in districts) == sum(row.count for row in villages) == listed
    assert sum(statistics.by_year_founded().values()) == sum(statistics.by_year_entered().values()) == listed
    assert sum(row[3] for row in statistics.terms_ending()) == being


@pytest.mark.usefixtures("filled")
def test_the_year_of_entry_is_the_offices_year():
    expected: dict[int, int] = {}
    for (moment,) in db.session.execute(db.select(crowd.Organization.created_at).where(crowd.Organization.listed)):
        year = moment.astimezone(clock.zone()).year
        expected[year] = expected.get(year, 0) + 1
    assert statistics.by_year_entered() == {
        year: expected.get(year, 0) for year in range(min(expected), max(expected) + 1)
    }


@pytest.mark.usefixtures("filled")
def test_each_number_opens_the_list_that_it_counts(client):
    page = client.get("/statistik").text
    links = set(re.findall(r'<a href="(/ormas[^"]*)">([\d.]+)<span', page))
    assert len(links) > 60
    for address, number in links:
        found = client.get(html.unescape(address)).text
        shown = re.search(r"([\d.]+) ormas</p>", found)
        assert shown, address
        assert shown[1] == number, address


def test_a_register_of_nothing_says_so(client):
    text = client.get("/statistik").text
    assert "Daftar masih kosong" in text
    assert "Menurut kecamatan" not in text


@pytest.mark.usefixtures("filled")
def test_the_page_needs_few_statements_and_names_nobody(client):
    counted: list[str] = []
    listen_in(counted)
    text = client.get("/statistik").text
    assert len([one for one in counted if not one.startswith("BEGIN")]) <= 14
    assert "Orang chair" not in text


def test_a_district_without_organisations_stands_on_the_map(client):
    organization()
    text = client.get("/statistik").text
    for name in ("Mayangan", "Kademangan", "Kanigaran", "Kedopok", "Wonoasih"):
        assert f">{name}</text>" in text


def test_a_city_without_a_drawn_map_gets_its_districts_in_rows():
    found, width, height = tiles.layout([(f"99.01.{n:02d}", f"Kecamatan {n}", n, "/x") for n in range(1, 8)])
    places = {(tile.x, tile.y) for tile in found}
    assert len(places) == 7
    assert width == max(tile.x for tile in found) + tiles.WIDTH + 1
    assert height == max(tile.y for tile in found) + tiles.HEIGHT + 1
    assert found[-1].tint == tiles.STRONGEST


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2018", Span(date(2018, 1, 1), date(2018, 12, 31))), ("..2006", Span(None, date(2006, 12, 31))), ("2030..", Span(date(2030, 1, 1), None)),
        ("2026-11-24..2026-12-31", Span(date(2026, 11, 24), date(2026, 12, 31))), ("2026-11-24", Span(date(2026, 11, 24), date(2026, 11, 24))),
        ("..", None), ("", None), ("x", None), ("2026-02-30", None), ("2027..2026", None), ("0000", None), ("٢٠٢٦", None), ("2026..x", None),
    ],
)  # fmt: skip
def test_spans_are_read_from_the_address_or_refused(typed, expected):
    assert span(typed) == expected


@given(st.dates(), st.dates())
def test_a_written_span_reads_back(one, other):
    first, last = sorted((one, other))
    for pair in ((first, last), (None, last), (first, None)):
        assert span(written(*pair)) == Span(*pair)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_quarters_follow_each_other_without_a_gap(day):
    found = quarters_from(day, 9)
    assert found[0].first <= day <= found[0].last
    for before, after in zip(found, found[1:], strict=False):
        assert (after.first - before.last).days == 1


@pytest.mark.parametrize(
    "filters", ["berdiri=x", "masuk=2026..2020", "masa_bakti=' OR 1=1", "kelurahan=99", "kecamatan=%25"]
)
def test_a_filter_that_nobody_can_read_shows_nothing_instead_of_all(client, filters):
    organization()
    assert "Tidak ada ormas yang cocok" in client.get(f"/ormas?{filters}").text
