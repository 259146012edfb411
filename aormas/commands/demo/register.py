"""The sample register: 172 organisations over all kelurahan, 58 of them in order; six granted cases make them 178 and 64."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from aormas.accounts.models import User
from aormas.commands.demo import names
from aormas.core import clock, identifiers, regions
from aormas.letters import actions as letters
from aormas.organizations import actions, rules
from aormas.organizations.actions import sweeping
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import FIELDS, Organization
from aormas.registration.rules.letter_fields import letter_fields

IN_ORDER, TERM_ENDED, SKT_ENDED, UNREACHABLE, NEVER_REPORTED, GONE = (
    "in_order",
    "term_ended",
    "skt_ended",
    "unreachable",
    "never_reported",
    "gone",
)
SHARES = ((IN_ORDER, 58), (TERM_ENDED, 41), (SKT_ENDED, 17), (UNREACHABLE, 22), (NEVER_REPORTED, 26), (GONE, 8))


@dataclass(frozen=True)
class Officers:
    """Who prepares, approves and signs in the sample data."""

    verifier: User
    division_head: User
    agency_head: User


def fill(dice: random.Random, officers: Officers) -> None:
    """Write the organisations with boards, terms, letters in believable proportions."""
    places = regions.villages()
    states = [state for state, count in SHARES for _ in range(count)]
    dice.shuffle(states)
    days = sorted(
        clock.today() - timedelta(days=dice.randrange(500, 1500)) for _ in states
    )  # books are written day by day
    first: FiledFacts | None = None
    for number, (state, began) in enumerate(zip(states, days, strict=True)):
        village = places[number % len(places)]
        facts = _facts(dice, number, village, state)
        first = first or facts
        facts = _again(first, facts) if number == len(states) - 1 else facts
        with clock.frozen(datetime.combine(began, time(9, 30), clock.zone())):
            row = actions.apply_filing(facts, organization=None, source="data contoh", by="data contoh")
        if state in {IN_ORDER, TERM_ENDED, UNREACHABLE} and facts.form != "tidak_berbadan_hukum":
            _letter(row, facts, village, began + timedelta(days=3), officers)
        _settle(row, state, dice, officers)
    actions.settle_all()
    sweeping.sweep("data contoh")


def _again(first: FiledFacts, facts: FiledFacts) -> FiledFacts:
    """Return an organisation that stands in the old books a second time, written a little otherwise."""
    name = (
        first.name.replace("Yayasan ", "Yys. ").replace("Perkumpulan ", "Perk. ").replace("Komunikasi", "Komunikassi")
    )
    address = first.address.replace("Jalan ", "Jl. ").replace(" Nomor ", " No. ")
    term = {key: getattr(facts, key) for key in ("decree_number", "decree_date", "term_start", "term_end")}
    return replace(
        first, name=name, acronym="", address=address, npwp="", email="sekretariat@contoh.id", basis_kind="", basis_number="", member_count=facts.member_count,
        **term,
    )  # fmt: skip


def _facts(dice: random.Random, number: int, village: tuple[str, str, str], state: str) -> FiledFacts:
    code, village_name, _district = village
    named, today = names.organization(dice, number, village_name), clock.today()
    if state == SKT_ENDED:
        named = replace(named, form="tidak_berbadan_hukum")
    founded = date(dice.randrange(1998, 2021), dice.randrange(1, 13), dice.randrange(1, 28))
    ended = state in {TERM_ENDED, GONE}
    until = (
        today - timedelta(days=dice.randrange(20, 900)) if ended else today + timedelta(days=dice.randrange(40, 1500))
    )
    with_skt = named.form == "tidak_berbadan_hukum"
    skt_until = (
        today - timedelta(days=dice.randrange(30, 700))
        if state == SKT_ENDED
        else today + timedelta(days=dice.randrange(60, 1700))
    )
    kind_code = "04" if named.form == "yayasan" else "07"
    basis: dict[str, Any] = (
        {"basis_kind": "skt", "basis_number": f"{number + 1:04d}/SKT-CONTOH/{skt_until.year - 5}", "basis_date": _back(skt_until), "basis_until": skt_until,
         "basis_issuer": "Menteri Dalam Negeri"}
        if with_skt
        else {"basis_kind": "ahu", "basis_number": f"AHU-{dice.randrange(1, 9_999_999):07d}.AH.01.{kind_code}.TAHUN {founded.year}", "basis_date": founded + timedelta(days=60)}
    )  # fmt: skip
    members = names.board(dice)
    if number % 8 == 5:  # some have no mobile phone: letters go to them
        members = tuple(replace(member, phone="") for member in members)
    return FiledFacts(
        name=named.name, acronym=named.acronym, form=named.form, fields=(named.field,), characteristic=named.characteristic, purpose=named.purpose,
        founded_on=founded, founded_at="Probolinggo", member_count=dice.randrange(15, 240), npwp=f"0{dice.randrange(10**14, 10**15)}",
        deed_number=str(dice.randrange(1, 90)), deed_date=founded, notary=f"{names.person(dice, 'x').name}, S.H., M.Kn.",
        address=f"Jalan Contoh {dice.choice(names.MIDDLE)} Nomor {dice.randrange(1, 90)}", village_code=code, postcode="672" + str(dice.randrange(11, 39)),
        tenure=dice.choice(("own", "borrowed")), domicile_number=f"470/{number + 1}/425/{today.year - 1}",
        domicile_until=today + timedelta(days=dice.randrange(-60, 600)), highest_body="Musyawarah anggota", funding="Iuran anggota, sumbangan masyarakat",
        phone=f"+62335{420_000 + number}" if number % 8 == 5 else f"+62812000{dice.randrange(10_000, 99_999)}",
        decree_number=f"{dice.randrange(1, 40):02d}/SK/{until.year - 5}", decree_date=_back(until), term_start=_back(until), term_end=until,
        members=members, **basis,
    )  # fmt: skip


def _back(day: date) -> date:
    return date(day.year - 5, day.month, min(day.day, 28))


def _letter(row: Organization, facts: FiledFacts, village: tuple[str, str, str], on: date, officers: Officers) -> None:
    with clock.frozen(datetime.combine(on, time(10, 0), clock.zone())):
        fields = letter_fields(
            facts, reference="data contoh", submitted_on=on, activities=FIELDS[row.main_field], village=village[1], district=village[2],
            register_number=row.register_number,
        )  # fmt: skip
        letter = letters.prepare(
            "surat-keterangan-keberadaan", organization=row, reference="", fields=fields, by=officers.verifier
        )
        letters.sign(letter, by=officers.agency_head)


REASONS = {
    rules.DISSOLVED: "Dibubarkan dengan keputusan musyawarah anggota.",
    rules.MOVED: "Sekretariat pindah ke luar kota.",
    rules.MERGED: "Bergabung dengan organisasi lain sejenis.",
    rules.INACTIVE: "Tidak ada kegiatan dan pengurus menurut hasil kunjungan.",
}
TRIED = ("letter_returned", "number_dead", "visit_failed")


def _settle(row: Organization, state: str, dice: random.Random, officers: Officers) -> None:
    """Let the office note what it found out about an organisation."""
    if state == UNREACHABLE:
        day = clock.today() - timedelta(days=dice.randrange(10, 300))
        with clock.frozen(datetime.combine(day, time(10, 0), clock.zone())):
            actions.note_attempt(
                row,
                dice.choice(TRIED),
                made_on=day,
                note="Data contoh.",
                by=officers.verifier,
                client_id=identifiers.client_id(),
            )
    if state == GONE:
        status, day = dice.choice(sorted(REASONS)), clock.today() - timedelta(days=dice.randrange(60, 400))
        town = "Kabupaten Probolinggo" if status == rules.MOVED else ""
        actions.decide_status(
            row,
            status,
            since=day,
            reason=REASONS[status],
            source="Berita acara contoh",
            by=officers.division_head,
            town=town,
        )
