"""The office's pages about its services: texts, days, papers, stock reasons."""

from aormas.registration.settings.face import bp

__all__ = ["bp"]
