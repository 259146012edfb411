"""List the messages that have no Indonesian yet: `python -m tests.messages [part]` prints them as catalogue entries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "aormas" / "translations"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "N_": None,
    "Invalid": None,
    "Conflict": None,
    "NotAllowed": None,
    "StorageUnavailable": None,
}


def part_of(path: Path) -> str:
    """Return the catalogue that a source file's messages belong to."""
    names = path.relative_to(ROOT).parts
    known = {folder.name for folder in CATALOGUES.iterdir() if folder.is_dir()}
    return names[1] if len(names) > 2 and names[1] in known else "core"


def sources() -> Iterator[tuple[Path, str]]:
    """Yield every source file with the method that reads messages from it."""
    for path in sorted((ROOT / "aormas").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, "python"
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield path, "jinja2"


def used() -> dict[str, set[str]]:
    """Return message id → the parts that use it (plain texts only; tables of ids are checked by their own tests)."""
    found: dict[str, set[str]] = {}
    for path, method in sources():
        options = {"trimmed": "true", "silent": "false"} if method == "jinja2" else {}
        reader = "jinja2.ext:babel_extract" if method == "jinja2" else "python"
        for _, message, _, _ in extract_from_file(reader, path, KEYWORDS, (), options):
            for text in (message,) if isinstance(message, str) else message[:1]:
                if text:
                    found.setdefault(text, set()).add(part_of(path))
    return found


def translated() -> dict[str, str]:
    """Return message id → Indonesian of all catalogues together."""
    known: dict[str, str] = {}
    for path in CATALOGUES.glob("*/id/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="id"):
                key = message.id if isinstance(message.id, str) else message.id[0]
                text = message.string if isinstance(message.string, str) else message.string[0]
                if key and text and not message.fuzzy:
                    known[key] = text
    return known


def missing() -> dict[str, set[str]]:
    """Return the message ids without Indonesian and the parts that use them."""
    known = translated()
    return {text: parts for text, parts in used().items() if text not in known}


def main() -> None:
    """Print what is missing, for one part or for all."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else None
    rows = [(text, parts) for text, parts in missing().items() if wanted is None or wanted in parts]
    for text, parts in rows:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        print(f'#. {", ".join(sorted(parts))}\nmsgid "{escaped}"\nmsgstr ""\n')
    print(f"# {len(rows)} without Indonesian", file=sys.stderr)


if __name__ == "__main__":
    main()
