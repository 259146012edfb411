"""Five invented years of reporting, by the same actions as real ones, on days gone by."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from sqlalchemy import select, update

from aormas.accounts.models import User
from aormas.commands.demo.deeds import Deeds, again
from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.organizations.models import Organization, Representative
from aormas.reporting.actions import activities, filing, opening, planning, reliefs, reminding, reviewing
from aormas.reporting.models import (
    Activity,
    ActivityReport,
    Duty,
    Period,
    Photo,
    ReminderRule,
    ReportReason,
    ReportRule,
)
from aormas.reporting.rules import kinds, periods

YEARS_BACK = 4
LATELY = 5
DOUBLES = 1  # of the late ones: a copy of another's
REPORTING = 110  # organisations with a story of their own; the others have not reported
COMING = (
    ("Donor darah bersama", "kesehatan", "Balai kota", "Umum, usia 17–60 tahun", 9),
    ("Lomba mewarnai anak", "pendidikan", "Taman kota", "Anak TK dan SD", 16),
    ("Pasar murah anggota", "ekonomi", "Lapangan kampung", "Umum", 23),
    ("Penanaman seribu pohon mangga", "lingkungan", "Tepi kali", "Umum", 40),
)  # fmt: skip


@contextmanager
def at(day: date, hour: int = 10) -> Iterator[None]:
    """Let the office's clock stand on a day, never later than now."""
    moment = datetime.combine(day, time(hour), clock.zone())
    with clock.frozen(min(moment, clock.now())):
        yield


def fill(dice: random.Random, people: dict[str, User]) -> None:
    """Let the organisations of an empty sample office report since four years ago."""
    today = clock.today()
    first = date(today.year - YEARS_BACK, 1, 1)
    _rules_since(first)
    every = [span.ends_on + timedelta(days=1) for span in periods.spans(first, today, 6)]
    for day in [first, *every[:-1]]:
        with at(day):
            opening.daily()
    opening.daily()
    rows = _rows()
    deeds = Deeds()
    for number, row in enumerate(rows):
        _story(random.Random(number), row, people, deeds)  # noqa: S311  # sample data
    _answers(people)
    _lately(people["operator"], deeds)
    _plans()
    _reminders(people["operator"])


@transaction
def _rules_since(first: date) -> None:
    """Let the sample office have reported since a day: what a real office cannot do."""
    db.session.execute(update(ReportRule).values(valid_from=first))
    db.session.execute(update(ReminderRule).values(valid_from=first))


def _rows() -> list[Organization]:
    statement = (
        select(Organization).where(Organization.listed, Organization.status == "aktif").order_by(Organization.id)
    )
    return list(db.session.scalars(statement.limit(REPORTING)))


def _story(dice: random.Random, row: Organization, people: dict[str, User], deeds: Deeds) -> None:
    """One organisation: diligent, slow or forgetful."""
    habit = dice.choice(("diligent", "diligent", "slow", "slow", "forgetful"))
    officer = people["operator"]
    duties = db.session.scalars(
        select(Duty).where(Duty.organization_id == row.id, Duty.kind == kinds.SEMESTER).order_by(Duty.due_on)
    ).all()
    for duty in duties:
        assert duty.period is not None
        if duty.period.ends_on >= clock.today():
            _running(dice, row, duty.period, officer, deeds)
        elif (day := _day(dice, habit, duty)) is not None and day < clock.today():
            _send(dice, row, duty.period, day, officer, deeds)
        elif dice.random() < 0.15:
            with at(duty.due_on - timedelta(days=5)):
                reliefs.grant(
                    duty, dice.choice(("extension", "exemption")), until=duty.due_on + timedelta(days=45),
                    reason="Sekretariat terkena banjir (contoh)", by=people["kabid"], client_id=_id(dice),
                )  # fmt: skip


def _day(dice: random.Random, habit: str, duty: Duty) -> date | None:
    spread = {"diligent": (-25, -1), "slow": (-6, 40), "forgetful": (5, 90)}[habit]
    if dice.random() < {"diligent": 0.03, "slow": 0.2, "forgetful": 0.6}[habit]:
        return None
    return duty.due_on + timedelta(days=dice.randint(*spread))


def _id(dice: random.Random) -> str:
    return str(uuid.UUID(int=dice.getrandbits(128), version=4))


def _write(
    dice: random.Random, row: Organization, period: Period, officer: User, deeds: Deeds, last: date, pictured: bool
) -> None:  # fmt: skip
    days = (min(last, period.ends_on) - period.starts_on).days
    values = {
        **deeds.activity(dice), "starts_on": period.starts_on + timedelta(days=dice.randint(0, max(0, days - 1))), "ends_on": None,
        "aim": "", "partner": dice.choice(("", "Kelurahan")), "public": dice.random() < 0.9,
        "funds": [("dues", dice.choice((0, 250_000, 750_000))), ("gifts", dice.choice((0, 0, 1_500_000)))],
    }  # fmt: skip
    written = activities.save(row, period, None, values, officer, client_id=_id(dice), channel="counter")
    if pictured:
        activities.add_photos(row, written, [deeds.picture(), deeds.picture()], officer, channel="counter")
        shown = written.present_photos
        activities.choose_photos(
            row, written, {shown[0].id}, {shown[0].id: f"{written.title} (gambar contoh)"}, officer, channel="counter"
        )


def _running(dice: random.Random, row: Organization, period: Period, officer: User, deeds: Deeds) -> None:
    """Something was written down already in the semester that runs."""
    yesterday = clock.today() - timedelta(days=1)
    if dice.random() < 0.3 and yesterday > period.starts_on:
        _write(dice, row, period, officer, deeds, yesterday, pictured=dice.random() < 0.3)


def _send(dice: random.Random, row: Organization, period: Period, day: date, officer: User, deeds: Deeds) -> None:
    with at(day, dice.randrange(8, 15)):
        nil = dice.random() < 0.3
        recent = (clock.today() - period.ends_on).days < 420
        for _number in range(0 if nil else dice.randint(1, 3)):
            _write(dice, row, period, officer, deeds, period.ends_on, pictured=recent and dice.random() < 0.25)
        filing.file(row, period, officer, nil=nil, client_id=_id(dice), channel="counter", signers=_signers(row))


def _signers(row: Organization) -> dict[str, str]:
    term = row.present_term
    names = {office: (term.holder(office) if term else None) for office in ("chair", "secretary")}
    chair, secretary = names["chair"], names["secretary"]
    return {
        "chair_name": chair.name if chair else "Ketua Contoh", "chair_office": "Ketua",
        "secretary_name": secretary.name if secretary else "Sekretaris Contoh", "secretary_office": "Sekretaris",
    }  # fmt: skip


def _answers(people: dict[str, User]) -> None:
    """The office answers what came."""
    waiting = db.session.scalars(
        select(ActivityReport).where(ActivityReport.stage == "filed").order_by(ActivityReport.id)
    ).all()
    reason = db.session.scalars(
        select(ReportReason).where(ReportReason.verdict == "noted").order_by(ReportReason.id)
    ).first()
    dice = random.Random(1)  # noqa: S311  # sample data
    for report in waiting:
        sent = report.filings[-1]
        with at(min(sent.filed_on + timedelta(days=dice.randint(1, 12)), clock.today()), 11):
            noted = reason is not None and dice.random() < 0.05 and not sent.nil
            reviewing.decide(
                report, "noted" if noted else "accepted", reasons=[reason] if noted and reason else [], note="", seen=sent.number,
                by=people["verifikator"], client_id=_id(dice),
            )  # fmt: skip


def _lately(officer: User, deeds: Deeds) -> None:
    """A few late reports came in these days and wait for the office."""
    late = db.session.scalars(
        select(Duty)
        .where(
            Duty.kind == kinds.SEMESTER, Duty.settled_on.is_(None), Duty.exempt_on.is_(None), Duty.until < clock.today()
        )
        .order_by(Duty.due_on.desc(), Duty.id)
        .limit(LATELY)
    ).all()
    dice = random.Random("lately")  # noqa: S311  # sample data; no seed of a story, whose numbers would come again
    for number, duty in enumerate(late):
        assert duty.period is not None
        day = clock.today() - timedelta(days=2 + 3 * number)
        if number < DOUBLES and _copy(dice, duty.organization, duty.period, day, officer):
            continue
        _send(dice, duty.organization, duty.period, day, officer, deeds)


def _copy(dice: random.Random, row: Organization, period: Period, day: date, officer: User) -> bool:
    """Send a report whose activity and photo stand in another's earlier one, for the mark of possible doubles; False without any."""
    photos = select(Photo).join(Activity, Activity.id == Photo.activity_id).join(ActivityReport)
    photo = db.session.scalars(photos.where(ActivityReport.organization_id != row.id).order_by(Photo.id)).first()
    if photo is None:
        return False
    values = {name: getattr(photo.activity, name) for name in activities.FIELDS}
    values |= {"starts_on": period.starts_on + timedelta(days=20), "ends_on": None, "funds": []}
    with at(day):
        written = activities.save(row, period, None, values, officer, client_id=_id(dice), channel="counter")
        activities.add_photos(row, written, [again(photo)], officer, channel="counter")
        filing.file(row, period, officer, nil=False, client_id=_id(dice), channel="counter", signers=_signers(row))
    return True


def _plans() -> None:
    """Who has an account announces something."""
    acting = db.session.execute(
        select(Organization, User)
        .join(Representative, Representative.organization_id == Organization.id)
        .join(User, User.id == Representative.user_id)
        .order_by(Organization.id)
    ).all()
    for number, (title, subject, place, audience, ahead) in enumerate(COMING):
        row, writer = acting[number % len(acting)]
        _plan(row, title, subject, place, audience, clock.today() + timedelta(days=ahead), writer)


def _plan(row: Organization, title: str, subject: str, place: str, audience: str, day: date, writer: User) -> None:
    values = {
        "title": title, "subject": subject, "starts_on": day, "ends_on": None, "hours": "08.00–11.00", "place": place, "audience": audience,
        "announced": True,
    }  # fmt: skip
    planning.save(row, None, values, writer, client_id=_id(random.Random(title)))  # noqa: S311  # sample data


def _reminders(officer: User) -> None:
    """A few were reminded last month."""
    rule = db.session.scalars(
        select(ReminderRule)
        .where(ReminderRule.kind == kinds.SEMESTER, ReminderRule.days > 7)
        .order_by(ReminderRule.days)
    ).first()
    open_ones = db.session.scalars(
        select(Duty)
        .where(
            Duty.kind == kinds.SEMESTER, Duty.settled_on.is_(None), Duty.exempt_on.is_(None), Duty.until < clock.today()
        )
        .order_by(Duty.until.desc(), Duty.id)
        .limit(12)
    ).all()
    done: set[int] = set()
    for duty in open_ones:
        if rule is None or duty.organization_id in done:
            continue
        done.add(duty.organization_id)
        with at(duty.until + timedelta(days=rule.days + 1)):
            reminding.remind(duty, rule, "letter", "Pengingat contoh.", officer)
