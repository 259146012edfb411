"""Realistic sample data of Kota Probolinggo: everything in it is invented and says so."""

from aormas.commands.demo.fill import fill_if_empty

__all__ = ["fill_if_empty"]
