"""The office's calendar as rows that officers edit; seeded once from the `holidays` library."""

from __future__ import annotations

from datetime import date

from flask import g, has_app_context
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core import audit, clock
from aormas.core.database import Model, db, transaction
from aormas.core.errors import Invalid
from aormas.core.workdays import JOINT_LEAVE, LOCAL, NATIONAL, Calendar

KINDS = (NATIONAL, JOINT_LEAVE, LOCAL)


class Holiday(Model):
    """A day off: national holiday, joint leave (cuti bersama) or the office's own."""

    __tablename__ = "holidays"

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column("day", unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))

    @property
    def label(self) -> str:
        """Name the day for the trail."""
        return f"{self.on.isoformat()} {self.name}"


def known_days(years: list[int]) -> dict[date, tuple[str, str]]:
    """Return day → (name, kind) that the library knows for Indonesia; joint leave is its category `government`."""
    import holidays as library  # 12 MB of memory: only the command and the seeding job import it

    days: dict[date, tuple[str, str]] = {}
    for category, kind in (("government", JOINT_LEAVE), ("public", NATIONAL)):
        for day, name in library.country_holidays("ID", years=years, categories=category, language="id").items():
            days[day] = (name, kind)
    return days


@transaction
def seed(years: list[int]) -> int:
    """Add what the library knows of the years to the calendar; days that are there already stay. Return how many came."""
    present = set(db.session.scalars(select(Holiday.on)))
    new = {day: facts for day, facts in known_days(years).items() if day not in present}
    db.session.add_all(Holiday(on=day, name=name[:200], kind=kind) for day, (name, kind) in sorted(new.items()))
    return len(new)


@transaction
def add(on: date, name: str, kind: str, by: object) -> Holiday:
    """Add a day off; raises `Invalid` when the day is in the calendar already."""
    if db.session.scalar(select(Holiday).where(Holiday.on == on)):
        raise Invalid("This day is in the calendar already.", field="on")
    holiday = Holiday(on=on, name=name, kind=kind)
    db.session.add(holiday)
    audit.record(by, "calendar.day_added", holiday, kind=kind)
    return holiday


@transaction
def remove(holiday: Holiday, by: object) -> None:
    """Take a day out of the calendar; the trail keeps it."""
    audit.record(by, "calendar.day_removed", holiday, kind=holiday.kind)
    db.session.delete(holiday)


def of_year(year: int) -> list[Holiday]:
    """Return the days off of a year by date."""
    statement = select(Holiday).where(Holiday.on.between(date(year, 1, 1), date(year, 12, 31))).order_by(Holiday.on)
    return list(db.session.scalars(statement))


def calendar() -> Calendar:
    """Return the office's working-day calendar, read once per request."""
    if has_app_context() and "calendar" in g:
        return g.calendar  # type: ignore[no-any-return]
    from aormas.core.office import office

    present = office()
    days = dict(db.session.execute(select(Holiday.on, Holiday.kind)).tuples().all())
    made = Calendar(
        holidays=days,
        weekdays=frozenset(present.working_weekdays),
        joint_leave_off=present.joint_leave_off,
        first_day_counts=present.first_day_counts,
    )
    if has_app_context():
        g.calendar = made
    return made


def years_without_table(today: date | None = None) -> list[int]:
    """Return this and the next year where no holiday is known, so that deadlines that cross into them may be wrong."""
    year = (today or clock.today()).year
    known = {day.year for day in db.session.scalars(select(Holiday.on).where(Holiday.on >= date(year, 1, 1)))}
    return [y for y in (year, year + 1) if y not in known]
