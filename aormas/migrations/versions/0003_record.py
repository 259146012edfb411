"""the whole record of an organisation, with its history"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('change_sets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('made_by', sa.String(length=200), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('client_id', sa.String(length=36), nullable=True),
    sa.Column('made_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('undone_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change_sets')),
    sa.UniqueConstraint('client_id', name=op.f('uq_change_sets_client_id'))
    )
    op.create_table('affiliations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('parent_name', sa.String(length=300), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('ended_by_id', sa.Integer(), nullable=True),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['change_id'], ['change_sets.id'], name=op.f('fk_affiliations_change_id_change_sets')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['change_sets.id'], name=op.f('fk_affiliations_ended_by_id_change_sets')),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_affiliations_file_id_files')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_affiliations_organization_id_organizations')),
    sa.ForeignKeyConstraint(['parent_id'], ['organizations.id'], name=op.f('fk_affiliations_parent_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_affiliations'))
    )
    with op.batch_alter_table('affiliations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_affiliations_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_affiliations_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_affiliations_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_affiliations_parent_id'), ['parent_id'], unique=False)

    op.create_table('confirmations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('confirmed_on', sa.Date(), nullable=False),
    sa.Column('confirmed_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['users.id'], name=op.f('fk_confirmations_by_id_users')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_confirmations_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_confirmations'))
    )
    with op.batch_alter_table('confirmations', schema=None) as batch_op:
        batch_op.create_index('ix_confirmations_organization', ['organization_id', 'confirmed_on'], unique=False)

    op.create_table('emblems',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('ended_by_id', sa.Integer(), nullable=True),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['change_id'], ['change_sets.id'], name=op.f('fk_emblems_change_id_change_sets')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['change_sets.id'], name=op.f('fk_emblems_ended_by_id_change_sets')),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_emblems_file_id_files')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_emblems_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_emblems'))
    )
    with op.batch_alter_table('emblems', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_emblems_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_emblems_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_emblems_organization_id'), ['organization_id'], unique=False)

    op.create_table('particulars',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=30), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('ended_by_id', sa.Integer(), nullable=True),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['change_id'], ['change_sets.id'], name=op.f('fk_particulars_change_id_change_sets')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['change_sets.id'], name=op.f('fk_particulars_ended_by_id_change_sets')),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_particulars_file_id_files')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_particulars_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_particulars'))
    )
    with op.batch_alter_table('particulars', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_particulars_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_particulars_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_particulars_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index('ix_particulars_present', ['organization_id', 'key', 'until'], unique=False)

    op.create_table('status_decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=30), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('ended_by_id', sa.Integer(), nullable=True),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['change_id'], ['change_sets.id'], name=op.f('fk_status_decisions_change_id_change_sets')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['change_sets.id'], name=op.f('fk_status_decisions_ended_by_id_change_sets')),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_status_decisions_file_id_files')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_status_decisions_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_status_decisions'))
    )
    with op.batch_alter_table('status_decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_status_decisions_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_status_decisions_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_status_decisions_organization_id'), ['organization_id'], unique=False)

    with op.batch_alter_table('board_terms', schema=None) as batch_op:
        batch_op.add_column(sa.Column('change_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ended_by_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_board_terms_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_terms_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_board_terms_ended_by_id_change_sets'), 'change_sets', ['ended_by_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_board_terms_change_id_change_sets'), 'change_sets', ['change_id'], ['id'])

    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('change_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ended_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('file_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_contacts_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_contacts_ended_by_id_change_sets'), 'change_sets', ['ended_by_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_contacts_file_id_files'), 'files', ['file_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_contacts_change_id_change_sets'), 'change_sets', ['change_id'], ['id'])

    with op.batch_alter_table('legal_bases', schema=None) as batch_op:
        batch_op.add_column(sa.Column('change_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ended_by_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_legal_bases_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_legal_bases_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_legal_bases_change_id_change_sets'), 'change_sets', ['change_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_legal_bases_ended_by_id_change_sets'), 'change_sets', ['ended_by_id'], ['id'])

    with op.batch_alter_table('organization_names', schema=None) as batch_op:
        batch_op.add_column(sa.Column('change_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ended_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('file_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_organization_names_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organization_names_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_organization_names_ended_by_id_change_sets'), 'change_sets', ['ended_by_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_organization_names_file_id_files'), 'files', ['file_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_organization_names_change_id_change_sets'), 'change_sets', ['change_id'], ['id'])

    with op.batch_alter_table('organizations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('created_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('merged_into_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('emblem_sha256', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('confirmed_on', sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f('ix_organizations_created_by_id'), ['created_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organizations_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_organizations_created_by_id_change_sets'), 'change_sets', ['created_by_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_organizations_merged_into_id_organizations'), 'organizations', ['merged_into_id'], ['id'])

    with op.batch_alter_table('seats', schema=None) as batch_op:
        batch_op.add_column(sa.Column('domicile_number', sa.String(length=80), server_default='', nullable=False))
        batch_op.add_column(sa.Column('domicile_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('latitude', sa.Float(), nullable=True))
        batch_op.add_column(sa.Column('longitude', sa.Float(), nullable=True))
        batch_op.add_column(sa.Column('change_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ended_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('file_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_seats_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_seats_ended_by_id'), ['ended_by_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_seats_file_id_files'), 'files', ['file_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_seats_ended_by_id_change_sets'), 'change_sets', ['ended_by_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_seats_change_id_change_sets'), 'change_sets', ['change_id'], ['id'])

    op.create_index('ix_audit_entries_subject', 'audit_entries', ['subject_type', 'subject_id'])
    _keep_what_is_known()


KEYS = ("form", "scope", "characteristic", "purpose", "founded_on", "founded_at", "npwp", "member_count")


def _keep_what_is_known() -> None:
    """Write the values that stood in the organisation's row as facts of unknown beginning, and its decided status as a decision."""
    for key in KEYS:
        op.execute(
            f"INSERT INTO particulars (organization_id, key, value, source, recorded_at) "
            f"SELECT id, '{key}', CAST({key} AS TEXT), '', created_at FROM organizations "
            f"WHERE {key} IS NOT NULL AND CAST({key} AS TEXT) <> ''"
        )
    together = "group_concat(f.field, ',')" if op.get_bind().dialect.name == "sqlite" else "string_agg(f.field, ',' ORDER BY f.id)"
    op.execute(
        f"INSERT INTO particulars (organization_id, key, value, source, recorded_at) "
        f"SELECT o.id, 'fields', {together}, '', o.created_at FROM organizations o "
        f"JOIN (SELECT id, organization_id, field FROM organization_fields ORDER BY id) f ON f.organization_id = o.id GROUP BY o.id, o.created_at"
    )
    op.execute(
        "INSERT INTO status_decisions (organization_id, status, reason, since, source, recorded_at) "
        "SELECT id, status, status_reason, status_since, '', updated_at FROM organizations "
        "WHERE status IN ('tidak_aktif', 'bubar', 'bergabung', 'pindah')"
    )


def downgrade() -> None:
    op.drop_index('ix_audit_entries_subject', 'audit_entries')
    with op.batch_alter_table('seats', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_seats_change_id_change_sets'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_seats_ended_by_id_change_sets'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_seats_file_id_files'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_seats_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_seats_change_id'))
        batch_op.drop_column('file_id')
        batch_op.drop_column('ended_by_id')
        batch_op.drop_column('change_id')
        batch_op.drop_column('longitude')
        batch_op.drop_column('latitude')
        batch_op.drop_column('domicile_until')
        batch_op.drop_column('domicile_number')

    with op.batch_alter_table('organizations', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_organizations_merged_into_id_organizations'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_organizations_created_by_id_change_sets'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_organizations_merged_into_id'))
        batch_op.drop_index(batch_op.f('ix_organizations_created_by_id'))
        batch_op.drop_column('confirmed_on')
        batch_op.drop_column('emblem_sha256')
        batch_op.drop_column('withdrawn_at')
        batch_op.drop_column('merged_into_id')
        batch_op.drop_column('created_by_id')

    with op.batch_alter_table('organization_names', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_organization_names_change_id_change_sets'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_organization_names_file_id_files'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_organization_names_ended_by_id_change_sets'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_organization_names_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_organization_names_change_id'))
        batch_op.drop_column('file_id')
        batch_op.drop_column('ended_by_id')
        batch_op.drop_column('change_id')

    with op.batch_alter_table('legal_bases', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_legal_bases_ended_by_id_change_sets'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_legal_bases_change_id_change_sets'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_legal_bases_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_legal_bases_change_id'))
        batch_op.drop_column('ended_by_id')
        batch_op.drop_column('change_id')

    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_contacts_change_id_change_sets'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_contacts_file_id_files'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_contacts_ended_by_id_change_sets'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_contacts_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_contacts_change_id'))
        batch_op.drop_column('file_id')
        batch_op.drop_column('ended_by_id')
        batch_op.drop_column('change_id')

    with op.batch_alter_table('board_terms', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_board_terms_change_id_change_sets'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_board_terms_ended_by_id_change_sets'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_board_terms_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_board_terms_change_id'))
        batch_op.drop_column('ended_by_id')
        batch_op.drop_column('change_id')

    with op.batch_alter_table('status_decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_status_decisions_organization_id'))
        batch_op.drop_index(batch_op.f('ix_status_decisions_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_status_decisions_change_id'))

    op.drop_table('status_decisions')
    with op.batch_alter_table('particulars', schema=None) as batch_op:
        batch_op.drop_index('ix_particulars_present')
        batch_op.drop_index(batch_op.f('ix_particulars_organization_id'))
        batch_op.drop_index(batch_op.f('ix_particulars_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_particulars_change_id'))

    op.drop_table('particulars')
    with op.batch_alter_table('emblems', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_emblems_organization_id'))
        batch_op.drop_index(batch_op.f('ix_emblems_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_emblems_change_id'))

    op.drop_table('emblems')
    with op.batch_alter_table('confirmations', schema=None) as batch_op:
        batch_op.drop_index('ix_confirmations_organization')

    op.drop_table('confirmations')
    with op.batch_alter_table('affiliations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_affiliations_parent_id'))
        batch_op.drop_index(batch_op.f('ix_affiliations_organization_id'))
        batch_op.drop_index(batch_op.f('ix_affiliations_ended_by_id'))
        batch_op.drop_index(batch_op.f('ix_affiliations_change_id'))

    op.drop_table('affiliations')
    op.drop_table('change_sets')
