"""The officers' pages: texts with named fields, patterns, the register, withdrawal, scans."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from aormas.core.errors import Invalid
from aormas.letters import actions, queries, rules, seeds, words
from aormas.letters.actions import drafts, kinds
from aormas.letters.desk.letters import HISTORY
from aormas.letters.fields import FIELDS, SAMPLES
from tests import factories as office
from tests import messages
from tests.letters import factories
from tests.statements import listen_in

SETTINGS = "/meja/pengaturan/surat"


def form_of(kind, **changed) -> dict[str, str]:
    """Return what the editor of a letter type sends."""
    text = queries.versions(kind)[0]
    typed = {name: getattr(text, name) for name in ("layout", "subject", "addressee", "attachments", "body")}
    typed |= {
        "title": kind.title,
        "book_id": kind.book_id,
        "validity_years": kind.validity_years or "",
        "authority": kind.authority,
        "copies": kind.copies,
    }
    typed |= {"public": "y"} if kind.public else {}
    return {name: str(value) for name, value in {**typed, **changed}.items() if value is not None}


def test_every_first_text_names_only_known_fields_and_every_field_is_explained(app):
    for kind in queries.types():
        (version,) = queries.versions(kind)
        for text in (version.subject, version.addressee, version.body):
            assert rules.check_template(text, FIELDS) == []
    late = {"nomor", "tanggal", "berlaku_sampai", "kota", "instansi", "penandatangan", "jabatan_penandatangan"}
    assert set(SAMPLES) | late == set(FIELDS)


def test_a_new_text_holds_for_new_letters_and_existing_ones_keep_theirs(app):
    before = factories.draft()
    kind = before.type
    text = {
        "layout": "statement",
        "subject": "SURAT BARU",
        "addressee": "",
        "attachments": "",
        "body": "Menerangkan {nama_ormas}.",
    }
    actions.change_template(kind, by=factories.officer("admin"), **text)
    after = factories.draft()
    assert after.subject == "SURAT BARU"
    assert (
        actions.sign(before, by=factories.officer("kaban")).subject
        == "Surat Keterangan Keberadaan Organisasi Kemasyarakatan"
    )
    assert actions.sign(after, by=factories.officer("kaban")).body == "Menerangkan Perkumpulan Contoh Mangga Jaya."


def test_the_same_text_again_makes_no_new_version(app):
    kind = queries.type_of(seeds.PRESENCE)
    (version,) = queries.versions(kind)
    same = {name: getattr(version, name) for name in ("layout", "subject", "addressee", "attachments", "body")}
    assert actions.change_template(kind, by=factories.officer("admin"), **same) == version


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"body": "Nama {nama_orma}"}, "body"),
        ({"subject": "{"}, "subject"),
        ({"addressee": "Yth. {x.__class__}"}, "addressee"),
    ],
)
def test_an_action_refuses_a_wrong_text_at_its_part_and_changes_nothing(app, changed, field):
    kind = queries.type_of(seeds.PRESENCE)
    text = {"layout": "statement", "subject": "S", "addressee": "", "attachments": "", "body": "B", **changed}
    with pytest.raises(Invalid) as raised:
        actions.change_type(kind, factories.officer("admin"), text=text, title="Lain")
    assert raised.value.field == field
    assert kind.title == "Surat keterangan keberadaan"


def test_a_text_that_names_an_end_needs_a_type_that_has_one(app):
    kind = queries.type_of(seeds.PRESENCE)
    (version,) = queries.versions(kind)
    text = {name: getattr(version, name) for name in ("layout", "subject", "addressee", "attachments", "body")}
    with pytest.raises(Invalid, match="berlaku_sampai"):
        actions.change_type(kind, factories.officer("admin"), text=text, validity_years=None)


def test_the_editor_names_the_unknown_field_and_the_nearest_one_and_keeps_what_was_typed(signed_in):
    kind = queries.type_of(seeds.PRESENCE)
    answer = signed_in("admin").post(f"{SETTINGS}/{kind.id}", data=form_of(kind, body="Kepada {nama_orms} di {kotaa}"))
    assert answer.status_code == 422
    assert "Isian {nama_orms} tidak dikenal. Apakah maksud Anda {nama_ormas}?" in answer.text
    assert "Apakah maksud Anda {kota}?" in answer.text
    assert "Kepada {nama_orms} di {kotaa}" in answer.text
    assert len(queries.versions(kind)) == 1


def test_the_preview_shows_the_typed_text_and_stores_nothing(signed_in):
    kind = queries.type_of(seeds.COVER)
    browser = signed_in("admin")
    answer = browser.post(f"{SETTINGS}/{kind.id}", data=form_of(kind, body="Teks yang dicoba.", preview="1"))
    assert answer.status_code == 200
    with browser.get(re.search(r'src="(/meja/pengaturan/surat/contoh/\w+\.jpg)"', answer.text)[1]) as picture:
        assert picture.data.startswith(b"\xff\xd8")
    assert browser.get(f"{SETTINGS}/contoh/{'0' * 64}.jpg").status_code == 404
    assert browser.get(f"{SETTINGS}/contoh/..%2f..%2fx.jpg").status_code == 404
    assert "Teks yang dicoba." in answer.text
    assert "Teks ini belum tersimpan: tekan Simpan" in answer.text
    assert len(queries.versions(kind)) == 1


@pytest.mark.parametrize("name", ["copies", "attachments", "authority"])
def test_a_brace_is_refused_where_it_would_be_printed_as_it_is(signed_in, name):
    kind = queries.type_of(seeds.COVER)
    answer = signed_in("admin").post(f"{SETTINGS}/{kind.id}", data=form_of(kind, **{name: "{ketua_umum}"}))
    assert answer.status_code == 422
    assert "isian ini dicetak seperti tertulis" in answer.text


def test_a_text_from_before_is_put_into_the_form_again_and_stored_only_by_saving(signed_in):
    kind, browser = queries.type_of(seeds.REFUSAL), signed_in("admin")
    former = queries.versions(kind)[0]
    browser.post(f"{SETTINGS}/{kind.id}", data=form_of(kind, body="Teks keliru."))
    assert f'href="?teks={former.id}"' in browser.get(f"{SETTINGS}/{kind.id}").text
    page = browser.get(f"{SETTINGS}/{kind.id}?teks={former.id}").text
    assert "dipasang lagi di formulir. Belum tersimpan" in page
    assert "Sehubungan dengan permohonan Nomor {nomor_permohonan}" in page.split("</textarea>")[1]
    assert len(queries.versions(kind)) == 2
    browser.post(f"{SETTINGS}/{kind.id}", data=form_of(kind, body=former.body))
    assert queries.versions(kind)[0].body == former.body.strip()


def test_the_settings_show_the_number_that_comes_next(signed_in):
    factories.signed()
    assert "200.1.4.4/2/425.207/2026" in signed_in("admin").get(SETTINGS).text


def test_a_withdrawn_letter_says_that_another_needs_an_application(signed_in):
    letter = factories.signed()
    actions.withdraw(letter, "Salah data.", by=factories.officer("kaban"))
    page = signed_in("verifikator").get(f"/meja/surat/{letter.id}").text
    assert "ormas mengirim permohonan baru" in page
    assert 'href="/layanan"' in page


def test_the_editor_stores_a_text_and_shows_the_one_before(signed_in):
    kind = queries.type_of(seeds.REFUSAL)
    browser = signed_in("admin")
    assert (
        browser.post(
            f"{SETTINGS}/{kind.id}", data=form_of(kind, body="Baris satu\r\n\r\nAlasan : {alasan}", public=None)
        ).status_code
        == 303
    )
    newest, before = queries.versions(kind)
    assert newest.body == "Baris satu\n\nAlasan : {alasan}"
    assert before.body[:40] in browser.get(f"{SETTINGS}/{kind.id}").text


def test_an_administrator_adds_a_book_and_a_letter_type_that_uses_it(signed_in):
    browser = signed_in("admin")
    book = {
        "code": "rekomendasi",
        "title": "Buku rekomendasi",
        "pattern": "000.8/{urut:3}/OR",
        "class_code": "",
        "first": "5",
    }
    assert browser.post(f"{SETTINGS}/buku/baru", data=book).status_code == 303
    kind = queries.type_of(seeds.COVER)
    book_id = next(book.id for book in queries.books() if book.code == "rekomendasi")
    assert (
        browser.post(
            f"{SETTINGS}/baru", data=form_of(kind, code="surat-rekomendasi", title="Surat rekomendasi", book_id=book_id)
        ).status_code
        == 303
    )
    assert factories.signed("surat-rekomendasi").number == "000.8/005/OR"
    assert browser.post(f"{SETTINGS}/baru", data=form_of(kind, code="surat-rekomendasi")).status_code == 422


def test_a_wrong_pattern_is_explained_and_a_right_one_shows_the_next_number(signed_in):
    browser, page = signed_in("admin"), f"{SETTINGS}/buku/{factories.book().id}"
    typed = {"title": "Buku", "pattern": "200/{tahn}", "class_code": "", "first": "1"}
    answer = browser.post(page, data=typed)
    assert answer.status_code == 422
    assert "Apakah maksud Anda {tahun}?" in answer.text
    assert "Pola memerlukan {urut}" in answer.text
    answer = browser.post(page, data={**typed, "pattern": "200/{urut:3}/{bulan_romawi}/{tahun}", "example": "1"})
    assert "200/001/XI/2026" in answer.text
    assert factories.book().pattern == "200.1.4.4/{urut}/425.207/{tahun}"


@pytest.mark.parametrize("role", ["operator", "verifikator", "kabid", "kaban", "timdu", "admin", "auditor"])
def test_who_reads_letters_and_who_edits_texts(signed_in, role):
    letter = factories.signed()
    browser = signed_in(role)
    assert browser.get("/meja/surat").status_code == 200
    assert browser.get(f"/meja/surat/{letter.id}").status_code == 200
    assert browser.get(SETTINGS).status_code == (200 if role in {"admin", "auditor"} else 403)
    assert browser.get(f"{SETTINGS}/{letter.type_id}").status_code == (200 if role == "admin" else 403)
    assert browser.get(f"/meja/surat/{letter.id}/cabut").status_code == (200 if role == "kaban" else 403)


def test_the_list_is_filtered_by_standing_type_and_text(signed_in):
    signed, refusal = factories.signed(nama_ormas="Yayasan Angin"), factories.signed(seeds.REFUSAL)
    factories.draft()
    browser = signed_in("verifikator")
    text = browser.get("/meja/surat?keadaan=berlaku").text
    assert signed.number in text
    assert "belum bernomor" not in text
    text = browser.get(f"/meja/surat?jenis={refusal.type_id}").text
    assert refusal.number in text
    assert signed.number not in text
    assert signed.number in browser.get("/meja/surat?q=/1/425").text
    assert "Tidak ada surat yang cocok" in browser.get("/meja/surat?q=%25&keadaan=habis&hal=99").text


def test_a_draft_is_shown_as_a_picture_and_a_pdf_that_says_konsep(signed_in):
    letter = factories.draft(singkatan="")
    browser = signed_in("kabid")
    page = browser.get(f"/meja/surat/{letter.id}")
    assert "baris yang memuatnya tidak dicetak: singkatan" in page.text
    with browser.get(f"/meja/surat/{letter.id}/halaman/1.jpg") as answer:
        assert answer.data.startswith(b"\xff\xd8")
    assert browser.get(f"/meja/surat/{letter.id}/halaman/2.jpg").status_code == 404
    with browser.get(f"/meja/surat/{letter.id}/konsep.pdf") as answer:
        assert answer.data.startswith(b"%PDF")
    assert browser.get(f"/meja/surat/{letter.id}/surat.pdf").status_code == 404


def test_withdrawing_by_the_page_asks_for_reason_and_password(signed_in):
    letter = factories.signed()
    browser, page = signed_in("kaban"), f"/meja/surat/{letter.id}/cabut"
    answer = browser.post(page, data={"reason": "Data keliru.", "password": "salah sandinya"})
    assert answer.status_code == 422
    assert "Data keliru." in answer.text
    assert letter.state == "signed"
    assert browser.post(page, data={"reason": "", "password": office.PASSWORD}).status_code == 422
    assert browser.post(page, data={"reason": "Data keliru.", "password": office.PASSWORD}).status_code == 303
    assert letter.state == "withdrawn"
    assert browser.get(page).status_code == 409


def test_a_scan_is_cleaned_attached_and_offered_to_whoever_checks_the_letter(signed_in, client):
    letter = factories.signed()
    photo = io.BytesIO()
    Image.new("RGB", (900, 1200), "white").save(photo, "JPEG")
    browser, page = signed_in("operator"), f"/meja/surat/{letter.id}/pindaian"
    assert browser.post(page, data={}).status_code == 422
    refused = browser.post(page, data={"scan": (io.BytesIO(b"PK\x03\x04 no scan"), "scan.docx")})
    assert refused.status_code == 422
    assert "disimpan" in refused.text or "PDF" in refused.text
    photo.seek(0)
    assert browser.post(page, data={"scan": (photo, "scan.jpg")}).status_code == 303
    with browser.get(f"{page}.pdf") as answer:
        assert answer.data.startswith(b"%PDF")
    assert f"/v/{letter.code}/pindaian.pdf" in client.get(f"/v/{letter.code}").text
    with client.get(f"/v/{letter.code}/pindaian.pdf") as answer:
        assert answer.data.startswith(b"%PDF")


def test_a_number_is_reserved_once_by_the_form_shown_printed_and_given_up(signed_in):
    browser, page = signed_in("kabid"), f"/meja/surat/buku/{factories.book().id}"
    typed = {
        "on": "2026-11-24",
        "subject": "Undangan <b>rapat</b>",
        "addressee": "Satpol PP",
        "client_id": "0b2ab2a5-0f0a-4b59-8d2d-6c5b7c1f9a11",
    }
    assert browser.post(page, data=typed).status_code == 303
    assert browser.post(page, data=typed).status_code == 303
    (line,) = queries.register(factories.book(), 2026)
    text = browser.get(page).text
    assert "Undangan &lt;b&gt;rapat" in text
    assert browser.post(page, data={**typed, "subject": "Lain"}).status_code == 409
    assert browser.post(page, data={**typed, "on": "kemarin"}).status_code == 422
    with browser.get(f"{page}.pdf?tahun=2026") as answer:
        assert answer.data.startswith(b"%PDF")
    cancel = f"/meja/surat/buku/baris/{line.entry.id}/batal"
    assert browser.post(cancel, data={"note": ""}).status_code == 422
    assert browser.post(cancel, data={"note": "Salah ketik."}).status_code == 303
    assert "Salah ketik." in browser.get(page).text
    assert browser.get(cancel).status_code == 409


def test_words_of_letters_have_indonesian():
    known = messages.translated()
    problems = (
        rules.UNKNOWN_FIELD,
        rules.UNKNOWN_FIELD_NEAR,
        rules.UNBALANCED,
        rules.WITHOUT_SEQUENCE,
        rules.BAD_WIDTH,
        drafts.NOT_A_DRAFT,
        kinds.WITHOUT_END,
    )
    names = [word for word, _ in words.STANDINGS.values()]
    assert [text for text in (*problems, *names, *words.LAYOUTS.values(), *HISTORY.values()) if text not in known] == []


def test_a_list_costs_the_same_statements_however_many_letters_there_are(app, signed_in):
    browser, said = signed_in("verifikator"), []
    listen_in(said)
    counts = []
    for more in (1, 12):
        for _ in range(more):
            factories.signed()
        said.clear()
        assert browser.get("/meja/surat").status_code == 200
        counts.append(len([text for text in said if text.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 8  # four of its own; the rest is the frame: person, office, waiting cases
