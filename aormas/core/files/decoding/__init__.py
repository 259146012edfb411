"""What runs inside the decoding child: photos, PDFs, dangers, pictures. It imports nothing of the application."""

from __future__ import annotations

RESULT_LIMIT = 64 * 2**20  # bytes of any file that the child writes


class Unfit(Exception):
    """The file cannot be taken: a code of the parent's `refusals`, a word for its log, the place of the file."""

    def __init__(self, code: str, detail: str = "", source: int | None = None) -> None:
        super().__init__(code, detail)
        self.code, self.detail, self.source = code, detail, source
