"""Two lists beside each other: every row has a state, the totals are explained to the last one, decisions are remembered."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.core.database import db
from aormas.core.errors import Conflict
from aormas.core.sheets.writing import Table, write_xlsx
from aormas.organizations import actions as register
from aormas.organizations.actions import reconciling as actions
from aormas.organizations.models import Organization, OutsideDecision, OutsideList
from aormas.organizations.queries import reconciling as queries
from aormas.organizations.rules import reconciling as rules
from aormas.organizations.rules.reconciling import Known, Row
from tests.organizations.factories import organization
from tests.organizations.test_entry import fields_of

VERDICTS = ("new", "same", "changes", "probable", "error")

rows = st.lists(
    st.builds(
        Row, st.integers(1, 10_000), st.sampled_from(VERDICTS), st.one_of(st.none(), st.integers(1, 30)), st.sampled_from(["a", "b", "c", "d", ""]), st.booleans(),
        st.sampled_from(["", "same", "absent", "repeated", "ignored"]), st.one_of(st.none(), st.integers(1, 30)),
    ),
    max_size=60, unique_by=lambda row: row.number,
)  # fmt: skip
registers = st.lists(
    st.builds(Known, st.integers(1, 30), st.booleans(), st.sampled_from(["aktif", "bubar", "pindah"]), st.booleans()),
    max_size=30,
    unique_by=lambda one: one.id,
)


@given(rows, registers)
def test_the_parts_of_the_difference_add_up(rows, register):
    placed = rules.place(rows)
    found = rules.totals(placed, register)
    assert [one.number for one in placed] == [row.number for row in rows]
    assert {one.state for one in placed} <= set(rules.STATES)
    assert sum(found.states.values()) == found.rows == len(rows)
    assert found.matched + found.here == found.register
    assert sum(count for _part, count in found.terms) == found.difference
    same = [one.organization_id for one in placed if one.state == rules.SAME and one.organization_id is not None]
    assert len(same) == len(set(same))
    left, right = rules.sum_of(found).split(" = ")
    assert eval(left.replace("−", "-")) == eval(right.replace("−", "-"))


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (Row(1, "new"), "there"),
        (Row(1, "same", 5), "same"),
        (Row(1, "changes", 5), "same"),
        (Row(1, "probable"), "probably"),
        (Row(1, "probable", decision="same", decided_id=7), "same"),
        (Row(1, "same", 5, decision="absent"), "there"),
        (Row(1, "new", goes_on=True), "repeated"),
        (Row(1, "error"), "unreadable"),
        (Row(1, "error", decision="ignored"), "ignored"),
        (Row(1, "new", decision="ignored"), "ignored"),
    ],
)
def test_what_a_row_is(row, state):
    assert rules.place([row])[0].state == state


def workbook(folder, names, header=("Nama Ormas", "Alamat", "No. AHU")):
    """Make the list of another agency."""
    target = folder / "daftar.xlsx"
    write_xlsx(target, [Table("Daftar", list(header), names)], "Daftar", "Kemenag")
    return target.read_bytes()


def send(client, content, source="Kemenag", covers="", on="2026-06-30"):
    """Send a list as an officer does and go on until it is compared; return its page's address."""
    page = client.get("/meja/ormas/cocok").text
    form = {
        "client_id": fields_of(page)["client_id"],
        "source": "",
        "new_source": source,
        "covers": covers,
        "listed_on": on,
    }
    if f'value="{source}"' in page:
        form |= {"source": source, "new_source": ""}
    answer = client.post("/meja/ormas/cocok", data={**form, "file": (io.BytesIO(content), "daftar.xlsx")})
    assert answer.status_code == 303, answer.text
    mapping = client.get(answer.location)
    if mapping.status_code == 200:
        chosen = {
            m.group(1): m.group(2)
            for m in re.finditer(r'<select[^>]*name="([^"]+)".*?<option value="([^"]*)" selected', mapping.text, re.S)
        }
        done = client.post(f"{answer.location}/kolom", data=chosen)
        assert done.status_code == 303, done.text
        mapping = client.get(done.location)
    assert mapping.status_code == 303, mapping.text
    return mapping.location


LIST = [
    ["Forum Komunikasi Pemuda Mayangan", "Jalan Contoh 5", "AHU-0002887.AH.01.07.TAHUN 2019"],
    ["FORUM KOMUNIKASI PEMUDA MAYANGAN", "", "AHU-0002887.AH.01.07.TAHUN 2019"],
    ["Majelis Taklim Anggur", "Jalan Anggur 2", ""],
    ["Yayasan Cahaya Mangga", "", ""],
    ["Yayasan Bubar Jaya", "", "AHU-0000009.AH.01.04.TAHUN 2015"],
]


@pytest.fixture
def city(app, frozen, person):
    """A register of four, one of them dissolved, one entered today."""
    organization()
    organization(
        name="Yayasan Cahaya Manggo",
        basis_number="AHU-0000001.AH.01.04.TAHUN 2019",
        phone="",
        npwp="",
        members=(),
        address="Jalan Lain",
    )
    gone = organization(
        name="Yayasan Bubar Jaya",
        basis_number="AHU-0000009.AH.01.04.TAHUN 2015",
        phone="",
        npwp="",
        members=(),
        address="Jalan Jauh",
    )
    register.decide_status(
        gone, "bubar", since=date(2026, 1, 1), reason="Musyawarah", source="Akta", by=person("kabid")
    )
    organization(
        name="Ikatan Guru Contoh",
        basis_number="AHU-0000003.AH.01.07.TAHUN 2019",
        phone="",
        npwp="",
        members=(),
        address="Jalan Tiga",
    )


def states(row):
    """Return name → state of a list's rows."""
    return [(line.name, line.state) for line in queries.compare(row).lines]


def test_a_list_is_compared_and_the_totals_are_explained(city, signed_in, tmp_path):
    client = signed_in("verifikator")
    address = send(client, workbook(tmp_path, LIST))
    row = db.session.scalars(db.select(OutsideList)).one()
    assert states(row) == [
        ("Forum Komunikasi Pemuda Mayangan", "same"), ("FORUM KOMUNIKASI PEMUDA MAYANGAN", "repeated"), ("Majelis Taklim Anggur", "there"),
        ("Yayasan Cahaya Mangga", "probably"), ("Yayasan Bubar Jaya", "same"),
    ]  # fmt: skip
    found = queries.compare(row).totals
    assert (found.rows, found.register, found.matched, found.here, found.outside) == (5, 3, 1, 2, {"bubar": 1})
    page = client.get(address).text
    assert "Daftar memuat 5 baris, register menghitung 3 ormas: daftar lebih banyak 2." in page
    assert "1 ormas di daftar itu tercatat bubar di register." in page
    assert "5 − 3 = 1 + 1 + 1 + 1 − 2" in page
    assert "Ikatan Guru Contoh" in client.get(f"{address}?lihat=hanya-di-sini").text
    assert db.session.scalar(db.select(db.func.count(Organization.id))) == 4


def test_a_decision_is_remembered_for_the_next_list_of_the_source(city, signed_in, tmp_path):
    client = signed_in("verifikator")
    address = send(client, workbook(tmp_path, LIST))
    other = db.session.scalars(db.select(Organization).where(Organization.name == "Yayasan Cahaya Manggo")).one()
    row = db.session.scalars(db.select(OutsideList)).one()
    number = next(line.number for line in queries.compare(row).lines if line.name == "Yayasan Cahaya Mangga")
    assert (
        client.post(f"{address}/baris/{number}", data={"decision": f"same:{other.id}", "seen": ""}).status_code == 303
    )
    assert ("Yayasan Cahaya Mangga", "same") in states(row)
    again = send(
        client,
        workbook(tmp_path, [["YAYASAN CAHAYA MANGGA", "", ""], ["Perkumpulan Baru Sekali", "", ""]]),
        on="2026-10-31",
    )
    assert again != address
    newer = db.session.scalars(db.select(OutsideList).order_by(OutsideList.id.desc())).first()
    assert newer.source_id == row.source_id
    assert states(newer) == [("YAYASAN CAHAYA MANGGA", "same"), ("Perkumpulan Baru Sekali", "there")]
    elsewhere = send(client, workbook(tmp_path, [["Yayasan Cahaya Mangga", "", ""]]), source="AHU")
    assert elsewhere
    last = db.session.scalars(db.select(OutsideList).order_by(OutsideList.id.desc())).first()
    assert states(last) == [("Yayasan Cahaya Mangga", "probably")]


def test_two_officers_at_once_the_second_is_told(city, signed_in, person, tmp_path):
    client = signed_in("verifikator")
    address = send(client, workbook(tmp_path, LIST))
    row = db.session.scalars(db.select(OutsideList)).one()
    number = next(line.number for line in queries.compare(row).lines if line.name == "Majelis Taklim Anggur")
    actions.decide(row, number, "ignored", None, seen="", by=person("kabid"))
    answer = client.post(f"{address}/baris/{number}", data={"decision": "absent", "seen": ""})
    assert answer.status_code == 409
    assert "sudah memutuskan baris ini" in answer.text
    kept = db.session.scalars(db.select(OutsideDecision)).one()
    assert kept.decision == "ignored"
    with pytest.raises(Conflict):
        actions.decide(row, number, "absent", None, seen="2020-01-01T00:00:00+00:00", by=person("verifikator"))
    actions.decide(row, number, "absent", None, seen=kept.decided_at.isoformat(), by=person("verifikator"))


def test_any_organisation_can_be_named_by_its_number(city, signed_in, tmp_path):
    client = signed_in("verifikator")
    address = send(client, workbook(tmp_path, LIST))
    row = db.session.scalars(db.select(OutsideList)).one()
    number = next(line.number for line in queries.compare(row).lines if line.name == "Majelis Taklim Anggur")
    wrong = client.post(f"{address}/baris/{number}", data={"decision": "same", "register_number": "ORM-9", "seen": ""})
    assert wrong.status_code == 422
    guru = db.session.scalars(db.select(Organization).where(Organization.name == "Ikatan Guru Contoh")).one()
    assert (
        client.post(
            f"{address}/baris/{number}",
            data={"decision": "same", "register_number": guru.register_number.lower(), "seen": ""},
        ).status_code
        == 303
    )
    assert ("Majelis Taklim Anggur", "same") in states(row)


def test_letters_invite_those_who_are_only_there(city, signed_in, tmp_path):
    client = signed_in("verifikator")
    address = send(client, workbook(tmp_path, [*LIST, ["Perkumpulan Tari Contoh", "Jalan Tari 1", ""]]))
    with client.get(f"{address}/undangan.pdf") as answer:
        (tmp_path / "undangan.pdf").write_bytes(answer.data)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "undangan.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) == 2
    assert "Majelis Taklim Anggur" in pages[0]
    assert "Perkumpulan Tari Contoh" in pages[1]
    assert "Pendaftaran adalah pilihan" in " ".join(pages[1].split())
    assert "Halaman" not in text
    assert (
        subprocess.run(["qpdf", "--check", tmp_path / "undangan.pdf"], check=False, capture_output=True).returncode == 0
    )
    row = db.session.scalars(db.select(OutsideList)).one()
    there = [line.number for line in queries.compare(row).lines if line.state == "there"]
    nobody = client.post(f"{address}/diundang", data={})
    assert nobody.status_code == 422
    assert [line.invited_on for line in queries.compare(row).lines if line.invited_on] == []
    client.post(f"{address}/diundang", data={"row": [str(there[0])]})
    assert [line.number for line in queries.compare(row).lines if line.invited_on == date(2026, 11, 24)] == there[:1]
    assert "diundang pada 24 November 2026" in client.get(f"{address}?lihat=hanya-di-sana").text
    client.post(f"{address}/baris/{there[0]}/belum-diundang")
    assert [line for line in queries.compare(row).lines if line.invited_on] == []


def test_a_row_that_repeats_another_says_nothing_of_the_other(city, signed_in, person, tmp_path):
    client = signed_in("verifikator")
    send(
        client,
        workbook(
            tmp_path,
            [["Majelis Taklim Anggur", "Jalan Anggur 2", ""], ["Majlis Ta'lim Anggur Manis", "Jalan Anggur 2", ""]],
        ),
    )
    row = db.session.scalars(db.select(OutsideList)).one()
    first, second = (line.number for line in queries.compare(row).lines)
    actions.decide(row, second, "repeated", None, seen="", by=person("verifikator"))
    assert [state for _name, state in states(row)] == ["there", "repeated"]
    kept = db.session.scalars(db.select(OutsideDecision)).one()
    actions.decide(row, second, "absent", None, seen=kept.decided_at.isoformat(), by=person("verifikator"))
    assert [state for _name, state in states(row)] == ["there", "there"]
    assert first != second


@pytest.mark.parametrize("role", ["auditor", "kaban", "timdu", "operator"])
def test_who_may_only_read_sees_the_comparison_and_no_button(city, signed_in, tmp_path, role):
    address = send(signed_in("verifikator"), workbook(tmp_path, LIST))
    reader = signed_in(role)
    assert reader.get("/meja/ormas/cocok").status_code == 200
    page = reader.get(f"{address}?lihat=hanya-di-sana")
    assert page.status_code == 200
    assert "Majelis Taklim Anggur" in page.text
    assert "/baris/" not in page.text
    assert reader.post(f"{address}/diundang", data={"row": ["2"]}).status_code == 403


def test_the_comparison_as_a_workbook(city, signed_in, tmp_path):
    from aormas.core.sheets.reading import read

    client = signed_in("verifikator")
    address = send(client, workbook(tmp_path, LIST))
    with client.get(f"{address}.xlsx") as answer:
        (tmp_path / "hasil.xlsx").write_bytes(answer.data)
    book = read(tmp_path / "hasil.xlsx", "hasil.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["Penjelasan", "Baris daftar", "Hanya di register"]
    assert len(book.sheets[1].rows) == 6
    assert "Ikatan Guru Contoh" in [cell for row in book.sheets[2].rows for cell in row]


def test_a_list_that_covers_only_a_form_is_compared_with_that_form(city, signed_in, tmp_path):
    client = signed_in("verifikator")
    address = send(client, workbook(tmp_path, LIST), covers="bentuk:yayasan")
    assert address
    row = db.session.scalars(db.select(OutsideList)).one()
    assert queries.compare(row).totals.register == 0


def test_a_list_for_comparing_is_never_applied(city, signed_in, tmp_path, person):
    from aormas.organizations.actions import applying

    client = signed_in("verifikator")
    send(client, workbook(tmp_path, LIST))
    row = db.session.scalars(db.select(OutsideList)).one()
    with pytest.raises(Conflict):
        applying.apply(row.import_, person("verifikator"))
    assert "Kemenag" not in client.get("/meja/ormas/impor").text


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "kosong.xlsx"), (b"%PDF-1.4 x", "daftar.xlsx"), (b"bukan tabel", "daftar.pdf")]
)
def test_a_file_that_is_no_list_is_refused_in_words(city, signed_in, content, name):
    client = signed_in("verifikator")
    form = {
        "client_id": fields_of(client.get("/meja/ormas/cocok").text)["client_id"],
        "source": "",
        "new_source": "Kemenag",
        "covers": "",
        "listed_on": "2026-06-30",
    }
    answer = client.post("/meja/ormas/cocok", data={**form, "file": (io.BytesIO(content), name)})
    if answer.status_code == 303:
        answer = client.get(answer.location)
        assert "Kolom" in answer.text
    else:
        assert answer.status_code == 422
        assert "Kemenag" in answer.text
    assert db.session.scalar(db.select(db.func.count(Organization.id))) == 4
