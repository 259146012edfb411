"""Officers enter and mend organisations by hand: each change with its paper, everything typed kept, nothing lost."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from PIL import Image

from aormas.core.database import db
from aormas.organizations import queries
from aormas.organizations.filed import FiledMember
from aormas.organizations.models import ChangeSet, Organization
from tests.organizations.factories import BOARD, organization


def fields_of(html: str) -> dict[str, str]:
    """Return the hidden once-only id and what the page saw."""
    found = {}
    for name in ("client_id", "seen"):
        if match := re.search(rf'name="{name}"[^>]*value="([^"]*)"', html):
            found[name] = match.group(1)
    return found


ENTRY = {
    "identitas-name": "Perkumpulan Pecinta Anggur", "identitas-acronym": "PPA", "identitas-form": "perkumpulan", "identitas-field_1": "lingkungan",
    "kontak-phone": "0812 3456 7890", "sekretariat-address": "Jalan Anggur 1", "sekretariat-village_code": "35.74.03.1004",
    "pengurus-members-0-gender": "", "pengurus-members-1-gender": "", "pengurus-members-2-gender": "",
    "pengurus-members-0-name": "Rina Contoh", "pengurus-members-0-nik": "3574014507900003", "pengurus-term_start": "2025-01-01",
    "pengurus-term_end": "31-12-2029", "source": "Surat PPA 1/2026", "since": "",
}  # fmt: skip


def test_an_officer_enters_an_organisation_once(signed_in):
    client = signed_in("operator")
    page = client.get("/meja/ormas/baru").text
    sent = {**ENTRY, **fields_of(page)}
    first = client.post("/meja/ormas/baru", data=sent)
    again = client.post("/meja/ormas/baru", data={**sent, "another": "y"})
    assert (first.status_code, again.status_code) == (303, 303), [
        re.findall(r"<li>.*?</li>", a.text)[:9] for a in (first, again)
    ]
    assert first.location == again.location
    row = db.session.scalars(db.select(Organization)).one()
    assert (row.name, row.acronym, row.main_field, row.district_code) == (
        "Perkumpulan Pecinta Anggur",
        "PPA",
        "lingkungan",
        "35.74.03",
    )
    chair = queries.whole(row).present_term.members[0]
    assert (chair.office, chair.name, chair.nik, chair.gender) == ("chair", "Rina Contoh", "3574014507900003", "P")
    assert "Perkumpulan Pecinta Anggur" in client.get(first.location).text


def test_what_is_wrong_is_said_beside_its_field_and_everything_typed_is_kept(signed_in):
    client = signed_in("operator")
    wrong = {
        **ENTRY,
        **fields_of(client.get("/meja/ormas/baru").text),
        "kontak-phone": "123",
        "pengurus-members-0-nik": "3574",
        "pengurus-term_end": "31-02-2029",
        "source": "",
    }
    answer = client.post("/meja/ormas/baru", data=wrong)
    assert answer.status_code == 422
    for kept in ("Perkumpulan Pecinta Anggur", "Jalan Anggur 1", "3574", "31-02-2029", "Rina Contoh"):
        assert kept in answer.text
    for anchor in ("kontak-phone-error", "pengurus-members-0-nik-error", "pengurus-term_end-error", "source-error"):
        assert f'id="{anchor}"' in answer.text
    assert "Kesalahan" in answer.text
    assert db.session.scalar(db.select(db.func.count(Organization.id))) == 0


def test_a_name_that_comes_close_is_shown_first(signed_in):
    organization(name="Perkumpulan Pencinta Anggur")
    client = signed_in("operator")
    sent = {**ENTRY, **fields_of(client.get("/meja/ormas/baru").text)}
    answer = client.post("/meja/ormas/baru", data=sent)
    assert answer.status_code == 422
    assert "Perkumpulan Pencinta Anggur" in answer.text
    assert client.post("/meja/ormas/baru", data={**sent, "another": "y"}).status_code == 303


def test_a_change_keeps_the_old_value_and_a_correction_does_not(signed_in, frozen):
    row = organization()
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=kontak"
    seen = fields_of(client.get(address).text)
    data = {
        "kontak-phone": "0335 999888",
        "kontak-email": "",
        "kontak-website": "",
        "source": "Telepon ketua",
        "sort": "changed",
        "since": "2026-11-24",
    }
    assert client.post(address, data={**data, **seen}).status_code == 303
    page = client.get(f"/meja/ormas/{row.id}/riwayat").text
    assert "Telepon ketua" in page
    phones = [(c.value, c.empty) for c in queries.whole(row).contacts if c.kind == "phone"]
    assert phones == [("+62335123456", True), ("+62335999888", False)]
    seen = fields_of(client.get(address).text)
    assert (
        client.post(address, data={**data, **seen, "kontak-phone": "0335 777666", "sort": "wrong"}).status_code == 303
    )
    assert [c.value for c in queries.whole(row).contacts if c.kind == "phone" and c.until is None] == ["+62335777666"]


def test_emptying_a_field_ends_the_fact(signed_in):
    row = organization()
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=kontak"
    seen = fields_of(client.get(address).text)
    client.post(address, data={**seen, "kontak-phone": "", "source": "Surat", "sort": "changed", "since": ""})
    assert [c for c in queries.whole(row).contacts if c.until is None] == []


def test_two_officers_at_once_the_second_is_told(signed_in, frozen):
    from datetime import timedelta

    from aormas.core import clock

    row = organization()
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=kontak"
    first, second = fields_of(client.get(address).text), fields_of(client.get(address).text)
    data = {"kontak-phone": "0335 999888", "source": "Surat", "sort": "changed", "since": ""}
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert client.post(address, data={**data, **first}).status_code == 303
        answer = client.post(address, data={**data, **second, "kontak-phone": "0335 111222"})
    assert answer.status_code == 409
    assert "0335 111222" in answer.text


def test_nothing_different_writes_no_change(signed_in):
    row = organization()
    client = signed_in("verifikator")
    before = db.session.scalar(db.select(db.func.count(ChangeSet.id)))
    page = client.get(f"/meja/ormas/{row.id}/ubah?bagian=kontak").text
    data = {"kontak-phone": "+62335123456", "source": "Surat", "sort": "changed", "since": "", **fields_of(page)}
    assert client.post(f"/meja/ormas/{row.id}/ubah?bagian=kontak", data=data).status_code == 303
    assert db.session.scalar(db.select(db.func.count(ChangeSet.id))) == before


@pytest.mark.parametrize("part", ["identitas", "dasar-hukum", "sekretariat", "kontak", "pengurus", "lain"])
def test_saving_a_part_as_it_stands_changes_nothing(signed_in, part):
    row = organization(scope="kota", purpose="Membina", member_count=12)
    client = signed_in("verifikator")
    before = queries.present_facts(queries.whole(row))
    page = client.get(f"/meja/ormas/{row.id}/ubah?bagian={part}").text
    form = {**typed_in(page), "source": "Surat", "sort": "changed"}
    answer = client.post(f"/meja/ormas/{row.id}/ubah?bagian={part}", data=form)
    assert answer.status_code == 303
    db.session.expire_all()
    assert queries.present_facts(queries.whole(row)) == before


def typed_in(html: str) -> dict[str, str]:
    """Return what a browser would send of the page's main form."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self):
            super().__init__()
            self.data, self.select, self.area, self.inside = {}, None, None, False

        def handle_starttag(self, tag, attrs):
            at = dict(attrs)
            if tag == "form":
                self.inside = at.get("method") == "post" and "multipart" in (at.get("enctype") or "")
            if not self.inside:
                return
            if (
                tag == "input"
                and at.get("name")
                and at.get("type") not in {"file"}
                and (at.get("type") not in {"radio", "checkbox"} or "checked" in at)
            ):
                self.data[at["name"]] = at.get("value", "")
            if tag == "select":
                self.select = at["name"]
                self.data.setdefault(self.select, "")
            if tag == "option" and "selected" in at:
                self.data[self.select] = at.get("value", "")
            if tag == "textarea":
                self.area = at["name"]
                self.data[self.area] = ""

        def handle_data(self, text):
            if self.area:
                self.data[self.area] += text

        def handle_endtag(self, tag):
            if tag == "textarea":
                self.data[self.area] = self.data[self.area].strip()
                self.area = None

    reader = Reader()
    reader.feed(html)
    return reader.data


def test_a_further_person_is_added_without_script(signed_in):
    row = organization()
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=pengurus"
    form = {**typed_in(client.get(address).text), "act": "add", "source": "SK"}
    page = client.post(address, data=form)
    assert 'name="pengurus-members-3-name"' in page.text
    sent = {
        **form,
        "sort": "changed",
        "pengurus-members-3-name": "Tono Contoh",
        "pengurus-members-3-office": "patron",
        "pengurus-members-3-gender": "",
    }
    sent.pop("act")
    assert client.post(address, data=sent).status_code == 303
    assert [m.office for m in queries.whole(row).present_term.members] == ["chair", "secretary", "treasurer", "patron"]


def test_the_status_is_noted_with_a_reason_that_everybody_reads(signed_in, client, frozen):
    row = organization()
    officer = signed_in("kabid")
    address = f"/meja/ormas/{row.id}/status"
    seen = fields_of(officer.get(address).text)
    short = officer.post(
        address, data={**seen, "status": "bubar", "since": "2026-10-01", "reason": "ya", "source": "Akta 1"}
    )
    assert short.status_code == 422
    future = officer.post(
        address,
        data={
            **seen,
            "status": "bubar",
            "since": "2026-12-01",
            "reason": "Diputuskan musyawarah anggota",
            "source": "Akta 1",
        },
    )
    assert future.status_code == 422
    done = officer.post(
        address,
        data={
            **seen,
            "status": "bubar",
            "since": "2026-10-01",
            "reason": "Diputuskan musyawarah anggota",
            "source": "Akta 1",
        },
    )
    assert done.status_code == 303
    public = client.get(f"/ormas/{row.slug}").text
    assert "Bubar" in public
    assert "Diputuskan musyawarah anggota" in public
    assert "1 Oktober 2026" in public


def test_the_emblem_is_shown_to_everybody_and_hostile_files_are_refused(signed_in, client):
    row = organization()
    officer = signed_in("operator")
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "purple").save(picture, "JPEG")
    picture.seek(0)
    bad = officer.post(
        f"/meja/ormas/{row.id}/lambang", data={"emblem": (io.BytesIO(b"<svg onload=alert(1)>"), "x.png")}
    )
    assert bad.status_code == 422
    assert officer.post(f"/meja/ormas/{row.id}/lambang", data={"emblem": (picture, "lambang.jpg")}).status_code == 303
    db.session.expire_all()
    address = f"/ormas/{row.slug}/lambang-{row.emblem_sha256[:16]}.png"
    assert f"/meja/ormas/{row.id}/lambang-{row.emblem_sha256[:16]}.png" in officer.get(f"/meja/ormas/{row.id}").text
    assert address in client.get(f"/ormas/{row.slug}").text
    with client.get(address) as answer, Image.open(io.BytesIO(answer.data)) as shown:
        assert max(shown.size) <= 256
    assert client.get(f"/ormas/{row.slug}/lambang-0000000000000000.png").status_code == 404


def test_a_nik_is_shown_only_by_a_click_that_the_trail_keeps(signed_in):
    row = organization()
    client = signed_in("operator")
    page = client.get(f"/meja/ormas/{row.id}/pengurus").text
    assert "3574014507900003" not in page
    member = queries.whole(row).present_term.members[0].id
    shown = client.post(f"/meja/ormas/{row.id}/nik/{member}", follow_redirects=True).text
    assert "3574014507900003" in shown
    assert "3574014507900003" not in client.get(f"/meja/ormas/{row.id}/pengurus").text
    auditor = signed_in("auditor")
    assert auditor.post(f"/meja/ormas/{row.id}/nik/{member}").status_code == 403
    assert "melihat NIK" in auditor.get(f"/meja/ormas/{row.id}/jejak").text


def test_an_edit_is_taken_back_from_the_history(signed_in, frozen):
    row = organization()
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=identitas"
    form = {**typed_in(client.get(address).text), "identitas-name": "Nama Salah", "source": "Surat", "sort": "wrong"}
    assert client.post(address, data=form).status_code == 303
    change = db.session.scalars(db.select(ChangeSet).order_by(ChangeSet.id.desc())).first()
    assert client.post(f"/meja/ormas/{row.id}/perubahan/{change.id}/batalkan").status_code == 303
    db.session.expire_all()
    assert row.name == "Forum Komunikasi Pemuda Mayangan"
    assert (
        client.post(f"/meja/ormas/{row.id}/perubahan/{change.id}/batalkan", follow_redirects=True).text.count(
            "sudah dibatalkan"
        )
        == 1
    )


@pytest.mark.parametrize(
    "tab",
    [
        "",
        "/pengurus",
        "/berkas",
        "/surat",
        "/permohonan",
        "/riwayat",
        "/riwayat?pada=2026-11-24",
        "/riwayat?pada=x",
        "/jejak",
        "/ringkasan",
    ],
)
def test_every_tab_opens(signed_in, tab):
    row = organization()
    answer = signed_in("kabid").get(f"/meja/ormas/{row.id}{tab}")
    assert answer.status_code == 200
    assert row.name in answer.text


def test_as_of_a_day_shows_what_held_then(signed_in, frozen):
    row = organization()
    client = signed_in("kabid")
    page = client.get(f"/meja/ormas/{row.id}/riwayat?pada=2026-11-24").text
    assert "Seperti pada 24 November 2026" in page
    assert "tidak mengetahui apa pun" in client.get(f"/meja/ormas/{row.id}/riwayat?pada=1999-01-01").text
    assert date(2026, 11, 24) in queries.known_since(queries.whole(row))


MANY = tuple(FiledMember("member", f"Anggota {n}", phone=f"+62812000000{n:02d}") for n in range(20))


def test_a_large_board_loses_nobody_when_something_else_is_changed(signed_in):
    row = organization(members=(*BOARD, *MANY))
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=pengurus"
    form = {**typed_in(client.get(address).text), "pengurus-decree_number": "99/SK", "source": "SK", "sort": "wrong"}
    assert client.post(address, data=form).status_code == 303
    members = queries.whole(row).present_term.members
    assert [m.name for m in members] == [m.name for m in (*BOARD, *MANY)]
    assert [m.nik for m in members[:3]] == [m.nik for m in BOARD]


def test_a_corrected_name_keeps_the_nik_and_an_emptied_phone_is_gone(signed_in):
    row = organization()
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=pengurus"
    page = client.get(address).text
    assert "3574014507900003" not in page
    form = {**typed_in(page), "pengurus-members-0-name": "Siti Contoh Benar", "source": "KTP", "sort": "wrong"}
    assert client.post(address, data=form).status_code == 303
    form = {
        **typed_in(client.get(address).text),
        "pengurus-members-1-phone": "",
        "source": "Telepon",
        "sort": "changed",
    }
    assert client.post(address, data=form).status_code == 303
    members = queries.whole(row).present_term.members
    assert (members[0].name, members[0].nik) == ("Siti Contoh Benar", "3574014507900003")
    assert (members[1].nik, members[1].phone) == ("3574011203850001", "")


def test_a_person_leaves_only_when_it_is_said(signed_in):
    row = organization()
    client = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/ubah?bagian=pengurus"
    form = {**typed_in(client.get(address).text), "pengurus-members-2-name": "", "source": "Surat", "sort": "changed"}
    refused = client.post(address, data=form)
    assert refused.status_code == 422
    assert 'id="pengurus-members-2-name-error"' in refused.text
    assert client.post(address, data={**form, "pengurus-members-2-gone": "y"}).status_code == 303
    assert [m.office for m in queries.whole(row).present_term.members] == ["chair", "secretary"]


def test_one_summary_says_whose_nik_and_which_field(signed_in):
    client = signed_in("operator")
    wrong = {
        **ENTRY, "identitas-name": "", "identitas-form": "", "kontak-email": "x", "source": "", "pengurus-members-0-nik": "12",
        "pengurus-members-1-name": "Bagus Contoh", "pengurus-members-1-nik": "3574",
    }  # fmt: skip
    page = client.post("/meja/ormas/baru", data={**wrong, **fields_of(client.get("/meja/ormas/baru").text)}).text
    assert page.count('class="summary"') == 1
    summary = page.split('class="summary"')[1].split("</div>")[0]
    for words in ("Tulis nama lengkap.", "Pilih bentuk badan hukum.", "NIK ketua: ", "NIK sekretaris: "):
        assert words in summary
    assert '<a href="#pengurus-members-1-nik">' in summary
    assert page.count("Kesalahan: ") > 3
    assert "<title>Kesalahan: Catat" in page


def test_a_title_says_once_that_something_is_wrong(signed_in):
    row = organization()
    officer = signed_in("verifikator")
    address = f"/meja/ormas/{row.id}/status"
    page = officer.post(address, data=fields_of(officer.get(address).text)).text
    assert page.split("</title>")[0].count("Kesalahan:") == 1
    assert "Pilih statusnya." in page
    alike = {**ENTRY, **fields_of(officer.get("/meja/ormas/baru").text), "identitas-name": row.name}
    twice = officer.post("/meja/ormas/baru", data=alike)
    assert twice.status_code == 422
    assert twice.text.split("</title>")[0].count("Kesalahan:") == 1
