"""The officers' pages about accounts, settings, calendar and trail."""

from aormas.accounts.desk.face import bp  # noqa: I001
from aormas.accounts.desk import account, calendar, settings, trail, users  # noqa: F401

__all__ = ["bp"]
