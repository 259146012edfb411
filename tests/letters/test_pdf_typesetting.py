"""What the typesetting promises: lines fit, pages turn well, characters show or are replaced, days are right."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aormas.core.pdf import dates, lines
from aormas.core.pdf.glyphs import printable
from aormas.core.pdf.sheet import Sheet
from aormas.core.pdf.signature import spaced_nip

LATIN = frozenset(range(0x20, 0x180)) | {0x25A1}
MADE = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@given(st.text(st.sampled_from("ab \n-"), max_size=80), st.integers(3, 20), st.integers(0, 2))
def test_lines_fit_and_no_word_is_lost(text, width, indent):
    wrapped = lines.wrap(text, len, width, indent=indent)
    assert all(len(line) <= width - (indent if number == 0 else 0) for number, line in enumerate(wrapped))
    assert "".join("".join(wrapped).split()) == "".join(text.split())


@given(st.integers(1, 60), st.integers(0, 60), st.booleans())
def test_no_line_of_a_paragraph_stands_alone(count, fit, follows):
    now = lines.lines_now(count, fit, follows=follows)
    assert 0 <= now <= fit or now == 0
    assert now != 1 or count == 1
    assert count - now != 1 or count == 1
    assert not (follows and now == count)


def test_a_title_is_broken_into_lines_of_about_equal_length():
    one, two = lines.balance("SURAT KETERANGAN KEBERADAAN ORGANISASI KEMASYARAKATAN", len, 45)
    assert abs(len(one) - len(two)) <= 8


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Yayasan Cahaya", "Yayasan Cahaya"),
        ("Cafe\u0301", "Café"),
        ("𝐘𝐚𝐲𝐚𝐬𝐚𝐧 Ｃａｈａｙａ", "Yayasan Cahaya"),
        ("👩‍👩‍👧 ❤️", "□□□ □"),
        ("عمر 漢字", "□□□ □□"),
        ("a\u202eb\x00c\ufeff", "abc"),
        ("satu\r\ndua\tiga", "satu\ndua iga"),
        ("\ud800x", "□x"),
        ("non\u2011breaking", "non-breaking"),
    ],
)
def test_what_the_font_lacks_is_replaced_visibly(typed, shown):
    assert printable(typed, LATIN) == shown


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters()))
def test_any_text_can_be_printed(text):
    sheet = Sheet(title=text, made_at=MADE)
    sheet.text(text, width=40, align="justify")
    assert sheet.finish().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (23, "dua puluh tiga"),
        (100, "seratus"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2026, "dua ribu dua puluh enam"),
        (11_500, "sebelas ribu lima ratus"),
    ],
)
def test_numbers_are_written_in_words(number, words):
    assert dates.in_words(number) == words


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_different_numbers_have_different_words(one, other):
    assert (dates.in_words(one) == dates.in_words(other)) == (one == other)


def test_days_and_moments_are_written_in_indonesian():
    assert dates.long_date(date(2026, 8, 17)) == "17 Agustus 2026"
    assert dates.long_date("besok") == "besok"
    assert dates.day_in_words(date(2026, 11, 23)).startswith("Senin, tanggal dua puluh tiga, bulan November")
    moment = MADE.astimezone(ZoneInfo("Asia/Jakarta"))
    assert dates.moment_text(moment) == "23 November 2026 pukul 10.00 WIB"
    with pytest.raises(ValueError):
        dates.moment_text(datetime(2026, 1, 1))


def test_a_civil_servants_number_is_written_in_groups():
    assert spaced_nip("197001011995031001") == "19700101 199503 1 001"
    assert spaced_nip("12-34") == "12-34"


def test_the_pdf_library_is_loaded_only_when_something_is_printed():
    code = (
        "import sys, aormas.letters.pdf, aormas.registration.pdf; "
        "sys.exit(any(name in sys.modules for name in ('fpdf', 'segno', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
