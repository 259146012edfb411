"""How numbers of an organisation are shown."""

from __future__ import annotations

from tests.organizations import factories


def test_the_npwp_is_shown_in_fours_and_long_numbers_take_a_whole_row(app, signed_in):
    row = factories.organization()
    page = signed_in("verifikator").get(f"/meja/ormas/{row.id}").text
    assert '<div class="long"><dt>NPWP</dt><dd>0012\u00a03456\u00a07862\u00a05000' in page
    assert "<dd>AHU-0002887.AH.01.07.TAHUN 2019</dd>" in page
