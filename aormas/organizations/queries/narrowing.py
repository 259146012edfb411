"""The filters of the register's list, as conditions: one place for the list, the open data and the links of the statistics."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from aormas.core import clock
from aormas.organizations import rules, search
from aormas.organizations.models import BoardTerm, Organization, OrganizationField, RegisterEntry
from aormas.organizations.rules.keys import as_register_number
from aormas.organizations.rules.spans import WITHOUT, span

Rows = TypeVar("Rows", bound=Select[Any])


def narrowed(statement: Rows, wanted: Any, counting: bool = False) -> Rows:
    """Return a statement over organisations with the filters of a `Filter`, all but the search for a name.

    A field is looked up row by row for a page in its order, and all its holders at once for `counting`.
    """
    for column, value in (
        (Organization.district_code, wanted.district), (Organization.village_code, wanted.village),
        (Organization.form, "" if wanted.form == rules.LEGAL else wanted.form), (Organization.status, wanted.status),
        (Organization.characteristic, wanted.characteristic), (Organization.scope, wanted.scope),
    ):  # fmt: skip
        if value:
            statement = statement.where(column == ("" if value == WITHOUT else value))
    if wanted.form == rules.LEGAL:
        statement = statement.where(Organization.form.in_(rules.LEGAL_FORMS))
    if wanted.field:
        holders = select(OrganizationField.organization_id).where(OrganizationField.field == wanted.field)
        one = holders.where(OrganizationField.organization_id == Organization.id).exists()
        held = Organization.id.in_(holders) if counting else one
        statement = statement.where(held)
    if wanted.founded:
        statement = statement.where(_on_days(Organization.founded_on, wanted.founded))
    if wanted.entered:
        statement = statement.where(_entered(wanted.entered))
    if wanted.term_end:
        statement = statement.where(in_being(), _on_days(present_term_end(), wanted.term_end))
    return _by_entry(statement, wanted)


def _by_entry(statement: Rows, wanted: Any) -> Rows:
    """Return a statement with the filters of the desk: legal basis, what is missing, changed since a day."""
    asked: list[ColumnElement[bool]] = []
    if wanted.basis:
        asked.append(RegisterEntry.basis_kind == ("" if wanted.basis == WITHOUT else wanted.basis))
    missing = {"telepon": RegisterEntry.has_phone, "pengurus": RegisterEntry.has_board}
    if wanted.missing in missing:
        asked.append(missing[wanted.missing].is_(False))
    if asked:
        statement = statement.where(exists().where(RegisterEntry.organization_id == Organization.id, *asked))
    if (days := span(wanted.changed_since)) and days.first:
        statement = statement.where(Organization.updated_at >= start_of(days.first))
    return statement


def named(typed: str) -> tuple[ColumnElement[bool], dict[int, float]]:
    """Return the condition that a search means (a name, or a whole register number), and id → likeness of the names."""
    ranked = dict(search.find(typed))
    by_number = Organization.register_number == as_register_number(typed)
    return or_(Organization.id.in_(list(ranked)), by_number) if ranked else by_number, ranked


def in_being() -> ColumnElement[bool]:
    """Return the condition that nothing was decided about an organisation: not inactive, dissolved, merged or moved."""
    return Organization.status.not_in(sorted(rules.DECIDED))


def present_term() -> Any:
    """Return the id of an organisation's present board term, as a scalar subquery."""
    newest = select(BoardTerm.id).where(BoardTerm.organization_id == Organization.id, BoardTerm.ended_on.is_(None))
    return (
        newest.order_by(BoardTerm.since.desc(), BoardTerm.id.desc()).limit(1).correlate(Organization).scalar_subquery()
    )


def present_term_end() -> Any:
    """Return the day on which the present board's term ends, as a scalar subquery; None without a board."""
    return select(BoardTerm.until).where(BoardTerm.id == present_term()).correlate(Organization).scalar_subquery()


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins at the office, in UTC."""
    return datetime.combine(day, time(), clock.zone()).astimezone(UTC)


def _on_days(column: Any, text: str) -> ColumnElement[bool]:
    if text == WITHOUT:
        return column.is_(None)  # type: ignore[no-any-return]
    days = span(text)
    if days is None:
        return false()
    edges = [column >= days.first] if days.first else []
    return and_(*edges, column <= days.last) if days.last else and_(*edges)


def _entered(text: str) -> ColumnElement[bool]:
    days = span(text)
    if days is None:
        return false()
    edges = [Organization.created_at >= start_of(days.first)] if days.first else []
    if days.last and days.last < date.max:
        edges.append(Organization.created_at < start_of(days.last + timedelta(days=1)))
    return and_(*edges)
