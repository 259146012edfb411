"""The papers that services ask for (PP 58/2016 art. 9–13; lists of the counters), as an office begins with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aormas.registration.rules.completeness import CONDITIONAL, OPTIONAL, REQUIRED
from aormas.registration.seeds import samples


@dataclass(frozen=True)
class Paper:
    """One paper as data; `sensitive` papers are special personal data (UU 27/2022 art. 4)."""

    code: str
    title: str
    help: str
    mistake: str
    necessity: str = REQUIRED
    condition: str = ""
    sample: str = ""
    sensitive: bool = False


APPLICATION = Paper(
    "permohonan",
    "Surat permohonan",
    "Surat di atas kertas berkop organisasi, bertanggal dan bernomor, ditandatangani ketua dan sekretaris serta dicap.",
    "Surat belum bertanggal, atau hanya ditandatangani satu orang.",
    sample=samples.APPLICATION_PRESENCE,
)
DECREE = Paper(
    "sk-ahu",
    "SK pengesahan badan hukum (SK AHU)",
    "Keputusan Menteri Hukum tentang pengesahan yayasan atau perkumpulan. Semua halaman, termasuk lampirannya.",
    "Hanya halaman pertama yang difoto. Nomor di bagian atas harus terbaca jelas.",
)
DEED = Paper(
    "akta",
    "Akta pendirian dengan AD/ART",
    "Akta notaris yang memuat anggaran dasar: nama dan lambang, kedudukan, asas dan tujuan, kepengurusan, hak dan kewajiban anggota, "
    "keuangan, penyelesaian sengketa dan pengawasan, serta pembubaran. Sertakan anggaran rumah tangga bila ada.",
    "Halaman di tengah terlewat. Pindai semua halaman dalam satu PDF, atau foto halaman demi halaman.",
)
BOARD_DECISION = Paper(
    "sk-pengurus",
    "SK kepengurusan",
    "Keputusan yang mengangkat pengurus sekarang menurut AD/ART, lengkap dengan susunan pengurus dan masa baktinya.",
    "Masa bakti sudah lewat, atau tanggal mulai dan berakhirnya tidak tertulis.",
)
PROGRAMME = Paper(
    "program-kerja",
    "Program kerja",
    "Rencana kegiatan untuk masa bakti pengurus, ditandatangani ketua dan sekretaris.",
    "Hanya berisi judul kegiatan tanpa waktu dan sasaran.",
    sample=samples.PROGRAMME,
)
BIOGRAPHIES = Paper(
    "biodata",
    "Biodata ketua, sekretaris, dan bendahara",
    "Satu lembar untuk tiap orang, ditandatangani yang bersangkutan. Boleh digabung menjadi satu berkas.",
    "Biodata salah satu dari tiga orang tertinggal.",
    sample=samples.BIOGRAPHY,
    sensitive=True,
)
PORTRAITS = Paper(
    "pas-foto",
    "Pas foto ketua, sekretaris, dan bendahara",
    "Foto berwarna 4 × 6 dari ketiganya, dibuat paling lama tiga bulan terakhir. Boleh difoto dari cetakannya.",
    "Foto lama, atau foto kegiatan yang dipotong.",
    sensitive=True,
)
IDENTITY_CARDS = Paper(
    "ktp",
    "KTP ketua, sekretaris, dan bendahara",
    "KTP elektronik ketiganya. Taruh di tempat terang, foto dari atas, semua tulisan terbaca.",
    "Pantulan lampu menutupi NIK, atau KTP salah satu orang tertinggal.",
    sensitive=True,
)
TAX_NUMBER = Paper(
    "npwp",
    "NPWP organisasi",
    "Kartu atau surat keterangan NPWP atas nama organisasi, bukan atas nama ketua.",
    "Yang dikirim NPWP pribadi ketua.",
)
DOMICILE = Paper(
    "domisili",
    "Surat keterangan domisili sekretariat",
    "Surat dari lurah tentang alamat sekretariat. Alamatnya sama dengan yang Anda isikan.",
    "Alamat di surat berbeda dengan isian, atau masa berlakunya sudah lewat.",
)
PLACE = Paper(
    "kantor",
    "Bukti kepemilikan, sewa, atau izin pakai tempat",
    "Sertifikat, perjanjian sewa, atau surat izin dari pemilik. Untuk sewa, tanggal berakhirnya harus terbaca.",
    "Nama pemilik tidak sama dengan yang menandatangani izin.",
    sample=samples.USE_OF_PLACE,
)
FRONT = Paper(
    "foto-kantor",
    "Foto depan sekretariat dengan papan nama",
    "Satu foto dari depan: bangunan dan papan nama terlihat bersama, tulisannya terbaca.",
    "Papan nama difoto terlalu dekat sehingga bangunannya tidak terlihat.",
)
STATEMENT = Paper(
    "pernyataan",
    "Surat pernyataan bermeterai",
    "Satu surat berisi tujuh pernyataan, ditandatangani ketua dan sekretaris, meterai Rp10.000 (kertas atau elektronik).",
    "Meterai tidak dibubuhi tanda tangan, atau salah satu dari tujuh pernyataan dihapus.",
    sample=samples.STATEMENT,
)
RELIGION = Paper(
    "rekomendasi-agama",
    "Rekomendasi Kementerian Agama",
    "Surat rekomendasi untuk ormas yang kekhususannya di bidang agama.",
    "Rekomendasi atas nama organisasi lain atau sudah lewat masa berlakunya.",
    CONDITIONAL,
    "Bila ormas khusus bergerak di bidang agama",
)
BELIEF = Paper(
    "rekomendasi-kepercayaan",
    "Rekomendasi bidang kebudayaan",
    "Surat rekomendasi kementerian atau dinas yang mengurus kebudayaan, untuk ormas penghayat kepercayaan.",
    "Rekomendasi atas nama organisasi lain atau sudah lewat masa berlakunya.",
    CONDITIONAL,
    "Bila ormas bergerak di bidang kepercayaan terhadap Tuhan Yang Maha Esa",
)
CONSENT = Paper(
    "persetujuan",
    "Persetujuan pejabat atau tokoh dalam kepengurusan",
    "Pernyataan tertulis dari tiap pejabat negara, pejabat pemerintahan, atau tokoh masyarakat yang namanya dicantumkan.",
    "Nama tokoh tercantum tanpa persetujuan tertulisnya.",
    CONDITIONAL,
    "Bila ada pejabat atau tokoh masyarakat dalam kepengurusan",
    samples.CONSENT,
)
FORMER_LETTER = Paper(
    "surat-lama",
    "Surat keterangan yang lama",
    "Surat keterangan keberadaan atau surat keterangan terdaftar dari kota yang masa berlakunya akan atau sudah habis.",
    "Yang dikirim surat permohonan lama, bukan surat keterangannya.",
)
FORMER_SKT = Paper(
    "skt-lama",
    "SKT yang lama",
    "Surat Keterangan Terdaftar dari Menteri Dalam Negeri yang akan atau sudah habis masa berlakunya.",
    "Hanya halaman depan yang dikirim; nomor dan tanggal berakhirnya harus terbaca.",
)
PROOF = Paper(
    "bukti-perubahan",
    "Bukti perubahan",
    "Akta, keputusan rapat, atau surat lain yang menunjukkan apa yang berubah dan sejak kapan.",
    "Berita acara belum ditandatangani peserta rapat.",
)
NOTICE = replace(
    APPLICATION,
    title="Surat pemberitahuan perubahan",
    help="Surat berkop organisasi yang menyebut data semula dan data baru, ditandatangani ketua dan sekretaris serta dicap.",
    sample=samples.CHANGE,
)
SKT_APPLICATION = replace(
    APPLICATION,
    help="Surat kepada Menteri Dalam Negeri melalui kantor ini, ditandatangani pendiri dan pengurus. "
    "Bila pendiri sudah meninggal atau berhalangan tetap, cukup pengurus.",
    mistake="Hanya ditandatangani pengurus, padahal pendirinya masih ada.",
    sample=samples.APPLICATION_SKT,
)


def when(paper: Paper, condition: str) -> Paper:
    """Return a paper that is only needed under a condition."""
    return replace(paper, necessity=CONDITIONAL, condition=condition)


SPECIAL = (RELIGION, BELIEF, CONSENT)
PEOPLE = (BIOGRAPHIES, PORTRAITS, IDENTITY_CARDS)
HOUSE = (DOMICILE, PLACE, FRONT)

PRESENCE_NEW = (APPLICATION, DECREE, DEED, BOARD_DECISION, PROGRAMME, *PEOPLE, TAX_NUMBER, *HOUSE, STATEMENT, *SPECIAL)
PRESENCE_RENEWAL = (
    APPLICATION,
    FORMER_LETTER,
    when(DECREE, "Bila SK AHU berubah sejak surat yang lama"),
    BOARD_DECISION,
    PROGRAMME,
    *(when(paper, "Bila ketua, sekretaris, atau bendahara berganti") for paper in PEOPLE),
    DOMICILE,
    when(PLACE, "Bila sekretariat pindah atau sewanya diperpanjang"),
    replace(FRONT, necessity=OPTIONAL),
    STATEMENT,
)
PRESENCE_CHANGE = (
    NOTICE,
    PROOF,
    when(DECREE, "Bila nama atau anggaran dasar berubah"),
    when(BOARD_DECISION, "Bila pengurus berganti"),
    *(when(paper, "Bila ketua, sekretaris, atau bendahara berganti") for paper in (BIOGRAPHIES, IDENTITY_CARDS)),
    *(when(paper, "Bila sekretariat pindah") for paper in HOUSE),
    when(TAX_NUMBER, "Bila NPWP berubah"),
)
SKT_NEW = (SKT_APPLICATION, DEED, PROGRAMME, BOARD_DECISION, *PEOPLE, TAX_NUMBER, *HOUSE, STATEMENT, *SPECIAL)
SKT_RENEWAL = (SKT_APPLICATION, FORMER_SKT, *SKT_NEW[1:])
SKT_CHANGE = (
    replace(
        NOTICE,
        help="Surat kepada Menteri Dalam Negeri melalui kantor ini yang menyebut data semula dan data baru, ditandatangani pengurus.",
    ),
    FORMER_SKT,
    PROOF,
    *(when(paper, "Bila sekretariat pindah") for paper in HOUSE),
    when(TAX_NUMBER, "Bila NPWP berubah"),
    when(DEED, "Bila nama, bidang, atau anggaran dasar berubah"),
)
