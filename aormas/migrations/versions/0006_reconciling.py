"""outside lists and their reconciliation"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('outside_sources',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('covers', sa.String(length=40), nullable=False),
    sa.Column('made_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outside_sources')),
    sa.UniqueConstraint('name', name=op.f('uq_outside_sources_name'))
    )
    op.create_table('outside_decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('decision', sa.String(length=20), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('invited_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by_id'], ['users.id'], name=op.f('fk_outside_decisions_decided_by_id_users')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_outside_decisions_organization_id_organizations')),
    sa.ForeignKeyConstraint(['source_id'], ['outside_sources.id'], name=op.f('fk_outside_decisions_source_id_outside_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outside_decisions')),
    sa.UniqueConstraint('source_id', 'key', name=op.f('uq_outside_decisions_source_id'))
    )
    with op.batch_alter_table('outside_decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outside_decisions_organization_id'), ['organization_id'], unique=False)

    op.create_table('outside_lists',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_outside_lists_import_id_imports')),
    sa.ForeignKeyConstraint(['source_id'], ['outside_sources.id'], name=op.f('fk_outside_lists_source_id_outside_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outside_lists')),
    sa.UniqueConstraint('import_id', name=op.f('uq_outside_lists_import_id'))
    )
    with op.batch_alter_table('outside_lists', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outside_lists_source_id'), ['source_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('outside_lists', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outside_lists_source_id'))

    op.drop_table('outside_lists')
    with op.batch_alter_table('outside_decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outside_decisions_organization_id'))

    op.drop_table('outside_decisions')
    op.drop_table('outside_sources')
