"""What a field visit looks at. Pure. The words are Indonesian: they stand on the printed form and in the minutes."""

from __future__ import annotations

from collections.abc import Mapping

YES_NO = ("yes", "no", "unknown")
PRINTED = {"yes": "Ya", "no": "Tidak", "unknown": "Tidak diketahui"}

# Questions answered by yes, no or unknown: code → how the form and the minutes put it.
QUESTIONS = {
    "address_found": "Alamat ditemukan sesuai data",
    "name_board": "Papan nama terpasang",
    "board_as_registered": "Pengurus sesuai data terdaftar",
    "active": "Ada kegiatan dalam enam bulan terakhir",
    "finance_book": "Buku keuangan tersedia",
    "emblem_breach": "Lambang atau bendera melanggar ketentuan",
    "complaints": "Ada keluhan warga sekitar",
}
# Further findings in words.
TEXTS = {
    "members": "Jumlah anggota",
    "coordinates": "Koordinat lokasi",
    "advice": "Saran",
}
OFFICES = {"own": "Milik sendiri", "rent": "Sewa", "borrowed": "Pinjam pakai", "home": "Rumah pengurus"}
CONCLUSIONS = {"active": "Aktif", "inactive": "Tidak aktif", "moved": "Pindah alamat", "disputed": "Dalam sengketa"}


def printed(findings: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what was found as label and result, in the order of the form; unanswered questions are left out."""
    rows = [
        (text, PRINTED.get(findings[code], findings[code])) for code, text in QUESTIONS.items() if findings.get(code)
    ]
    if findings.get("office"):
        rows.insert(2, ("Status kantor", OFFICES.get(findings["office"], findings["office"])))
    rows += [(text, findings[code]) for code, text in TEXTS.items() if code != "advice" and findings.get(code)]
    return tuple(rows)
