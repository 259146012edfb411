"""The blueprint that an organisation's own pages of reporting share, and whose pages they are."""

from __future__ import annotations

from aormas.core import web
from aormas.organizations.portal.face import own_organization, person

bp = web.Face("reporting_portal", __name__, "portal")

__all__ = ["bp", "own_organization", "person"]
