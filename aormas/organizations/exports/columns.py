"""The columns of lists that go out: the register whole, and what the province and SIORMAS ask for. Data in one place.

`REGISTER` begins with the 18 fields of the official form (Permendagri 33/2012, annex), then the later form's, then ours; its
headings are understood by the import. The form of SIORMAS is not public: `SIORMAS` follows the later form as provinces
use it (design, domain 6) and is mended here when the operator hands out another map.
"""

from __future__ import annotations

# (heading, what stands below it: a key of `lists.value`)
REGISTER: tuple[tuple[str, str], ...] = (
    ("Nomor Register", "register_number"), ("Nama Ormas", "name"), ("Singkatan", "acronym"), ("Bidang", "fields"), ("Ruang Lingkup", "scope"),
    ("Alamat Sekretariat", "address"), ("Kelurahan", "village"), ("Kecamatan", "district"), ("Kode Pos", "postcode"),
    ("Tempat Pendirian", "founded_at"), ("Tanggal Pendirian", "founded_on"), ("Asas/Ciri", "characteristic"), ("Tujuan", "purpose"),
    ("Pendiri", "founder"), ("Pembina", "patron"), ("Penasihat", "advisor"), ("Ketua", "chair"), ("Sekretaris", "secretary"),
    ("Bendahara", "treasurer"), ("Masa Bakti Mulai", "term_start"), ("Masa Bakti Berakhir", "term_end"),
    ("Badan Keputusan Tertinggi", "highest_body"), ("Unit Otonom/Sayap", "wings"), ("Unit Usaha", "businesses"), ("Sumber Dana", "funding"),
    ("Lambang dan Bendera", "emblem_text"),
    ("Bentuk", "form"), ("No. AHU", "ahu"), ("Tgl AHU", "ahu_date"), ("No. SKT", "skt"), ("Tgl SKT", "skt_date"), ("SKT Berlaku s.d.", "skt_until"),
    ("No. Akta", "deed_number"), ("Tgl Akta", "deed_date"), ("Nama Notaris", "notary"), ("NPWP", "npwp"), ("Telepon", "phone"), ("Email", "email"),
    ("Website", "website"), ("NIK Ketua", "chair.nik"), ("No HP Ketua", "chair.phone"), ("NIK Sekretaris", "secretary.nik"),
    ("No HP Sekretaris", "secretary.phone"), ("NIK Bendahara", "treasurer.nik"), ("No HP Bendahara", "treasurer.phone"),
    ("No. SK Pengurus", "decree_number"), ("Tgl SK Pengurus", "decree_date"), ("Jumlah Anggota", "member_count"),
    ("Induk Organisasi", "parent_name"), ("Status Kantor", "tenure"), ("No. Surat Domisili", "domicile_number"),
    ("Domisili Berlaku s.d.", "domicile_until"), ("Status", "status"), ("Status Sejak", "status_since"), ("Alasan Status", "status_reason"),
    ("Masuk Daftar", "entered_on"), ("Diubah", "changed_on"), ("Sumber Data", "source"),
)  # fmt: skip
SIORMAS: tuple[tuple[str, str], ...] = (
    ("NO", "count"), ("NAMA ORMAS", "name"), ("NAMA SINGKATAN", "acronym"), ("BENTUK", "form"), ("BIDANG KEGIATAN", "fields"), ("CIRI KHUSUS", "characteristic"),
    ("RUANG LINGKUP", "scope"), ("ALAMAT", "address"), ("KELURAHAN", "village"), ("KECAMATAN", "district"), ("KAB/KOTA", "city"), ("KODE POS", "postcode"),
    ("TELEPON", "phone"), ("EMAIL", "email"), ("TEMPAT PENDIRIAN", "founded_at"), ("TANGGAL PENDIRIAN", "founded_on"), ("TUJUAN", "purpose"),
    ("NO AKTA", "deed_number"), ("TANGGAL AKTA", "deed_date"), ("NAMA NOTARIS", "notary"), ("NO AHU", "ahu"), ("TANGGAL AHU", "ahu_date"),
    ("NO SKT", "skt"), ("TANGGAL SKT", "skt_date"), ("MASA BERLAKU SKT", "skt_until"), ("NPWP", "npwp"), ("NAMA KETUA", "chair"), ("NIK KETUA", "chair.nik"),
    ("NAMA SEKRETARIS", "secretary"), ("NIK SEKRETARIS", "secretary.nik"), ("NAMA BENDAHARA", "treasurer"), ("NIK BENDAHARA", "treasurer.nik"),
    ("MASA BAKTI MULAI", "term_start"), ("MASA BAKTI BERAKHIR", "term_end"), ("PENDIRI", "founder"), ("PEMBINA", "patron"), ("PENASIHAT", "advisor"),
    ("KEPUTUSAN TERTINGGI", "highest_body"), ("UNIT/SAYAP OTONOM", "wings"), ("USAHA ORGANISASI", "businesses"), ("SUMBER DANA", "funding"),
    ("LAMBANG DAN BENDERA", "emblem_text"), ("STATUS", "status"), ("NOMOR REGISTER", "register_number"),
)  # fmt: skip
SETS = {"register": REGISTER, "siormas": SIORMAS}
SECRET = ("chair.nik", "secretary.nik", "treasurer.nik")


def chosen(name: str, with_nik: bool) -> list[tuple[str, str]]:
    """Return the columns of a set; NIK only where asked for."""
    return [column for column in SETS[name] if with_nik or column[1] not in SECRET]
