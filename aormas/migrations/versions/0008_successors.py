"""who was joined and where somebody moved; what of a list's row stays as it was"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('status_decisions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('successor_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('successor_name', sa.String(length=300), server_default='', nullable=False))
        batch_op.add_column(sa.Column('town', sa.String(length=120), server_default='', nullable=False))
        batch_op.create_index(batch_op.f('ix_status_decisions_successor_id'), ['successor_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_status_decisions_successor_id_organizations'), 'organizations', ['successor_id'], ['id'])

    op.add_column('import_rows', sa.Column('spared', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('import_rows', schema=None) as batch_op:
        batch_op.drop_column('spared')

    with op.batch_alter_table('status_decisions', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_status_decisions_successor_id_organizations'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_status_decisions_successor_id'))
        batch_op.drop_column('town')
        batch_op.drop_column('successor_name')
        batch_op.drop_column('successor_id')
