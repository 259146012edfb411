"""The house keeps its shape: who may import whom, pure rules, views that never write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SERVICES = {"core", "accounts", "organizations", "letters"}
ALLOWED = {
    "core": set(),
    "accounts": {"core"},
    "organizations": {"core", "accounts"},
    "letters": {"core", "accounts", "organizations"},
    "registration": SERVICES,
    "reporting": SERVICES,
    "dialogue": SERVICES,
    "conduct": SERVICES | {"registration", "reporting", "dialogue"},
}
FRAMEWORKS = {"flask", "sqlalchemy", "flask_sqlalchemy", "flask_login", "flask_wtf", "flask_babel", "wtforms"}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of the product with its tree."""
    for path in sorted((ROOT / "aormas").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names that a module imports, absolute ones."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_arrows_point_only_where_the_drawing_says():
    wrong = []
    for path, tree in modules():
        room = path.parts[1] if len(path.parts) > 2 else None
        for name in imports(tree):
            parts = name.split(".")
            target = parts[1] if parts[0] == "aormas" and len(parts) > 1 else None
            if room in ALLOWED and target in ALLOWED and target != room and target not in ALLOWED[room]:
                wrong.append(f"{path}: {name}")
    assert wrong == []


def test_the_arrow_test_can_fail():
    tree = ast.parse("from aormas.registration import models")
    assert list(imports(tree)) == ["aormas.registration.models"]
    assert "registration" not in ALLOWED["organizations"]


def test_rules_know_no_framework_and_no_clock():
    wrong = []
    for path, tree in modules():
        if path.name == "rules.py" or "rules" in path.parts:
            wrong += [
                f"{path}: {n}"
                for n in imports(tree)
                if n.split(".")[0] in FRAMEWORKS or n.startswith("aormas.core.clock") or n == "aormas.core.clock"
            ]
    assert wrong == []


@pytest.mark.parametrize("pattern", [r"\.commit\(\)", r"\.delete\(", r"session\.add"])
def test_views_never_write(pattern):
    views = re.compile(r"/(public|portal|desk|counter)(\.py|/)")
    wrong = [
        str(path)
        for path, _ in modules()
        if views.search(str(path)) and re.search(pattern, (ROOT / path).read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_only_the_write_transaction_commits():
    wrong = [
        str(p)
        for p, _ in modules()
        if re.search(r"session(\(\))?\.commit\(", (ROOT / p).read_text(encoding="utf-8")) and p.name != "database.py"
    ]
    assert wrong == []


def test_pages_hold_no_inline_style_script_or_raw_control():
    wrong = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.S)
        inside = path.relative_to(ROOT / "templates").parts[0]
        if re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", text):
            wrong.append(f"{path.name}: inline style or script")
        if inside not in {"components", "layouts", "dev"} and re.search(r"<(input|select|textarea)\b", text):
            wrong.append(f"{path.relative_to(ROOT)}: raw control")
        if re.search(r"https?://(?!wa\.me|www\.w3\.org)", text):
            wrong.append(f"{path.relative_to(ROOT)}: third-party address")
    assert wrong == []


def test_no_room_has_a_vague_name():
    vague = re.compile(r"^(utils?|helpers?|common|misc|managers?|handlers?)\.py$")
    assert [str(path) for path, _ in modules() if vague.match(path.name)] == []
