"""the whole record of an organisation, with its history"""

import sqlalchemy as sa
from alembic import op

import aormas.core.database

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
