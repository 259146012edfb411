"""counts of the register, kept by triggers"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

CELL = "district_code, form, status"
ADD = f"INSERT INTO register_tallies (field, {CELL}, n)"
EVENTS = ("add", "drop", "change")


def upgrade() -> None:
    op.create_table('register_tallies',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('district_code', sa.String(length=13), nullable=False),
    sa.Column('form', sa.String(length=30), nullable=False),
    sa.Column('status', sa.String(length=30), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_tallies'))
    )
    op.execute(f"{ADD} SELECT '', {CELL}, count(*) FROM organizations WHERE listed GROUP BY {CELL}")
    op.execute(
        f"{ADD} SELECT f.field, {CELL}, count(*) FROM organizations o JOIN organization_fields f ON f.organization_id = o.id "
        f"WHERE o.listed GROUP BY f.field, {CELL}"
    )
    op.create_index('ix_register_tallies_cell', 'register_tallies', ['field', 'district_code', 'form', 'status', 'n'])
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    old, new = _organization("old", -1), _organization("new", 1)
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in ("listed", "district_code", "form", "status"))
    op.execute(f"CREATE TRIGGER tally_add AFTER INSERT ON organizations BEGIN {new} END")
    op.execute(f"CREATE TRIGGER tally_drop AFTER DELETE ON organizations BEGIN {old} END")
    op.execute(
        f"CREATE TRIGGER tally_change AFTER UPDATE OF listed, {CELL} ON organizations WHEN {changed} BEGIN {old} {new} END"
    )
    old, new = _field("old", -1), _field("new", 1)
    op.execute(f"CREATE TRIGGER tally_field_add AFTER INSERT ON organization_fields BEGIN {new} END")
    op.execute(f"CREATE TRIGGER tally_field_drop AFTER DELETE ON organization_fields BEGIN {old} END")
    op.execute(
        f"CREATE TRIGGER tally_field_change AFTER UPDATE OF organization_id, field ON organization_fields BEGIN {old} {new} END"
    )


def _organization(row: str, n: int) -> str:
    """Return what counts an organisation in or out, with each of its fields."""
    cell = f"{row}.district_code, {row}.form, {row}.status"
    return (
        f"{ADD} SELECT '', {cell}, {n} WHERE {row}.listed "
        f"UNION ALL SELECT field, {cell}, {n} FROM organization_fields WHERE organization_id = {row}.id AND {row}.listed;"
    )


def _field(row: str, n: int, lock: str = "") -> str:
    """Return what counts one field of an organisation in or out."""
    return f"{ADD} SELECT {row}.field, {CELL}, {n} FROM organizations WHERE id = {row}.organization_id AND listed{lock};"


def _postgresql() -> None:
    """A field's trigger holds its organisation's row, so that a change of both at once by two people is counted one after the other."""
    for name, table, columns, counted, lock in (
        ("tally_organization", "organizations", f"listed, {CELL}", _organization, ()),
        ("tally_field", "organization_fields", "organization_id, field", _field, (" FOR NO KEY UPDATE",)),
    ):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP <> 'INSERT' THEN {counted('OLD', -1, *lock)} END IF; "
            f"IF TG_OP <> 'DELETE' THEN {counted('NEW', 1, *lock)} END IF; "
            "RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name}_rows AFTER INSERT OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns.split(", "))
        op.execute(
            f"CREATE TRIGGER {name}_change AFTER UPDATE OF {columns} ON {table} FOR EACH ROW WHEN ({changed}) "
            f"EXECUTE FUNCTION {name}()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in EVENTS:
            op.execute(f"DROP TRIGGER tally_{event}")
            op.execute(f"DROP TRIGGER tally_field_{event}")
    else:
        for name in ("tally_organization", "tally_field"):
            op.execute(f"DROP FUNCTION {name}() CASCADE")
    op.drop_table('register_tallies')
