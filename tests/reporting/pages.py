"""A browser of an organisation's own people, and forms as it would send them."""

from __future__ import annotations

import io
import random
import re
import subprocess
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from tests.factories import PASSWORD

CLIENT = re.compile(r'name="client_id"[^>]*value="([^"]+)"')
FIELD = re.compile(r'<input id="([\w-]+)" name="\1" type="hidden" value="([^"]*)"')


def enter(app: Flask, username: str = "ormas") -> FlaskClient:
    """Return a browser in which somebody of an organisation is signed in."""
    browser = app.test_client()
    answer = browser.post("/masuk", data={"username": username, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return browser


def hidden(browser: FlaskClient, address: str) -> dict[str, str]:
    """Return the hidden fields of a page's forms, as its script or browser would send them."""
    text = browser.get(address).text
    found = dict(FIELD.findall(text))
    client = CLIENT.search(text)
    return found | ({"client_id": client[1]} if client else {})


def activity(**changes: Any) -> dict[str, Any]:
    """Return what is typed of an ordinary activity."""
    return {
        "title": "Kerja bakti sungai", "subject": "lingkungan", "starts_on": "2026-03-03", "place": "Kali Kedunggaleng",
        "audience": "Warga", "participants": "40 orang", "result": "Dua truk sampah terangkut.", "public": "y",
        "funds-0-source": "dues", "funds-0-amount": "1,5 juta", **changes,
    }  # fmt: skip


SIGNERS = {
    "chair_name": "Siti Contoh", "chair_office": "Ketua", "secretary_name": "Bagus Contoh", "secretary_office": "Sekretaris",
}  # fmt: skip


def picture(seed: int = 1, size: tuple[int, int] = (640, 480)) -> bytes:
    """Return a JPEG that no other seed gives."""
    chance = random.Random(seed)
    image = Image.new("RGB", (8, 6))
    image.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(48)])
    out = io.BytesIO()
    image.resize(size).save(out, "JPEG", quality=85)
    return out.getvalue()


def upload(*contents: tuple[bytes, str]) -> dict[str, Any]:
    """Return chosen files as a form sends them."""
    return {"photos": [(io.BytesIO(content), name) for content, name in contents]}


def text_of(pdf: bytes, folder: Path) -> str:
    """Return a PDF's words, one blank between them."""
    path = folder / "receipt.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())
