"""The data dictionary: what each column of the open data means, with an example; what the codes stand for."""

from __future__ import annotations

from flask_babel import gettext as _

from aormas.organizations import presentation
from aormas.organizations.exports.open_data import COLUMNS
from aormas.organizations.models import FIELDS


def rows() -> list[tuple[str, str, str, str]]:
    """Return (column, meaning, kind of value, example) of each column in its order."""
    kinds = {
        "text": _("text"), "code": _("code"), "date": _("date"), "list": _("several values"), "address": _("web address"),
    }  # fmt: skip
    told = _meanings()
    return [(column.name, told[column.name][0], kinds[column.kind], told[column.name][1]) for column in COLUMNS]


def _meanings() -> dict[str, tuple[str, str]]:
    return {
        "nomor_register": (_("The organisation's number in the register. It never changes and is never given to another."), "ORM-3574-0042"),
        "alamat_profil": (_("The public profile. It stays the same when the name changes."), "/ormas/forum-pemuda-contoh"),
        "nama": (_("The present name."), "Forum Pemuda Contoh"),
        "singkatan": (_("The acronym, if there is one."), "FPC"),
        "nama_terdahulu": (_("Former names, the oldest first."), "Karang Pemuda Contoh"),
        "bentuk_kode": (_("Code of the legal form."), "perkumpulan"),
        "bentuk": (_("Legal form."), "Perkumpulan"),
        "bidang_kode": (_("Codes of the fields of activity, the main one first."), "pemuda | sosial"),
        "bidang": (_("Fields of activity."), "Kepemudaan | Sosial kemanusiaan"),
        "kecamatan_kode": (_("Code of the kecamatan, by the Ministry of Home Affairs."), "35.74.03"),
        "kecamatan": (_("Kecamatan of the secretariat."), "Mayangan"),
        "kelurahan_kode": (_("Code of the kelurahan, by the Ministry of Home Affairs."), "35.74.03.1004"),
        "kelurahan": (_("Kelurahan of the secretariat."), "Jati"),
        "status_kode": (_("Code of the present status."), "aktif"),
        "status": (_("Present status."), "Aktif"),
        "status_sejak": (_("Since when the status holds, where that is known."), "2025-03-14"),
        "status_alasan": (_("Why, where the office decided it (for example: dissolved)."), "Keputusan musyawarah anggota"),
        "tanggal_berdiri": (_("Day of founding."), "2018-08-17"),
        "dasar_hukum_kode": (_("ahu: decree of the Ministry of Law; skt: registration certificate of the Minister of Home Affairs."), "ahu"),
        "dasar_hukum_nomor": (_("Number of the decree or certificate."), "AHU-0002887.AH.01.07.TAHUN 2019"),
        "dasar_hukum_tanggal": (_("Its day."), "2019-03-01"),
        "dasar_hukum_berlaku_sampai": (_("Until when it holds; empty when it has no end."), "2029-02-28"),
        "masa_bakti_mulai": (_("First day of the present board's term."), "2025-03-15"),
        "masa_bakti_berakhir": (_("Last day of the present board's term."), "2030-03-14"),
        "ketua": (_("The chair's name, where the office shows it to everyone."), "Siti Contoh"),
        "sekretaris": (_("The secretary's name, where the office shows it to everyone."), "Bagus Contoh"),
        "bendahara": (_("The treasurer's name, where the office shows it to everyone."), ""),
        "tujuan": (_("What the organisation is for, in its own words."), "Memajukan kegiatan pemuda"),
        "masuk_daftar": (_("Day of entry in this register."), "2024-05-02"),
        "diubah": (_("Day on which a fact changed last."), "2026-11-20"),
        "bergabung_ke_nomor_register": (_("Register number of the organisation that it merged with, if that one is in this register."), "ORM-3574-0007"),
        "bergabung_ke_nama": (_("Name of the organisation that it merged with."), "Yayasan Contoh Bersama"),
        "pindah_ke": (_("Town or regency to which it moved."), "Kabupaten Malang"),
        "laporan_terakhir": (_("The last period on which the organisation reported its activities to the office."), "Semester I 2026"),
        "laporan_terakhir_tanggal": (_("Day of that report; what was rejected does not count."), "2026-07-14"),
        "status_laporan": (_("How its report stands on the day of the file, as its profile says it; empty when it owes none."), "Semester I 2026: melapor tepat waktu pada 14 Juli 2026."),
    }  # fmt: skip


def codes() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (column, [(code, what it is called)]) of the columns that hold codes of the register's own."""
    statuses = [(code, word) for code, (word, _tone) in presentation.status_words().items()]
    return [
        ("bentuk_kode", list(presentation.form_words().items())),
        ("bidang_kode", list(FIELDS.items())),
        ("status_kode", statuses),
    ]


def examples() -> list[tuple[str, str]]:
    """Return (address, what it gives) of filtered lists."""
    return [
        ("/ormas.csv", _("the whole register as CSV")),
        ("/ormas.json?kecamatan=35.74.03&bidang=pemuda", _("youth organisations of one kecamatan as JSON")),
        ("/ormas.xlsx?status=aktif", _("active organisations as a workbook for Excel")),
        ("/ormas.csv?masa_bakti=2027-01-01..2027-03-31", _("boards whose term ends in the first three months of 2027")),
        ("/ormas.json?q=nelayan", _("what the search finds")),
    ]
