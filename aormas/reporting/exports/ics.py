"""Announced activities as a calendar file (RFC 5545): with their hours, or as whole days; lines of at most 75 octets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from aormas.core import clock
from aormas.reporting.models import PlannedActivity
from aormas.reporting.queries.shown import Coming
from aormas.reporting.rules import hours

LINE_MOST = 75  # octets


def calendar(rows: Iterable[Coming], *, title: str, root: str) -> str:
    """Return the calendar file; `root` is the site's address, which makes the events' names unique."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//A_ormas//kegiatan//ID",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for one in rows:
        lines += _event(one, root)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in _folded(line))


def _event(one: Coming, root: str) -> list[str]:
    plan = one.plan
    host = root.split("://")[-1].split("/")[0]
    return [
        "BEGIN:VEVENT",
        f"UID:kegiatan-{plan.id}@{host}",
        f"DTSTAMP:{plan.added_at:%Y%m%dT%H%M%SZ}",
        *_when(plan),
        f"SUMMARY:{_text(plan.title)}",
        f"LOCATION:{_text(plan.place)}",
        f"DESCRIPTION:{_text(', '.join(filter(None, (one.name, plan.hours, plan.audience))))}",
        f"URL:{root}/ormas/{one.slug}",
        f"STATUS:{'CANCELLED' if plan.cancelled_at else 'CONFIRMED'}",
        f"LAST-MODIFIED:{(plan.cancelled_at or plan.added_at or clock.now()):%Y%m%dT%H%M%SZ}",
        "END:VEVENT",
    ]


def _when(plan: PlannedActivity) -> list[str]:
    """Return the hours in world time, as far as they can be read, else whole days."""
    last, span = plan.ends_on or plan.starts_on, hours.read(plan.hours)
    if span is None:
        return [f"DTSTART;VALUE=DATE:{plan.starts_on:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"]
    lines = [f"DTSTART:{_moment(plan.starts_on, span[0])}"]
    if span[1] is not None and (last, span[1]) > (plan.starts_on, span[0]):
        lines.append(f"DTEND:{_moment(last, span[1])}")
    return lines


def _moment(day: date, hour: time) -> str:
    return f"{datetime.combine(day, hour, clock.zone()).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, never inside a sign; all but the first begin with a space."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LINE_MOST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
