"""How long a letter takes to be made and how heavy it is: `python -m tests.bench.pdf`.

The letter is the usual certificate with arms, nine rows and four paragraphs: long enough to be set twice before it
fits its page, so it is the dear case, not the cheap one.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from aormas.letters.pdf import BookEntry, LetterDocument, Letterhead, Signer, render_book, render_letter

RUNS = 30
MADE = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
DUTY = "Organisasi wajib melaporkan perkembangan organisasi dan kegiatannya setiap enam bulan kepada Wali Kota. "
ROWS = [
    ("Nama organisasi", "Yayasan Cahaya Anggur Probolinggo"),
    ("Bentuk", "Yayasan berbadan hukum"),
    ("Dasar hukum", "Keputusan Menteri Hukum Nomor AHU-0001234.AH.01.04.Tahun 2021, tanggal 4 Maret 2021"),
    ("Bidang kegiatan", "Pendidikan dan sosial"),
    ("Alamat sekretariat", "Jalan Anggur Manis Nomor 12, Kelurahan Kanigaran, Kecamatan Kanigaran, Kota Probolinggo"),
    ("Ketua", "Contoh Ketua"),
    ("Sekretaris", "Contoh Sekretaris"),
    ("Bendahara", "Contoh Bendahara"),
    ("Masa bakti", "1 Januari 2025 sampai dengan 31 Desember 2029"),
]


def arms() -> bytes:
    """Return a shield in two colours with a clear ground."""
    image = Image.new("RGBA", (600, 750), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.polygon([(20, 20), (580, 20), (580, 450), (300, 730), (20, 450)], fill="#53256b", outline="#f0a202", width=20)
    draw.ellipse((180, 150, 420, 390), fill="#f0a202")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def letterhead() -> Letterhead:
    """Return an invented office's letterhead."""
    return Letterhead(
        "Pemerintah Kota Probolinggo",
        "Badan Kesatuan Bangsa dan Politik",
        "Jalan Contoh Nomor 1, Kota Probolinggo",
        phone="(0335) 000000",
        email="bakesbangpol@contoh.go.id",
        postcode="67219",
        arms=arms(),
    )


def letter(head: Letterhead) -> LetterDocument:
    """Return the usual certificate."""
    return LetterDocument(
        letterhead=head,
        place="Probolinggo",
        date=date(2026, 11, 23),
        body=(f"Berdasarkan ketentuan yang berlaku, {DUTY * 2}", ("rows", ROWS), f"telah melapor. {DUTY}", DUTY),
        signer=Signer(
            ("a.n. Wali Kota Probolinggo", "Kepala Badan Kesatuan Bangsa dan Politik,"),
            "Contoh Nama Pejabat, M.Si.",
            "Pembina Utama Muda",
            "197001011995031001",
        ),
        made_at=MADE,
        title="SURAT KETERANGAN KEBERADAAN ORGANISASI KEMASYARAKATAN",
        number="200.1.4.4/12/425.207/2026",
        validity="Surat keterangan ini berlaku sampai dengan 31 Desember 2029 selama tidak ada perubahan data.",
        copies=("Wali Kota Probolinggo (sebagai laporan)", "Arsip"),
        verify_url="https://ormas.contoh.go.id/v/K7QM-4T2X-9HPD",
        verify_code="K7QM-4T2X-9HPD",
    )


def book(head: Letterhead) -> bytes:
    """Return a register of 300 numbers."""
    entries = [
        BookEntry(
            number, f"200.1.4.4/{number}/425.207/2026", date(2026, 3, 2), "Keberadaan", f"Yayasan {number}", "berlaku"
        )
        for number in range(1, 301)
    ]
    return render_book(head, name="Buku register", year=2026, entries=entries, made_at=MADE)


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Return the median of `runs` warm runs, in milliseconds."""
    work()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return round(statistics.median(times) * 1000, 1)


def measure() -> dict[str, float]:
    """Return medians in ms and sizes in kB (1000 bytes). Budget: letter ≤ 60 ms, ≤ 40 kB."""
    head = letterhead()
    document = letter(head)
    return {
        "letter_ms": median_ms(lambda: render_letter(document), RUNS),
        "letter_kb": round(len(render_letter(document)) / 1000, 1),
        "book_300_ms": median_ms(lambda: book(head), 3),
        "book_300_kb": round(len(book(head)) / 1000, 1),
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:12} {value}")
