"""Sample applications in every stage, each filed, checked and decided by the same actions as real ones, on days gone by."""

from __future__ import annotations

import random
import tempfile
import uuid
from collections.abc import Callable, Iterator
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
from aormas.core.files.models import StoredFile
from aormas.core.holidays import calendar
from aormas.registration.actions import correction, decide, filing, grant, objection, review, track_b, visit
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
        self.named = names.organization(dice, number, dice.choice(regions.villages())[1])
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
        code, _village, _district = self.dice.choice(regions.villages())
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
            "npwp": "0012345678625000",
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
            "sekretariat": {"address": f"Jalan Contoh {self.number}", "village_code": code, "postcode": "67211", "tenure": "own", "tenure_until": "", "phone": "0335 420000", "email": "", "website": ""},
            "pengurus": {"decree_number": f"{self.number:02d}/SK/{start.year}", "decree_date": start.isoformat(), "term_start": start.isoformat(), "term_end": (start + timedelta(days=1820)).isoformat(), "members": members},
        }  # fmt: skip


def store(source: Path, name: str) -> paper_actions.Received:
    """Clean and store a made paper like one that somebody sent."""
    with tempfile.TemporaryDirectory() as room:
        target = Path(room) / "paper.pdf"
        cleaned = clean_paper([source], target)
        content = current_app.extensions["aormas_files"].put(target)
    return paper_actions.Received(content.sha256, content.size, cleaned.pages, cleaned.signed, name)


def _stored_file(story: Story, title: str) -> StoredFile:
    made = store(papers.pdf(story.folder, title, [story.named.name, "Berkas contoh."]), title)
    return StoredFile(sha256=made.sha256, size=made.size, pages=made.pages, name=title, created_at=clock.now())


def _checked(story: Story) -> None:
    story.fill()
    story.send()
    story.take()
    story.check()
    story.complete()


def draft(story: Story) -> None:
    """Stopped in the middle of the papers."""
    story.fill(paper_count=3)


def submitted(story: Story) -> None:
    """Waits for somebody to take it."""
    story.fill()
    story.send()


def in_review(story: Story) -> None:
    """Being checked; a visit is planned."""
    story.fill(faulty=True)
    story.send()
    story.take()
    with story.at(9):
        visit.plan(
            story.application,
            story.people["verifikator"],
            on=calendar().add(clock.today(), 3),
            time="09.00",
            officers="Verifikator Contoh\nOperator Contoh",
        )


def handed_back(story: Story) -> None:
    """Two papers are the applicant's turn."""
    story.fill(faulty=True)
    story.send()
    story.take()
    story.check(fix=2, hand_back=True)


def came_back(story: Story) -> None:
    """Mended and argued back; the office looks again."""
    handed_back(story)
    story.answer(argue=True)


def visited(story: Story) -> None:
    """Complete, and visited."""
    _checked(story)
    with story.at(9):
        planned = visit.plan(
            story.application,
            story.people["verifikator"],
            on=story.day,
            time="09.00",
            officers="Verifikator Contoh\nOperator Contoh",
        )
    with story.at(14):
        visit.record(
            planned, story.people["verifikator"], on=story.day, people_met="Ketua dan sekretaris contoh", findings={"address_found": "yes", "name_board": "yes"},
            notes="Sekretariat mudah ditemukan, papan nama terpasang.", conclusion="active",
        )  # fmt: skip


def recommended(story: Story) -> None:
    """Waits for the head of division."""
    _checked(story)
    story.until("recommended")


def approved(story: Story) -> None:
    """Waits for the signature."""
    _checked(story)
    story.until("approved")


def granted(story: Story) -> None:
    """Done."""
    _checked(story)
    story.until("granted")


def refusal_waiting(story: Story) -> None:
    """A refusal waits for approval."""
    _checked(story)
    with story.at(13):
        decide.recommend_refusal(
            story.application,
            story.people["verifikator"],
            reason="Alamat sekretariat berada di luar kota.",
            legal_basis="PP 58/2016 pasal 9",
        )


def refused(story: Story) -> None:
    """Refused with reason and legal basis."""
    refusal_waiting(story)
    with story.at(9, days=1):
        decide.approve(story.application, story.people["kabid"])
    with story.at(10, days=1):
        grant.refuse(story.application, story.people["kaban"])


def objected(story: Story) -> None:
    """An objection waits for its answer."""
    refused(story)
    with story.at(10, days=2):
        correction.object_(
            story.application,
            "Sekretariat sudah pindah ke dalam kota sejak bulan lalu; surat domisili baru kami lampirkan.",
        )


def upheld(story: Story) -> None:
    """The refusal stands after an objection."""
    objected(story)
    with story.at(10, days=2):
        objection.uphold(
            story.application,
            story.people["kaban"],
            reason="Surat domisili yang baru tetap menyebut alamat di luar kota.",
        )


def forwarded(story: Story) -> None:
    """With the Ministry."""
    granted(story)
    with story.at(11, days=1):
        letter = story.application.letter
        number = letter.number if letter else None
        track_b.forward(story.application, story.people["operator"], on=story.day, number=number or "")


def with_skt(story: Story) -> None:
    """The SKT has come."""
    forwarded(story)
    with story.at(10, days=10):
        track_b.record_skt(
            story.application,
            story.people["operator"],
            number=f"{story.number:04d}/SKT-CONTOH/2026",
            issued_on=story.day,
            valid_until=None,
            file=_stored_file(story, "SKT contoh"),
        )


def refused_by_ministry(story: Story) -> None:
    """The Ministry refused."""
    forwarded(story)
    with story.at(10, days=10):
        track_b.record_ministry_refusal(
            story.application,
            story.people["operator"],
            on=story.day,
            reason="Nama terlalu mirip dengan lembaga negara (contoh).",
        )


def withdrawn(story: Story) -> None:
    """Taken back by the applicant."""
    submitted(story)
    with story.at(15):
        filing.withdraw(story.application, "Salah memilih layanan.")


PRESENCE, SKT = "lapor-keberadaan", "pengantar-skt"
PLOT: tuple[tuple[Callable[[Story], None], str, int], ...] = (
    (granted, PRESENCE, 70), (granted, PRESENCE, 52), (with_skt, SKT, 62), (refused_by_ministry, SKT, 58), (upheld, PRESENCE, 60), (withdrawn, PRESENCE, 33),
    (granted, PRESENCE, 34), (granted, PRESENCE, 24), (granted, PRESENCE, 20), (forwarded, SKT, 19), (granted, SKT, 13), (handed_back, PRESENCE, 41),
    (refused, PRESENCE, 26), (objected, PRESENCE, 20), (approved, PRESENCE, 10), (approved, SKT, 9), (recommended, PRESENCE, 8), (refusal_waiting, PRESENCE, 8),
    (visited, PRESENCE, 9), (came_back, PRESENCE, 7), (handed_back, SKT, 5), (in_review, PRESENCE, 4), (in_review, SKT, 2), (submitted, PRESENCE, 2),
    (submitted, SKT, 1), (submitted, PRESENCE, 6), (draft, PRESENCE, 3),
)  # fmt: skip


def fill(dice: random.Random, people: dict[str, User]) -> int:
    """Write all sample applications; return how many."""
    made: Made = {}
    with tempfile.TemporaryDirectory() as room:
        for number, (plot, service, days_ago) in enumerate(sorted(PLOT, key=lambda line: -line[2]), 301):
            plot(Story(dice, number, service, days_ago, people, Path(room), made))
    return len(PLOT)
