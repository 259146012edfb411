"""What everybody sees of reporting."""

from aormas.reporting.public.face import bp

__all__ = ["bp"]
