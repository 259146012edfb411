"""Invented names of organisations and people. Any likeness to real ones is chance."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from aormas.organizations.filed import FiledMember

FIRST_WOMEN = (
    "Siti",
    "Dewi",
    "Rina",
    "Wulan",
    "Ayu",
    "Nurul",
    "Lestari",
    "Ratna",
    "Fitri",
    "Indah",
    "Yuni",
    "Endang",
    "Sulis",
    "Maya",
    "Tutik",
)
FIRST_MEN = (
    "Bagus",
    "Agus",
    "Hadi",
    "Joko",
    "Rudi",
    "Bambang",
    "Slamet",
    "Eko",
    "Wahyu",
    "Fajar",
    "Imam",
    "Yusuf",
    "Dimas",
    "Heri",
    "Taufik",
)
LAST = (
    "Rahmawati",
    "Prasetyo",
    "Wibowo",
    "Handayani",
    "Santoso",
    "Kusuma",
    "Hidayat",
    "Utami",
    "Setiawan",
    "Rahayu",
    "Nugroho",
    "Purnomo",
    "Wijaya",
    "Susanto",
    "Maharani",
)

# (words before, field, characteristic); the second word and the place make the rest
KINDS = (
    ("Yayasan", "pendidikan", "Kesamaan kegiatan"), ("Yayasan", "sosial", "Kesamaan kegiatan"), ("Yayasan", "agama", "Keagamaan"),
    ("Forum Komunikasi Pemuda", "pemuda", "Kepemudaan"), ("Karang Pemuda", "pemuda", "Kepemudaan"), ("Ikatan Nelayan", "ekonomi", "Kesamaan profesi"),
    ("Paguyuban Tani", "ekonomi", "Kesamaan profesi"), ("Perkumpulan Perempuan", "perempuan", "Kewanitaan"), ("Sanggar Budaya", "budaya", "Kesamaan kegiatan"),
    ("Komunitas Peduli Pesisir", "lingkungan", "Kesamaan kegiatan"), ("Relawan Tanggap Bencana", "bencana", "Kesamaan kegiatan"),
    ("Persatuan Guru Ngaji", "agama", "Keagamaan"), ("Perkumpulan Pengrajin Batik", "ekonomi", "Kesamaan profesi"), ("Majelis Taklim", "agama", "Keagamaan"),
    ("Lembaga Bantuan Warga", "hukum", "Kesamaan bidang"), ("Gerakan Sadar Sampah", "lingkungan", "Kesamaan kegiatan"), ("Posyandu Mandiri", "kesehatan", "Kesamaan kegiatan"),
    ("Bina Bela Negara", "kebangsaan", "Kesamaan bidang"), ("Klub Sepeda Santai", "olahraga", "Kesamaan kegiatan"), ("Perkumpulan Antinarkoba", "antinarkoba", "Kesamaan bidang"),
)  # fmt: skip
MIDDLE = (
    "Cahaya",
    "Harapan",
    "Sejahtera",
    "Mandiri",
    "Bersatu",
    "Sinar",
    "Bahari",
    "Lestari",
    "Karya",
    "Bakti",
    "Mulia",
    "Amanah",
    "Tunas",
    "Mekar",
    "Anggur",
    "Mangga",
)
PURPOSES = {
    "pendidikan": "Membantu anak dan warga sekitar memperoleh pendidikan melalui bimbingan belajar, perpustakaan, dan beasiswa kecil.",
    "sosial": "Menolong warga lanjut usia, yatim piatu, dan penyandang disabilitas di lingkungan sekitar.",
    "agama": "Membina kehidupan beragama dan kerukunan melalui pengajian, bakti sosial, dan pendampingan remaja.",
    "pemuda": "Mewadahi pemuda untuk berolahraga, berlatih keterampilan, dan bekerja bakti bagi kampungnya.",
    "ekonomi": "Memajukan usaha anggota melalui pelatihan, pembelian bersama, dan pemasaran.",
    "perempuan": "Memberdayakan perempuan dan keluarga melalui pelatihan usaha, kesehatan, dan pendampingan.",
    "budaya": "Merawat seni dan budaya setempat melalui latihan, pentas, dan lokakarya.",
    "lingkungan": "Menjaga pesisir, sungai, dan kampung tetap bersih melalui aksi bersih, penanaman, dan pengolahan sampah.",
    "bencana": "Melatih warga siaga bencana dan membantu penanganan banjir serta kebakaran.",
    "hukum": "Memberi penyuluhan hukum dan mendampingi warga yang kurang mampu.",
    "kesehatan": "Mendampingi kesehatan ibu, anak, dan lansia di lingkungan sekitar.",
    "kebangsaan": "Menumbuhkan cinta tanah air melalui diskusi, kemah, dan upacara warga.",
    "olahraga": "Menggiatkan olahraga murah dan sehat bagi semua umur.",
    "antinarkoba": "Mencegah penyalahgunaan narkoba melalui penyuluhan di sekolah dan kampung.",
}


@dataclass(frozen=True)
class Named:
    """An invented organisation's name and what goes with it."""

    name: str
    acronym: str
    field: str
    characteristic: str
    form: str
    purpose: str


def organization(dice: random.Random, number: int, village: str) -> Named:
    """Return an invented organisation for a village; different for each number."""
    head, field, characteristic = KINDS[number % len(KINDS)]
    words = [word for word in MIDDLE if word not in head and word not in village]
    name = f"{head} {words[(number * 7 + number // len(KINDS)) % len(words)]} {village}"
    if head == "Yayasan":
        form = "yayasan"
    else:
        form = "perkumpulan" if dice.random() < 0.5 or head.startswith("Perkumpulan") else "tidak_berbadan_hukum"
    acronym = "".join(word[0] for word in name.split()) if dice.random() < 0.6 else ""
    return Named(name, acronym, field, characteristic, form, PURPOSES[field])


def person(dice: random.Random, office: str) -> FiledMember:
    """Return an invented board member with a NIK that is right in form (its serial 0xxx is not given out)."""
    woman = dice.random() < 0.45
    born = date(dice.randrange(1962, 2001), dice.randrange(1, 13), dice.randrange(1, 28))
    day = born.day + (40 if woman else 0)
    nik = f"35740{dice.randrange(1, 6)}{day:02d}{born:%m%y}{dice.randrange(1, 999):04d}"
    name = f"{dice.choice(FIRST_WOMEN if woman else FIRST_MEN)} {dice.choice(LAST)}"
    return FiledMember(office, name, nik, f"+62812000{dice.randrange(10_000, 99_999)}", gender="P" if woman else "L")


def board(dice: random.Random) -> tuple[FiledMember, ...]:
    """Return an invented board: chair, secretary, treasurer, of different names."""
    found: list[FiledMember] = []
    for office in ("chair", "secretary", "treasurer"):
        member = person(dice, office)
        while any(member.name == other.name for other in found):
            member = person(dice, office)
        found.append(member)
    return tuple(found)
