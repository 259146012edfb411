"""Handing a stored paper to a browser so that nothing in it can run as a page of this site."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from flask import Response, send_file

# Kinds that may be shown inside the browser, with the ending that their names must have. Anything else is downloaded.
SHOWN = {"application/pdf": ".pdf", "image/jpeg": ".jpg"}


def send_stored(path: Path, filename: str, media_type: str = "application/pdf", inline: bool = False) -> Response:
    """Answer with a file: as a download, or with `inline` inside the browser where its kind is harmless.

    The caller has checked that this person may see it. `filename` may come from a stranger. The file is sent by the
    server's own loop, not by the view's thread, so slow phones hold nobody up. Raises `FileNotFoundError`.
    """
    name = download_name(filename, SHOWN.get(media_type, ""))
    attached = not inline or media_type not in SHOWN
    response = send_file(path, media_type, as_attachment=attached, download_name=name, etag=False, max_age=None)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def download_name(filename: str, ending: str) -> str:
    """Return a name that no file system and no header misreads: no path, no control or direction signs."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    safe = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*;')
    stem = safe[: -len(ending)] if ending and safe.lower().endswith(ending) else safe
    return (stem.strip(" .")[:100].rstrip(" .") or "berkas") + ending
