"""Every page in a real browser: no accessibility finding, valid HTML, no sideways scrolling, no English left, no broken address."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from aormas.registration.rules import stages
from tests.conftest import make_settings
from tests.faults.server import Server
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PASSWORD = "kebun anggur mangga"
NARROW = {"width": 320, "height": 640}
SKIP = re.compile(r"/keluar$|\.(pdf|csv|json|xlsx|jpg|png|ics|zip)$|^/static|/kode$")
# The same kind of page once: numbers and references stand for each other.
KIND = re.compile(r"/\d+(?=/|$)|/P\d\d-\d+|/ormas/[^/?]+$|/layanan/[^/]+|/contoh/[^/]+|[?#].*$")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo office with its sample data."""
    import os
    import sys

    instance = tmp_path_factory.mktemp("demo") / "office"
    make_settings(instance)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("AORMAS_")}
    environment = {
        **clean,
        "AORMAS_INSTANCE": str(instance),
        "AORMAS_DEMO_PASSWORD": PASSWORD,
        "AORMAS_SECRET_KEY": "for tests only, thirty-two signs at least",
    }
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "demo"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with Server(instance) as server:
        yield server


def sign_in(page: Page, username: str) -> None:
    page.goto("/masuk")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("main button:has-text('Masuk')")


def walk(page: Page, start: list[str], most: int) -> Iterator[str]:
    """Yield the address of every kind of page that can be reached by links, opened one after the other."""
    waiting, seen = list(start), set()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        kind = KIND.sub("*", address)
        if kind in seen or SKIP.search(address.split("?")[0]):
            continue
        seen.add(kind)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        yield address
        links = page.eval_on_selector_all(
            "a[href]",
            "nodes => nodes.filter(n => !n.hasAttribute('download') && n.host === location.host).map(n => n.pathname + n.search)",
        )
        waiting += [link for link in dict.fromkeys(links) if "bahasa=" not in link]


def findings(page: Page) -> list[str]:
    """Return what the accessibility rules find on the present page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 2).map(n => n.html.slice(0, 120)).join(' | ')))"
    )
    return list(found)


STARTS = {
    None: [
        "/",
        "/ormas",
        "/layanan",
        "/daftar",
        "/lacak",
        "/verifikasi",
        "/panduan",
        "/privasi",
        "/masuk",
        "/lupa-sandi",
        "/tidak-ada",
    ],
    "ormas": ["/portal"],
    "verifikator": ["/meja", *(f"/meja/permohonan/{n}" for n in (1, 6, 7, 10, 22, 23, 25)), "/meja/cari?q=contoh"],
    "kabid": ["/meja", "/meja/permohonan/20", "/meja/permohonan/21"],
    "kaban": ["/meja", "/meja/permohonan/13", "/meja/permohonan/16", "/meja/permohonan/17"],
    "operator": ["/meja/loket", "/meja/permohonan/14", "/meja/permohonan/15"],
    "admin": [
        "/meja/pengaturan",
        "/meja/pengguna/baru",
        "/meja/sistem",
        "/meja/jejak",
        "/meja/kalender",
        "/meja/akun/kode",
    ],
    "auditor": ["/meja"],
    "timdu": ["/meja"],
}


@pytest.mark.skipif(
    not AXE.exists() or not VNU.exists() or not shutil.which("java"),
    reason="npm install --no-package-lock; apt-get install default-jre-headless",
)
@pytest.mark.parametrize("role", STARTS)
def test_every_page_is_accessible_valid_and_in_indonesian(
    demo: Server, browser: Browser, tmp_path: Path, role: str | None
):
    context = browser.new_context(
        viewport=DESK, base_url=f"http://127.0.0.1:{demo.port}", locale="id-ID", bypass_csp=True
    )
    page, wrong, saved = context.new_page(), [], {}
    if role:
        sign_in(page, role)
    starts = [address for address in STARTS[role] if address != "/tidak-ada"]
    for number, address in enumerate(walk(page, starts, most=45)):
        for size in (DESK, PHONE, NARROW) if number < 12 else (PHONE,):
            page.set_viewport_size(size)
            if page.evaluate("document.documentElement.scrollWidth") > size["width"] + 1:
                wrong.append(f"{address}: scrolls sideways at {size['width']}")
        page.set_viewport_size(DESK if number % 2 else PHONE)
        wrong += [f"{address}: {finding}" for finding in findings(page)]
        page.set_viewport_size(DESK)
        file = tmp_path / f"{number:03d}.html"
        file.write_text(page.request.get(address).text(), encoding="utf-8")
        saved[file.name] = address
    context.close()
    assert "\n".join([*wrong, *invalid(tmp_path, saved)]) == ""
    assert len(saved) >= 3


def invalid(folder: Path, saved: dict[str, str]) -> list[str]:
    """Return what the HTML checker says about saved pages, one call for all."""
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--errors-only", "--exit-zero-always", "--stdout", str(folder)],
        capture_output=True,
        text=True,
    )
    messages = json.loads(done.stdout or '{"messages": []}')["messages"]
    return [f"{saved.get(Path(m['url']).name)}: {m['message']} …{m.get('extract', '')[:100]}" for m in messages]


def test_the_sample_office_is_as_large_and_as_varied_as_it_says(demo: Server):
    base = sqlite3.connect(demo.instance / "aormas.sqlite3")
    organizations, villages = base.execute(
        "SELECT count(*), count(DISTINCT village_code) FROM organizations"
    ).fetchone()
    found = {row[0] for row in base.execute("SELECT DISTINCT stage FROM applications")}
    kinds = {row[0] for row in base.execute("SELECT status FROM organizations GROUP BY status")}
    people = {row[0] for row in base.execute("SELECT username FROM users")}
    base.close()
    assert (organizations, villages) == (178, 29)
    assert found == set(stages.TURN)
    assert {"aktif", "masa_bakti_habis", "dasar_hukum_habis"} <= kinds
    assert people == {
        "operator",
        "verifikator",
        "kabid",
        "kaban",
        "timdu",
        "admin",
        "auditor",
        "ormas",
        "ormas2",
        "ormas3",
        "ormas4",
    }
