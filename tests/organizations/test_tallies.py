"""The counts of the list are added up from steps that the database's own triggers write; they are always what counting gives."""

from __future__ import annotations

import itertools
import random
import threading
from datetime import date

import pytest
from flask_migrate import upgrade
from sqlalchemy import delete, func, select, text, update

from aormas.core import database
from aormas.core.database import db, writing
from aormas.organizations import actions, checks, queries
from aormas.organizations.actions import tallies
from aormas.organizations.models import Organization, OrganizationField, Tally
from aormas.organizations.queries import tallies as sums
from aormas.organizations.rules.spans import WITHOUT
from tests.organizations.factories import facts, organization
from tests.organizations.test_paging import many
from tests.organizations.test_search_upgrade import OLD_ROWS, old_office  # noqa: F401  # a fixture

FIELDS = ("agama", "pemuda", "sosial")
DISTRICTS = ("", WITHOUT, "35.74.01", "35.74.03", "35.74.99")
FORMS = ("", "yayasan", "perkumpulan")
STATUSES = ("", "aktif", "bubar")


@database.transaction
def step(dice: random.Random) -> None:
    """Change something that a count depends on, or nothing, in one of the ways that the product's actions do."""
    row = db.session.get(Organization, dice.choice(list(db.session.scalars(select(Organization.id)))))
    held = {field.field for field in row.fields}
    kind = dice.randrange(7)
    if kind == 0:
        row.listed = not row.listed
    elif kind == 1:
        row.district_code = dice.choice(("", "35.74.01", "35.74.03"))
    elif kind == 2:
        row.form, row.status = dice.choice(FORMS[1:]), dice.choice(STATUSES[1:])
    elif kind == 3:
        row.purpose = f"Tujuan {dice.randrange(99)}"
    elif kind == 4 and set(FIELDS) - held:
        row.fields.append(OrganizationField(field=dice.choice(sorted(set(FIELDS) - held))))
    elif kind == 5:
        row.fields.clear()
    elif kind == 6:
        db.session.execute(update(Organization).where(Organization.form == "yayasan").values(status=dice.choice(STATUSES[1:])))  # fmt: skip
    db.session.flush()


@database.transaction
def half_a_change() -> None:
    """Take everything from the list and fail."""
    db.session.execute(update(Organization).values(form="yayasan", listed=False))
    raise ZeroDivisionError


def shown(wanted: queries.Filter) -> int:
    """Return the count that a list shows."""
    return queries.register(wanted).count


def plainly(wanted: queries.Filter) -> int:
    """Return how many rows of the register a filter leaves, one by one."""
    found = 0
    for row in db.session.scalars(select(Organization).where(Organization.listed)):
        cell = ((wanted.district, row.district_code), (wanted.form, row.form), (wanted.status, row.status))
        same = all(not asked or ("" if asked == WITHOUT else asked) == has for asked, has in cell)
        found += same and (not wanted.field or wanted.field in {field.field for field in row.fields})
    return found


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("seed", range(4))
def test_counts_equal_a_plain_recount_after_any_changes(seed):
    dice = random.Random(seed)
    many(12)
    for round_ in range(30):
        step(dice)
        if round_ % 10 == 9:
            tallies._gather()
        db.session.expire_all()
        assert checks.counts() == []
    for district, form, status, field in itertools.product(DISTRICTS, FORMS, STATUSES, ("", *FIELDS, "tak_ada")):
        wanted = queries.Filter(district=district, form=form, status=status, field=field)
        assert shown(wanted) == plainly(wanted), wanted


def test_the_product_s_own_changes_are_counted(person):
    by = person("operator")
    row = organization()
    assert shown(queries.Filter(field="sosial", district="35.74.03")) == 1
    actions.apply_filing(facts(fields=("agama",), village_code="35.74.01.1001"), organization=row, source="", by=by)
    assert shown(queries.Filter(field="sosial")) == 0
    assert shown(queries.Filter(field="agama", district="35.74.01", status="aktif")) == 1
    actions.decide_status(row, "bubar", since=date(2026, 11, 1), reason="Bubar", source="", by=person("kabid"))
    assert (shown(queries.Filter(status="aktif")), shown(queries.Filter(status="bubar", form="perkumpulan"))) == (0, 1)
    assert checks.counts() == []


@pytest.mark.usefixtures("app")
def test_what_is_rolled_back_is_not_counted():
    many(3)
    with pytest.raises(ZeroDivisionError):
        half_a_change()
    assert shown(queries.Filter()) == 3
    assert checks.counts() == []


@pytest.mark.usefixtures("app")
def test_an_organisation_that_is_deleted_is_counted_out():
    many(3)
    with writing():
        row = db.session.scalar(select(Organization).limit(1))
        row.fields.append(OrganizationField(field="agama"))
    before = sums.cells()
    with writing():
        for table in ("name_words", "register_entries", "search_keys", "organization_fields"):
            db.session.execute(text(f"DELETE FROM {table} WHERE organization_id = {row.id}"))
        db.session.execute(delete(Organization).where(Organization.id == row.id))
    assert shown(queries.Filter()) == 2
    assert checks.counts() == []
    assert sums.cells() != before


@pytest.mark.usefixtures("app")
def test_the_hourly_round_gathers_many_steps_into_few_and_leaves_few_alone():
    many(5)
    tallies.gather()
    lying = db.session.scalar(select(func.count()).select_from(Tally))
    assert lying == 5
    for n in range(tallies.SPARE // 2 + 1):
        with writing():
            db.session.execute(update(Organization).values(form=FORMS[1 + n % 2]))
    before = sums.cells()
    tallies.gather()
    assert db.session.scalar(select(func.count()).select_from(Tally)) == len(before) < 5
    assert sums.cells() == before == sums.counted()


def test_a_wrong_count_is_found_by_the_check_and_put_right(app):
    many(4)
    with writing():
        db.session.add(Tally(field="agama", district_code="35.74.01", form="yayasan", status="aktif", n=2))
    assert checks.counts() == ["agama 35.74.01 yayasan aktif: 2 are shown, 0 are there"]
    done = app.test_cli_runner().invoke(args=["recount"])
    assert done.exit_code == 0, done.output
    db.session.rollback()
    assert checks.counts() == []
    assert shown(queries.Filter()) == 4


def test_what_was_entered_before_the_upgrade_is_counted(old_office):  # noqa: F811
    upgrade(revision="0001")
    sign = "1" if db.engine.dialect.name == "sqlite" else "true"
    field = "INSERT INTO organization_fields (organization_id, field) VALUES (7, 'agama')"
    with db.engine.begin() as connection:
        for statement in (*OLD_ROWS, field):
            connection.execute(text(statement.format(true=sign)))
    upgrade()
    assert sums.cells() == {("", "", "perkumpulan", "aktif"): 1, ("agama", "", "perkumpulan", "aktif"): 1}
    assert shown(queries.Filter(field="agama")) == 1


def test_two_people_changing_one_organisation_at_once_are_counted_one_after_the_other(app):
    if database.is_sqlite():
        pytest.skip("SQLite lets one writer in at a time")
    many(1)
    number = db.session.scalar(select(Organization.id))
    entered = threading.Event()

    engine = db.engine

    def move() -> None:
        with engine.begin() as other:
            entered.set()
            other.execute(update(Organization.__table__).values(district_code="35.74.99"))

    with db.engine.begin() as first:
        first.execute(OrganizationField.__table__.insert().values(organization_id=number, field="agama"))
        second = threading.Thread(target=move)
        second.start()
        entered.wait(5)
        second.join(0.3)
        assert second.is_alive()
    second.join(10)
    assert sums.cells()["agama", "35.74.99", *_form_and_status(number)] == 1
    assert checks.counts() == []


def _form_and_status(number: int) -> tuple[str, str]:
    row = db.session.get(Organization, number)
    return row.form, row.status


def test_gathering_leaves_the_steps_of_a_writer_that_has_not_ended_yet(app):
    if database.is_sqlite():
        pytest.skip("SQLite lets one writer in at a time")
    many(3)
    with db.engine.begin() as other:
        other.execute(update(Organization.__table__).values(listed=False))
        tallies._gather()
        assert shown(queries.Filter()) == 3
    assert shown(queries.Filter()) == 0
    assert checks.counts() == []
