"""Days and moments as official Indonesian paper writes them, whatever language the reader has chosen."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date

UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def long_date(day: date | str) -> str:
    """Return `23 November 2026`; a text is taken as already written."""
    return day if isinstance(day, str) else format_date(day, "d MMMM y", locale="id")


def moment_text(moment: datetime | str) -> str:
    """Return `23 November 2026 pukul 14.05 WIB` of an aware moment on the office's clock, or raise ValueError."""
    if isinstance(moment, str):
        return moment
    if moment.tzinfo is None:
        raise ValueError("a moment on paper needs its time zone")
    return f"{long_date(moment.date())} pukul {moment:%H.%M} {moment.tzname()}"


def day_in_words(day: date) -> str:
    """Return `Senin, tanggal dua puluh tiga, bulan November, tahun dua ribu dua puluh enam`, as minutes open."""
    weekday, month = format_date(day, "EEEE", locale="id"), format_date(day, "MMMM", locale="id")
    return f"{weekday}, tanggal {in_words(day.day)}, bulan {month}, tahun {in_words(day.year)}"


def in_words(number: int) -> str:
    """Return a number from 0 to 999,999 in Indonesian words; raises ValueError outside."""
    if not 0 <= number < 1_000_000:
        raise ValueError(f"only 0 to 999999 can be written in words, not {number}")
    if number < 12:
        return UNITS[number]
    if number < 20:
        return f"{UNITS[number - 10]} belas"
    for size, word, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "sepuluh")):
        if number >= size:
            count, rest = divmod(number, size)
            head = one if count == 1 else f"{in_words(count)} {word}"
            return f"{head} {in_words(rest)}" if rest else head
    raise AssertionError(number)
