"""An organisation that was entered twice: found, compared, merged, followed by its old address, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from aormas import create_app
from aormas.organizations import actions
from tests.conftest import Office
from tests.factories import PASSWORD, let_go
from tests.faults.server import Server
from tests.journeys.conftest import DESK, PHONE, Windows
from tests.organizations.factories import facts

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
TWIN = "Forum Komunikassi Pemuda Mayangan"


@pytest.fixture(scope="module")
def server(migrated: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An office whose register has one organisation twice, four times over under other names."""
    settings = migrated.copy(tmp_path_factory.mktemp("merge") / "office")
    app = create_app(settings)
    with app.app_context():
        for number, place in enumerate(("Mayangan", "Kanigaran", "Wonoasih", "Kademangan")):
            own: dict[str, Any] = {
                "basis_number": f"AHU-000288{number}.AH.01.07.TAHUN 2019",
                "phone": f"+6233512345{number}",
                "npwp": "",
                "members": (),
            }
            first = facts(
                name=f"Forum Komunikasi Pemuda {place}",
                acronym=f"FKP{place[:2].upper()}",
                address=f"Jalan Contoh {number + 1}",
                **own,
            )
            actions.apply_filing(first, organization=None, source="buku lama", by="test")
            again = facts(
                name=f"Forum Komunikassi Pemuda {place}",
                acronym="",
                address=f"Jl. Contoh No. {number + 1}",
                email=f"fkp{number}@contoh.id",
                **{**own, "basis_number": "", "basis_kind": ""},
            )
            actions.apply_filing(again, organization=None, source="daftar 2024", by="test")
        let_go(app)
    with Server(Path(settings.instance)) as started:
        yield started


@pytest.mark.parametrize(
    ("place", "size", "script"),
    [("Mayangan", DESK, True), ("Kanigaran", DESK, False), ("Wonoasih", PHONE, True), ("Kademangan", PHONE, False)],
    ids=["desk", "desk-plain", "phone", "phone-plain"],
)
def test_two_records_become_one_and_two_again(
    windows: Windows, keep: Callable[[Page, str], None], place: str, size: dict[str, int], script: bool
) -> None:
    page = windows.officer("kabid", script)
    page.set_viewport_size(size)
    page.goto("/meja/ormas/ganda")
    page.click("button:has-text('Periksa sekarang')")
    pair = page.locator("section.band", has_text=f"Forum Komunikassi Pemuda {place}")
    expect(pair).to_contain_text("namanya hanya berbeda beberapa huruf")
    keep(page, "pairs")
    pair.get_by_role("link", name="Bandingkan dan gabung").click()
    expect(page.locator("h1")).to_have_text("Gabungkan dua ormas")
    keep(page, "compare")
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"] + 1
    page.fill("#password", "salah")
    page.locator("main button", has_text="Gabungkan").click()
    expect(page.locator("main")).to_contain_text("sandi")
    page.fill("#password", PASSWORD)
    page.locator("main button", has_text="Gabungkan").click()
    expect(page.locator("main")).to_contain_text("Juga tercatat sebagai")
    keep(page, "merged")
    here = page.url
    reader = windows.open(size, script)
    reader.goto(f"/ormas/forum-komunikassi-pemuda-{place.lower()}")
    assert reader.url.endswith(f"/ormas/forum-komunikasi-pemuda-{place.lower()}")
    expect(reader.locator("main")).to_contain_text(f"Forum Komunikassi Pemuda {place}")
    keep(reader, "public")
    page.goto(f"{here}/riwayat")
    keep(page, "history")
    page.click("button:has-text('Batalkan penggabungan')")
    expect(page.locator("main")).to_contain_text("Dibatalkan pada")
    reader.goto(f"/ormas/forum-komunikassi-pemuda-{place.lower()}")
    assert reader.url.endswith(f"/ormas/forum-komunikassi-pemuda-{place.lower()}")
    expect(reader.locator("h1")).to_have_text(f"Forum Komunikassi Pemuda {place}")


def test_what_is_typed_while_entering_brings_the_hint_at_once(
    windows: Windows, keep: Callable[[Page, str], None]
) -> None:
    page = windows.officer("operator")
    page.goto("/meja/ormas/baru")
    page.fill("#identitas-name", TWIN)
    page.locator("#identitas-acronym").focus()
    expect(page.locator("main")).to_contain_text("Sudah ada di register?")
    expect(page.locator("main")).to_contain_text("namanya hanya berbeda beberapa huruf")
    keep(page, "hint")
