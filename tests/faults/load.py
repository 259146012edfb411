"""People at work while the machine is killed: filings, papers and numbers, each remembered only when it was acknowledged."""

from __future__ import annotations

import http.client
import json
import random
import sqlite3
import threading
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.server import Visitor

BROKEN = (OSError, http.client.HTTPException, AssertionError)
SERVICE = "lapor-keberadaan"


def small_pdf(text: str) -> bytes:
    """Return a one-page PDF."""
    from fpdf import FPDF

    made = FPDF()
    made.add_page()
    made.set_font("Times", size=12)
    made.text(20, 30, text)
    return bytes(made.output())


@dataclass
class Ledger:
    """What the server has acknowledged."""

    filings: dict[str, str] = field(default_factory=dict)  # client id → reference
    names: dict[str, str] = field(default_factory=dict)  # reference → name saved
    papers: set[str] = field(default_factory=set)  # references with an acknowledged paper
    numbers: dict[str, str] = field(default_factory=dict)  # client id → subject

    def __len__(self) -> int:
        return len(self.filings) + len(self.names) + len(self.papers) + len(self.numbers)


class People:
    """An applicant and an officer who go on until told to stop, repeating what got no answer."""

    def __init__(self, port: int, ledger: Ledger, seed: int) -> None:
        self.port, self.ledger, self.dice = port, ledger, random.Random(seed)
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._applicant), threading.Thread(target=self._officer)]

    def start(self) -> None:
        """Begin to work."""
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Stop and wait."""
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)

    def _applicant(self) -> None:
        while not self.stopping.is_set():
            try:
                self._file(Visitor(self.port, timeout=6))
            except BROKEN:
                self.stopping.wait(0.05)

    def _file(self, browser: Visitor) -> None:
        client_id = str(uuid.UUID(int=self.dice.getrandbits(128), version=4))
        token = browser.token(f"/daftar/{SERVICE}")
        begun = browser.post(f"/daftar/{SERVICE}", {"client_id": client_id}, token)
        assert begun.status == 303, begun.status
        reference = begun.location.split("/permohonan/")[1].split("/")[0]
        self.ledger.filings[client_id] = reference
        again = browser.post(f"/daftar/{SERVICE}", {"client_id": client_id}, token)  # an impatient second tap
        assert again.location == begun.location
        name = f"Perkumpulan Contoh {client_id[:8]}"
        saved = browser.post(f"/permohonan/{reference}/ormas", {"name": name, "act": "later", "revision": "0"}, token)
        assert saved.status == 303, saved.status
        self.ledger.names[reference] = name
        sent = browser.upload(f"/permohonan/{reference}/berkas/permohonan", token, "files", small_pdf(name))
        assert sent.status == 303, sent.status
        self.ledger.papers.add(reference)

    def _officer(self) -> None:
        browser, token = None, ""
        while not self.stopping.is_set():
            try:
                if browser is None:
                    browser = Visitor(self.port, timeout=6).sign_in("verifikator")
                    token = browser.token("/meja/surat/buku/1")
                client_id = str(uuid.UUID(int=self.dice.getrandbits(128), version=4))
                form = {
                    "client_id": client_id,
                    "on": "2026-11-24",
                    "subject": f"Surat {client_id}",
                    "addressee": "Ketua contoh",
                }
                for _ in range(2):
                    answer = browser.post("/meja/surat/buku/1", form, token)
                    assert answer.status == 303, answer.status
                self.ledger.numbers[client_id] = form["subject"]
            except BROKEN:
                self.stopping.wait(0.05)


def losses(instance: Path, ledger: Ledger) -> list[str]:
    """Return what was acknowledged and is not there, or there twice."""
    base = sqlite3.connect(instance / "aormas.sqlite3")
    try:
        cases = {
            client: (reference, json.loads(answers))
            for client, reference, answers in base.execute("SELECT client_id, reference, answers FROM applications")
        }
        papers = {
            row[0]
            for row in base.execute(
                "SELECT a.reference FROM attachments t JOIN applications a ON a.id = t.application_id JOIN files f ON f.id = t.file_id"
            )
        }
        subjects = [row[0] for row in base.execute("SELECT subject FROM book_entries WHERE subject LIKE 'Surat %'")]
        sequences = [
            row[0] for row in base.execute("SELECT sequence FROM book_entries WHERE book_id = 1 ORDER BY sequence")
        ]
    finally:
        base.close()
    names = {reference: answers.get("ormas", {}).get("name") for reference, answers in cases.values()}
    wrong = [
        f"filing {client}" for client, reference in ledger.filings.items() if cases.get(client, ("",))[0] != reference
    ]
    wrong += [f"name of {reference}" for reference, name in ledger.names.items() if names.get(reference) != name]
    wrong += [f"paper of {reference}" for reference in ledger.papers - papers]
    wrong += [f"number {subject}" for subject in ledger.numbers.values() if subjects.count(subject) != 1]
    wrong += [f"number drawn twice {subject}" for subject in set(subjects) if subjects.count(subject) > 1]
    if sequences != list(range(1, len(sequences) + 1)):
        wrong.append("the number book has gaps")
    return wrong
