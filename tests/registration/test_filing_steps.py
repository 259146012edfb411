"""One step of a filing: what was typed is never lost, two tabs never overwrite each other, hints refuse nothing."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from aormas.registration.rules import answers
from tests.registration import factories


def test_a_step_with_errors_keeps_what_was_typed_also_on_the_server(client: FlaskClient) -> None:
    reference = factories.begin(client)
    answer = factories.fill(client, reference, "sekretariat", phone="telepon pak RT", village_code="")
    assert answer.status_code == 422
    assert "telepon pak RT" in answer.text
    assert answer.text.index('id="errors"') < answer.text.index("<h1>")
    assert "<title>Kesalahan:" in answer.text
    assert factories.case(reference).answers["sekretariat"]["phone"] == "telepon pak RT"
    assert "telepon pak RT" in client.get(f"/permohonan/{reference}/sekretariat").text


def test_an_impossible_date_stays_readable(client: FlaskClient) -> None:
    reference = factories.begin(client)
    answer = factories.fill(client, reference, "ormas", founded_on="31-02-2018")
    assert answer.status_code == 422
    assert re.search(
        r'<input[^>]*type="text"[^>]*value="31-02-2018"', client.get(f"/permohonan/{reference}/ormas").text
    )


def test_stopping_saves_without_checking_and_shows_reference_and_code(client: FlaskClient) -> None:
    reference = factories.begin(client)
    answer = client.post(
        f"/permohonan/{reference}/pengurus", data={"members-0-name": "Setengah jadi", "act": "later", "revision": "0"}
    )
    assert answer.location == f"/permohonan/{reference}/nanti"
    page = client.get(answer.location).text
    assert factories.code_of(client, reference) in page
    assert "https://wa.me/?text=" in page
    assert factories.case(reference).answers["pengurus"]["members"][0]["name"] == "Setengah jadi"


def test_a_changed_step_in_another_tab_is_shown_beside_what_was_typed(client: FlaskClient) -> None:
    reference = factories.begin(client)
    opened = factories.revision(client, reference, "sekretariat")
    factories.fill(client, reference, "sekretariat", address="Jalan dari tab pertama 1")
    typed = {**factories.SEAT, "address": "Jalan dari tab kedua 2", "revision": opened}
    answer = client.post(f"/permohonan/{reference}/sekretariat", data=typed)
    assert answer.status_code == 409
    assert "Jalan dari tab pertama 1" in answer.text
    assert "Jalan dari tab kedua 2" in answer.text
    assert factories.case(reference).answers["sekretariat"]["address"] == "Jalan dari tab pertama 1"
    fresh = re.search(r'name="revision"[^>]*value="(\d+)"', answer.text)[1]
    assert client.post(f"/permohonan/{reference}/sekretariat", data={**typed, "revision": fresh}).status_code == 303
    assert factories.case(reference).answers["sekretariat"]["address"] == "Jalan dari tab kedua 2"


def test_saving_the_same_again_from_an_old_tab_is_no_conflict(client: FlaskClient) -> None:
    reference = factories.begin(client)
    typed = {**factories.SEAT, "revision": "0"}
    assert [client.post(f"/permohonan/{reference}/sekretariat", data=typed).status_code for _ in range(2)] == [303, 303]


def test_rows_of_the_board_come_and_go_without_script(client: FlaskClient) -> None:
    reference = factories.begin(client)
    more = {**factories.BOARD, "act": "add", "revision": "0"}
    added = client.post(f"/permohonan/{reference}/pengurus", data=more)
    assert 'name="members-3-name"' in client.get(added.location).text
    named = {**more, "members-3-office": "patron", "members-3-name": "Pembina Contoh", "act": "next", "revision": "1"}
    assert client.post(f"/permohonan/{reference}/pengurus", data=named).status_code == 303
    assert len(factories.case(reference).answers["pengurus"]["members"]) == 4
    emptied = {**factories.BOARD, "members-3-office": "patron", "members-3-name": "", "revision": "2"}
    client.post(f"/permohonan/{reference}/pengurus", data=emptied)
    assert len(factories.case(reference).answers["pengurus"]["members"]) == 3


def test_a_board_never_grows_beyond_twelve(client: FlaskClient) -> None:
    reference = factories.begin(client)
    rows = {
        f"members-{n}-{name}": value
        for n in range(3, 40)
        for name, value in (("office", "member"), ("name", f"Orang {n}"))
    }
    client.post(f"/permohonan/{reference}/pengurus", data={**factories.BOARD, **rows, "act": "later", "revision": "0"})
    assert len(factories.case(reference).answers["pengurus"]["members"]) == 12


def test_chair_and_secretary_are_two_people(client: FlaskClient) -> None:
    reference = factories.begin(client)
    answer = factories.fill(client, reference, "pengurus", **{"members__1__nik": factories.BOARD["members-0-nik"]})
    assert answer.status_code == 422
    assert 'href="#members-1-nik"' in answer.text
    assert "Sekretaris: NIK ini tertulis dua kali" in answer.text


def test_an_unusual_decree_number_is_asked_once_and_kept_when_confirmed(client: FlaskClient) -> None:
    reference = factories.begin(client)
    answer = factories.fill(client, reference, "legalitas", ahu_number="C-123.HT.01.02.TH.2004")
    assert answer.status_code == 422
    assert 'name="ahu_unusual"' in answer.text
    assert 'name="ahu_unusual"' not in client.get(f"/permohonan/{factories.begin(client)}/legalitas").text
    assert (
        factories.fill(client, reference, "legalitas", ahu_number="C-123.HT.01.02.TH.2004", ahu_unusual="y").status_code
        == 303
    )


def test_a_decree_of_the_other_form_is_a_hint_and_no_refusal(client: FlaskClient) -> None:
    reference = factories.begin(client)
    factories.fill(client, reference, "ormas")
    answer = factories.fill(client, reference, "legalitas", ahu_number="AHU-0014289.AH.01.04.Tahun 2021")
    assert answer.status_code == 303
    assert "biasanya untuk yayasan" in client.get(answer.location).text


def test_similar_names_are_shown_after_saving_and_stop_nobody(client: FlaskClient) -> None:
    from tests.organizations.factories import organization

    organization(name="Perkumpulan Pemuda Mangga Anggur Probolinggo", acronym="")
    reference = factories.begin(client)
    answer = factories.fill(client, reference, "ormas", name="Perkumpulan Pemuda Manga Anggur")
    page = client.get(answer.location).text
    assert "Perkumpulan Pemuda Mangga Anggur Probolinggo" in page
    assert f"/permohonan/{reference}/legalitas" in page
    piece = client.get("/daftar/nama?potong=1&q=Pemuda+Manga+Anggur+Probolingo").text
    assert "Perkumpulan Pemuda Mangga Anggur Probolinggo" in piece
    assert "<html" not in piece


def test_missing_parts_are_named_with_links_and_nothing_is_sent(client: FlaskClient) -> None:
    reference = factories.begin(client)
    factories.fill(client, reference, "ormas")
    page = client.get(f"/permohonan/{reference}/kirim").text
    assert f'href="/permohonan/{reference}/legalitas?periksa=1"' in page
    assert f'href="/permohonan/{reference}/berkas#berkas-sk-ahu"' in page
    assert 'name="agreed"' not in page
    answer = client.post(f"/permohonan/{reference}/kirim", data=factories.SENDER)
    assert answer.status_code == 422
    assert factories.case(reference).stage == "draft"
    assert 'id="errors"' in client.get(f"/permohonan/{reference}/legalitas?periksa=1").text


def test_a_change_overwrites_nothing_that_was_not_said(client: FlaskClient) -> None:
    reference = factories.begin(client, "perubahan-data")
    typed = {
        "changes": "Ketua baru sejak Maret.",
        "name": factories.ORMAS["name"],
        "form": "perkumpulan",
        "scope": "",
        "revision": "0",
    }
    assert client.post(f"/permohonan/{reference}/ormas", data=typed).status_code == 303
    for step in ("legalitas", "sekretariat", "pengurus"):
        assert client.post(f"/permohonan/{reference}/{step}", data={"revision": "0"}).status_code == 303
    facts = answers.to_facts(factories.case(reference).answers, "presence")
    assert (facts.scope, facts.purpose, facts.fields, facts.village_code, facts.members, facts.basis_kind) == (
        "",
        "",
        (),
        "",
        (),
        "",
    )
