"""Sample applications in every stage, each filed, checked and decided by the same actions as real ones, on days gone by."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from aormas.accounts.models import User
from aormas.commands.demo import papers
from aormas.commands.demo.story import Made, Story, store
from aormas.core import clock
from aormas.core.files.models import StoredFile
from aormas.core.holidays import calendar
from aormas.registration.actions import closing, correction, decide, filing, grant, objection, track_b, visit


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
            officers="Rina Kusuma, S.Sos.\nTutik Maharani",
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
            officers="Rina Kusuma, S.Sos.\nTutik Maharani",
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


def refusal_approved(story: Story) -> None:
    """A refusal waits for the signature."""
    refusal_waiting(story)
    with story.at(9, days=1):
        decide.approve(story.application, story.people["kabid"])


def refused(story: Story) -> None:
    """Refused with reason and legal basis."""
    refusal_approved(story)
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


def closed(story: Story) -> None:
    """Left by the applicant past all days, and closed by an officer."""
    handed_back(story)
    with story.at(10, days=20):
        closing.close(
            story.application,
            story.people["verifikator"],
            reason="Perbaikan tidak dikirim sampai batas waktunya; nomor telepon tidak aktif.",
        )


def withdrawn(story: Story) -> None:
    """Taken back by the applicant."""
    submitted(story)
    with story.at(15):
        filing.withdraw(story.application, "Salah memilih layanan.")


PRESENCE, SKT = "lapor-keberadaan", "pengantar-skt"
PLOT: tuple[tuple[Callable[[Story], None], str, int], ...] = (
    (granted, PRESENCE, 70), (granted, PRESENCE, 52), (with_skt, SKT, 62), (refused_by_ministry, SKT, 58), (upheld, PRESENCE, 60), (withdrawn, PRESENCE, 33), (closed, PRESENCE, 45), (refusal_approved, PRESENCE, 9),
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
