"""A filled database is upgraded: no row lost, triggers kept; a migration that fails leaves the old state."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from flask import g
from flask_migrate import upgrade
from sqlalchemy import inspect, text

from aormas.core.database import db
from tests.organizations.factories import organization

pytestmark = pytest.mark.fault
MIGRATIONS = Path(__file__).resolve().parents[2] / "aormas" / "migrations"
NEXT = '''"""A table is rebuilt, as batch mode does on SQLite."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None


def upgrade():
    with op.batch_alter_table("organizations") as table:
        table.add_column(sa.Column("nickname", sa.String(40), server_default="", nullable=False))
        table.create_check_constraint("scope_known", "scope <> 'galaxy'")
    with op.batch_alter_table("words") as table:
        table.create_check_constraint("word_said", "word <> ''")
    {more}
'''


def content() -> dict[str, tuple[int, str]]:
    """Return table → (rows, checksum) of everything but the migration's own mark."""
    found = {}
    for table in inspect(db.engine).get_table_names():
        if table == "alembic_version" or "_fts" in table:
            continue
        columns = sorted(
            column["name"] for column in inspect(db.engine).get_columns(table) if column["name"] != "nickname"
        )
        listed = ", ".join(f'"{name}"' for name in columns)
        rows = sorted(
            json.dumps([str(value) for value in row])
            for row in db.session.execute(text(f'SELECT {listed} FROM "{table}"'))
        )
        found[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    db.session.rollback()
    return found


def forget() -> None:
    """Let go of everything that was read, as between two processes."""
    db.session.remove()
    vars(g._get_current_object()).clear()


def triggers() -> set[str]:
    """Return the names of all triggers."""
    found = set(db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    db.session.rollback()
    return found


def next_version(folder: Path, more: str = "pass") -> str:
    """Copy the migrations and add one that rebuilds tables; return the folder."""
    from alembic.script import ScriptDirectory

    target = folder / "migrations"
    shutil.copytree(MIGRATIONS, target, ignore=shutil.ignore_patterns("__pycache__"))
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    (target / "versions" / "9999_next.py").write_text(NEXT.format(head=head, more=more), encoding="utf-8")
    return str(target)


def test_an_upgrade_that_rebuilds_tables_loses_no_row_and_no_trigger(app, tmp_path):
    for number in range(5):
        organization(name=f"Perkumpulan Contoh {number}")
    before, guards = content(), triggers()
    forget()
    upgrade(directory=next_version(tmp_path))
    assert content() == before
    assert triggers() == guards
    with pytest.raises(Exception, match="never changed"), db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit_entries")
    assert organization(name="Perkumpulan Sesudah").id


def test_an_upgrade_that_fails_leaves_the_old_state(app, tmp_path):
    organization()
    before = content()
    columns = [column["name"] for column in inspect(db.engine).get_columns("organizations")]
    forget()
    with pytest.raises(SystemExit):
        upgrade(directory=next_version(tmp_path, more='raise RuntimeError("in the middle")'))
    assert content() == before
    assert [column["name"] for column in inspect(db.engine).get_columns("organizations")] == columns


def test_the_models_and_the_migrations_say_the_same(app):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with db.engine.connect() as connection:
        options = {
            "compare_type": True,
            "include_object": lambda o, n, kind, r, c: not (kind == "table" and "_fts" in (n or "")),
        }
        found = compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata)
    assert [change for change in found if "trigrams" not in str(change)] == []


def test_an_instance_is_copied_before_it_is_upgraded(app, tmp_path):
    from aormas.commands import start

    settings = app.extensions["aormas_settings"]
    start._keep_copy(app)
    copies = list((settings.instance / "backups").glob("before-upgrade-*.sqlite3"))
    assert len(copies) == 1
    assert copies[0].stat().st_size > 100_000
