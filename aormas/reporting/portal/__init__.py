"""An organisation's own reports."""

from aormas.reporting.portal.face import bp

__all__ = ["bp"]
