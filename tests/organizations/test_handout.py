"""A code that is shown once and handed out on paper."""

from __future__ import annotations

from aormas.core.database import writing
from aormas.core.office import office
from tests.letters import factories


def test_the_chairs_code_is_printed_with_the_offices_head_the_steps_and_the_phone(app, signed_in):
    row = factories.organization()
    with writing():
        office().phone = "(0335) 000000"
    client = signed_in("verifikator")
    page = client.post(f"/meja/ormas/{row.id}/kode").text
    assert 'class="letterhead"' in page
    assert "Cara memakai" in page
    assert "Buka alamat di atas" in page
    assert page.count("(0335) 000000") == 2
    assert "Cetak dengan perintah cetak peramban" in page
    assert '<span hidden data-print><button class="button">Cetak halaman ini</button></span>' in page
