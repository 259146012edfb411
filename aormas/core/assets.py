"""Style sheets and scripts as files that may be cached for ever: `app.css` → `app.3f2a….css`, and .gz and .br of it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import uuid
from pathlib import Path

import brotli

MANIFEST = "manifest.json"
SQUEEZED = {".css", ".js", ".svg", ".webmanifest"}
KINDS = SQUEEZED | {".png", ".ico", ".woff2"}


def build(source: Path, target: Path) -> None:
    """Build the files of `source` into `target` when they differ from what is there.

    Two processes may build at once: each file is written aside and renamed, and the manifest comes last.
    """
    paths = [path for path in sorted(source.rglob("*")) if path.suffix in KINDS and target not in path.parents]
    made = {path.relative_to(source).as_posix(): squeeze(path.suffix, path.read_bytes()) for path in paths}
    names = {name: _fingerprinted(name, content) for name, content in made.items()}
    manifest = json.dumps(names, indent=1, sort_keys=True).encode()
    present = target / MANIFEST
    whole = all((target / name).exists() for name in names.values())
    if whole and present.exists() and present.read_bytes() == manifest:
        return
    for name, content in made.items():
        path = target / names[name]
        if path.suffix in SQUEEZED:
            _write(path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0))
            _write(path.with_name(path.name + ".br"), brotli.compress(content, quality=11))
        _write(path, content)
    _write(present, manifest)


class Manifest:
    """The addresses of the built files."""

    def __init__(self, target: Path, prefix: str = "/static/dist/") -> None:
        self.target, self.prefix = target, prefix
        self.names: dict[str, str] = json.loads(
            (target / MANIFEST).read_text()
        )  # now: a later build is another process's

    def url(self, name: str) -> str:
        """Return the address of a source file such as `css/app.css`; raises `KeyError` for an unknown one."""
        return self.prefix + self.names[name]


def squeeze(kind: str, content: bytes) -> bytes:
    """Return a style sheet or script without comments and indentation; anything else unchanged.

    Scripts lose whole-line comments only, so a script must not begin a line of a multi-line string with `//`.
    """
    if kind == ".css":
        text = re.sub(r"/\*.*?\*/", "", content.decode(), flags=re.DOTALL)
        text = re.sub(r"\s+", " ", text)
        text = re.sub(r" ?([{};,>]) ?", r"\1", text)
        return re.sub(r': (?!")', ":", text).replace(";}", "}").strip().encode()
    if kind == ".js":
        lines = (line.strip() for line in content.decode().splitlines())
        return "\n".join(line for line in lines if line and not line.startswith("//")).encode()
    return content


def _fingerprinted(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{ending}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{uuid.uuid4().hex}.tmp")
    aside.write_bytes(content)
    os.replace(aside, path)
