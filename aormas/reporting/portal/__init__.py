"""An organisation's own reports."""

from aormas.reporting.portal import paper, plans, writing  # noqa: F401
from aormas.reporting.portal.face import bp

__all__ = ["bp"]
