"""Style sheets and scripts become fingerprinted, compressed files, whoever else builds at the same time."""

from __future__ import annotations

import gzip
import multiprocessing
from pathlib import Path

import brotli
import pytest

from aormas.core import assets


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "css").mkdir(parents=True)
    (folder / "js").mkdir()
    (folder / "css/app.css").write_text(
        '/* paper */\nbody { color: red; }\ntd::before { content: attr(data-label) ": "; }\n'
    )
    (folder / "js/form.js").write_text('// why\nconst a = "http://x";\n  const b = 1; // beside\n')
    return folder


def test_built_file_is_named_by_its_content_and_opens_compressed(source: Path) -> None:
    target = source / "dist"
    assets.build(source, target)
    manifest = assets.Manifest(target)
    first = manifest.names["css/app.css"]
    assert manifest.url("css/app.css") == f"/static/dist/{first}"
    plain = (target / first).read_bytes()
    assert gzip.decompress((target / f"{first}.gz").read_bytes()) == plain
    assert brotli.decompress((target / f"{first}.br").read_bytes()) == plain
    (source / "css/app.css").write_text("body { color: blue; }")
    assets.build(source, target)
    assert assets.Manifest(target).names["css/app.css"] != first


def test_squeezing_keeps_meaning(source: Path) -> None:
    css = assets.squeeze(".css", (source / "css/app.css").read_bytes()).decode()
    assert css == 'body{color:red}td::before{content:attr(data-label) ": "}'
    js = assets.squeeze(".js", (source / "js/form.js").read_bytes()).decode()
    assert js == 'const a = "http://x";\nconst b = 1; // beside'


def test_unchanged_sources_are_not_built_again_and_a_lost_file_is(source: Path) -> None:
    target = source / "dist"
    assets.build(source, target)
    built = target / assets.Manifest(target).names["js/form.js"]
    before = built.stat().st_mtime_ns
    assets.build(source, target)
    assert built.stat().st_mtime_ns == before
    built.unlink()
    assets.build(source, target)
    assert built.exists()


def test_two_processes_building_at_once_leave_whole_files(source: Path) -> None:
    target = source / "dist"
    context = multiprocessing.get_context("spawn")
    builders = [context.Process(target=assets.build, args=(source, target)) for _ in range(2)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join(60)
    assert [builder.exitcode for builder in builders] == [0, 0]
    assert not list(target.rglob("*.tmp"))
    assert all((target / name).stat().st_size for name in assets.Manifest(target).names.values())


def test_an_unknown_name_is_an_error(source: Path) -> None:
    assets.build(source, source / "dist")
    with pytest.raises(KeyError):
        assets.Manifest(source / "dist").url("css/none.css")
