"""A register that was filled before people and numbers were searched is found after the upgrade, on either engine."""

from __future__ import annotations

import itertools

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from aormas import create_app
from aormas.core.database import db
from aormas.organizations import search
from tests.conftest import make_settings
from tests.factories import let_go

NUMBERS = itertools.count(1)
OLD_ROWS = (
    "INSERT INTO organizations (id, register_number, slug, name, acronym, sort_name, form, scope, characteristic, main_field, purpose, founded_at, npwp, "
    "village_code, district_code, status, status_reason, listed, created_at, updated_at) VALUES (7, 'ORM-3574-0007', 'majelis-ulama-kota', "
    "'Majelis Ulama Indonesia', '', 'majelis ulama indonesia', 'perkumpulan', 'kota', '', 'agama', '', '', '0012345678625000', "
    "'', '', 'aktif', '', {true}, '2026-01-01 00:00:00', '2026-01-01 00:00:00')",
    "INSERT INTO organization_names (organization_id, name, acronym, since, until, source, recorded_at) VALUES "
    "(7, 'Majelis Ulama Lama', '', '2020-01-01', '2024-01-01', '', '2026-01-01 00:00:00'), "
    "(7, 'Majelis Ulama Indonesia', '', '2024-01-01', NULL, '', '2026-01-01 00:00:00')",
    "INSERT INTO contacts (organization_id, kind, value, reachable, source, recorded_at) VALUES "
    "(7, 'phone', '+62335123456', {true}, '', '2026-01-01 00:00:00')",
    "INSERT INTO board_terms (id, organization_id, decree_number, since, until, source, recorded_at) VALUES "
    "(3, 7, 'SK-77/2024', '2024-01-01', '2029-01-01', '', '2026-01-01 00:00:00')",
    "INSERT INTO board_members (term_id, office, title, name, nik, gender, phone, email, position) VALUES "
    "(3, 'chair', '', 'Siti Contoh', '3574014507900003', '', '', '', 0)",
)


@pytest.fixture
def old_office(cluster, tmp_path):
    extra = {"database_url": cluster.create(f"old{next(NUMBERS)}")} if cluster else {}
    app = create_app(make_settings(tmp_path / "old", **extra))
    with app.app_context():
        yield app
        let_go(app)


def test_an_upgrade_indexes_what_was_entered_before(old_office):
    upgrade(revision="0001")
    sign = "1" if db.engine.dialect.name == "sqlite" else "true"
    with db.engine.begin() as connection:
        for statement in OLD_ROWS:
            connection.execute(text(statement.format(true=sign)))
    upgrade()
    assert dict(search.find("mui")).keys() == {7}
    assert dict(search.find("majelis ulama lama")).keys() == {7}
    for typed, why in (("siti contoh", "person"), ("0335-123456", "phone"), ("3574014507900003", "nik"), ("sk 77 2024", "decree")):  # fmt: skip
        assert search.at_desk(typed)[7].why == why
    entry = db.session.execute(text("SELECT term_until, has_phone, has_board FROM register_entries")).one()
    assert (str(entry[0]), bool(entry[1]), bool(entry[2])) == ("2029-01-01", True, True)
