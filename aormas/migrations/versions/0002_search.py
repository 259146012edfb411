"""search by people, fast lists"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
