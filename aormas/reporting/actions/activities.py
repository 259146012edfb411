"""Activities: written one by one, at any time of the semester."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.photos import CleanPhoto
from aormas.organizations.models import Organization
from aormas.reporting.actions.standing import PORTAL, hold, must_be_open, must_write
from aormas.reporting.actions.writing import Written, opened
from aormas.reporting.models import Activity, ActivityReport, ActivityVersion, Fund, Period, Photo
from aormas.reporting.rules import content, money

# What is saved of an activity; `funds` is a list of (source, amount).
FIELDS = (
    "title", "subject", "starts_on", "ends_on", "place", "aim", "audience", "participants", "partner", "result", "public",
)  # fmt: skip


def told(activity: Activity) -> dict[str, Any]:
    """Return what an activity says, as plain values."""
    values: dict[str, Any] = {name: getattr(activity, name) for name in FIELDS}
    for name in ("starts_on", "ends_on"):
        values[name] = values[name].isoformat() if values[name] else None
    return {**values, "funds": [[fund.source, fund.amount] for fund in activity.funds]}


def save(
    organization: Organization, period: Period, activity: Activity | None, values: Mapping[str, Any], by: Any, *, client_id: str,
    seen: int = 0, planned_id: int | None = None, channel: str = PORTAL,
) -> Activity:  # fmt: skip
    """Write an activity down, or change it; the same `client_id` is one new activity.

    `values` has `FIELDS` and `funds`. Raises `Invalid` for days outside the period or to come, absurd numbers and money;
    `Written` when somebody saved it since the page showed version `seen`: then both versions are kept.
    """
    try:
        return _save(organization, period, activity, values, by, client_id, seen, planned_id, channel)
    except Written:
        assert activity is not None
        _keep_beside(activity, values, by)
        raise


@transaction
def _keep_beside(activity: Activity, values: Mapping[str, Any], by: Any) -> None:
    """Keep what somebody wrote beside a newer version; it has no number of its own."""
    _keep(activity, {**told(activity), **plain(values)}, by, number=0)


@transaction
def _save(
    organization: Organization, period: Period, activity: Activity | None, values: Mapping[str, Any], by: Any, client_id: str, seen: int,
    planned_id: int | None, channel: str,
) -> Activity:  # fmt: skip
    must_write(organization, by, channel)
    must_be_open(period)
    report = opened(organization, period, by)
    hold(report)
    _check(values, period)
    if activity is None:
        known = db.session.scalar(select(Activity).where(Activity.client_id == client_id))
        return known if known is not None else _add(report, values, by, client_id, planned_id)
    return _change(report, activity, values, by, seen)


def faults(values: Mapping[str, Any], period: Period) -> list[content.Fault]:
    """Return all that is wrong with what is written of an activity, in the order of the form."""
    found = content.day_faults(
        values["starts_on"], values.get("ends_on"), period.starts_on, period.ends_on, clock.today()
    )
    if not str(values.get("title") or "").strip():
        found.insert(0, content.Fault("title", "Write in a few words what it was."))
    people = values.get("participants")
    if people is not None and not 0 <= people <= content.PARTICIPANTS_MOST:
        found.append(content.Fault("participants", "Write how many people came, as a number up to 1,000,000."))
    for source, amount in values.get("funds", ()):
        if source not in money.SOURCES or not 0 <= amount <= money.MOST:
            found.append(content.Fault("funds", "Choose where the money came from, and write the amount in rupiah."))
            break
    return found


def _check(values: Mapping[str, Any], period: Period) -> None:
    for fault in faults(values, period):
        raise Invalid(fault.message, field=fault.field, **dict(fault.values or {}))


def _add(
    report: ActivityReport, values: Mapping[str, Any], by: Any, client_id: str, planned_id: int | None
) -> Activity:
    if len(report.present_activities) >= content.ACTIVITIES_MOST:
        raise Invalid("A report takes at most %(n)s activities.", n=content.ACTIVITIES_MOST)
    activity = Activity(
        report=report, client_id=client_id, planned_id=planned_id, version=0, saved_at=clock.now(), starts_on=values["starts_on"]
    )  # fmt: skip
    db.session.add(activity)
    report.nil = False
    _write(activity, values, by)
    audit.record(by, "activity.added", activity, period=report.period.code)
    return activity


def _change(report: ActivityReport, activity: Activity, values: Mapping[str, Any], by: Any, seen: int) -> Activity:
    lock(activity)
    if activity.report_id != report.id or activity.removed_at is not None:
        raise Conflict(
            "This activity was taken out meanwhile. What you wrote is kept on this page; save it as a new one."
        )
    now = told(activity)
    wanted = {**now, **plain(values)}
    if content.same(now, wanted):
        return activity
    if seen != activity.version:
        theirs = {name: getattr(activity, name) for name in FIELDS if now[name] != wanted[name]}
        if now["funds"] != wanted["funds"]:
            theirs["funds"] = [(fund.source, fund.amount) for fund in activity.funds]
        raise Written(activity.saved_by, theirs, activity.version)
    _write(activity, values, by)
    audit.record(by, "activity.changed", activity, period=report.period.code)
    return activity


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is written of an activity as it is kept in versions."""
    kept = {name: values[name] for name in FIELDS if name in values}
    for name in ("starts_on", "ends_on"):
        if name in kept:
            kept[name] = kept[name].isoformat() if kept[name] else None
    if "funds" in values:
        kept["funds"] = [[source, amount] for source, amount in values["funds"] if amount]
    return kept


def _write(activity: Activity, values: Mapping[str, Any], by: Any) -> None:
    for name in FIELDS:
        if name in values:
            setattr(activity, name, values[name])
    if "funds" in values:
        activity.funds = [Fund(source=source, amount=amount) for source, amount in values["funds"] if amount]
    activity.digest = content.digest(activity.title or "", activity.result or "")
    activity.version += 1
    activity.saved_at, activity.saved_by = clock.now(), by.name
    db.session.flush()
    _keep(activity, told(activity), by, number=activity.version)


def _keep(activity: Activity, values: dict[str, Any], by: Any, *, number: int) -> None:
    """Keep an activity as somebody wrote it; number 0 is what was written beside a newer one."""
    db.session.add(
        ActivityVersion(activity_id=activity.id, number=number, content=values, saved_at=clock.now(), saved_by=by.name)
    )


@transaction
def remove(organization: Organization, activity: Activity, by: Any, *, channel: str = PORTAL) -> None:
    """Take an activity out of its report; it stays written and can be put back."""
    must_write(organization, by, channel)
    hold(activity.report, organization)
    if activity.removed_at is None:
        activity.removed_at = clock.now()
        audit.record(by, "activity.removed", activity, period=activity.report.period.code)


@transaction
def put_back(organization: Organization, activity: Activity, by: Any, *, channel: str = PORTAL) -> None:
    """Put an activity back that was taken out."""
    must_write(organization, by, channel)
    hold(activity.report, organization)
    if activity.removed_at is not None:
        activity.removed_at, activity.report.nil = None, False
        audit.record(by, "activity.put_back", activity, period=activity.report.period.code)


@transaction
def add_photos(
    organization: Organization, activity: Activity, photos: Sequence[CleanPhoto], by: Any, *, channel: str = PORTAL
) -> tuple[int, int]:
    """Add cleaned photos and return (added, there already); the same picture twice is one.

    Raises `Invalid` where there is no room for all of them: then none is added.
    """
    must_write(organization, by, channel)
    hold(activity.report, organization)
    present = {photo.source_sha256 for photo in activity.present_photos}
    new = {one.source_sha256: one for one in photos if one.source_sha256 not in present}
    must_have_room(activity, len(new))
    position = len(activity.photos)
    for number, one in enumerate(new.values()):
        db.session.add(one.file)
        db.session.flush()
        activity.photos.append(
            Photo(
                file_id=one.file.id, source_sha256=one.source_sha256, look=one.look, width=one.width, height=one.height,
                position=position + number, sent_at=clock.now(), sent_by=by.name,
            )
        )  # fmt: skip
    if new:
        audit.record(by, "activity.photos_added", activity, number=len(new))
    return len(new), len(photos) - len(new)


def must_have_room(activity: Activity, more: int) -> None:
    """Raise `Invalid` where an activity, or its report, takes no so many photos more."""
    there = len(activity.present_photos)
    if there + more > content.PHOTOS_MOST:
        raise Invalid(
            "An activity takes at most %(most)s photos; there are %(there)s and you chose %(more)s. Choose the best ones.",
            field="photos", most=content.PHOTOS_MOST, there=there, more=more,
        )  # fmt: skip
    all_of_them = select(func.count(Photo.id)).join(Activity, Activity.id == Photo.activity_id)
    whole = db.session.scalar(all_of_them.where(Activity.report_id == activity.report_id, Photo.removed_at.is_(None)))
    if (whole or 0) + more > content.PHOTOS_MOST_REPORT:
        raise Invalid(
            "A report takes at most %(most)s photos. Choose the best ones.",
            field="photos",
            most=content.PHOTOS_MOST_REPORT,
        )


@transaction
def choose_photos(
    organization: Organization, activity: Activity, public: set[int], captions: Mapping[int, str], by: Any, *, channel: str = PORTAL
) -> None:  # fmt: skip
    """Say what photos show, and which of them everybody may see (`public`); those without a caption here stay as they are."""
    must_write(organization, by, channel)
    hold(activity.report, organization)
    changed = 0
    for photo in activity.present_photos:
        said = (photo.id in public, captions.get(photo.id, "")[:200])
        if photo.id in captions and said != (photo.public, photo.caption):
            photo.public, photo.caption = said
            changed += 1
    if changed:
        audit.record(by, "activity.photos_chosen", activity, number=changed)


@transaction
def remove_photo(organization: Organization, photo: Photo, by: Any, *, channel: str = PORTAL) -> None:
    """Take a photo out; it stays stored with the report's earlier filings."""
    must_write(organization, by, channel)
    hold(photo.activity.report, organization)
    if photo.removed_at is None:
        photo.removed_at, photo.public = clock.now(), False
        audit.record(by, "activity.photo_removed", photo.activity)
