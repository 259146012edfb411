"""Texts that officers send by hand when something ends: Indonesian, since people who are written to read it. Pure."""

from __future__ import annotations

TEXTS = {
    "board": "Yth. pengurus {name}, menurut catatan {office}, masa bakti pengurus {when} pada {date}. Bila sudah ada pengurus baru, mohon laporkan "
    "dengan SK-nya lewat portal atau datang ke kantor. Terima kasih.",
    "basis": "Yth. pengurus {name}, menurut catatan {office}, SKT {when} pada {date}. Bila ingin memperpanjang, mohon ajukan berkasnya lewat portal "
    "atau datang ke kantor. Terima kasih.",
    "domicile": "Yth. pengurus {name}, menurut catatan {office}, surat domisili sekretariat {when} pada {date}. Mohon kirimkan surat yang baru lewat "
    "portal atau datang ke kantor. Terima kasih.",
    "lease": "Yth. pengurus {name}, menurut catatan {office}, sewa sekretariat {when} pada {date}. Bila pindah alamat, mohon laporkan alamat barunya "
    "lewat portal atau datang ke kantor. Terima kasih.",
    "letter": "Yth. pengurus {name}, {title} dari {office} {when} pada {date}. Bila ingin memperpanjang, mohon ajukan lewat portal atau datang ke "
    "kantor. Terima kasih.",
}


def text(kind: str, *, name: str, office: str, date: str, past: bool, title: str = "") -> str:
    """Return the text about an end; dates are given as people read them."""
    return TEXTS[kind].format(
        name=name, office=office, date=date, when="berakhir" if not past else "sudah berakhir", title=title or "surat"
    )
