"""The register at the desk."""

from aormas.organizations.desk import doubles, entry, file, register, watching  # noqa: F401
from aormas.organizations.desk.face import bp

__all__ = ["bp"]
