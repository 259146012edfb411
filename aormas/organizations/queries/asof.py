"""An organisation as the register knows it to have been on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from aormas.organizations import rules
from aormas.organizations.models import (
    Affiliation,
    BoardTerm,
    LegalBasis,
    Organization,
    OrganizationName,
    Seat,
    StatusDecision,
)
from aormas.organizations.rules import history


@dataclass(frozen=True)
class Snapshot:
    """What held of an organisation on a day; None or empty where nothing is known to have held."""

    day: date
    name: OrganizationName | None
    basis: LegalBasis | None
    seat: Seat | None
    term: BoardTerm | None
    affiliation: Affiliation | None
    contacts: dict[str, str]
    particulars: dict[str, str]
    status: rules.Status
    decision: StatusDecision | None = None

    @property
    def empty(self) -> bool:
        """Tell that the register knows nothing of the organisation on this day."""
        return not any((self.name, self.basis, self.seat, self.term))


def as_of(row: Organization, day: date) -> Snapshot:
    """Return an organisation as of a day, from facts that are loaded (`queries.whole`)."""
    basis, term = history.on(row.legal_bases, day), term_on(row.terms, day)
    decision = history.on(row.decisions, day)
    return Snapshot(
        day=day,
        name=history.on(row.names, day),
        basis=basis,
        seat=history.on(row.seats, day),
        term=term,
        affiliation=history.on(row.affiliations, day),
        decision=decision,
        contacts={c.kind: c.value for c in row.contacts if history.holds(c.since, c.until, day)},
        particulars={p.key: p.value for p in row.particulars if history.holds(p.since, p.until, day)},
        status=rules.status(
            decided=decision.status if decision else None, decided_on=decision.since if decision else None,
            term_end=term.until if term else None, basis_until=basis.valid_until if basis else None, today=day,
        ),
    )  # fmt: skip


def term_on(terms: list[BoardTerm], day: date) -> BoardTerm | None:
    """Return the board that was in office on a day, or whose term had ended without another one following it.

    When people changed within a term, both rows begin with it: until the change the one that it ended was in office.
    """
    holding = [term for term in terms if history.holds(term.since, term.ended_on, day)]
    latest = max((term.since or date.min for term in holding), default=None)
    of_term = [term for term in holding if (term.since or date.min) == latest]
    return min(of_term, key=lambda term: (term.ended_on or date.max, term.id), default=None)


def known_since(row: Organization) -> list[date]:
    """Return the days on which something known of the organisation began, newest first: where looking back is worth while."""
    facts: list[Any] = [*row.names, *row.legal_bases, *row.seats, *row.terms, *row.particulars, *row.decisions]
    begun = {fact.since for fact in facts if fact.since and history.ever_held(fact.since, _end(fact))}
    changed = {term.ended_on for term in row.terms if term.ended_on and term.ended_on != term.since}
    return sorted(begun | changed, reverse=True)


def _end(fact: Any) -> date | None:
    return fact.end  # type: ignore[no-any-return]
