"""Papers from a phone: with the form, in pieces, replaced, refused, waived; one paper's trouble is only its own."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from aormas.registration.public.uploads import CHUNK
from tests.registration import factories


def photo(colour: str = "white") -> tuple[io.BytesIO, str]:
    data = io.BytesIO()
    Image.new("RGB", (600, 800), colour).save(data, "JPEG")
    data.seek(0)
    return data, "IMG_0001.jpg"


def send(browser: FlaskClient, reference: str, code: str, *files: tuple[io.BytesIO, str]) -> Any:
    return browser.post(
        f"/permohonan/{reference}/berkas/{code}", data={"files": list(files)}, content_type="multipart/form-data"
    )


def test_several_photos_of_one_paper_become_one_pdf(app: Flask, client: FlaskClient) -> None:
    reference = factories.begin(client)
    answer = send(client, reference, "akta", photo("white"), photo("grey"), photo("black"))
    assert answer.status_code == 303
    [attachment] = factories.case(reference).attachments
    assert (attachment.requirement.code, attachment.file.pages, attachment.file.media_type) == (
        "akta",
        3,
        "application/pdf",
    )
    with client.get(f"/permohonan/{reference}/berkas/akta.pdf") as paper:
        assert paper.data.startswith(b"%PDF-")
        assert paper.headers["Content-Disposition"].startswith("attachment")
        assert paper.headers["Content-Security-Policy"].startswith("sandbox")


def test_after_a_paper_the_next_missing_one_comes(client: FlaskClient) -> None:
    reference = factories.begin(client)
    assert send(client, reference, "permohonan", factories.upload()).location.endswith(
        "/berkas?di=sk-ahu#berkas-sk-ahu"
    )
    assert send(client, reference, "pernyataan", factories.upload("b")).location.endswith("#berkas-rekomendasi-agama")


def test_what_was_saved_is_said_at_the_card_on_which_the_person_goes_on(client: FlaskClient) -> None:
    reference = factories.begin(client)
    page = client.get(send(client, reference, "sk-pengurus", factories.upload()).location).text
    card = page[page.index('id="berkas-program-kerja"') : page.index('id="berkas-biodata"')]
    assert "tersimpan" in card
    assert "<details open>" in card
    assert page.count("tersimpan: 1 halaman") == 1


def test_a_replaced_paper_keeps_the_old_one_readable_for_the_file(client: FlaskClient) -> None:
    reference = factories.begin(client)
    send(client, reference, "akta", factories.upload("lama"))
    send(client, reference, "akta", factories.upload("baru"))
    rows = factories.case(reference).attachments
    assert [row.replaced_at is None for row in rows] == [False, True]
    assert rows[0].file.sha256 != rows[1].file.sha256


def test_a_paper_can_be_taken_out_and_a_second_press_is_no_error(client: FlaskClient) -> None:
    reference = factories.begin(client)
    send(client, reference, "akta", factories.upload())
    assert [client.post(f"/permohonan/{reference}/berkas/akta/hapus").status_code for _ in range(2)] == [303, 303]
    assert client.get(f"/permohonan/{reference}/berkas/akta.pdf").status_code == 404


REFUSED = [
    ((io.BytesIO(b""), "kosong.pdf"), "kosong"),
    ((io.BytesIO(b"PK\x03\x04" + b"0" * 400), "surat.docx"), "Word, Excel, dan ZIP"),
    ((io.BytesIO(b"MZ\x90\x00" + b"0" * 400), "foto.jpg"), "PDF"),
    ((io.BytesIO(b"%PDF-1.7\nbukan isi pdf"), "rusak.pdf"), "rusak"),
]


@pytest.mark.parametrize(("file", "word"), REFUSED, ids=[file[1] for file, _ in REFUSED])
def test_a_refused_file_gets_its_sentence_beside_its_card_and_others_stay(
    client: FlaskClient, file: tuple[io.BytesIO, str], word: str
) -> None:
    reference = factories.begin(client)
    send(client, reference, "akta", factories.upload())
    answer = send(client, reference, "ktp", (io.BytesIO(file[0].getvalue()), file[1]))
    card = answer.text[answer.text.index('id="berkas-ktp"') : answer.text.index('id="berkas-npwp"')]
    assert answer.status_code == 422
    assert word in card
    assert "<details open>" in card
    assert 'href="#file-ktp"' in answer.text
    assert [row.requirement.code for row in factories.case(reference).attachments] == ["akta"]


def test_the_guilty_file_among_several_is_named(client: FlaskClient) -> None:
    answer = send(
        client, factories.begin(client), "ktp", photo(), (io.BytesIO(b"PK\x03\x04" + b"0" * 400), "ktp ketua.docx")
    )
    assert "ktp ketua.docx: Berkas Word" in answer.text


def test_sending_without_a_file_says_so(client: FlaskClient) -> None:
    answer = send(client, factories.begin(client), "akta", (io.BytesIO(b""), ""))
    assert answer.status_code == 422
    assert "Belum ada berkas yang dipilih" in answer.text


def test_only_conditional_papers_can_be_waived_and_a_file_takes_the_word_back(client: FlaskClient) -> None:
    reference = factories.begin(client)
    path = f"/permohonan/{reference}/berkas"
    client.post(f"{path}/rekomendasi-agama/tidak-berlaku", data={"waived": "1"})
    assert factories.case(reference).answers["berkas"]["not_applicable"] == ["rekomendasi-agama"]
    assert client.post(f"{path}/akta/tidak-berlaku", data={"waived": "1"}).status_code == 422
    send(client, reference, "rekomendasi-agama", factories.upload())
    assert factories.case(reference).answers["berkas"]["not_applicable"] == []


def test_a_paper_that_the_service_does_not_ask_is_not_found(client: FlaskClient) -> None:
    assert send(client, factories.begin(client), "surat-nikah", factories.upload()).status_code == 404


class Pieces:
    """Uploads as the script makes them."""

    def __init__(self, browser: FlaskClient, reference: str, code: str, content: bytes) -> None:
        self.browser, self.content = browser, content
        self.url = f"/permohonan/{reference}/berkas/{code}/unggah"

    def open(self) -> dict[str, Any]:
        answer = self.browser.post(
            self.url, data={"name": "akta.pdf", "size": len(self.content), "fingerprint": "a1-2"}
        )
        assert answer.status_code == 201, answer.text
        return dict(answer.get_json())

    def where(self, id: str) -> int:
        return int(self.browser.head(f"{self.url}/{id}").headers["Upload-Offset"])

    def piece(self, id: str, offset: int, size: int) -> Any:
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return self.browser.patch(f"{self.url}/{id}", data=self.content[offset : offset + size], headers=headers)


@pytest.fixture
def pieces(client: FlaskClient) -> Pieces:
    reference = factories.begin(client)
    return Pieces(client, reference, "akta", factories.pdf("Akta " + "x" * 3000))


def test_pieces_go_on_where_they_stopped_and_become_a_paper(client: FlaskClient, pieces: Pieces) -> None:
    begun = pieces.open()
    assert (begun["offset"], begun["chunk"]) == (0, CHUNK)
    assert pieces.piece(begun["id"], 0, 700).headers["Upload-Offset"] == "700"
    again = pieces.open()  # the browser was restarted
    assert (again["id"], again["offset"]) == (begun["id"], 700)
    assert pieces.where(begun["id"]) == 700
    assert pieces.piece(begun["id"], 700, len(pieces.content)).status_code == 204
    answer = client.post(pieces.url.removesuffix("/unggah"), data={"partial": begun["id"]})
    assert answer.status_code == 303
    reference = pieces.url.split("/")[2]
    assert [row.requirement.code for row in factories.case(reference).attachments] == ["akta"]
    assert client.head(f"{pieces.url}/{begun['id']}").status_code == 404  # nothing is kept twice


def test_a_piece_at_the_wrong_place_is_told_where_to_go_on(pieces: Pieces) -> None:
    id = pieces.open()["id"]
    pieces.piece(id, 0, 500)
    for offset in (0, 900):
        answer = pieces.piece(id, offset, 100)
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "500")


def test_more_than_was_announced_is_not_kept(pieces: Pieces) -> None:
    id = pieces.open()["id"]
    pieces.content += b"more"
    answer = pieces.piece(id, 0, len(pieces.content))
    assert answer.status_code == 400
    assert answer.get_json()["message"]
    assert pieces.where(id) == 0


def test_an_unfinished_upload_makes_no_paper(client: FlaskClient, pieces: Pieces) -> None:
    id = pieces.open()["id"]
    answer = client.post(pieces.url.removesuffix("/unggah"), data={"partial": id})
    assert answer.status_code == 422
    assert "Unggahan belum lengkap" in answer.text


@pytest.mark.parametrize(("size", "word"), [("0", "kosong"), ("99999999", "10 MB"), ("banyak", "kosong")])
def test_an_upload_that_cannot_be_is_refused_before_it_begins(client: FlaskClient, size: str, word: str) -> None:
    path = f"/permohonan/{factories.begin(client)}/berkas/akta/unggah"
    answer = client.post(path, data={"name": "x", "size": size, "fingerprint": "a"})
    assert answer.status_code == 422
    assert word in answer.get_json()["message"]


def test_anothers_upload_is_unknown(app: Flask, client: FlaskClient, pieces: Pieces) -> None:
    id = pieces.open()["id"]
    stranger = app.test_client()
    assert stranger.head(f"{pieces.url}/{id}").status_code == 404
    assert stranger.patch(f"{pieces.url}/{id}", data=b"x", headers={"Upload-Offset": "0"}).status_code == 404
    assert stranger.post(pieces.url, data={"size": "10"}).status_code == 404
    other = factories.begin(stranger)
    answer = stranger.post(f"/permohonan/{other}/berkas/akta", data={"partial": id})
    assert answer.status_code == 422
    assert factories.case(other).attachments == []


def test_pieces_after_sending_are_refused(client: FlaskClient) -> None:
    reference = factories.sent(client)
    answer = client.post(
        f"/permohonan/{reference}/berkas/akta/unggah", data={"name": "x", "size": "10", "fingerprint": "a"}
    )
    assert answer.status_code == 404
    assert answer.get_json()["message"]
