"""Services, papers, applications, review, decision."""

from __future__ import annotations

from flask import Flask

from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the doors, links, jobs and daily tasks of registration."""
    from aormas.registration import models  # noqa: F401
