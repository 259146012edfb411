"""Words for codes, as lists write them: legal forms, fields of activity, scopes, buildings, offices, gender. Pure."""

from __future__ import annotations

import re

from aormas.core.identifiers import fold

_FORMS = (
    ("tidak_berbadan_hukum", r"\b(tidak|non|belum|bukan|tanpa) (ber)?badan hukum\b|\b(tbh|non bh|skt)\b"),
    ("yayasan", r"\byayasan\b"),
    ("perkumpulan", r"\b(perkumpulan|perhimpunan berbadan hukum)\b"),
)
_FIELDS = (
    ("agama", r"agama|islam|dakwah|rohani|gereja|masjid|majelis taklim|religi"),
    ("pemuda", r"pemuda|kepemudaan|remaja"),
    ("perempuan", r"perempuan|wanita|gender"),
    ("bencana", r"bencana"),
    ("antinarkoba", r"(anti)?narkoba|napza|narkotika"),
    ("pendidikan", r"pendidikan|sekolah|literasi|pelatihan"),
    ("kesehatan", r"kesehatan|medis|disabilitas"),
    ("lingkungan", r"lingkungan|alam|sampah"),
    ("budaya", r"budaya|seni|adat"),
    ("ekonomi", r"ekonomi|umkm|koperasi|usaha|petani|nelayan|pertanian"),
    ("hukum", r"hukum|ham|advokasi"),
    ("tata_kelola", r"tata kelola|pemerintahan|demokrasi|kebijakan|anggaran|antikorupsi"),
    ("profesi", r"profesi|wartawan|pers|guru"),
    ("kebangsaan", r"kebangsaan|bela negara|veteran|pancasila|nasionalisme"),
    ("olahraga", r"olahraga|olah raga|hobi|otomotif"),
    ("sosial", r"sosial|kemanusiaan|kemasyarakatan|santunan|yatim"),
    ("lainnya", r"lain"),
)
_SCOPES = (
    ("nasional", r"nasional|pusat|indonesia"), ("provinsi", r"provinsi|propinsi|prov|wilayah|jatim|jawa timur"),
    ("kota", r"kota|kabupaten|kab|lokal|daerah|cabang"),
)  # fmt: skip
_TENURES = (
    ("borrowed", r"pinjam|numpang|menumpang|hibah pakai"),
    ("rent", r"sewa|kontrak"),
    ("own", r"milik|sendiri|hak"),
)
_OFFICES = (
    ("secretary", r"sekretaris|sekjen|sekertaris"), ("treasurer", r"bendahara"), ("patron", r"pembina"),
    ("advisor", r"penasehat|penasihat|pengawas"), ("founder", r"pendiri"), ("chair", r"ketua|pimpinan|direktur|koordinator"),
)  # fmt: skip
_DEPUTY = r"^(wakil|wkl|waka)\b|\b(ii|iii|2|3)$|\b(bidang|seksi|divisi|departemen)\b|\banggota\b"


def form(text: str) -> str:
    """Return the legal form that a text names, "" for words that are none (LSM, OKP, paguyuban)."""
    return next((code for code, pattern in _FORMS if re.search(pattern, fold(text))), "")


def fields(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the codes of the fields of activity that a text names, and the words that name none."""
    found: list[str] = []
    unknown: list[str] = []
    for part in re.split(r"[,;/&\n]|\bdan\b", text):
        plain = fold(part)
        codes = [code for code, pattern in _FIELDS if re.search(rf"\b(ke)?({pattern})", plain)]
        found += codes[:1]
        if plain and not codes:
            unknown.append(part.strip())
    return tuple(dict.fromkeys(found)), unknown


def scope(text: str) -> str:
    """Return the scope that a text names, "" for none."""
    return next((code for code, pattern in _SCOPES if re.search(rf"\b({pattern})\b", fold(text))), "")


def tenure(text: str) -> str:
    """Return whose the building is, "" when the text does not say."""
    return next((code for code, pattern in _TENURES if re.search(rf"\b({pattern})", fold(text))), "")


def office(text: str) -> str:
    """Return the office that a title names; deputies and heads of sections are further members."""
    plain = fold(text)
    if re.search(_DEPUTY, plain):
        return "member"
    return next((code for code, pattern in _OFFICES if re.search(rf"\b({pattern})", plain)), "member")


def gender(text: str) -> str:
    """Return L or P, "" when the text says neither."""
    plain = fold(text)
    if plain in {"l", "lk", "laki", "laki laki", "pria", "m"}:
        return "L"
    return "P" if plain in {"p", "pr", "perempuan", "wanita", "w", "f"} else ""
