"""The review screen and the pages around it, as a browser without script sees them."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from re import findall

import pytest

from aormas.core.audit import AuditEntry
from aormas.core.database import db
from aormas.letters import queries as letters
from aormas.registration.actions import correction, link
from tests.factories import PASSWORD
from tests.organizations.factories import organization
from tests.registration import desk_factories as make
from tests.registration.desk_factories import days_later, officer
from tests.statements import listen_in

pytestmark = pytest.mark.usefixtures("app")


def address(application, *more):
    return "/".join([f"/meja/permohonan/{application.id}", *map(str, more)])


def form_of(page: str) -> dict[str, str]:
    """What the review form would send as it stands: hidden values and chosen verdicts."""
    tags = [tag for tag in findall(r"<input ([^>]+)>", page) if 'type="hidden"' in tag]
    hidden = {
        findall(r'name="([^"]+)"', tag)[0]: findall(r'value="([^"]*)"', tag)[0] for tag in tags if "value=" in tag
    }
    hidden |= dict(findall(r'<input type="radio" name="([^"]+)" value="([^"]+)" checked', page))
    notes = {
        name: unescape(text)
        for name, text in findall(r'<textarea id="note-[^"]+" name="([^"]+)" rows="2">([^<]*)<', page)
    }
    return {**hidden, **notes}


def everything_correct(page: str, **other: str) -> dict[str, str]:
    """The form with every open verdict set to correct, then changed."""
    sent = form_of(page)
    for name in findall(r'name="(verdict-[^"]+)" value="ok"', page):
        sent.setdefault(name, "ok")
    return {**sent, **other}


def trail(action: str) -> list[AuditEntry]:
    return list(db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == action)))


def test_a_case_is_taken_checked_and_handed_back_without_script(signed_in):
    application, browser = make.submitted(), signed_in("verifikator")
    here = address(application)
    assert "Ambil dan periksa" in browser.get(here).text
    assert browser.post(f"{here}/ambil").headers["Location"] == here
    page = browser.get(here).text
    sent = everything_correct(page, **{"verdict-sk-ahu": "fix", "note-sk-ahu": "Halaman 2 terpotong.", "act": "open"})
    assert browser.post(here, data=sent).headers["Location"] == here
    assert application.stage == "in_review"  # the button had said that it only saves
    page = browser.get(here).text
    assert "Kembalikan 1" in page
    assert "sampai 15 Desember 2026" in page
    assert browser.post(here, data={**form_of(page), "act": "fix"}).headers["Location"] == "/meja/permohonan"
    db.session.expire_all()
    assert [f.note for f in correction.open_findings(application)] == ["Halaman 2 terpotong."]
    assert "15 Desember 2026" in browser.get("/meja/permohonan").text


def test_handing_back_without_a_reason_names_every_card_and_keeps_what_was_typed(signed_in):
    application, browser = make.taken(), signed_in("verifikator")
    sent = everything_correct(
        browser.get(address(application)).text, **{"verdict-akta": "fix", "verdict-npwp": "fix", "act": "fix"}
    )
    answer = browser.post(address(application), data=sent)
    assert answer.status_code == 422
    assert '<a href="#paper-akta">' in answer.text
    assert '<a href="#paper-npwp">' in answer.text
    assert answer.text.count('class="paper bad"') == 2
    assert 'name="verdict-akta" value="fix" checked' in answer.text
    assert application.stage == "in_review"


def test_a_stock_reason_goes_to_the_applicant_in_its_plain_words(signed_in):
    application, browser = make.taken(), signed_in("verifikator")
    reason = application.version.reasons[0]
    page = browser.get(address(application)).text
    sent = everything_correct(page, **{"verdict-akta": "fix", "reason-akta": str(reason.id), "act": "fix"})
    assert browser.post(address(application), data=sent).status_code == 303
    assert correction.open_findings(application)[0].reason == reason.explanation


def test_a_missing_paper_cannot_be_called_correct(signed_in):
    application, browser = make.taken(make.submitted(papers=False)), signed_in("verifikator")
    answer = browser.post(
        address(application), data={"round": "1", "verdict-akta": "ok", "note-npwp": "x", "verdict-npwp": "fix"}
    )
    assert answer.status_code == 422
    assert "Tidak ada berkas yang dikirim" in answer.text
    assert 'name="verdict-npwp" value="fix" checked' in answer.text


def test_a_page_of_an_older_round_gets_409_with_what_was_typed(signed_in):
    application, browser = make.resubmitted(make.handed_back()), signed_in("verifikator")
    answer = browser.post(
        address(application),
        data={"round": "1", "verdict-sk-ahu": "fix", "note-sk-ahu": "Masih <b>buram</b>.", "act": "fix"},
    )
    assert answer.status_code == 409
    assert "Masih &lt;b&gt;buram&lt;/b&gt;." in answer.text
    assert application.round == 2
    assert all(row.round == 1 for row in application.findings)


def test_what_a_colleague_judged_meanwhile_is_not_undone_by_an_untouched_card(signed_in):
    application, browser = make.taken(), signed_in("verifikator")
    page = browser.get(address(application)).text
    browser.post(address(application), data={"round": "1", "verdict-akta": "fix", "note-akta": "Buram."})
    later = {**form_of(page), "verdict-npwp": "ok"}
    assert browser.post(address(application), data=later).status_code == 303
    assert {row.target: row.verdict for row in application.findings} == {"akta": "fix", "npwp": "ok"}


def test_hostile_notes_are_shown_as_text(signed_in):
    application, browser = make.taken(), signed_in("verifikator")
    typed = "<script>alert(1)</script> {{ 7*7 }} \u202eabc\x00'; DROP TABLE findings; --"
    browser.post(address(application), data={"round": "1", "verdict-akta": "fix", "note-akta": typed})
    page = browser.get(address(application)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} abc" in page
    answer = browser.post(address(application), data={"round": "1", "verdict-akta": "fix", "note-akta": "x" * 3000})
    assert answer.status_code == 422
    assert "2.000 karakter" in answer.text


def test_a_nik_is_masked_until_a_recorded_click_and_then_shown_once(signed_in):
    application, browser = make.taken(), signed_in("verifikator")
    assert "3574014507900003" not in browser.get(address(application)).text
    sent = {"round": "1", "verdict-akta": "fix", "note-akta": "Buram.", "act": "show:nik:0"}
    answer = browser.post(address(application), data=sent)
    assert answer.headers["Location"] == f"{address(application)}#paper-isian:pengurus"
    page = browser.get(address(application)).text
    assert "3574014507900003 (menurut angkanya: perempuan, lahir 5 Juli 1990)" in page
    assert "Buram." in page  # the verdicts were kept
    assert "3574014507900003" not in browser.get(address(application)).text
    assert [(row.actor, row.changes) for row in trail("nik.shown")] == [
        ("Verifikator Contoh", {"person": "Siti Contoh"})
    ]


def test_an_identity_card_opens_only_after_a_recorded_click(signed_in):
    application, browser = make.taken(), signed_in("verifikator")
    card = application.paper(make.requirement(application, "ktp"))
    picture, file = address(application, "berkas", card.id, "1.jpg"), address(application, "berkas", f"{card.id}.pdf")
    assert browser.get(picture).status_code == 403
    assert browser.get(file).status_code == 403
    assert picture not in browser.get(address(application)).text
    browser.post(address(application), data={"round": "1", "act": f"show:paper:{card.id}"})
    assert picture in browser.get(address(application)).text
    with browser.get(picture) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    with browser.get(file) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert [row.changes for row in trail("paper.opened")] == [{"paper": card.requirement.title}]
    assert signed_in("operator").get(picture).status_code == 403
    with days_later(make.clock.now(), 1):
        assert browser.get(picture).status_code == 403


@pytest.mark.parametrize(("role", "status"), [("kaban", 303), ("timdu", 403), ("auditor", 403), ("admin", 403)])
def test_who_may_not_see_personal_data_has_no_click_for_it(signed_in, role, status):
    application, browser = make.taken(), signed_in(role)
    page = browser.get(address(application)).text
    assert ("Tampilkan (tercatat)" in page) == (status == 303)
    assert "3574014507900003" not in page
    assert browser.post(address(application, "buka"), data={"act": "show:nik:0"}).status_code == status
    assert len(trail("nik.shown")) == (status == 303)


@pytest.mark.parametrize("what", ["nik:9", "nik:x", "paper:999999", "paper:", "other:1", ""])
def test_a_click_on_nothing_shows_nothing(signed_in, what):
    application = make.taken()
    assert signed_in("kaban").post(address(application, "buka"), data={"act": f"show:{what}"}).status_code == 404
    assert trail("nik.shown") == []


def test_a_paper_of_another_case_is_not_found(signed_in):
    application, other = make.taken(), make.submitted()
    paper = other.paper(make.requirement(other, "akta"))
    assert signed_in("verifikator").get(address(application, "berkas", paper.id, "1.jpg")).status_code == 404
    assert signed_in("verifikator").get("/meja/permohonan/999999").status_code == 404


def test_a_draft_is_not_the_offices_to_see(signed_in):
    application = make.submitted()
    application.submitted_at, application.stage = None, "draft"
    db.session.commit()
    assert signed_in("verifikator").get(address(application)).status_code == 404


def test_rounds_show_what_was_asked_argued_and_replaced(signed_in):
    application = make.handed_back(None, sk_ahu=("fix", "Halaman 2 terpotong."), akta=("fix", "Buram."))
    requirement, file = make.requirement(application, "akta"), make.stored("Akta baru")
    correction.mend_paper(application, requirement, correction.Received(file.sha256, file.size, 1, False, "akta.pdf"))
    page = signed_in("verifikator").get(address(make.resubmitted(application))).text
    assert "Halaman 2 terpotong." in page
    assert "Sudah lengkap, halaman kedua ada di belakang." in page
    assert "Diganti sejak pemeriksaan terakhir." in page
    assert ">sebelumnya</a>" in page
    assert "2 belum diperiksa." in page


def test_hints_stand_where_they_belong(signed_in):
    organization(name="Forum Pemuda Mayangan Contoh")
    application = make.taken(
        make.submitted(legalitas={"ahu_number": "AHU-0002887.AH.01.04.TAHUN 2019"}, pengurus={"term_end": "2026-01-01"})
    )
    page = signed_in("verifikator").get(address(application)).text
    assert "Nomor SK itu milik yayasan" in page
    assert "Masa bakti pengurus sudah berakhir." in page
    assert "Ada nama yang mirip di daftar:" in page
    assert "Di isian: AHU-0002887.AH.01.04.TAHUN 2019" in page


def test_the_whole_way_from_a_complete_file_to_the_chairs_code(signed_in):
    application = make.taken()
    verifier, head, chief = signed_in("verifikator"), signed_in("kabid"), signed_in("kaban")
    here = address(application)
    sent = everything_correct(verifier.get(here).text, act="open")
    verifier.post(here, data=sent)
    page = verifier.get(here).text
    assert "Catat lengkap" in page
    verifier.post(here, data={**form_of(page), "act": "ok"})
    assert (
        verifier.post(here, data={**form_of(verifier.get(here).text), "act": "ok"}).headers["Location"]
        == f"{here}/usul"
    )
    page = verifier.get(f"{here}/usul").text
    assert "Jalan Contoh 5" in page
    assert verifier.post(f"{here}/usul", data={**form_of(page), "note": "Lengkap."}).headers["Location"] == here
    assert f"/meja/surat/{application.letter_id}" in head.get(here).text
    seen = form_of(head.get(here).text)
    assert head.post(f"{here}/setujui", data={"approve-seen": seen["approve-seen"]}).headers["Location"] == here
    seen = form_of(chief.get(here).text)["sign-seen"]
    wrong = chief.post(f"{here}/tandatangani", data={"sign-seen": seen, "sign-password": "keliru sekali"})
    assert wrong.status_code == 422
    assert 'href="#sign-password"' in wrong.text
    assert letters.next_number(application.letter.type.book, 2026) == 1
    done = chief.post(f"{here}/tandatangani", data={"sign-seen": seen, "sign-password": PASSWORD})
    assert done.headers["Location"] == f"{here}/kode"
    page = chief.get(f"{here}/kode").text
    assert "/aktivasi/" in page
    assert chief.get(f"{here}/kode").status_code == 303  # shown once
    assert "Dikabulkan 24 November 2026." in chief.get(here).text
    assert "200.1.4.4/1/425.207/2026" in verifier.get("/meja/cari?q=200.1.4.4/1").text
    assert application.reference in chief.get(f"/meja/ormas/{application.organization_id}").text


def test_a_stale_signature_gets_409(signed_in):
    application, chief = make.approved(), signed_in("kaban")
    answer = chief.post(address(application, "tandatangani"), data={"sign-seen": "1", "sign-password": PASSWORD})
    assert answer.status_code == 409
    assert application.stage == "approved"


def test_a_case_is_returned_with_a_note_that_the_verifier_reads(signed_in):
    application, head = make.recommended(), signed_in("kabid")
    assert head.post(address(application, "kembalikan"), data={"return-note": ""}).status_code == 422
    assert head.post(address(application, "kembalikan"), data={"return-note": "Periksa alamatnya."}).status_code == 303
    assert "Periksa alamatnya." in signed_in("verifikator").get(address(application)).text


def test_a_refusal_is_proposed_signed_and_its_objection_answered(signed_in):
    application, browser = make.taken(), signed_in("verifikator")
    assert browser.post(address(application), data={"round": "1", "act": "refuse"}).headers["Location"] == address(
        application, "tolak"
    )
    bad = browser.post(address(application, "tolak"), data={"reason": "Nama sama.", "legal_basis": ""})
    assert bad.status_code == 422
    assert "Nama sama." in bad.text
    make.refused(application)
    correction.object_(application, "Nama kami lebih dulu.")
    chief = signed_in("kaban")
    assert "Nama kami lebih dulu." in chief.get(address(application)).text
    assert (
        chief.post(
            address(application, "keberatan"), data={"answer-reason": "", "answer-password": PASSWORD}
        ).status_code
        == 422
    )
    chief.post(
        address(application, "keberatan"),
        data={"answer-reason": "Nama itu sudah dipakai.", "answer-password": PASSWORD, "act": "uphold"},
    )
    assert application.stage == "refusal_upheld"


def test_a_renewal_is_linked_before_it_is_proposed(signed_in):
    known = organization(name="Forum Pemuda Mayangan Contoh")
    application, browser = make.checked(make.submitted("perpanjangan-keberadaan")), signed_in("verifikator")
    assert "Cari ormasnya" in browser.get(address(application, "usul")).text
    assert browser.post(address(application, "usul"), data={}).status_code == 422
    page = browser.get(address(application, "ormas")).text
    assert known.register_number in page
    assert known.name in browser.get(address(application, "ormas") + "?q=orm-3574-0001").text
    assert browser.post(address(application, "ormas"), data={"ormas": known.id}).headers["Location"] == address(
        application, "usul"
    )
    assert "Jalan Contoh 5" not in browser.get(address(application, "usul")).text  # the same address is no change
    browser.post(address(application, "ormas"), data={"ormas": ""})
    assert application.organization is None


def test_approver_and_signer_see_what_the_register_would_change(signed_in):
    known = organization(name="Forum Pemuda Mayangan", address="Jalan Lama 1")
    application = make.checked(make.submitted("perpanjangan-keberadaan"))
    link.link(application, known, officer("verifikator"))
    make.decide.recommend(application, officer("verifikator"))
    page = signed_in("kabid").get(address(application)).text
    assert "Jalan Lama 1" in page
    assert "Jalan Contoh 5" in page


def test_track_b_at_the_desk(signed_in):
    application = make.approved(make.submitted("pengantar-skt"))
    make.grant.sign(application, officer("kaban"))
    browser, here = signed_in("operator"), address(application)
    assert browser.post(f"{here}/teruskan", data={"forward-on": "2026-11-24"}).status_code == 422
    assert (
        browser.post(f"{here}/teruskan", data={"forward-on": "24/11/2026", "forward-number": "200/1"}).headers[
            "Location"
        ]
        == here
    )
    page = browser.get(here).text
    assert "15 hari kerja" in page
    typed = {"skt-number": "0123/SKT/2026", "skt-issued_on": "2026-11-20"}
    missing = browser.post(f"{here}/skt", data=typed)
    assert missing.status_code == 422
    assert 'value="0123/SKT/2026"' in missing.text
    assert 'href="#skt-file"' in missing.text
    scan = {**typed, "skt-file": (BytesIO(make.pdf("SKT")), "skt.pdf")}
    done = browser.post(f"{here}/skt", data=scan, content_type="multipart/form-data")
    assert done.headers["Location"] == f"{here}/kode"
    assert application.organization.present_basis.file.pages == 1


def test_a_left_case_is_closed_from_its_page(signed_in, frozen):
    application, browser = make.handed_back(), signed_in("verifikator")
    assert "Tutup permohonan" not in browser.get(address(application)).text
    with days_later(frozen, 22):
        assert "Tutup permohonan" in browser.get(address(application)).text
        browser.post(address(application, "tutup"), data={"close-reason": "Tidak ada kabar sampai batasnya."})
        assert application.stage == "closed"


def test_a_case_is_given_to_an_officer_by_the_head_of_division(signed_in):
    application, head = make.submitted(), signed_in("kabid")
    assert "Serahkan kepada petugas" in head.get(address(application)).text
    head.post(address(application, "serahkan"), data={"assign-officer": officer("operator").id})
    assert application.assigned_to.username == "operator"
    assert (
        signed_in("verifikator").post(address(application, "serahkan"), data={"assign-officer": "1"}).status_code == 403
    )


@pytest.mark.parametrize("role", ["operator", "verifikator", "kabid", "kaban", "timdu", "admin", "auditor"])
@pytest.mark.parametrize(
    "stage",
    [
        make.submitted,
        make.taken,
        make.handed_back,
        make.recommended,
        make.approved,
        make.granted,
        make.refused,
        make.forwarded,
    ],
)
def test_every_role_can_read_a_case_in_every_stage(signed_in, role, stage):
    application = stage()
    answer = signed_in(role).get(address(application))
    assert answer.status_code == 200
    assert application.reference in answer.text


def test_a_review_page_needs_at_most_fifteen_statements(signed_in):
    for number in range(8):
        organization(name=f"Forum Pemuda Mayangan Contoh {number}")
    application = make.resubmitted(make.handed_back())
    make.visit_plan(application)
    browser = signed_in("verifikator")
    counted: list[str] = []
    listen_in(counted)
    for url, most in ((address(application), 15), ("/meja", 13), ("/meja/permohonan", 10)):
        db.session.expire_all()
        counted.clear()
        assert browser.get(url).status_code == 200
        statements = [s for s in counted if not s.startswith("BEGIN")]
        assert len(statements) <= most, (url, len(statements), statements)


def test_answers_stand_beside_the_paper_that_proves_them_and_personal_papers_say_why_they_are_hidden(signed_in):
    application, browser = make.taken(), signed_in("verifikator")
    page = browser.get(address(application)).text
    deed = next(row for row in application.attachments if row.requirement.code == "sk-ahu")
    section = page.split('id="paper-isian:legalitas"')[1].split("</fieldset>")[0]
    assert f"/berkas/{deed.id}/1.jpg" in section
    photo = page.split('id="paper-pas-foto"')[1].split("</fieldset>")[0]
    assert 'data-blank="Data pribadi, belum ditampilkan."' in photo
    assert ".jpg" not in photo


def test_a_reference_is_found_without_its_zeros(signed_in):
    application = make.submitted()
    year, _, number = application.reference.partition("-")
    assert application.reference in signed_in("verifikator").get(f"/meja/cari?q={year.lower()}-{int(number)}").text
