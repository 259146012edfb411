"""One invented application on its way: filed, checked and decided by the same actions as real ones, on days gone by."""

from __future__ import annotations

import random
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from aormas.accounts.models import User
from aormas.commands.demo import names, papers
from aormas.core import clock, identifiers, regions
from aormas.core.database import db
from aormas.core.files.cleaning import clean_paper
from aormas.core.holidays import calendar
from aormas.registration.actions import correction, decide, filing, grant, review
from aormas.registration.actions import papers as paper_actions
from aormas.registration.models import Application, Requirement, Service, ServiceVersion
from aormas.registration.presentation.filing import facts_of
from aormas.registration.rules import completeness
from aormas.registration.rules.checklist import Verdict

SECTIONS = ("isian:ormas", "isian:legalitas", "isian:sekretariat", "isian:pengurus")
FAULTY = "Halaman terpotong. Mohon foto ulang seluruh halaman."


Made = dict[tuple[str, bool, bool, bool, int], paper_actions.Received]


class Story:
    """One invented application on its way; each step goes on to a later working day."""

    def __init__(
        self,
        dice: random.Random,
        number: int,
        service: str,
        days_ago: int,
        people: dict[str, User],
        folder: Path,
        made: Made,
    ) -> None:
        self.dice, self.number, self.people, self.folder, self.made = dice, number, people, folder, made
        self.day = self._working(clock.today() - timedelta(days=days_ago))
        version = db.session.scalars(select(ServiceVersion).join(Service).where(Service.code == service)).first()
        assert version is not None, service
        self.village = dice.choice(regions.villages())
        self.named = names.organization(dice, number, self.village[1])
        with self.at(8):
            self.application = filing.begin(
                version, str(uuid.UUID(int=dice.getrandbits(128), version=4)), identifiers.secret_code()
            )

    def _working(self, day: date) -> date:
        while not calendar().is_working(day):
            day += timedelta(days=1)
        return day

    @contextmanager
    def at(self, hour: int, days: int = 0) -> Iterator[None]:
        """Let the office's clock stand at an hour, some working days further on; never later than now."""
        if days:
            self.day = calendar().add(self.day, days)
        moment = datetime.combine(self.day, time(hour, self.dice.randrange(0, 59)), clock.zone())
        with clock.frozen(min(moment, clock.now() - timedelta(minutes=2))):
            yield

    def fill(self, steps: int = 4, paper_count: int | None = None, faulty: bool = False) -> Application:
        """Type the first steps and lay in papers: some as scans, some as photos from a phone."""
        typed = self._answers()
        for step in list(typed)[:steps]:
            with self.at(9):
                filing.save_step(self.application, step, typed[step], 0)
        wanted = [r for r in self.application.version.requirements if r.necessity == "required"][:paper_count]
        for place, requirement in enumerate(wanted):
            self.paper(requirement, photo=place % 3 == 1, faulty=faulty and place == 1)
        if paper_count is None:
            for requirement in self.application.version.requirements:
                if requirement.necessity == "conditional":
                    with self.at(9):
                        paper_actions.waive(self.application, requirement, waived=True)
        return self.application

    def paper(self, requirement: Requirement, photo: bool, faulty: bool = False) -> None:
        """Make a paper, clean it as any other, and lay it into the case."""
        mended = self.application.stage == "awaiting_correction"
        kind = (requirement.code, photo, faulty, mended, self.number % 2)
        if kind not in self.made:  # equal papers are made once: cleaning each takes its time
            lines = [
                requirement.title,
                "Sudah diperbaiki." if mended else "Berkas pertama.",
                "Berkas contoh, dibuat oleh program.",
                "Nama dan nomor di sini rekaan.",
                "Probolinggo, 2026",
            ]
            title = requirement.title
            path = (
                papers.photo(self.folder, title, lines, self.dice, upright=faulty)
                if photo
                else papers.pdf(self.folder, title, lines, 1 + self.number % 2)
            )
            self.made[kind] = store(path, title)
        received = self.made[kind]
        with self.at(10):
            act = correction.mend_paper if self.application.stage == "awaiting_correction" else paper_actions.attach
            act(self.application, requirement, received)

    def send(self) -> None:
        """Send the application."""
        with self.at(11):
            facts = facts_of(self.application.version)
            present = {a.requirement.code for a in self.application.attachments if a.replaced_at is None}
            gaps = completeness.missing(
                self.application.answers, filing.papers_of(self.application.version), present, facts
            )
            assert not gaps, [str(gap) for gap in gaps]
            filing.submit(
                self.application,
                {"sender_name": "Pengurus Contoh", "sender_phone": "+6281200012345", "agreed": True},
                facts,
            )

    def take(self) -> None:
        """Have the verifier take the case."""
        with self.at(8, days=1):
            review.take(self.application, self.people["verifikator"])

    def check(self, fix: int = 0, hand_back: bool = False) -> None:
        """Give every paper and section a verdict; the first `fix` papers are to be mended."""
        officer = self.people["verifikator"]
        codes = [r.code for r in self.application.version.requirements if self.application.paper(r)]
        verdicts = [
            Verdict(code, "fix" if n < fix else "ok", FAULTY if n < fix else "")
            for n, code in enumerate(codes[1:] + codes[:1])
        ]
        with self.at(10):
            review.save_verdicts(
                self.application,
                [*verdicts, *(Verdict(s, "ok") for s in SECTIONS)],
                officer,
                expected_round=self.application.round,
            )
            if hand_back:
                review.ask_correction(self.application, officer, expected_round=self.application.round)

    def complete(self) -> None:
        """Record the file as complete."""
        with self.at(11):
            review.mark_complete(self.application, self.people["verifikator"], expected_round=self.application.round)

    def answer(self, argue: bool = False) -> None:
        """Mend what was handed back, or argue back on the last finding, and send it back."""
        with self.at(14, days=2):
            for n, finding in enumerate(correction.open_findings(self.application)):
                requirement = next(r for r in self.application.version.requirements if r.code == finding.target)
                if argue and n == 0:
                    correction.rebut(
                        self.application,
                        finding.target,
                        "Halaman itu memang hanya setengah lembar; stempel ada di baliknya, foto terlampir pada berkas nomor 1.",
                    )
                else:
                    self.paper(requirement, photo=False)
            correction.resubmit(self.application, self.application.round)

    def until(self, step: str) -> Application:
        """Go on to a stage: recommended, approved, granted."""
        with self.at(13):
            decide.recommend(self.application, self.people["verifikator"], note="Berkas lengkap dan sesuai.")
        if step != "recommended":
            with self.at(9, days=1):
                decide.approve(self.application, self.people["kabid"])
        if step == "granted":
            with self.at(10, days=1):
                grant.sign(self.application, self.people["kaban"])
        return self.application

    def _answers(self) -> dict[str, dict[str, Any]]:
        skt = self.application.version.service.track == "skt"
        founded = date(self.dice.randrange(2009, 2024), self.dice.randrange(1, 13), self.dice.randrange(1, 28))
        form = "yayasan" if self.named.form == "yayasan" else "perkumpulan"
        about = {
            "name": self.named.name, "acronym": self.named.acronym, "fields": [self.named.field], "characteristic": self.named.characteristic, "scope": "kota",
            "purpose": self.named.purpose, "founded_on": founded.isoformat(), "founded_at": "Probolinggo", "member_count": str(self.dice.randrange(15, 180)),
            **({} if skt else {"form": form}),
        }  # fmt: skip
        legal = {
            "deed_number": str(self.dice.randrange(1, 90)),
            "deed_date": founded.isoformat(),
            "notary": "Notaris Contoh, S.H., M.Kn.",
            "npwp": f"0{self.dice.randrange(10**14, 10**15)}",
        }
        if not skt:
            legal |= {
                "ahu_number": f"AHU-{self.dice.randrange(1, 9_999_999):07d}.AH.01.{'04' if form == 'yayasan' else '07'}.TAHUN {founded.year}",
                "ahu_date": (founded + timedelta(days=40)).isoformat(),
            }
        members = [
            {"office": m.office, "name": m.name, "nik": m.nik, "phone": "0" + m.phone[3:], "email": ""}
            for m in names.board(self.dice)
        ]
        start = clock.today() - timedelta(days=self.dice.randrange(100, 700))
        return {
            "ormas": about,
            "legalitas": legal,
            "sekretariat": {"address": f"Jalan Contoh {self.number}", "village_code": self.village[0], "postcode": "67211", "tenure": "own", "tenure_until": "", "phone": "0335 420000", "email": "", "website": ""},
            "pengurus": {"decree_number": f"{self.number:02d}/SK/{start.year}", "decree_date": start.isoformat(), "term_start": start.isoformat(), "term_end": (start + timedelta(days=1820)).isoformat(), "members": members},
        }  # fmt: skip


def store(source: Path, name: str) -> paper_actions.Received:
    """Clean and store a made paper like one that somebody sent."""
    with tempfile.TemporaryDirectory() as room:
        target = Path(room) / "paper.pdf"
        cleaned = clean_paper([source], target)
        content = current_app.extensions["aormas_files"].put(target)
    return paper_actions.Received(content.sha256, content.size, cleaned.pages, cleaned.signed, name)
