"""What a file is follows from its first bytes alone."""

from __future__ import annotations

import pytest

from aormas.core.files.kinds import HEAD, kind_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "webp"),
        (b"RIFF\x24\0\0\0WAVEfmt ", None),
        (b"\n%PDF-1.7", None),
        (b"%pdf-1.7", None),
        (b"GIF89a<script>", None),
        (b"\x89PNG\n\x1a\n", None),
        (b"\xff\xd8", None),
        (b"", None),
    ],
)
def test_kind_by_the_first_bytes(head, kind):
    assert kind_of(head[:HEAD]) == kind
