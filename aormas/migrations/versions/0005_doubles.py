"""doubles and merges"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('double_sweeps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('made_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.String(length=200), nullable=False),
    sa.Column('organizations', sa.Integer(), nullable=False),
    sa.Column('found', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_double_sweeps'))
    )
    op.create_table('double_hints',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('against', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('found_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('decided_at', aormas.core.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['first_id'], ['organizations.id'], name=op.f('fk_double_hints_first_id_organizations')),
    sa.ForeignKeyConstraint(['second_id'], ['organizations.id'], name=op.f('fk_double_hints_second_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_double_hints')),
    sa.UniqueConstraint('first_id', 'second_id', name=op.f('uq_double_hints_first_id'))
    )
    with op.batch_alter_table('double_hints', schema=None) as batch_op:
        batch_op.create_index('ix_double_hints_open', ['state', 'score'], unique=False)
        batch_op.create_index(batch_op.f('ix_double_hints_second_id'), ['second_id'], unique=False)

    op.create_table('merges',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('keep_id', sa.Integer(), nullable=False),
    sa.Column('away_id', sa.Integer(), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('moved', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['away_id'], ['organizations.id'], name=op.f('fk_merges_away_id_organizations')),
    sa.ForeignKeyConstraint(['change_id'], ['change_sets.id'], name=op.f('fk_merges_change_id_change_sets')),
    sa.ForeignKeyConstraint(['keep_id'], ['organizations.id'], name=op.f('fk_merges_keep_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merges'))
    )
    with op.batch_alter_table('merges', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_merges_away_id'), ['away_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_merges_keep_id'), ['keep_id'], unique=False)


def downgrade() -> None:
    op.drop_table('merges')
    op.drop_table('double_hints')
    op.drop_table('double_sweeps')
