"""A report as the officer reads it: cards of activities with their photos, marks and changes in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from aormas.core.i18n import format_date, format_number, format_rupiah
from aormas.organizations.models import FIELDS
from aormas.reporting.models import Photo
from aormas.reporting.queries.doubles import ALIKE, SAME_PHOTO, SAME_REPORT, SAME_TEXT, Mark
from aormas.reporting.rules import comparing, money, stages

# Field of a report or an activity → message id.
REPORT_FIELDS = {
    "problems": "Difficulties", "grants": "Aid received", "plan": "Plan for the next semester", "changes": "Changes of board or seat",
    "member_count": "Number of members", "chair_name": "First signer", "chair_office": "Office of the first signer",
    "secretary_name": "Second signer", "secretary_office": "Office of the second signer",
}  # fmt: skip
ACTIVITY_FIELDS = {
    "title": "Activity", "subject": "Field", "starts_on": "First day", "ends_on": "Last day", "place": "Place", "aim": "Aim",
    "audience": "For whom", "participants": "People reached", "partner": "Cooperation", "result": "Result", "public": "May be shown to everybody",
    "funds": "Cost and source of money", "photos": "Photos",
}  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """A photo on the screen: its place in the row of photos, its number, caption, marks; `public` once the report is accepted."""

    place: int
    id: int
    caption: str
    title: str
    width: int
    height: int
    marks: list[str] = field(default_factory=list)
    public: bool = False


@dataclass(frozen=True)
class Card:
    """An activity on the screen: its title, its facts in words, its photos, its marks; `public` once the report is accepted."""

    id: int
    title: str
    rows: list[tuple[str, str]]
    shots: list[Shot]
    marks: list[str]
    public: bool = False


def cards(content: Mapping[str, Any], photos: Mapping[int, Photo], marks: Iterable[Mark], names: Mapping[int, str]) -> list[Card]:  # fmt: skip
    """Return the activities of a filing as cards, photos numbered through the whole report."""
    known = list(marks)
    made, place = [], 0
    for one in content.get("activities", []):
        shots = []
        for told in one.get("photos", []):
            if (photo := photos.get(told["id"])) is None:
                continue
            place += 1
            said = [mark_words(mark, names) for mark in known if mark.photo_id == photo.id]
            open_to_all = bool(one.get("public") and told.get("public"))
            shots.append(
                Shot(
                    place, photo.id, told.get("caption", ""), one["title"], photo.width, photo.height, said, open_to_all
                )
            )
        text = [mark_words(m, names) for m in known if m.activity_id == one["id"] and not m.photo_id]
        made.append(Card(one["id"], one["title"], facts_of(one), shots, text, bool(one.get("public"))))
    return made


def public_word(stage: str) -> str:
    """Return what marks an activity or photo that everybody may see, by the stage of its report; a rejected one shows nothing."""
    if stage == stages.REJECTED:
        return ""
    return _("everybody sees it") if stage == stages.ACCEPTED else _("public once accepted")


def to_show(found: Iterable[Card]) -> str:
    """Return a sentence on what accepting a report shows to everybody."""
    shown = [card for card in found if card.public]
    if not shown:
        return _("Nothing of it is shown to everybody.")
    photos = sum(shot.public for card in shown for shot in card.shots)
    return _(
        "Everybody then sees %(activities)s activities and %(photos)s photos of it.",
        activities=len(shown),
        photos=photos,
    )


def facts_of(one: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return an activity's facts as (term, words), without what was left empty."""
    pairs = [
        (_("When"), days(one.get("starts_on"), one.get("ends_on"))),
        (_("Where"), one.get("place", "")),
        (_("Field"), FIELDS.get(one.get("subject", ""), "")),
        (_("Aim"), one.get("aim", "")),
        (_("For whom"), one.get("audience", "")),
        (_("People reached"), "" if one.get("participants") is None else format_number(one["participants"])),
        (_("Cost and source of money"), cost(one.get("funds", []))),
        (_("Cooperation"), one.get("partner", "")),
        (_("Result"), one.get("result", "")),
    ]
    return [(term, words) for term, words in pairs if words]


def days(first: str | None, last: str | None) -> str:
    """Return the days of an activity from ISO texts."""
    if not first:
        return ""
    start = format_date(date.fromisoformat(first))
    return (
        _("%(first)s to %(last)s", first=start, last=format_date(date.fromisoformat(last)))
        if last and last != first
        else start
    )


def cost(funds: Iterable[Iterable[Any]]) -> str:
    """Return money by its source: `Rp750.000: iuran anggota Rp500.000, …`; `Rp0` is said too."""
    pairs = [(str(source), int(amount)) for source, amount in funds]
    if not pairs:
        return ""
    parts = [f"{_(money.SOURCES.get(source, source))} {format_rupiah(amount)}" for source, amount in pairs]
    return (
        f"{format_rupiah(sum(amount for _source, amount in pairs))}: {', '.join(parts)}" if len(pairs) > 1 else parts[0]
    )


def report_rows(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what the report says beside its activities and signers."""
    return [
        (_(REPORT_FIELDS[name]), format_number(content[name]) if name == "member_count" else str(content[name]))
        for name in ("problems", "grants", "plan", "changes", "member_count")
        if content.get(name) not in (None, "")
    ]


def signers(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the two who sign, as (office, name)."""
    pairs = [(content.get(f"{one}_office", ""), content.get(f"{one}_name", "")) for one in ("chair", "secretary")]
    return [(office, name) for office, name in pairs if name]


def mark_words(mark: Mark, names: Mapping[int, str]) -> str:
    """Return a mark as a sentence: what is the same, and as in which report."""
    whose = _("its own report") if mark.own else _("the report of %(name)s", name=mark.other_name)
    period = names.get(mark.other_period_id, "")
    said = {
        SAME_PHOTO: "The same photo stands in %(whose)s on %(period)s.",
        ALIKE: "This photo looks like one in %(whose)s on %(period)s.",
        SAME_TEXT: "Title and result stand word for word in %(whose)s on %(period)s.",
        SAME_REPORT: "The whole text is the same as %(whose)s on %(period)s.",
    }[mark.kind]
    return _(said, whose=whose, period=period)


def change_lines(found: Iterable[comparing.Change]) -> list[tuple[str, str, str]]:
    """Return what changed as (what, before, after)."""
    lines = []
    for one in found:
        if one.kind == comparing.ADDED:
            lines.append((one.activity, _("was not there"), _("added")))
        elif one.kind == comparing.REMOVED:
            lines.append((one.activity, _("was there"), _("taken out")))
        else:
            known = ACTIVITY_FIELDS if one.activity else REPORT_FIELDS
            term = _(known.get(one.field, one.field))
            what = f"{one.activity}: {term}" if one.activity else term
            lines.append((what, _value(one.field, one.before), _value(one.field, one.after)))
    return lines


def _value(name: str, value: Any) -> str:
    if name == "funds":
        return cost(value or []) or "–"
    if name == "photos":
        return ngettext("%(num)d photo", "%(num)d photos", int(value))
    if name in ("starts_on", "ends_on"):
        return days(value, None) or "–"
    if name == "subject":
        return FIELDS.get(value, value or "–")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "–" if value in (None, "") else str(value)
