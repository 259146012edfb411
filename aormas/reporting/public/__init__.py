"""What everybody sees of reporting."""

from aormas.reporting.public import calendar, receipts, shown  # noqa: F401
from aormas.reporting.public.face import bp
from aormas.reporting.public.shown import profile_part

__all__ = ["bp", "profile_part"]
