"""Fields of activity are called as the register calls them, and in English on English pages."""

from __future__ import annotations

import pytest
from flask_babel import force_locale

from aormas.organizations.models import FIELDS
from aormas.organizations.presentation import field_words
from tests.organizations.factories import organization


def test_the_indonesian_names_are_those_of_the_register(app):
    with app.test_request_context("/"), force_locale("id"):
        assert field_words() == FIELDS


@pytest.mark.parametrize("address", ["/ormas", "/statistik", "/kegiatan", "profile"])
def test_english_pages_name_fields_in_english(app, client, address):
    row = organization()
    address = f"/ormas/{row.slug}" if address == "profile" else address
    assert "Kepemudaan" in client.get(address).text
    page = client.get(f"{address}?bahasa=en", follow_redirects=True).text
    assert "Youth" in page
    assert "Kepemudaan" not in page
