"""The officers' start page and worklists; reads the features and links into them."""

from __future__ import annotations

from flask import Flask

from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the officers' front door."""
