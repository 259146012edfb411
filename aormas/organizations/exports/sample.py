"""An empty list for offices that begin one: the columns that an import knows, and one row as an example."""

from __future__ import annotations

from pathlib import Path

from aormas.core.sheets import writing

# Heading → an invented example.
COLUMNS = {
    "Nama Ormas": "Yayasan Contoh Bersama", "Singkatan": "YCB", "Bentuk": "Yayasan", "Bidang": "Sosial, Pendidikan", "Tanggal Berdiri": "17-08-2018",
    "No. AHU": "AHU-0001234.AH.01.04.Tahun 2019", "Tgl AHU": "01-03-2019", "No. SKT": "", "Tgl SKT": "", "SKT Berlaku s.d.": "",
    "No. Akta": "12", "Tgl Akta": "15-02-2019", "Nama Notaris": "Notaris Contoh, S.H.", "NPWP": "01.234.567.8-625.000",
    "Alamat Sekretariat": "Jalan Contoh 5 RT 01 RW 02", "Kelurahan": "Jati", "Kecamatan": "Mayangan", "Kode Pos": "67217", "Telepon": "0335 421234",
    "Email": "ormas@contoh.id", "Website": "", "Ketua": "Siti Contoh", "NIK Ketua": "", "No HP Ketua": "0812 3456 7890", "Sekretaris": "Bagus Contoh",
    "No HP Sekretaris": "", "Bendahara": "Dewi Contoh", "No HP Bendahara": "", "No. SK Pengurus": "01/SK/YCB/2025", "Tgl SK Pengurus": "15-03-2025",
    "Masa Bakti Mulai": "15-03-2025", "Masa Bakti Berakhir": "14-03-2030", "Jumlah Anggota": "35", "Induk Organisasi": "",
}  # fmt: skip


def write(target: Path) -> None:
    """Write the list."""
    table = writing.Table("Daftar Ormas", list(COLUMNS), [list(COLUMNS.values())])
    writing.write_xlsx(target, [table], title="Contoh daftar ormas")
