"""Weights, colours and words: what a slow line carries, what tired eyes can read, and in which language."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from babel.messages.pofile import read_po

from aormas.core import assets

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "aormas/translations/core/id/LC_MESSAGES/messages.po"
LUMA = (0.2126, 0.7152, 0.0722)
DARK = "@media (prefers-color-scheme: dark)"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> assets.Manifest:
    target = tmp_path_factory.mktemp("dist")
    assets.build(ROOT / "static", target)
    return assets.Manifest(target)


def weight(content: bytes) -> tuple[int, int]:
    return len(gzip.compress(content, 9)), len(brotli.compress(content))


def test_style_sheets_and_scripts_stay_inside_their_budget(built: assets.Manifest) -> None:
    sizes = {name: weight((built.target / final).read_bytes()) for name, final in built.names.items()}
    assert sizes["css/app.css"][0] <= 3_500
    assert sizes["css/app.css"][1] <= 3_072
    assert sizes["css/desk.css"][0] <= 1_800
    assert sizes["js/form.js"][0] + sizes["js/lighter.js"][0] + sizes["js/upload.js"][0] <= 6_000
    assert sizes["js/form.js"][0] + sizes["js/review.js"][0] <= 6_000
    assert sizes["js/form.js"][0] + sizes["js/lighter.js"][0] + sizes["js/photos.js"][0] <= 6_000


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        colour = colour if len(colour) == 7 else "#" + "".join(sign * 2 for sign in colour[1:])
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        return sum(
            k * (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4) for k, v in zip(LUMA, parts, strict=True)
        )

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    first = dict(re.findall(r"--([\w-]+): ([^;]+);", sheet.split("@media (prefers-color-scheme: dark)")[0]))
    dark = first | dict(
        re.findall(r"--([\w-]+): ([^;]+);", sheet.split("@media (prefers-color-scheme: dark)")[1].split("* {")[0])
    )
    return tuple({k: v if v.startswith("#") else table[v[6:-1]] for k, v in table.items()} for table in (first, dark))  # type: ignore[return-value]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(scheme: int) -> None:
    colour = tokens((ROOT / "static/css/app.css").read_text())[scheme]
    for text in ("ink", "soft", "tint", "head"):
        assert contrast(colour[text], colour["paper"]) >= 7
    assert contrast(colour["soft"], colour["mist"]) >= 4.5
    for tone in ("ok", "wait", "late"):
        assert contrast(colour[tone], colour[f"{tone}-b"]) >= 4.5
        assert contrast(colour["ink"], colour[f"{tone}-b"]) >= 7
    assert contrast(colour["on"], colour["press"]) >= 7
    assert contrast(colour["edge"], colour["paper"]) >= 3


def test_every_message_of_the_shared_templates_is_translated() -> None:
    with CATALOGUE.open("rb") as file:
        known = {message.id for message in read_po(file) if message.id and message.string}
    asked = set()
    for folder in ("components", "layouts", "errors"):
        for path in (ROOT / "templates" / folder).glob("*.html"):
            asked |= set(re.findall(r'_\("([^"]+)"', path.read_text()))
    asked |= set(re.findall(r'_\("([^"]+)"', (ROOT / "templates/base.html").read_text()))
    assert asked - known == set()
