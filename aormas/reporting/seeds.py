"""What a fresh office begins reporting with. All of it is data that the office edits afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from aormas.core import clock
from aormas.core.database import db
from aormas.core.office import Office, office
from aormas.reporting.models import ReminderRule, ReportReason, ReportRule
from aormas.reporting.rules import kinds, periods

BOOK = "system"

# Kind → (days from the last day, channels, subject, text). Indonesian: people who are written to read it.
REMINDERS = (
    (kinds.SEMESTER, -14, "whatsapp,email,letter", "Laporan semester {nama}",
     "Yth. pengurus {nama}, {kewajiban} ditunggu paling lambat {tanggal}. Bila tidak ada kegiatan, cukup kirim laporan nihil: {alamat}. "
     "Bila perlu bantuan, silakan datang ke kantor. Terima kasih. {kantor}"),
    (kinds.SEMESTER, -3, "whatsapp,email,call", "Tiga hari lagi: laporan semester {nama}",
     "Yth. pengurus {nama}, {kewajiban} ditunggu paling lambat {tanggal}. Laporan bisa dikirim lewat ponsel di {alamat}. Terima kasih. {kantor}"),
    (kinds.SEMESTER, 7, "whatsapp,email,letter", "Laporan semester {nama} belum kami terima",
     "Yth. pengurus {nama}, {kewajiban} belum kami terima ({keadaan}). Laporan tetap kami terima: {alamat}, atau datang ke kantor dan kami bantu. "
     "Bila perlu waktu lagi, Anda bisa meminta perpanjangan. Terima kasih. {kantor}"),
    (kinds.SEMESTER, 30, "letter,call,whatsapp", "Laporan semester {nama} belum kami terima",
     "Yth. pengurus {nama}, {kewajiban} belum kami terima ({keadaan}). Mohon kabari kami bila ada kesulitan; laporan tetap bisa dikirim di {alamat} "
     "atau diisi di kantor. Terima kasih. {kantor}"),
    (kinds.SEMESTER, 90, "whatsapp,email,letter", "Laporan semester {nama} masih kami tunggu",
     "Yth. pengurus {nama}, {kewajiban} masih kami tunggu ({keadaan}). Bila organisasi sudah tidak berkegiatan, laporan nihil pun cukup: {alamat}. "
     "Bila ada kesulitan, mohon kabari kami atau datang ke kantor; kami bantu mengisinya. Terima kasih. {kantor}"),
    (kinds.CONFIRMATION, -7, "whatsapp,email", "Konfirmasi data {nama}",
     "Yth. pengurus {nama}, mohon periksa dan konfirmasi data organisasi di {alamat} paling lambat {tanggal}. Terima kasih. {kantor}"),
    (kinds.BOARD, -60, "whatsapp,email,letter", "Masa bakti pengurus {nama}",
     "Yth. pengurus {nama}, menurut catatan kami masa bakti pengurus berakhir pada {tanggal}. Bila sudah ada pengurus baru, mohon laporkan dengan "
     "SK-nya lewat {alamat} atau di kantor. Terima kasih. {kantor}"),
    (kinds.BOARD, 14, "whatsapp,email,letter", "Masa bakti pengurus {nama}",
     "Yth. pengurus {nama}, menurut catatan kami masa bakti pengurus sudah berakhir pada {tanggal}. Mohon laporkan pengurus yang baru lewat {alamat} "
     "atau di kantor. Terima kasih. {kantor}"),
    (kinds.BASIS, -90, "whatsapp,email,letter", "SKT {nama}",
     "Yth. pengurus {nama}, menurut catatan kami SKT berlaku sampai {tanggal}. Berkas perpanjangan bisa diajukan lewat {alamat} atau di kantor. "
     "Terima kasih. {kantor}"),
    (kinds.LETTER, -30, "whatsapp,email", "Surat dari kantor untuk {nama}",
     "Yth. pengurus {nama}, {kewajiban} berlaku sampai {tanggal}. Bila ingin memperpanjang, silakan ajukan lewat {alamat} atau di kantor. "
     "Terima kasih. {kantor}"),
)  # fmt: skip
# Verdict, title, text as the organisation reads it.
REASONS = (
    ("noted", "Foto kurang jelas", "Foto kegiatan tidak memperlihatkan kegiatannya. Mohon kirim foto yang lain bila ada."),
    ("noted", "Tempat atau tanggal belum lengkap", "Mohon lengkapi tempat dan tanggal kegiatan."),
    ("noted", "Biaya belum dijelaskan", "Mohon tulis biaya dan asal dananya, juga bila nol."),
    ("noted", "Hasil kegiatan belum ditulis", "Mohon tulis satu atau dua kalimat tentang hasil kegiatan."),
    ("noted", "Nama penanda tangan berbeda", "Nama ketua atau sekretaris berbeda dengan catatan kami. Bila pengurus berganti, mohon laporkan perubahannya."),
    ("rejected", "Laporan untuk organisasi lain", "Isi laporan ini bukan tentang organisasi Anda. Mohon kirim laporan yang benar."),
    ("rejected", "Salinan laporan sebelumnya", "Isi dan fotonya sama dengan laporan sebelumnya. Mohon tulis kegiatan semester ini, atau kirim laporan nihil."),
    ("rejected", "Isi tidak terbaca", "Isi laporan tidak terbaca. Mohon kirim ulang, atau datang ke kantor dan kami bantu."),
)  # fmt: skip


def on_set_up(office: Office, by: Any) -> None:
    """Seed inside the transaction of the first set-up (listener of `office.set_up`)."""
    plant(office)


def ensure() -> None:
    """Seed an office that was set up before it had reporting. Call inside a transaction."""
    row = office()
    if row.set_up_at is not None:
        plant(row)


def plant(row: Office) -> None:
    """Add the first rule, reminders and stock reasons where there are none yet."""
    if not db.session.scalar(select(func.count(ReportRule.id))):
        starts = periods.span_of(clock.today(), 6).starts_on
        db.session.add(
            ReportRule(
                valid_from=starts,
                addressee=f"{row.mayor_title} c.q. {row.agency}",
                set_by=BOOK,
                recorded_at=clock.now(),
            )
        )
        for kind, days, channels, subject, text in REMINDERS:
            db.session.add(
                ReminderRule(
                    kind=kind, days=days, channels=channels, subject=subject, text=text, valid_from=starts, set_by=BOOK
                )
            )
        for position, (verdict, title, text) in enumerate(REASONS):
            db.session.add(ReportReason(verdict=verdict, title=title, text=text, position=position))
        db.session.flush()
