"""Invented activities and drawn pictures of them, each of its own, so that only planned doubles are marked as such."""

from __future__ import annotations

import io
import random
from typing import Any

from flask import current_app
from PIL import Image, ImageDraw

from aormas.core import clock
from aormas.core.files.decoding.pictures import look
from aormas.core.files.models import StoredFile
from aormas.core.files.photos import CleanPhoto
from aormas.core.files.store import Store
from aormas.reporting.models import Photo

# Title, field, places, for whom, result; in title and result {where}, {few} (3 to 15) and {many} (people).
DONE = (
    ("Kerja bakti membersihkan saluran air di {where}", "lingkungan", "wilayah", "Warga sekitar", "Saluran bersih; {few} gerobak sampah terangkut oleh {many} warga."),
    ("Pelatihan jahit untuk ibu rumah tangga", "perempuan", "gedung", "Ibu rumah tangga", "{many} peserta berlatih di {where}; {few} di antaranya menerima pesanan pertama."),
    ("Santunan anak yatim {where}", "sosial", "wilayah", "Anak yatim di kelurahan", "{many} anak menerima bingkisan dari {few} penyumbang."),
    ("Turnamen voli antar-kampung", "olahraga", "gedung", "Pemuda", "{few} regu dan {many} pemain ikut; pertandingan di {where} berjalan tertib."),
    ("Pemeriksaan kesehatan gratis", "kesehatan", "wilayah", "Lansia", "{many} orang di {where} diperiksa; {few} dirujuk ke puskesmas."),
    ("Bazar UMKM anggota di {where}", "ekonomi", "gedung", "Umum", "{few} anggota berjualan selama dua hari; {many} pembeli tercatat."),
    ("Penyuluhan bahaya narkoba", "antinarkoba", "gedung", "Pelajar", "{many} pelajar mengikuti penyuluhan di {where}; {few} menjadi kader."),
    ("Latihan karawitan", "budaya", "gedung", "Anak dan remaja", "{few} kali latihan di {where}; {many} orang menonton pentas penutup."),
)  # fmt: skip
BUILDINGS = ("balai kota", "aula kelurahan", "balai RW", "lapangan kampung", "sanggar", "halaman masjid", "gedung serbaguna", "taman kota")  # fmt: skip
SIZE = (640, 480)


class Deeds:
    """Gives activities, none of them twice, and pictures, none like another."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._drawn = 0

    def activity(self, dice: random.Random) -> dict[str, Any]:
        """Return title, field, place, audience, people and result of an activity that was not told before."""
        while True:
            title, subject, kind, audience, result = dice.choice(DONE)
            where = f"RW {dice.randint(1, 24):02d}" if kind == "wilayah" else dice.choice(BUILDINGS)
            parts = {"where": where, "few": dice.randint(3, 15), "many": dice.randint(18, 160)}
            if (said := result.format(**parts)) not in self._told:
                break
        self._told.add(said)
        return {
            "title": title.format(**parts), "subject": subject, "place": where[0].upper() + where[1:], "audience": audience,
            "participants": parts["many"], "result": said,
        }  # fmt: skip

    def picture(self) -> CleanPhoto:
        """Return a drawn picture that says that it is a sample, stored as photos are."""
        self._drawn += 1
        image = _drawing(self._drawn)
        data = io.BytesIO()
        image.save(data, "JPEG", quality=75)
        store: Store = current_app.extensions["aormas_files"]
        content = store.put(data.getvalue())
        file = StoredFile(
            sha256=content.sha256, size=content.size, media_type="image/jpeg", name=f"contoh-{self._drawn}.jpg", created_at=clock.now()
        )  # fmt: skip
        return CleanPhoto(file, content.sha256, look(image), *SIZE)


def again(photo: Photo) -> CleanPhoto:
    """Return the same stored picture to be sent once more."""
    row = photo.file
    same = StoredFile(
        sha256=row.sha256, size=row.size, media_type=row.media_type, name=row.name, created_at=clock.now()
    )
    return CleanPhoto(same, photo.source_sha256, photo.look, photo.width, photo.height)


def _drawing(number: int) -> Image.Image:
    """Draw soft patches of one colour with the words that it is a sample."""
    dice = random.Random(number)  # noqa: S311  # sample data
    patches = Image.new("RGB", (9, 8))
    hue = dice.randrange(256)
    patches.putdata([(hue, dice.randrange(60, 130), dice.randrange(90, 220)) for _ in range(72)])
    image = Image.merge("HSV", patches.split()).convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 400, *SIZE), fill="#ece7df")
    draw.text((30, 410), f"GAMBAR CONTOH {number}", fill="#1f1a24", font_size=48)
    return image
