"""Indexes of the register's list: one for each filter with each order, and a small one for counting.

They cover the rows that are shown (`listed`). Where an index alone shall answer, `listed` is a column of it too: SQLite asks
for it again although the index holds no other rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, text

from aormas.organizations.models.board import BoardMember
from aormas.organizations.models.organization import Organization, OrganizationField

SHOWN: Any = {"sqlite_where": text("listed = 1"), "postgresql_where": text("listed")}
NEWEST = {key: f"ix_organizations_{key}_newest" for key in ("district_code", "village_code", "form", "status")}

INDEXES = (
    Index("ix_organizations_shown", Organization.sort_name, Organization.id, Organization.listed, **SHOWN),
    Index("ix_organizations_district_list", Organization.district_code, Organization.sort_name, Organization.id, **SHOWN),
    Index("ix_organizations_newest", Organization.created_at, Organization.id, **SHOWN),
    *(Index(name, getattr(Organization, key), Organization.created_at, Organization.id, **SHOWN) for key, name in NEWEST.items()),
    Index("ix_organizations_count", Organization.listed, Organization.district_code, Organization.form, Organization.status, Organization.village_code),
    Index("ix_organizations_updated", Organization.updated_at),
    Index("ix_organization_fields_holders", OrganizationField.field, OrganizationField.organization_id),
    Index("ix_board_members_nik", BoardMember.nik),
)  # fmt: skip
