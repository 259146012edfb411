"""imports of workbooks"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('column_memories',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('signature', sa.String(length=200), nullable=False),
    sa.Column('target', sa.String(length=40), nullable=False),
    sa.Column('remembered_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_column_memories')),
    sa.UniqueConstraint('signature', name=op.f('uq_column_memories_signature'))
    )
    op.create_table('imports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('client_id', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('listed_on', sa.Date(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('sheet', sa.String(length=100), nullable=False),
    sa.Column('sheets', sa.JSON(), nullable=False),
    sa.Column('header', sa.JSON(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('stamp', sa.String(length=60), nullable=False),
    sa.Column('problem', sa.JSON(), nullable=True),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('made_by', sa.String(length=200), nullable=False),
    sa.Column('made_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('applied_by', sa.String(length=200), nullable=False),
    sa.Column('applied_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['change_id'], ['change_sets.id'], name=op.f('fk_imports_change_id_change_sets')),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_imports_file_id_files')),
    sa.ForeignKeyConstraint(['made_by_id'], ['users.id'], name=op.f('fk_imports_made_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports')),
    sa.UniqueConstraint('client_id', name=op.f('uq_imports_client_id'))
    )
    with op.batch_alter_table('imports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_imports_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_imports_stage'), ['stage'], unique=False)

    op.create_table('import_rows',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('cells', sa.JSON(), nullable=False),
    sa.Column('origin', sa.String(length=64), nullable=False),
    sa.Column('mended', sa.Boolean(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('signature', sa.String(length=64), nullable=False),
    sa.Column('verdict', sa.String(length=10), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('remarks', sa.JSON(), nullable=False),
    sa.Column('candidates', sa.JSON(), nullable=False),
    sa.Column('differences', sa.JSON(), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.Column('decision', sa.String(length=30), nullable=False),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by_id'], ['users.id'], name=op.f('fk_import_rows_decided_by_id_users')),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_import_rows_import_id_imports')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_import_rows_organization_id_organizations')),
    sa.ForeignKeyConstraint(['target_id'], ['organizations.id'], name=op.f('fk_import_rows_target_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_rows')),
    sa.UniqueConstraint('import_id', 'number', name=op.f('uq_import_rows_import_id'))
    )
    with op.batch_alter_table('import_rows', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_rows_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index('ix_import_rows_origin', ['origin'], unique=False)
        batch_op.create_index('ix_import_rows_signature', ['signature'], unique=False)
        batch_op.create_index('ix_import_rows_verdict', ['import_id', 'verdict', 'number'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('import_rows', schema=None) as batch_op:
        batch_op.drop_index('ix_import_rows_verdict')
        batch_op.drop_index('ix_import_rows_signature')
        batch_op.drop_index('ix_import_rows_origin')
        batch_op.drop_index(batch_op.f('ix_import_rows_organization_id'))

    op.drop_table('import_rows')
    with op.batch_alter_table('imports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_imports_stage'))
        batch_op.drop_index(batch_op.f('ix_imports_change_id'))

    op.drop_table('imports')
    op.drop_table('column_memories')
