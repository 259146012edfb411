"""The officers' pages of reporting."""

from aormas.reporting.desk import (
    announcements,  # noqa: F401
    codes,  # noqa: F401
    compliance,  # noqa: F401
    entry,  # noqa: F401
    paper,  # noqa: F401
    recap,  # noqa: F401
    reliefs,  # noqa: F401
    reminded,  # noqa: F401
    reminding,  # noqa: F401
    review,  # noqa: F401
    settings,  # noqa: F401
    worklist,  # noqa: F401
)
from aormas.reporting.desk.face import bp

__all__ = ["bp"]
