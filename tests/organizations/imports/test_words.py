"""Every sentence that an import can say has Indonesian."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from aormas.organizations.presentation import imports as words
from tests import messages

ROOT = Path(__file__).resolve().parents[3] / "aormas" / "organizations"
FILES = [
    *(ROOT / "rules" / f"{name}.py" for name in ("listed", "papers", "people", "grouping")),
    *(ROOT / "importing").glob("*.py"), *(ROOT / "actions" / f"{name}.py" for name in ("importing", "deciding", "applying", "exporting")),
    ROOT / "queries" / "matching.py",
]  # fmt: skip
NOT_SAID = {
    "Kesamaan profesi",
    "Kesamaan kegiatan",
    "Kesamaan bidang",
    "Mitra K/L",
    "import %s could not be compared",
    "berlaku selamanya",
    "seumur hidup",
    "tidak terbatas",
    "tanpa batas",
    "sampai perubahan",
}


def sentences(path: Path) -> set[str]:
    """Return the texts of a module that read like sentences; no docstrings, no patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(n.body[0].value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef) and n.body and isinstance(n.body[0], ast.Expr)
    }
    texts = {
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in told
    }
    return {
        text
        for text in texts
        if text.count(" ") >= 1 and any(map(str.isalpha, text)) and "\\" not in text and "(" not in text[:1]
    } - NOT_SAID


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sentences_have_indonesian(path):
    known = messages.translated()
    assert {text for text in sentences(path) if text not in known and "|" not in text} == set()


def test_tables_of_words_have_indonesian():
    known = messages.translated()
    texts = [
        *words.OWN_TARGETS.values(),
        *words.PARTS.values(),
        *words.FACTS.values(),
        *words.DECISIONS.values(),
        *(w for w, _ in words.VERDICTS.values()),
        *(w for w, _ in words.STAGES.values()),
    ]
    assert [text for text in texts if text not in known and text not in ("NIK", "NPWP")] == []
