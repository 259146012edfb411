"""The public front door, page by page."""

from aormas.site.public import home, machines, sitemap, statistics  # noqa: F401
from aormas.site.public.face import bp, reading

__all__ = ["bp", "reading"]
