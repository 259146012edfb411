"""A case about an organisation that the register may have already: the officer reads why."""

from __future__ import annotations

from typing import Any

from aormas.organizations.rules import identity
from tests.organizations.factories import facts, organization
from tests.registration import desk_factories as make


def test_the_page_that_links_a_case_says_why_an_organisation_comes_close(signed_in: Any) -> None:
    application = make.taken()
    filed = application.answers["legalitas"]
    organization(
        name="Paguyuban Lama",
        acronym="",
        npwp=identity.normal_npwp(filed.get("npwp", "")),
        basis_number=filed.get("ahu_number", ""),
    )
    organization(
        **{
            **facts().__dict__,
            "name": "Yayasan Melati",
            "npwp": "",
            "basis_number": "",
            "basis_kind": "",
            "phone": "",
            "members": (),
            "address": "",
        }
    )
    page = signed_in("verifikator").get(f"/meja/permohonan/{application.id}/ormas").text
    assert "Paguyuban Lama" in page
    assert "nomor SK AHU atau SKT-nya sama" in page
    assert "Yayasan Melati" not in page
