"""The officers' pages of reporting."""

from aormas.reporting.desk import (
    entry,  # noqa: F401
    recap,  # noqa: F401
)
from aormas.reporting.desk.face import bp

__all__ = ["bp"]
