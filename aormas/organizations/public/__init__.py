"""The register for anyone."""

from aormas.organizations.public import open_data, profile, register  # noqa: F401
from aormas.organizations.public.face import bp

__all__ = ["bp"]
