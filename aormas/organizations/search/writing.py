"""Writing the index: one organisation after a change, or many at once (the migration, a bulk entry).

Written as plain SQL over columns of the first schema, because the migration that fills the index runs before later ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Connection, Date, Executable, TextClause, bindparam, column, text

from aormas.core.database import db
from aormas.organizations import rules
from aormas.organizations.models import Organization
from aormas.organizations.rules import keys

CHUNK = 500
NO_END = date(9999, 12, 31)
TABLES = ("name_words", "register_entries", "search_keys")


def _of(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("ids", expanding=True))


# A fact with an empty span was taken back: nobody shall find it.
NAMES = _of(
    "SELECT organization_id, name, acronym FROM organization_names WHERE organization_id IN :ids "
    "AND (until IS NULL OR since IS NULL OR until <> since) "
    "UNION SELECT id, name, acronym FROM organizations WHERE id IN :ids"
)
PEOPLE = _of(
    "SELECT t.organization_id, m.name, m.phone, m.email, t.ended_on IS NULL FROM board_members m JOIN board_terms t ON t.id = m.term_id "
    "WHERE t.organization_id IN :ids AND (t.ended_on IS NULL OR t.since IS NULL OR t.ended_on <> t.since)"
)
TERMS = _of(
    "SELECT organization_id, decree_number, ended_on IS NULL AS present, until FROM board_terms WHERE organization_id IN :ids "
    "AND (ended_on IS NULL OR since IS NULL OR ended_on <> since) ORDER BY since, id"
).columns(column("organization_id"), column("decree_number"), column("present", Boolean()), column("until", Date()))
BASES = _of(
    "SELECT organization_id, kind, number, deed_number, until IS NULL FROM legal_bases WHERE organization_id IN :ids "
    "AND (until IS NULL OR since IS NULL OR until <> since) ORDER BY id"
)
CONTACTS = _of(
    "SELECT organization_id, kind, value, until IS NULL FROM contacts WHERE organization_id IN :ids "
    "AND (until IS NULL OR since IS NULL OR until <> since)"
)
TAX = _of("SELECT id, npwp FROM organizations WHERE id IN :ids AND npwp <> ''")
MERGED = _of("SELECT id, merged_into_id FROM organizations WHERE merged_into_id IN :ids")
REGISTERED = _of("SELECT id, register_number FROM organizations WHERE id IN :ids")
ADD_WORD = text("INSERT INTO words (word) VALUES (:word) ON CONFLICT DO NOTHING")
ADD_PERSON_WORD = text("INSERT INTO person_words (word) VALUES (:word) ON CONFLICT DO NOTHING")
WORDS = text("SELECT word, id FROM words WHERE word IN :words").bindparams(bindparam("words", expanding=True))
PERSON_WORDS = text("SELECT word, id FROM person_words WHERE word IN :words").bindparams(
    bindparam("words", expanding=True)
)
ADD_NAME_WORD = text("INSERT INTO name_words (word_id, organization_id) VALUES (:word, :id)")
ADD_KEY = text("INSERT INTO search_keys (organization_id, kind, key) VALUES (:id, :kind, :key)")
ADD_ENTRY = text(
    "INSERT INTO register_entries (organization_id, names, people, term_until, basis_kind, has_phone, has_board) "
    "VALUES (:id, :names, :people, :term_until, :basis_kind, :has_phone, :has_board)"
).bindparams(bindparam("term_until", type_=Date()))


def index(organization: Organization) -> None:
    """Write what an organisation is found by anew: names, board members, numbers. Call it inside the transaction."""
    db.session.flush()
    write(db.session.connection(), [organization.id], merged([organization.id]))


def index_these(organizations: Sequence[Organization]) -> None:
    """Write what many organisations are found by anew. Call it inside the transaction."""
    db.session.flush()
    index_ids([row.id for row in organizations])


def index_ids(numbers: Sequence[int]) -> None:
    """Write what organisations that stand in the database are found by anew. Call it inside the transaction."""
    for begin in range(0, len(numbers), CHUNK):
        part = numbers[begin : begin + CHUNK]
        write(db.session.connection(), part, merged(part))


def merged(ids: Sequence[int]) -> dict[int, int]:
    """Return the organisations that were merged into some organisations, each with the one that stands for it."""
    rows = db.session.execute(MERGED, {"ids": list(ids)})
    return {row[0]: row[1] for row in rows}


def forget(organization: Organization) -> None:
    """Take an organisation out of the index: what was withdrawn is not found."""
    forget_all([organization.id])


def forget_all(numbers: Sequence[int]) -> None:
    """Take many organisations out of the index."""
    db.session.flush()
    for begin in range(0, len(numbers), CHUNK):
        _drop(db.session.connection(), numbers[begin : begin + CHUNK])


def index_all(connection: Connection) -> None:
    """Write the whole index anew."""
    numbers = [row[0] for row in connection.execute(text("SELECT id FROM organizations ORDER BY id"))]
    for begin in range(0, len(numbers), CHUNK):
        write(connection, numbers[begin : begin + CHUNK])


def write(connection: Connection, ids: Sequence[int], standing_for: Mapping[int, int] = {}) -> None:
    """Write what some organisations (at most `CHUNK`) are found by, in a fixed number of statements.

    Those that they stand for since a merge (id → the one that stays) lend them their names and numbers.
    """
    _drop(connection, ids)
    asked = {"ids": list(ids)}
    names = _grouped(connection.execute(NAMES, {"ids": [*ids, *standing_for]}), standing_for)
    people = _grouped(connection.execute(PEOPLE, asked))
    found = {number: rules.name_tokens(names[number]) for number in ids}
    persons = {number: {word[:80] for row in people[number] for word in rules.person_words(row[0])} for number in ids}
    known = _numbers(connection, found.values(), ADD_WORD, WORDS)
    heads = _numbers(connection, persons.values(), ADD_PERSON_WORD, PERSON_WORDS)
    facts = _facts(connection, asked)
    kept = _keys(asked, facts, people) | _lent(connection, standing_for)
    _put(
        connection,
        ADD_NAME_WORD,
        [{"word": known[word], "id": number} for number in ids for word in sorted(found[number])],
    )
    _put(
        connection,
        ADD_ENTRY,
        [
            {
                "id": number,
                "names": _document(found[number], known),
                "people": _document(persons[number], heads),
                **_listed(facts, people, number),
            }
            for number in ids
        ],
    )
    _put(connection, ADD_KEY, [{"id": number, "kind": kind, "key": key} for number, kind, key in sorted(kept)])


def _drop(connection: Connection, ids: Sequence[int]) -> None:
    for table in TABLES:
        connection.execute(_of(f"DELETE FROM {table} WHERE organization_id IN :ids"), {"ids": list(ids)})  # noqa: S608


def _put(connection: Connection, statement: TextClause, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def _grouped(rows: Iterable[Any], standing_for: Mapping[int, int] = {}) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for number, *rest in rows:
        found[standing_for.get(number, number)].append(rest)
    return found


def _lent(connection: Connection, standing_for: Mapping[int, int]) -> set[tuple[int, str, str]]:
    """Return the numbers of organisations that others stand for, as numbers of those, with their register numbers."""
    if not standing_for:
        return set()
    asked = {"ids": list(standing_for)}
    found = _keys(asked, _facts(connection, asked), _grouped(connection.execute(PEOPLE, asked)))
    found |= {(row[0], "register", keys.key(row[1])) for row in connection.execute(REGISTERED, asked)}
    return {(standing_for[number], kind, key) for number, kind, key in found}


def _numbers(connection: Connection, sets: Iterable[set[str]], add: TextClause, ask: TextClause) -> dict[str, int]:
    """Return word → number of all words of some sets; new ones are added, in order, so that two writers do not lock each other."""
    wanted = sorted(set().union(*sets))
    if not wanted:
        return {}
    known = {row[0]: row[1] for row in connection.execute(ask, {"words": wanted})}
    if fresh := [word for word in wanted if word not in known]:
        connection.execute(add, [{"word": word} for word in fresh])
        known.update((row[0], row[1]) for row in connection.execute(ask, {"words": fresh}))
    return known


def _document(found: set[str], known: dict[str, int]) -> str:
    return " ".join(str(known[word]) for word in sorted(found))


def _facts(connection: Connection, asked: dict[str, Any]) -> dict[str, defaultdict[int, list[Any]]]:
    statements: dict[str, Executable] = {"terms": TERMS, "bases": BASES, "contacts": CONTACTS, "tax": TAX}
    return {name: _grouped(connection.execute(statement, asked)) for name, statement in statements.items()}


def _listed(facts: dict[str, Any], people: defaultdict[int, list[Any]], number: int) -> dict[str, Any]:
    """Return what the desk's list filters and sorts by."""
    present = [until for _, present, until in facts["terms"][number] if present]
    basis = [kind for kind, _, _, present in facts["bases"][number] if present]
    return {
        "term_until": (present[-1] if present else None) or NO_END,
        "basis_kind": basis[-1] if basis else "",
        "has_phone": any(kind == keys.PHONE and present for kind, _, present in facts["contacts"][number]),
        "has_board": any(row[3] for row in people[number]),
    }


def _keys(
    asked: dict[str, Any], facts: dict[str, Any], people: defaultdict[int, list[Any]]
) -> set[tuple[int, str, str]]:
    said: list[tuple[int, str, str]] = []
    for number in asked["ids"]:
        said += [(number, kind, value) for kind, value, _ in facts["contacts"][number] if kind != "website"]
        said += [(number, keys.PHONE, phone) for _, phone, _, _ in people[number]]
        said += [(number, keys.EMAIL, email) for _, _, email, _ in people[number]]
        said += [(number, keys.NPWP, npwp) for (npwp,) in facts["tax"][number]]
        said += [(number, keys.BASIS, row[1]) for row in facts["bases"][number]]
        said += [(number, keys.DEED, row[2]) for row in facts["bases"][number]]
        said += [(number, keys.DECREE, row[0]) for row in facts["terms"][number]]
    return {(number, kind, kept) for number, kind, value in said if (kept := keys.key_of(kind, value))}
