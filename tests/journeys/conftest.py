"""A real server, a real browser: phone and desk windows, with script and without."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.__main__ import chromium
from tests.conftest import Office
from tests.factories import PASSWORD
from tests.faults.server import Server

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
OUTPUT = Path(__file__).resolve().parents[1] / "output"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    path = chromium()
    if path is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def server(migrated: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product on an office of its own, with today's clock."""
    with Server(migrated.copy(tmp_path_factory.mktemp("journey") / "office").instance) as started:
        yield started


@dataclass
class Windows:
    """Opens windows on a server and remembers them for closing."""

    browser: Browser
    base: str
    opened: list[BrowserContext]

    def open(self, size: dict[str, int], script: bool = True) -> Page:
        """Open a window with cookies of its own."""
        context = self.browser.new_context(
            viewport=size, java_script_enabled=script, base_url=self.base, locale="id-ID", accept_downloads=True
        )
        context.set_default_timeout(15_000)
        self.opened.append(context)
        return context.new_page()

    def officer(self, role: str, script: bool = True) -> Page:
        """Open a desk window in which an officer is signed in."""
        page = self.open(DESK, script)
        page.goto("/masuk")
        page.fill("#username", role)
        page.fill("#password", PASSWORD)
        page.click("main button:has-text('Masuk')")
        return page


@pytest.fixture
def windows(browser: Browser, server: Server) -> Iterator[Windows]:
    """Windows on the module's server."""
    made = Windows(browser, f"http://127.0.0.1:{server.port}", [])
    yield made
    for context in made.opened:
        context.close()


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep a picture of a page: `keep(page, "receipt")`."""
    folder = OUTPUT / request.node.name.replace("[", "-").replace("]", "")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)

    def shoot(page: Page, name: str) -> None:
        number = len(list(folder.iterdir())) + 1
        page.screenshot(path=folder / f"{number:02d}-{name}.png", full_page=True)

    return shoot
