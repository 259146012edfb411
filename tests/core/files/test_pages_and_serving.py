"""Papers are seen page by page, and handed to browsers without danger."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from aormas.core.files import children
from aormas.core.files.cleaning import clean_paper
from aormas.core.files.pages import PageUnavailable, page_image
from aormas.core.files.serving import download_name, send_stored

SHA = "ab" * 32


@pytest.fixture
def paper(specimens, target):
    """A paper of two pages: red above (a turned phone photo), and text."""
    clean_paper([specimens.phone_photo(1200, 900), specimens.text_pdf()], target)
    return target


def test_page_is_drawn_at_the_wanted_width(paper, tmp_path):
    with Image.open(page_image(paper, SHA, 1, tmp_path / "cache")) as picture:
        assert (picture.format, picture.width) == ("JPEG", 1100)
        assert picture.height == pytest.approx(1100 * 4 / 3, abs=3)
        red, _, blue = picture.getpixel((550, 100))
        assert red > 200 > 60 > blue
    with Image.open(page_image(paper, SHA, 2, tmp_path / "cache", width=300)) as picture:
        assert picture.width == 300
        assert min(picture.convert("L").tobytes()) < 100  # there is ink on it


def test_page_is_drawn_once_and_then_taken_from_the_cache(paper, tmp_path):
    first = page_image(paper, SHA, 1, tmp_path / "cache")
    paper.unlink()
    assert page_image(paper, SHA, 1, tmp_path / "cache") == first
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == [first]


@pytest.mark.parametrize("number", [0, -1, 3, 10**9])
def test_page_that_does_not_exist_is_unavailable(paper, tmp_path, number):
    with pytest.raises(PageUnavailable):
        page_image(paper, SHA, number, tmp_path / "cache")
    assert not [path for path in tmp_path.glob("cache/**/*") if path.is_file()]


def test_file_that_is_gone_or_no_pdf_is_unavailable(specimens, tmp_path):
    for pdf in (tmp_path / "gone.pdf", specimens.file(b"%PDF-1.7 nothing", "pdf")):
        with pytest.raises(PageUnavailable):
            page_image(pdf, SHA, 1, tmp_path / "cache")


def test_page_of_bombs_is_unavailable_and_costs_no_memory_here(specimens, tmp_path):
    with pytest.raises(PageUnavailable):
        page_image(specimens.bomb_pdf(1100), SHA, 1, tmp_path / "cache")


def test_page_of_absurd_size_is_drawn_small(specimens, tmp_path):
    import pikepdf

    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(10, 14_000))
    with Image.open(page_image(specimens.saved(pdf), SHA, 1, tmp_path / "cache")) as picture:
        assert picture.width * picture.height < 13_000_000


def test_cache_names_come_from_checked_values_only(paper, tmp_path):
    for sha256, width in [("../../x", 1100), (SHA, 0), (SHA, 100_000), ("", 1100)]:
        with pytest.raises(ValueError, match="sha256"):
            page_image(paper, sha256, 1, tmp_path, width=width)


def test_child_inherits_no_secret_and_two_never_run_at_once(specimens, tmp_path, monkeypatch):
    monkeypatch.setenv("AORMAS_DATABASE_URL", "postgresql://rahasia")
    started, running, environments, start = [], [], [], children._start

    def watched(*files):
        child = start(*files)
        started.append(child)
        running.append(sum(other.poll() is None for other in started))
        environments.append(Path(f"/proc/{child.pid}/environ").read_bytes())
        return child

    monkeypatch.setattr(children, "_start", watched)
    photo = specimens.phone_photo(1200, 900)
    threads = [threading.Thread(target=clean_paper, args=([photo], tmp_path / f"{n}.pdf")) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert running == [1, 1, 1]
    seen = [environment for environment in environments if environment]  # empty: the child had ended before we looked
    assert seen
    assert all(b"PATH=" in environment and b"rahasia" not in environment for environment in seen)
    assert all((tmp_path / f"{n}.pdf").is_file() for n in range(3))


def answer(paper, *arguments, **options):
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: send_stored(paper, *arguments, **options))
    return app.test_client().get("/")


def test_paper_is_downloaded_locked_up_and_never_cached(paper):
    with answer(paper, "Akta pendirian.pdf") as response:
        assert response.data == paper.read_bytes()
        headers = response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == 'attachment; filename="Akta pendirian.pdf"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in headers


def test_only_harmless_kinds_are_shown_inside_the_browser(paper):
    with answer(paper, "a.jpg", "image/jpeg", inline=True) as response:
        assert response.headers["Content-Disposition"].startswith("inline")
    with answer(paper, "a.html", "text/html", inline=True) as response:
        assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("surat.pdf", "surat.pdf"),
        ("surat.PDF", "surat.pdf"),
        ("surat.exe", "surat.exe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\x\\KTP Budi.pdf", "KTP Budi.pdf"),
        ('a"; filename="x.html', "a filename=x.html.pdf"),
        ("baris\r\nSet-Cookie: a=b", "barisSet-Cookie a=b.pdf"),
        ("gnp\u202efdp.exe", "gnpfdp.exe.pdf"),
        ("", "berkas.pdf"),
        ("...", "berkas.pdf"),
        ("x" * 500, "x" * 100 + ".pdf"),
    ],
)
def test_names_of_strangers_are_made_safe(given, named, paper):
    assert download_name(given, ".pdf") == named
    with answer(paper, given) as response:
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
