"""what a report says beside its activities, as each person saved it"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('report_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('beside', sa.Boolean(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('saved_at', aormas.core.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('saved_by', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['activity_reports.id'], name=op.f('fk_report_versions_report_id_activity_reports')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_versions'))
    )
    op.create_index('ix_report_versions_report', 'report_versions', ['report_id', 'number'], unique=False)


def downgrade() -> None:
    op.drop_table('report_versions')
