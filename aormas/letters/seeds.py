"""The letters that a new office begins with: one book, three types. All of it can be changed in the settings."""

from __future__ import annotations

from typing import Any

from aormas.core import audit, clock
from aormas.core.database import db
from aormas.core.office import Office
from aormas.letters.models import LetterBook, LetterTemplate, LetterType

BOOK = "keberadaan"
PRESENCE, COVER, REFUSAL = "surat-keterangan-keberadaan", "surat-pengantar-skt", "surat-penolakan"

PRESENCE_BODY = """\
Yang bertanda tangan di bawah ini, {jabatan_penandatangan} {kota}, berdasarkan Peraturan Pemerintah Nomor 58 Tahun \
2016 tentang Pelaksanaan Undang-Undang Nomor 17 Tahun 2013 tentang Organisasi Kemasyarakatan, menerangkan bahwa \
organisasi kemasyarakatan:

Nama : {nama_ormas}
Singkatan : {singkatan}
Bentuk : {bentuk}
Bidang kegiatan : {bidang}
Pengesahan : {nomor_ahu}, tanggal {tanggal_ahu}
Akta pendirian : Nomor {nomor_akta}, tanggal {tanggal_akta}
Notaris : {notaris}
NPWP : {npwp}
Sekretariat : {alamat}, Kelurahan {kelurahan}, Kecamatan {kecamatan}
Ketua : {ketua}
Sekretaris : {sekretaris}
Bendahara : {bendahara}
SK pengurus : {nomor_sk_pengurus}
Masa bakti : {masa_bakti}
Nomor register : {nomor_register}

telah melaporkan keberadaannya kepada {instansi} {kota} dan tercatat dalam daftar organisasi kemasyarakatan.

Surat keterangan ini berlaku sampai dengan {berlaku_sampai}. Setiap perubahan data dilaporkan kepada {instansi}; \
perubahan susunan pengurus paling lambat 30 (tiga puluh) hari setelah terjadi. Perkembangan dan kegiatan organisasi \
dilaporkan setiap 6 (enam) bulan.

Demikian surat keterangan ini dibuat untuk dipergunakan sebagaimana mestinya.
"""

COVER_BODY = """\
Dengan hormat, sesuai dengan Pasal 10 Peraturan Pemerintah Nomor 58 Tahun 2016 tentang Pelaksanaan Undang-Undang \
Nomor 17 Tahun 2013 tentang Organisasi Kemasyarakatan, bersama ini kami teruskan permohonan pendaftaran untuk \
memperoleh surat keterangan terdaftar dari organisasi kemasyarakatan tidak berbadan hukum:

Nama : {nama_ormas}
Singkatan : {singkatan}
Bidang kegiatan : {bidang}
Akta pendirian : Nomor {nomor_akta}, tanggal {tanggal_akta}
Notaris : {notaris}
NPWP : {npwp}
Sekretariat : {alamat}, Kelurahan {kelurahan}, Kecamatan {kecamatan}, {kota}
Ketua : {ketua}
Sekretaris : {sekretaris}
Bendahara : {bendahara}
SK pengurus : {nomor_sk_pengurus}
Masa bakti : {masa_bakti}
Nomor permohonan : {nomor_permohonan}, tanggal {tanggal_permohonan}

Berkas permohonan telah kami periksa dan dinyatakan lengkap. Selanjutnya kami mohon permohonan tersebut dapat \
diproses sesuai dengan ketentuan peraturan perundang-undangan.

Demikian disampaikan. Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.
"""

REFUSAL_BODY = """\
Sehubungan dengan permohonan Nomor {nomor_permohonan} tanggal {tanggal_permohonan} atas nama {nama_ormas}, dengan \
ini kami beritahukan bahwa permohonan tersebut belum dapat kami kabulkan.

Alasan : {alasan}
Dasar hukum : {dasar_hukum}

Apabila Saudara tidak menerima keputusan ini, Saudara dapat mengajukan keberatan kepada {instansi} {kota} paling \
lambat 21 (dua puluh satu) hari kerja sejak keputusan ini diumumkan atau diterima, sesuai dengan Pasal 77 \
Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan. Keberatan diajukan secara tertulis, melalui \
halaman pelacakan permohonan atau di loket kami.

Keberatan kami selesaikan paling lambat 10 (sepuluh) hari kerja sejak diterima. Apabila dalam waktu tersebut \
keberatan tidak kami selesaikan, keberatan dianggap dikabulkan.

Permohonan baru dapat diajukan kapan saja setelah alasan di atas dipenuhi, tanpa biaya.

Demikian disampaikan. Atas perhatian Saudara, kami ucapkan terima kasih.
"""

COVER_SUBJECT = "Permohonan surat keterangan terdaftar (SKT) {nama_ormas}"
REFUSAL_SUBJECT = "Penolakan permohonan {nomor_permohonan}"


def on_set_up(office: Office, by: Any) -> None:
    """Give an office that was just set up its book and its letter types; runs in the transaction of the set-up."""
    book = LetterBook(
        code=BOOK, title="Buku register surat ormas", pattern="200.1.4.4/{urut}/425.207/{tahun}", class_code="200.1.4.4"
    )
    db.session.add(book)
    db.session.flush()
    for kind in (_presence(book, office), _cover(book, office), _refusal(book)):
        db.session.add(kind)
    audit.record(by, "letter.book_added", book, pattern=book.pattern)


def _presence(book: LetterBook, office: Office) -> LetterType:
    return LetterType(
        code=PRESENCE, title="Surat keterangan keberadaan", book=book, validity_years=5, public=True,
        authority=f"a.n. {office.mayor_title}", copies="",
        templates=[_text("statement", "Surat Keterangan Keberadaan Organisasi Kemasyarakatan", "", PRESENCE_BODY)],
    )  # fmt: skip


def _cover(book: LetterBook, office: Office) -> LetterType:
    addressee = "Yth. Menteri Dalam Negeri\nc.q. Direktur Jenderal Politik dan Pemerintahan Umum\ndi Jakarta"
    return LetterType(
        code=COVER, title="Surat pengantar SKT", book=book, validity_years=None, public=True,
        authority=f"a.n. {office.mayor_title}", copies=f"{office.mayor_title} (sebagai laporan)",
        templates=[_text("letter", COVER_SUBJECT, addressee, COVER_BODY, "1 (satu) berkas")],
    )  # fmt: skip


def _refusal(book: LetterBook) -> LetterType:
    return LetterType(
        code=REFUSAL, title="Surat penolakan", book=book, validity_years=None, public=False, authority="", copies="",
        templates=[_text("letter", REFUSAL_SUBJECT, "Yth. Ketua {nama_ormas}\n{alamat}\ndi {kota}", REFUSAL_BODY)],
    )  # fmt: skip


def _text(layout: str, subject: str, addressee: str, body: str, attachments: str = "") -> LetterTemplate:
    return LetterTemplate(
        valid_from=clock.today(), layout=layout, subject=subject, addressee=addressee, attachments=attachments,
        body=body, created_at=clock.now(),
    )  # fmt: skip
