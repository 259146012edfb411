"""From a complete file to the letter or a refusal, and what may follow: four eyes, stale pages, the register."""

from __future__ import annotations

from datetime import date

import pytest

from aormas.accounts.actions import people
from aormas.core import audit
from aormas.core.database import db
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.letters import queries as letters
from aormas.organizations.models import Organization
from aormas.registration.actions import correction, decide, grant, link, objection, review, turns
from aormas.registration.rules.letter_fields import letter_fields
from tests.organizations.factories import facts, organization
from tests.registration import desk_factories as make
from tests.registration.desk_factories import days_later, officer

pytestmark = pytest.mark.usefixtures("app")


def counted() -> int:
    return db.session.scalar(db.select(db.func.count(Organization.id)))


def test_a_proposal_prepares_the_letter_from_the_answers():
    application = make.recommended()
    letter = application.letter
    assert (application.stage, letter.state, letter.number) == ("recommended", "draft", None)
    assert letter.fields["nama_ormas"] == "Forum Pemuda Mayangan Contoh"
    assert letter.fields["nomor_ahu"] == "AHU-0002887.AH.01.07.TAHUN 2019"
    assert letter.fields["masa_bakti"] == "15 Maret 2025 sampai dengan 14 Maret 2030"
    assert (letter.fields["kelurahan"], letter.fields["ketua"]) == ("Jati", "Siti Contoh")
    assert "3574014507900003" not in str(letter.fields)


def test_nothing_is_proposed_before_the_file_is_complete():
    application = make.taken()
    with pytest.raises(Invalid):
        decide.recommend(application, officer("verifikator"))
    with pytest.raises(NotAllowed):
        decide.recommend(make.checked(), officer("operator"))
    assert application.letter is None


@pytest.mark.parametrize("service", ["perpanjangan-keberadaan", "perubahan-data"])
def test_renewal_and_change_need_their_organisation_first(service):
    application = make.checked(make.submitted(service))
    with pytest.raises(Invalid) as refused:
        decide.recommend(application, officer("verifikator"))
    assert refused.value.field == "organization"
    link.link(application, organization(), officer("verifikator"))
    decide.recommend(application, officer("verifikator"))
    assert application.letter.fields["nomor_register"] == "ORM-3574-0001"


def test_the_signature_grants_and_the_register_takes_the_facts_over():
    application = make.approved()
    code = grant.sign(application, officer("kaban"))
    row = application.organization
    assert (application.stage, application.turn, application.due_on) == ("granted", "nobody", None)
    assert (row.name, row.present_basis.number) == ("Forum Pemuda Mayangan Contoh", "AHU-0002887.AH.01.07.TAHUN 2019")
    assert application.letter.state == "signed"
    assert application.letter.organization is row
    assert row.register_number in application.letter.body
    assert people.open_code(code).facts["organization_id"] == row.id
    assert audit.broken_link() is None


def test_a_linked_case_changes_its_organisation_and_adds_none():
    known = organization(name="Forum Pemuda Mayangan", village_code="35.74.01.1001")
    application = make.checked(make.submitted("perpanjangan-keberadaan"))
    link.link(application, known, officer("verifikator"))
    decide.recommend(application, officer("verifikator"))
    decide.approve(application, officer("kabid"))
    grant.sign(application, officer("kaban"))
    assert counted() == 1
    assert known.name == "Forum Pemuda Mayangan Contoh"
    assert [name.name for name in known.names] == ["Forum Pemuda Mayangan", "Forum Pemuda Mayangan Contoh"]


def test_no_number_is_drawn_before_the_signature_and_none_when_it_fails():
    application = make.approved()
    book = application.letter.type.book
    assert letters.next_number(book, 2026) == 1
    with pytest.raises(NotAllowed):
        grant.sign(application, officer("kabid"))
    db.session.expire_all()
    assert (application.stage, letters.next_number(book, 2026), counted()) == ("approved", 1, 0)


def test_four_eyes():
    application = make.recommended()
    verifier, head, chief = officer("verifikator"), officer("kabid"), officer("kaban")
    verifier.role = "kabid"  # promoted in the meantime
    db.session.commit()
    with pytest.raises(NotAllowed, match="proposed"):
        decide.approve(application, verifier)
    decide.approve(application, head)
    for promoted in (verifier, head):
        promoted.role = "kaban"
        db.session.commit()
        with pytest.raises(NotAllowed, match="Who checked"):
            grant.sign(application, promoted)
    grant.sign(application, chief)
    assert application.stage == "granted"


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("operator", False),
        ("verifikator", False),
        ("kaban", False),
        ("timdu", False),
        ("admin", False),
        ("auditor", False),
        ("kabid", True),
    ],
)
def test_only_the_division_head_approves(role, allowed):
    application = make.recommended()
    if allowed:
        decide.approve(application, officer(role))
        assert application.letter.approved_by_id == officer(role).id
    else:
        with pytest.raises(NotAllowed):
            decide.approve(application, officer(role))


def test_a_returned_case_is_with_the_verifier_again_and_its_draft_is_gone():
    application = make.recommended()
    draft = application.letter
    with pytest.raises(Invalid) as refused:
        decide.return_(application, officer("kabid"), note="")
    assert refused.value.field == "note"
    decide.return_(application, officer("kabid"), note="Periksa alamat.")
    assert (application.stage, application.letter, draft.state) == ("in_review", None, "discarded")
    assert application.complete_at is not None
    decide.recommend(application, officer("verifikator"))
    decide.approve(application, officer("kabid"))
    decide.return_(application, officer("kaban"), note="Nama ketua keliru.")
    assert application.stage == "in_review"


def test_the_head_of_agency_does_not_return_what_is_not_on_the_own_desk():
    with pytest.raises(NotAllowed):
        decide.return_(make.recommended(), officer("kaban"), note="x")
    with pytest.raises(NotAllowed):
        decide.return_(make.approved(), officer("kabid"), note="x")


def test_a_page_that_was_open_too_long_decides_nothing():
    application = make.recommended()
    seen = application.decisions[-1].id
    decide.return_(application, officer("kabid"), note="Periksa alamat.")
    decide.recommend(application, officer("verifikator"))
    with pytest.raises(Conflict):
        decide.approve(application, officer("kabid"), seen=seen)
    with pytest.raises(Conflict):
        decide.recommend(application, officer("verifikator"))
    with pytest.raises(Conflict):
        grant.sign(application, officer("kaban"))
    assert application.stage == "recommended"


def test_a_refusal_has_reason_basis_and_a_letter_of_its_own():
    application = make.taken()
    with pytest.raises(Invalid) as refused:
        decide.recommend_refusal(application, officer("verifikator"), reason="Nama sama.", legal_basis="")
    assert refused.value.field == "legal_basis"
    make.refused(application)
    assert (application.stage, application.turn) == ("refused", "nobody")
    assert "Nama sama dengan ormas lain." in application.letter.body
    told = decide.last(application, "refuse")
    assert (told.reason, told.legal_basis) == ("Nama sama dengan ormas lain.", "Pasal 59 ayat (1) UU 17/2013")
    assert counted() == 0


def test_a_refused_case_cannot_be_granted_and_a_granted_one_not_refused():
    with pytest.raises(Conflict):
        grant.sign(make.refused(), officer("kaban"))
    with pytest.raises(Conflict):
        grant.refuse(make.approved(), officer("kaban"))


def test_an_objection_is_answered_in_ten_working_days_by_the_head(frozen):
    application = make.refused()
    with days_later(frozen, 3):
        correction.object_(application, "Nama kami lebih dulu terdaftar.")
        assert application.due_on == date(2026, 12, 11)
        with pytest.raises(NotAllowed):
            objection.uphold(application, officer("kabid"), reason="Tetap.")
        with pytest.raises(Invalid):
            objection.uphold(application, officer("kaban"), reason="")
        objection.uphold(application, officer("kaban"), reason="Nama itu milik ormas lain.")
    assert (application.stage, application.turn) == ("refusal_upheld", "nobody")


def test_an_accepted_objection_opens_the_case_with_fresh_days(frozen):
    application = make.checked()
    decide.recommend_refusal(application, officer("verifikator"), reason="Nama sama.", legal_basis="Pasal 59")
    decide.approve(application, officer("kabid"))
    grant.refuse(application, officer("kaban"))
    refusal = application.letter
    with days_later(frozen, 13):
        correction.object_(application, "Nama kami lebih dulu terdaftar.")
    with days_later(frozen, 14):  # Tuesday, 8 December
        objection.reopen(application, officer("kaban"), reason="Nama ternyata berbeda.")
        assert (application.stage, application.letter, refusal.state) == ("in_review", None, "withdrawn")
        assert application.due_on == date(2026, 12, 15)
        assert turns.office_reading(application).used == 0
        review.take(application, officer("verifikator"))
        decide.recommend(application, officer("verifikator"))
        decide.approve(application, officer("kabid"))
        grant.sign(application, officer("kaban"))
    assert application.stage == "granted"


def test_a_case_is_linked_while_it_is_looked_at_only():
    known, application = organization(), make.recommended()
    with pytest.raises(Conflict):
        link.link(application, known, officer("verifikator"))
    with pytest.raises(NotAllowed):
        link.link(make.taken(), known, officer("auditor"))


def test_an_organisation_with_a_portal_gets_no_second_code():
    application = make.granted()
    code = people.issue_code(
        "portal", officer("verifikator"), organization_id=application.organization_id, organization_name="x"
    )
    people.use_code(people.open_code(code), "siti.contoh", "Siti Contoh", "kapal layar biru")
    renewal = make.checked(make.submitted("perpanjangan-keberadaan"))
    link.link(renewal, application.organization, officer("verifikator"))
    decide.recommend(renewal, officer("verifikator"))
    decide.approve(renewal, officer("kabid"))
    assert grant.sign(renewal, officer("kaban")) is None


def test_the_letter_of_a_change_takes_from_the_register_what_was_not_said():
    blank = {step: dict.fromkeys(part, "") for step, part in make.ANSWERS.items() if step in ("legalitas", "pengurus")}
    application = make.checked(make.submitted("perubahan-data", ormas={"changes": "Alamat pindah."}, **blank))
    link.link(application, organization(), officer("verifikator"))
    decide.recommend(application, officer("verifikator"))
    fields = application.letter.fields
    assert fields["nomor_ahu"] == "AHU-0002887.AH.01.07.TAHUN 2019"
    assert (fields["ketua"], fields["masa_bakti"]) == ("Siti Contoh", "15 Maret 2025 sampai dengan 14 Maret 2030")
    assert (fields["nama_ormas"], fields["alamat"]) == ("Forum Pemuda Mayangan Contoh", "Jalan Contoh 5")


def test_letter_fields_leave_empty_what_was_not_said():
    made = letter_fields(
        facts(term_start=None, basis_number=""),
        reference="P26-1",
        submitted_on=date(2026, 11, 24),
        activities="",
        village="",
        district="",
    )
    assert (made["masa_bakti"], made["nomor_ahu"], made["alasan"]) == ("", "", "")


def test_a_refused_step_says_error_once_in_the_title(signed_in):
    application = make.approved(make.submitted())
    page = signed_in("kaban").post(
        f"/meja/permohonan/{application.id}/tandatangani", data={"sign-password": "bukan ini"}
    )
    title = page.text.split("<title>")[1].split("</title>")[0]
    assert (page.status_code, title.count("Kesalahan:")) == (422, 1)


def test_the_register_knows_which_paper_proves_a_fact(app):
    from aormas.registration.actions.grant import papers_of
    from tests.registration import desk_factories

    application = desk_factories.granted()
    row = application.organization
    files = papers_of(application)
    assert files["legal_bases"] == row.present_basis.file_id
    assert files["board_terms"] == row.present_term.file_id
    assert not {a.file_id for a in application.attachments if a.requirement.sensitive} & set(files.values())
