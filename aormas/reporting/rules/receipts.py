"""Numbers of receipts (tanda terima laporan). Pure."""

from __future__ import annotations

PLACES = ("{nomor}", "{tahun}", "{semester}")


def number(pattern: str, sequence: int, year: int, period: str) -> str:
    """Return a receipt's number by the office's pattern."""
    return pattern.replace("{nomor}", f"{sequence:04d}").replace("{tahun}", str(year)).replace("{semester}", period)


def fault(pattern: str) -> str | None:
    """Return why a pattern cannot be used (a message id), or None: without number and year numbers would repeat."""
    if "{nomor}" not in pattern or "{tahun}" not in pattern:
        return "The pattern needs {nomor} and {tahun}, so that no number comes twice."
    return None
