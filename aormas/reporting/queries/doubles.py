"""Possible doubles: photos and texts of a report that stand in an earlier one.

Same photos (by what was sent), same texts (by their words) and photos that look exactly alike are found through indexes,
whoever sent them. Photos that look nearly alike (6 of 64 places) are only sought among the organisation's own: there
copies come from, they are at most some hundred, and a search through everybody's would call strangers' pictures of
similar halls doubles. So a report needs five statements, whatever the number of photos in the register.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, exists, literal, select
from sqlalchemy.orm import aliased

from aormas.core.database import db
from aormas.organizations.models import Organization
from aormas.reporting.models import Activity, ActivityReport, Filing, Photo
from aormas.reporting.rules import content

SAME_PHOTO, ALIKE, SAME_TEXT, SAME_REPORT = "same_photo", "alike", "same_text", "same_report"
PLAIN_LOOKS = ("", "0" * 16, "f" * 16)  # of empty pictures: they are like many others
OWN_MOST = 3000  # photos of one organisation that are compared
HITS_MOST = 500


@dataclass(frozen=True)
class Mark:
    """What of a report stands in an earlier one: `activity_id` and `photo_id` (0: none) of this one, and of which report."""

    kind: str
    report_id: int
    activity_id: int
    photo_id: int
    other_report_id: int
    other_name: str
    other_period_id: int
    own: bool  # the earlier report is the same organisation's


def marks(reports: Sequence[int]) -> dict[int, list[Mark]]:
    """Return the marks of some reports by their numbers, each thing once by its strongest reason."""
    if not reports:
        return {}
    found: defaultdict[int, list[Mark]] = defaultdict(list)
    seen: set[tuple[int, str, int, int]] = set()
    looks = (
        (SAME_PHOTO, _photos(reports, "source_sha256")), (ALIKE, _photos(reports, "look")), (ALIKE, _alike(reports)),
        (SAME_TEXT, _texts(reports)), (SAME_REPORT, _filings(reports)),
    )  # fmt: skip
    for kind, rows in looks:
        for row in rows:
            key = (row.report_id, "photo" if row.photo_id else kind, row.activity_id, row.photo_id)
            if key not in seen:
                seen.add(key)
                found[row.report_id].append(Mark(kind, *row))
    return dict(found)


def _photos(reports: Sequence[int], column: str) -> list[Row[Any]]:
    """Return photos with the same `source_sha256`, or the very same look, as one of an earlier report."""
    mine, other, there = aliased(Photo), aliased(Photo), aliased(Activity)
    equal = getattr(other, column) == getattr(mine, column)
    statement = (
        _told(Activity.report_id, Activity.id, mine.id)
        .select_from(mine)
        .join(Activity, Activity.id == mine.activity_id)
        .join(other, equal & (other.id < mine.id))
        .join(there, there.id == other.activity_id)
    )
    present = Activity.report_id.in_(reports), mine.removed_at.is_(None), Activity.removed_at.is_(None)
    return _found(_earlier(statement, there.report_id).where(*present, mine.look.not_in(PLAIN_LOOKS)))


def _alike(reports: Sequence[int]) -> list[Any]:
    """Return photos that look nearly like one of an earlier report of the same organisation; compared in Python."""
    mine = aliased(ActivityReport)
    statement = (
        select(Photo.id, Photo.look, Activity.id, ActivityReport.id, ActivityReport.organization_id, Organization.name, ActivityReport.period_id)
        .join(Activity, Activity.id == Photo.activity_id)
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .join(Organization, Organization.id == ActivityReport.organization_id)
        .where(
            ActivityReport.organization_id.in_(select(mine.organization_id).where(mine.id.in_(reports))),
            Photo.look.not_in(PLAIN_LOOKS), Photo.removed_at.is_(None), Activity.removed_at.is_(None),
        )
        .order_by(Photo.id.desc())
        .limit(OWN_MOST * max(1, len(reports)))
    )  # fmt: skip
    by_owner: defaultdict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(statement).tuples():
        by_owner[row[4]].append(row)
    wanted = set(reports)
    return [
        _Hit(one[3], one[2], one[0], other[3], other[5], other[6], True)
        for rows in by_owner.values()
        for one in rows
        if one[3] in wanted
        for other in rows
        if other[3] != one[3] and other[0] < one[0] and content.near(one[1], other[1])
    ]


class _Hit(tuple[Any, ...]):
    """A hit that was found in Python, with the names that a row has."""

    def __new__(cls, *values: Any) -> _Hit:
        return super().__new__(cls, values)

    report_id = property(lambda self: self[0])
    activity_id = property(lambda self: self[1])
    photo_id = property(lambda self: self[2])


def _texts(reports: Sequence[int]) -> list[Row[Any]]:
    """Return activities whose title and result stand word for word in an earlier report."""
    there = aliased(Activity)
    statement = (
        _told(Activity.report_id, Activity.id, 0)
        .select_from(Activity)
        .join(there, (there.digest == Activity.digest) & (there.id < Activity.id) & there.removed_at.is_(None))
    )
    mine = Activity.report_id.in_(reports) & (Activity.digest != "") & Activity.removed_at.is_(None)
    return _found(_earlier(statement, there.report_id).where(mine))


def _filings(reports: Sequence[int]) -> list[Row[Any]]:
    """Return reports that as a whole say what an earlier one said."""
    there = aliased(Filing)
    statement = (
        _told(Filing.report_id, 0, 0)
        .select_from(Filing)
        .join(there, (there.digest == Filing.digest) & (there.id < Filing.id))
    )
    return _found(
        _earlier(statement, there.report_id).where(Filing.report_id.in_(reports), Filing.digest != "", ~Filing.nil)
    )


def _told(report: Any, activity: Any, photo: Any) -> Select[Any]:
    def named(value: Any, name: str) -> Any:
        return (literal(value) if isinstance(value, int) else value).label(name)

    return select(named(report, "report_id"), named(activity, "activity_id"), named(photo, "photo_id"))


def _earlier(statement: Select[Any], other_report: Any) -> Select[Any]:
    """Join the report in which the earlier thing stands: another one, and one that was sent."""
    report, mine = aliased(ActivityReport), aliased(ActivityReport)
    this = statement.selected_columns.report_id
    sent = exists().where(Filing.report_id == report.id).correlate(report)
    return (
        statement.join(report, report.id == other_report)
        .join(Organization, Organization.id == report.organization_id)
        .join(mine, mine.id == this.element)  # type: ignore[attr-defined]
        .where(report.id != mine.id, sent)
        .add_columns(
            report.id.label("other_report_id"), Organization.name, report.period_id,
            (report.organization_id == mine.organization_id).label("own"),
        )
        .order_by(report.id.desc())
        .limit(HITS_MOST)
    )  # fmt: skip


def _found(statement: Select[Any]) -> list[Row[Any]]:
    return list(db.session.execute(statement))
