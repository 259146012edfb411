"""The services that an office begins with, as data that it edits later."""

from __future__ import annotations

from dataclasses import dataclass

from aormas.registration.seeds import papers
from aormas.registration.seeds.papers import Paper

PRESENCE_LETTER, SKT_LETTER = "surat-keterangan-keberadaan", "surat-pengantar-skt"

LAW_PRESENCE = """UU 17/2013 tentang Organisasi Kemasyarakatan, sebagaimana diubah dengan UU 16/2017
PP 58/2016 pasal 5 dan pasal 9: ormas berbadan hukum tidak memerlukan SKT; pengurus melaporkan keberadaannya kepada pemerintah daerah
UU 30/2014 pasal 53, sebagaimana diubah dengan UU 11/2020 pasal 175: keputusan dalam 5 hari kerja setelah berkas lengkap"""
LAW_SKT = """UU 17/2013 tentang Organisasi Kemasyarakatan, sebagaimana diubah dengan UU 16/2017
PP 58/2016 pasal 6 sampai 14: pendaftaran ormas tidak berbadan hukum; SKT diterbitkan Menteri Dalam Negeri
PP 58/2016 pasal 15: Menteri memutuskan dalam 15 hari kerja sejak tercatat di buku pendaftaran"""

STEPS_CITY = """Isi formulir dan unggah berkas dari ponsel; bisa berhenti dan dilanjutkan kapan saja
Petugas memeriksa berkas satu per satu; yang perlu diperbaiki dikembalikan dengan penjelasan
Bila perlu, petugas berkunjung ke sekretariat
Kepala bidang menyetujui, kepala badan menandatangani
Surat bernomor dengan kode QR bisa diunduh dan diperiksa siapa saja"""
STEPS_MINISTRY = """Isi formulir dan unggah berkas dari ponsel; bisa berhenti dan dilanjutkan kapan saja
Petugas memeriksa berkas satu per satu; yang perlu diperbaiki dikembalikan dengan penjelasan
Bila perlu, petugas berkunjung ke sekretariat
Kepala badan menandatangani surat pengantar, lalu berkas diteruskan kepada Menteri Dalam Negeri
Menteri memutuskan; nomor dan tanggal SKT dicatat di sini begitu terbit"""


@dataclass(frozen=True)
class SeedService:
    """One service with its first version."""

    code: str
    track: str
    kind: str
    title: str
    summary: str
    for_whom: str
    steps: str
    outcome: str
    legal_basis: str
    letter: str
    papers: tuple[Paper, ...]


SERVICES = (
    SeedService(
        "lapor-keberadaan", "presence", "new",
        "Lapor keberadaan ormas berbadan hukum",
        "Untuk yayasan atau perkumpulan yang sudah punya SK AHU dan berkegiatan di kota ini. Hasilnya surat keterangan keberadaan.",
        "Yayasan dan perkumpulan yang sudah disahkan Kementerian Hukum (punya SK AHU) dan bersekretariat atau berkegiatan di kota ini. "
        "Cabang dari organisasi pusat juga melapor di sini. Melapor tidak mengubah status badan hukum Anda; ormas berbadan hukum tidak memerlukan SKT.",
        STEPS_CITY,
        "Surat keterangan keberadaan dari kota, bernomor dan berkode QR, berlaku lima tahun. Organisasi Anda tampil di daftar ormas, "
        "dan ketuanya menerima kode untuk membuka halaman sendiri.",
        LAW_PRESENCE, PRESENCE_LETTER, papers.PRESENCE_NEW,
    ),
    SeedService(
        "perpanjangan-keberadaan", "presence", "renewal",
        "Perpanjangan surat keterangan keberadaan",
        "Untuk ormas berbadan hukum yang surat keterangannya akan atau sudah habis masa berlakunya.",
        "Yayasan dan perkumpulan yang sudah terdaftar di kota ini. Ajukan sejak tiga bulan sebelum surat lama habis; data yang tidak berubah cukup dipastikan.",
        STEPS_CITY,
        "Surat keterangan keberadaan yang baru, berlaku lima tahun.",
        LAW_PRESENCE, PRESENCE_LETTER, papers.PRESENCE_RENEWAL,
    ),
    SeedService(
        "perubahan-data", "presence", "change",
        "Perubahan data ormas",
        "Pengurus berganti, sekretariat pindah, nama, bidang, atau NPWP berubah: beri tahu kami di sini.",
        "Ormas berbadan hukum yang sudah terdaftar di kota ini. Cukup isi bagian yang berubah. Pergantian pengurus diberitahukan paling lama 30 hari setelah terjadi.",
        STEPS_CITY,
        "Surat keterangan keberadaan dengan data yang baru. Data lama tetap tersimpan sebagai riwayat.",
        LAW_PRESENCE + "\nUU 17/2013 pasal 30 dan PP 58/2016 pasal 72: perubahan pengurus diberitahukan dalam 30 hari", PRESENCE_LETTER, papers.PRESENCE_CHANGE,
    ),
    SeedService(
        "pengantar-skt", "skt", "new",
        "Pengantar Surat Keterangan Terdaftar (SKT)",
        "Untuk ormas tanpa badan hukum. Kota memeriksa berkas dan meneruskannya kepada Menteri Dalam Negeri yang menerbitkan SKT.",
        "Ormas yang tidak berbadan hukum, didirikan dengan akta notaris oleh sedikitnya tiga warga negara Indonesia. "
        "Semua pengurus adalah warga negara Indonesia. Mendaftar adalah pilihan: ormas yang tidak mendaftar tidak dilarang.",
        STEPS_MINISTRY,
        "Surat pengantar dari kota, lalu SKT dari Menteri Dalam Negeri yang berlaku lima tahun.",
        LAW_SKT, SKT_LETTER, papers.SKT_NEW,
    ),
    SeedService(
        "perpanjangan-skt", "skt", "renewal",
        "Perpanjangan SKT",
        "Untuk ormas tanpa badan hukum yang SKT-nya akan atau sudah habis masa berlakunya.",
        "Ormas tidak berbadan hukum yang pernah memegang SKT dari Menteri Dalam Negeri. Berkasnya diperiksa seperti pendaftaran baru.",
        STEPS_MINISTRY,
        "Surat pengantar dari kota, lalu SKT yang baru dari Menteri Dalam Negeri.",
        LAW_SKT, SKT_LETTER, papers.SKT_RENEWAL,
    ),
    SeedService(
        "perubahan-skt", "skt", "change",
        "Perubahan SKT",
        "Untuk pemegang SKT yang nama, bidang, NPWP, atau alamatnya berubah. Kota meneruskannya kepada Menteri Dalam Negeri.",
        "Ormas pemegang SKT yang masih berlaku. Cukup isi bagian yang berubah dan lampirkan buktinya.",
        STEPS_MINISTRY,
        "Surat pengantar dari kota, lalu perubahan SKT dari Menteri Dalam Negeri.",
        LAW_SKT + "\nPP 58/2016 pasal 16 sampai 19: perubahan SKT, diputuskan Menteri dalam 14 hari kerja", SKT_LETTER, papers.SKT_CHANGE,
    ),
)  # fmt: skip
