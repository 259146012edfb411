"""The office's pages about its services: texts, days, papers, stock reasons."""

from aormas.registration.settings.face import bp  # noqa: I001
from aormas.registration.settings import papers, reasons, services, versions  # noqa: F401

__all__ = ["bp"]
