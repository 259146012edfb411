"""What the columns of a list hold, told from their headings as offices write them. Pure.

A target is a key of `TARGETS`; "" is a column that is not taken over. Numbers, dates and people are told apart by the
words around them: `Tgl` after `No. AHU` is the decree's date, `No HP Ketua` the chair's number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from aormas.core.identifiers import fold

PEOPLE = ("chair", "secretary", "treasurer", "patron", "advisor", "founder")
TARGETS = (
    "name", "acronym", "register_number", "form", "fields", "characteristic", "scope", "purpose", "founded", "founded_on", "founded_at",
    "member_count", "npwp",
    "ahu", "ahu_date", "skt", "skt_date", "skt_until", "basis", "basis_date", "basis_until", "basis_issuer", "deed", "deed_date", "notary",
    "address", "village", "district", "postcode", "tenure", "domicile", "domicile_until", "latitude", "longitude",
    "phone", "email", "website",
    *(f"{office}{part}" for office in PEOPLE[:3] for part in ("", ".nik", ".phone", ".email", ".gender")), *PEOPLE[3:],
    "board", "person", "office", "person.nik", "person.phone", "person.gender",
    "term", "term_start", "term_end", "decree", "decree_date",
    "parent_name", "highest_body", "wings", "businesses", "funding", "emblem_text",
)  # fmt: skip
# A second column of these adds to the first; of any other target only one column can be meant.
REPEATED = frozenset({"address"})
# Without any of these a row records nothing.
IMPORTANT = frozenset({"name", "person", "register_number"})

_SKIPPED = r"(no|nomor|nomer|nr|urut|no urut|nomor urut|n|paraf|tanda tangan|ttd)"
_DATE, _NUMBER = r"\b(tgl|tanggal|tertanggal|date)\b", r"\b(no|nomor|nomer)\b"
_END = r"\b(berlaku|berakhir|akhir|habis|sampai|s d|sd|expired?|kedaluwarsa|kadaluarsa|selesai|jatuh tempo)\b"
_START = r"\b(mulai|awal|sejak|dari|dimulai)\b"
_OF_OFFICE = r"\b(kantor|sekretariat|ormas|organisasi|lembaga|yayasan|perkumpulan)\b"
_MOBILE = r"\b(hp|wa|whatsapp|ponsel|handphone)\b"
_OFFICES = (
    ("chair", r"\b(ketua|pimpinan|direktur|koordinator|chairman)\b"),
    ("secretary", r"\b(sekretaris|sekjen|sekertaris|sekr)\b"),
    ("treasurer", r"\b(bendahara|bend)\b"),
    ("patron", r"\b(pembina)\b"),
    ("advisor", r"\b(penasehat|penasihat|pengawas)\b"),
    ("founder", r"\b(pendiri)\b"),
)
_PARTS = (
    (".nik", r"\b(nik|ktp)\b"),
    (".phone", r"\b(hp|telp|telepon|telpon|tlp|wa|whatsapp|ponsel|kontak|handphone)\b"),
    (".email", r"\b(e ?mail|surel)\b"),
    (".gender", r"\b(jenis kelamin|jk|l p|gender|kelamin)\b"),
)
# (pattern of the number's column, number, date, end): a date or end named with it belongs to it.
_PAPERS = (
    (r"\b(ahu|kemenkumham|menkumham|kumham|kemenkum|depkumham|badan hukum|pengesahan)\b", "ahu", "ahu_date", ""),
    (r"\b(skt|terdaftar)\b", "skt", "skt_date", "skt_until"),
    (r"\b(akta|akte)\b", "deed", "deed_date", ""),
    (r"\b(domisili|skd)\b", "domicile", "", "domicile_until"),
    (r"\bsk (pengurus|kepengurusan|susunan|pengangkatan)|\b(pelantikan)\b", "decree", "decree_date", "term_end"),
    (r"\b(legalitas|dasar hukum|sk|izin|ijin|keputusan)\b", "basis", "basis_date", "basis_until"),
)
_PLAIN = (
    (r"\bnpwp\b", "npwp"),
    (r"\b(kode ?pos)\b", "postcode"),
    (r"\b(register|registrasi|nomor induk|no induk|no reg)\b", "register_number"),
    (r"\b(singkatan|akronim|nama (singkat|pendek)|disingkat)\b", "acronym"),
    (r"\b(e ?mail|surel)\b", "email"),
    (r"\b(website|web|situs|medsos|media sosial|sosial media|instagram|facebook)\b", "website"),
    (r"\b(status|kepemilikan) (kantor|gedung|sekretariat|bangunan|tempat)\b", "tenure"),
    (r"\b(lintang|latitude)\b", "latitude"),
    (r"\b(bujur|longitude)\b", "longitude"),
    (r"\b(bidang|kegiatan)\b", "fields"),
    (r"\b(asas|ciri|kekhususan|kekhasan)\b", "characteristic"),
    (r"\b(ruang lingkup|lingkup|cakupan|tingkat)\b", "scope"),
    (r"\b(jumlah|jml|banyaknya?) anggota\b|^anggota$", "member_count"),
    (r"\b(keputusan tertinggi|pengambilan keputusan)\b", "highest_body"),
    (r"\b(otonom|sayap)\b", "wings"),
    (r"\b(usaha)\b", "businesses"),
    (r"\b(sumber (dana|keuangan|pendanaan)|pendanaan)\b", "funding"),
    (r"\b(lambang|bendera|logo)\b", "emblem_text"),
    (r"\b(induk|cabang dari|bernaung|berafiliasi)\b", "parent_name"),
    (r"\b(penerbit|instansi|diterbitkan)\b", "basis_issuer"),
    (r"\b(tujuan|maksud|visi)\b", "purpose"),
    (r"\b(notaris)\b", "notary"),
    (r"^(?!.*\balamat\b).*\b(hp|telp|telepon|telpon|tlp|wa|whatsapp|ponsel|kontak|handphone)\b", "phone"),
    (r"\b(alamat|sekretariat|kantor)\b", "address"),
    (r"\b(kelurahan|kel|desa)\b", "village"),
    (r"\b(kecamatan|kec)\b", "district"),
    (r"\b(bentuk|jenis)\b", "form"),
    (r"\bjabatan\b", "office"),
    (r"\bnama (orang|personil|lengkap pengurus|pengurus)\b", "person"),
    (r"\b(susunan |daftar )?pengurus( inti| harian)?$", "board"),
    (r"\bnama (\w+ ){0,2}(ormas|organisasi|lembaga|lsm|yayasan|perkumpulan|okp|badan)\b|^((ormas|organisasi|kemasyarakatan|lembaga|lsm|yayasan|perkumpulan|okp|dan|atau) ?)+$", "name"),
    (r"^nama$|^nama (ormas|organisasi)", "name"),
)  # fmt: skip


def signature(label: str) -> str:
    """Return a heading as it is remembered: folded."""
    return fold(label)[:200]


def guess(labels: Sequence[str], memory: Mapping[str, str] | None = None) -> list[str]:
    """Return a target for each column; what was remembered of a heading goes before what its words say."""
    known = memory or {}
    found: list[str] = []
    for label in labels:
        plain = signature(label)
        remembered = known.get(plain)
        wanted = remembered if remembered is not None else _target(plain, found)
        taken = wanted in found and wanted not in REPEATED
        found.append("" if taken else wanted)
    return _settled(found)


def count_known(labels: Sequence[str], memory: Mapping[str, str] | None = None) -> int:
    """Return how many of the headings are known: what finds the row with the headings."""
    return sum(bool(target) for target in guess(labels, memory))


def _target(plain: str, before: Sequence[str]) -> str:
    if not plain or re.fullmatch(_SKIPPED, plain):
        return ""
    for told in (_term, _people, _paper, _founding, _plain):
        if target := told(plain, before):
            return target
    return _beside(plain, before)


def _term(plain: str, before: Sequence[str]) -> str:
    if not re.search(r"\b(masa (bakti|bhakti|jabatan|kerja|kepengurusan)|periode|kepengurusan)\b", plain):
        return ""
    if re.search(r"\bsk\b", plain):
        return "decree_date" if re.search(_DATE, plain) and not re.search(_NUMBER, plain) else "decree"
    return "term_end" if re.search(_END, plain) else "term_start" if re.search(_START, plain) else "term"


def _people(plain: str, before: Sequence[str]) -> str:
    named = [office for office, pattern in _OFFICES if re.search(pattern, plain)]
    part = next((part for part, pattern in _PARTS if re.search(pattern, plain)), "")
    if len(named) > 1:
        return "" if part else "board"
    if named and named[0] in PEOPLE[:3]:
        return named[0] + part
    return named[0] if named and not part else ""


def _paper(plain: str, before: Sequence[str]) -> str:
    if re.search(r"\b(alamat|status|jenis|bentuk|penerbit|nama|pengambilan|tertinggi)\b", plain):
        return ""
    both = all(re.search(pattern, plain) for pattern, *_ in _PAPERS[:2])  # `No. SK Kemenkumham / SKT` holds either
    for pattern, number, day, end in _PAPERS[-1:] if both else _PAPERS:
        if both or re.search(pattern, plain):
            if end and re.search(_END, plain):
                return end
            dated = re.search(_DATE, plain) and not re.search(_NUMBER, plain)
            return day if dated and day else number
    return ""


def _founding(plain: str, before: Sequence[str]) -> str:
    if not re.search(r"\b(berdiri|pendirian|didirikan|dibentuk|kelahiran)\b", plain):
        return ""
    if re.search(r"\b(tempat|kota)\b", plain):
        return "founded" if re.search(_DATE, plain) else "founded_at"
    return "founded_on"


def _plain(plain: str, before: Sequence[str]) -> str:
    found = next((target for pattern, target in _PLAIN if re.search(pattern, plain)), "")
    return _phone(plain, before) if found == "phone" else found


def _phone(plain: str, before: Sequence[str]) -> str:
    """Tell whose number a column holds: beside a person and an office it is the person's, beside a named office a mobile phone is."""
    last = next((target for target in reversed(before) if target), "").partition(".")[0]
    if re.search(_OF_OFFICE, plain):
        return "phone"
    if last in ("person", "office") and "person.phone" not in before:
        return "person.phone"
    led = last == "chair" or "chair.phone" in before  # after the treasurer alone it may be anybody's
    personal = led and last in PEOPLE[:3] and re.search(_MOBILE, plain) and f"{last}.phone" not in before
    return f"{last}.phone" if personal else "phone"


def _beside(plain: str, before: Sequence[str]) -> str:
    """Tell a bare heading (`Tanggal`, `NIK`, `Berlaku s.d.`) from the column before it."""
    last = next((target for target in reversed(before) if target), "")
    for _pattern, number, day, end in _PAPERS:
        if last in (number, day) and last:
            if end and re.search(_END, plain):
                return end
            if day and re.search(_DATE, plain):
                return day
    office = last.partition(".")[0]
    office = "person" if office == "office" else office
    part = next((part for part, pattern in _PARTS if re.search(pattern, plain)), "")
    return office + part if part in (".nik", ".gender") and office in (*PEOPLE[:3], "person") else ""


def _settled(found: list[str]) -> list[str]:
    """`Nama Pengurus` beside `Jabatan` is one person a row; alone it is the whole board; `Jabatan` alone says nothing."""
    if "office" in found and "board" in found and "person" not in found:
        found[found.index("board")] = "person"
    if "person" in found and "office" not in found:
        found[found.index("person")] = "board" if "board" not in found else ""
    if "office" in found and "person" not in found:
        found[found.index("office")] = ""
    if "person" not in found:
        found = [
            "phone" if t == "person.phone" and "phone" not in found else "" if t.startswith("person.") else t
            for t in found
        ]
    return found
