"""Preparing, signing, withdrawing: who may, when, and what stays for good."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from aormas.core import audit, clock
from aormas.core.database import db, transaction, writing
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.core.files.models import StoredFile
from aormas.core.outbox import Job
from aormas.letters import actions, checks, queries, seal, seeds
from aormas.letters.fields import SAMPLES
from aormas.letters.models import Letter
from tests.conftest import ROLES
from tests.letters import factories


def test_a_draft_has_neither_number_nor_code_and_names_its_case(app):
    letter = factories.draft()
    assert (letter.state, letter.number, letter.code, letter.body) == ("draft", None, None, "")
    assert letter.subject == "Surat Keterangan Keberadaan Organisasi Kemasyarakatan"
    assert queries.of_reference("P26-0412") == [letter]


def test_signing_gives_number_text_code_validity_seal_and_asks_for_the_file(app):
    letter = factories.signed()
    assert letter.number == "200.1.4.4/1/425.207/2026"
    assert letter.entry.addressee == SAMPLES["nama_ormas"]
    assert "Nama\tPerkumpulan Contoh Mangga Jaya\n" in letter.body
    assert "berlaku sampai dengan 24 November 2031" in letter.body
    assert "{" not in letter.body
    assert (letter.signed_on, letter.valid_until) == (date(2026, 11, 24), date(2031, 11, 24))
    assert letter.signer["name"] == "Kaban Contoh"
    assert letter.signer["authority"] == ["a.n. Wali Kota Probolinggo"]
    assert seal.fits(letter)
    assert db.session.scalar(select(Job).where(Job.kind == "letters.render")).payload == {"letter": letter.id}
    assert audit.broken_link() is None


@pytest.mark.parametrize(
    ("signed_at", "until"),
    [
        (datetime(2026, 11, 30, 2, tzinfo=UTC), date(2031, 12, 1)),  # 30 November 2031 is a Sunday
        (datetime(2026, 11, 24, 16, 59, tzinfo=UTC), date(2031, 11, 24)),
        (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), date(2031, 11, 25)),  # already the 25th in Probolinggo
        (datetime(2024, 2, 29, 2, tzinfo=UTC), date(2029, 2, 28)),
    ],
)
def test_a_letter_holds_for_its_years_and_an_end_on_a_day_off_moves_to_the_next_working_day(app, signed_at, until):
    with clock.frozen(signed_at):
        assert factories.signed().valid_until == until


def test_who_prepared_a_letter_does_not_sign_it(app):
    letter = factories.draft()
    with writing():
        letter.prepared_by_id = factories.officer("kaban").id
    with pytest.raises(NotAllowed, match="does not sign"):
        actions.sign(letter, by=factories.officer("kaban"))
    assert letter.state == "draft"
    assert letter.number is None


def test_who_approved_a_letter_does_not_sign_it(app):
    letter = factories.draft()
    with writing():
        letter.approved_by_id = factories.officer("kaban").id
    with pytest.raises(NotAllowed, match="does not sign"):
        actions.sign(letter, by=factories.officer("kaban"))


def test_a_letter_is_signed_once(app):
    letter = factories.signed()
    number = letter.number
    with pytest.raises(Conflict):
        actions.sign(letter, by=factories.officer("kaban"))
    assert letter.number == number
    assert queries.next_number(factories.book(), 2026) == 2


def test_a_draft_that_was_thrown_away_cannot_be_signed_and_takes_no_number(app):
    letter = factories.draft()
    actions.discard(letter, by=factories.officer("verifikator"))
    with pytest.raises(Conflict):
        actions.sign(letter, by=factories.officer("kaban"))
    assert queries.next_number(factories.book(), 2026) == 1
    assert queries.of_reference("P26-0412") == []


def test_a_signature_that_fails_later_in_the_same_transaction_leaves_no_number(app):
    letter = factories.draft()

    @transaction
    def sign_and_stumble() -> None:
        actions.sign(letter, by=factories.officer("kaban"))
        raise RuntimeError("the decision could not be stored")

    with pytest.raises(RuntimeError):
        sign_and_stumble()
    assert letter.state == "draft"
    assert factories.signed().number == "200.1.4.4/1/425.207/2026"
    assert checks.number_books() == []


ALLOWED = {
    "prepare": {"verifikator", "kabid"},
    "discard": {"verifikator", "kabid", "kaban"},
    "sign": {"kaban"},
    "withdraw": {"kaban"},
    "reserve": {"verifikator", "kabid"},
    "attach_scan": {"operator", "verifikator", "kabid"},
    "change_template": {"admin"},
    "change_book": {"admin"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", ALLOWED)
def test_only_the_right_roles_act_on_letters(app, verb, role):
    letter = factories.signed() if verb in {"withdraw", "attach_scan"} else factories.draft()
    by, book = factories.officer(role), factories.book()
    with writing():
        letter.prepared_by_id = factories.officer("operator").id
    scan = StoredFile(sha256="0" * 64, size=1, name="x", created_at=clock.now())
    text = {name: getattr(letter.template, name) for name in ("layout", "subject", "addressee", "attachments", "body")}
    act = {
        "prepare": lambda: actions.prepare(seeds.COVER, organization=None, reference="", fields={}, by=by),
        "discard": lambda: actions.discard(letter, by=by),
        "sign": lambda: actions.sign(letter, by=by),
        "withdraw": lambda: actions.withdraw(letter, "Keliru.", by=by),
        "reserve": lambda: actions.reserve(book, on=clock.today(), subject="x", addressee="y", by=by),
        "attach_scan": lambda: actions.attach_scan(letter, scan, by=by),
        "change_template": lambda: actions.change_template(letter.type, by=by, **{**text, "subject": "Lain"}),
        "change_book": lambda: actions.change_book(book, by, title="x", pattern="{urut}", class_code=""),
    }[verb]
    if role in ALLOWED[verb]:
        act()
    else:
        with pytest.raises(NotAllowed):
            act()


def test_withdrawal_needs_a_reason_and_happens_once(app):
    letter = factories.signed()
    head = factories.officer("kaban")
    with pytest.raises(Invalid):
        actions.withdraw(letter, "  ", by=head)
    actions.withdraw(letter, "Data pengurus keliru.", by=head)
    assert (letter.state, letter.withdrawn_on) == ("withdrawn", clock.today())
    assert seal.fits(letter)
    with pytest.raises(Conflict):
        actions.withdraw(letter, "Sekali lagi.", by=head)


def test_the_register_number_of_an_organisation_comes_into_its_letter(app):
    organization = factories.organization()
    letter = factories.signed(organization=organization, nomor_register="")
    assert f"Nomor register\t{organization.register_number}" in letter.body


@pytest.mark.parametrize("hostile", ["{{7*7}} {ketua}", "{% raw %}", "A\tB", "A\n\nB : C", "<b>x</b>", "‮evil", "%(x)s"])
def test_what_was_typed_into_a_filing_stays_text_in_the_letter(app, hostile):
    body = factories.signed(nama_ormas=hostile, ketua="K").body
    shown = " ".join(hostile.replace("‮", "").split())
    assert f"Nama\t{shown}" in body.replace("Nama\tA\nB", "Nama\tA B")
    assert "Ketua\tK\n" in body


def test_a_row_without_a_value_is_left_out_and_a_field_in_a_sentence_becomes_a_dash(app):
    letter = factories.signed(seeds.REFUSAL, dasar_hukum="", tanggal_permohonan=None)
    assert "Dasar hukum" not in letter.body
    assert "tanggal – atas nama" in letter.body


def test_the_check_finds_a_letter_that_somebody_changed_and_one_without_its_line(app):
    first, second = factories.signed(), factories.signed()
    assert checks.signed_letters() == []
    with writing():
        db.session.execute(update(Letter).where(Letter.id == first.id).values(body="Nama\tYayasan Lain"))
        db.session.execute(update(Letter).where(Letter.id == second.id).values(valid_until=date(2099, 1, 1)))
    problems = checks.signed_letters()
    assert len(problems) == 2
    assert all("does not fit its seal" in problem for problem in problems)


def test_an_unknown_type_and_a_type_without_text_are_named(app):
    with pytest.raises(Invalid, match="surat-lain"):
        actions.prepare("surat-lain", organization=None, reference="", fields={}, by=factories.officer("verifikator"))
