"""Paper forms of reports from what the register knows."""

from __future__ import annotations

from collections.abc import Sequence

from aormas.core import clock, regions
from aormas.core.office import office
from aormas.organizations.models import BoardTerm
from aormas.reporting.models import Period
from aormas.reporting.pdf import paper_form
from aormas.reporting.presentation import states as words
from aormas.reporting.queries import paper as queries
from aormas.reporting.rules import codes


def printed(numbers: Sequence[int], period: Period, address: str) -> bytes:
    """Return the forms of organisations on a period as one PDF; `address` is the page of codes, where the QR leads."""
    row = office()
    shared = paper_form.Office(
        agency=row.agency, city=row.city, period=words.name_of(period), starts_on=period.starts_on, ends_on=period.ends_on,
        due_on=period.due_on, addressee=period.rule.addressee, made_at=clock.local(clock.now()),
    )  # fmt: skip
    villages = {code: name for code, name, _district in regions.villages()}
    forms = [_form(one, period, address, villages) for one in queries.known(numbers, period)]
    return paper_form.render_forms(shared, forms)


def _form(one: queries.Known, period: Period, address: str, villages: dict[str, str]) -> paper_form.Form:
    row, code = one.organization, codes.code_of(one.organization.id, period.code)
    seat = row.present_seat
    place = (seat.address, villages.get(seat.village_code, "")) if seat else ()
    return paper_form.Form(
        code=code, url=f"{address}?kode={code}", name=row.name, register_number=row.register_number,
        seat=", ".join(filter(None, place)), chair=_holder(one.term, "chair", "Ketua"),
        secretary=_holder(one.term, "secretary", "Sekretaris"), members=row.member_count, last=one.last,
    )  # fmt: skip


def _holder(term: BoardTerm | None, kind: str, usual: str) -> tuple[str, str]:
    person = term.holder(kind) if term else None
    return (person.name, person.title or usual) if person else ("", usual)
