"""search by people, fast lists"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

SHOWN = {"sqlite_where": sa.text("listed = 1"), "postgresql_where": sa.text("listed")}
LISTS = {
    "ix_organizations_shown": ["sort_name", "id", "listed"],
    "ix_organizations_district_list": ["district_code", "sort_name", "id"],
    "ix_organizations_newest": ["created_at", "id"],
    "ix_organizations_district_code_newest": ["district_code", "created_at", "id"],
    "ix_organizations_village_code_newest": ["village_code", "created_at", "id"],
    "ix_organizations_form_newest": ["form", "created_at", "id"],
    "ix_organizations_status_newest": ["status", "created_at", "id"],
}
# table whose rows a full-text index holds, its key, its column, how it is cut
FULL_TEXT = {
    "person_words_fts": ("person_words", "id", "word", "tokenize='trigram'"),
    "search_keys_fts": ("search_keys", "id", "key", "tokenize='trigram'"),
    "names_fts": ("register_entries", "organization_id", "names", "detail='none', columnsize=0"),
    "people_fts": ("register_entries", "organization_id", "people", "detail='none', columnsize=0"),
}


def upgrade() -> None:
    _tables()
    for name, columns in LISTS.items():
        op.create_index(name, "organizations", columns, **SHOWN)
    op.create_index("ix_organizations_count", "organizations", ["listed", "district_code", "form", "status", "village_code"])
    op.create_index("ix_organizations_updated", "organizations", ["updated_at"])
    op.create_index("ix_organization_fields_holders", "organization_fields", ["field", "organization_id"])
    op.create_index("ix_board_members_nik", "board_members", ["nik"])
    _full_text()
    from aormas.organizations.search.writing import index_all

    index_all(op.get_bind())


def _tables() -> None:
    op.create_table("person_words",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("word", sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_person_words")),
    sa.UniqueConstraint("word", name=op.f("uq_person_words_word"))
    )
    op.create_table("register_entries",
    sa.Column("organization_id", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("names", sa.Text(), nullable=False),
    sa.Column("people", sa.Text(), nullable=False),
    sa.Column("term_until", sa.Date(), nullable=False),
    sa.Column("basis_kind", sa.String(length=20), nullable=False),
    sa.Column("has_phone", sa.Boolean(), nullable=False),
    sa.Column("has_board", sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_register_entries_organization_id_organizations")),
    sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_register_entries"))
    )
    op.create_index("ix_register_entries_term", "register_entries", ["term_until", "organization_id"])
    op.create_table("search_keys",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("organization_id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(length=10), nullable=False),
    sa.Column("key", sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_search_keys_organization_id_organizations")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_search_keys"))
    )
    op.create_index(op.f("ix_search_keys_organization_id"), "search_keys", ["organization_id"])
    op.create_index(op.f("ix_search_keys_key"), "search_keys", ["key"])


def _full_text() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("CREATE INDEX ix_person_words_trigrams ON person_words USING gin (word gin_trgm_ops)")
        op.execute("CREATE INDEX ix_search_keys_trigrams ON search_keys USING gin (key gin_trgm_ops)")
        for column in ("names", "people"):
            op.execute(f"CREATE INDEX ix_register_entries_{column}_trigrams ON register_entries USING gin (to_tsvector('simple'::regconfig, {column}))")
        return
    for name, (table, key, column, cut) in FULL_TEXT.items():
        op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{table}', content_rowid='{key}', {cut})")
        add = f"INSERT INTO {name}(rowid, {column}) VALUES (new.{key}, new.{column});"
        drop = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"
        op.execute(f"CREATE TRIGGER {name}_add AFTER INSERT ON {table} BEGIN {add} END")
        op.execute(f"CREATE TRIGGER {name}_drop AFTER DELETE ON {table} BEGIN {drop} END")
        op.execute(f"CREATE TRIGGER {name}_change AFTER UPDATE OF {column} ON {table} BEGIN {drop} {add} END")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in FULL_TEXT:
            for event in ("add", "drop", "change"):
                op.execute(f"DROP TRIGGER {name}_{event}")
            op.execute(f"DROP TABLE {name}")
    for table in ("search_keys", "register_entries", "person_words"):
        op.drop_table(table)
    op.drop_index("ix_board_members_nik", "board_members")
    op.drop_index("ix_organization_fields_holders", "organization_fields")
    op.drop_index("ix_organizations_updated", "organizations")
    op.drop_index("ix_organizations_count", "organizations")
    for name in reversed(LISTS):
        op.drop_index(name, "organizations")
