"""A register of the first schema keeps every value when it is upgraded, as facts; a decided status becomes a decision."""

from __future__ import annotations

from datetime import date

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from aormas.core.database import db
from aormas.organizations import checks, queries
from aormas.organizations.models import Organization
from tests.organizations.test_search_upgrade import NUMBERS, OLD_ROWS, old_office

__all__ = ["NUMBERS", "old_office"]

MORE = (
    "UPDATE organizations SET purpose = 'Membina umat', member_count = 40, founded_on = '1975-07-26', status = 'bubar', status_since = '2025-03-01', "
    "status_reason = 'Musyawarah' WHERE id = 7",
    "INSERT INTO organization_fields (organization_id, field) VALUES (7, 'agama'), (7, 'pendidikan')",
)


@pytest.mark.parametrize("step", ["at once"])
def test_values_become_facts_and_nothing_is_lost(old_office, step):
    upgrade(revision="0001")
    sign = "1" if db.engine.dialect.name == "sqlite" else "true"
    with db.engine.begin() as connection:
        for statement in (*OLD_ROWS, *MORE):
            connection.execute(text(statement.format(true=sign)))
    upgrade()
    row = queries.whole(db.session.get(Organization, 7))
    facts = queries.present_facts(row)
    assert (facts.purpose, facts.member_count, facts.founded_on, facts.npwp) == (
        "Membina umat",
        40,
        date(1975, 7, 26),
        "0012345678625000",
    )
    assert facts.fields == ("agama", "pendidikan")
    assert (row.present_decision.status, row.present_decision.since, row.present_decision.reason) == (
        "bubar",
        date(2025, 3, 1),
        "Musyawarah",
    )
    assert queries.as_of(row, date(2021, 1, 1)).name.name == "Majelis Ulama Lama"
    assert checks.present_values() == []
