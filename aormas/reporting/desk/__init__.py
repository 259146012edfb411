"""The officers' pages of reporting."""

from aormas.reporting.desk.face import bp

__all__ = ["bp"]
