"""An organisation's own pages."""

from aormas.organizations.portal import own_hand, pages  # noqa: F401
from aormas.organizations.portal.face import bp, own_organization

__all__ = ["bp", "own_organization"]
