"""doubles and merges"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
