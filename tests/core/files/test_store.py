"""The store keeps each content once, durably, and tells when something is missing or altered."""

from __future__ import annotations

import hashlib
import os
import resource
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aormas.core.errors import StorageUnavailable
from aormas.core.files.store import ContentMissing, Store

PAPER = b"%PDF-1.7 isi surat" * 1000
NAME = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


@contextmanager
def full_disk(most: int):
    """Let no file of this process grow beyond `most` bytes, as on a disk that fills up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def watched(monkeypatch):
    """Note in order what is made durable and what is renamed."""
    seen: list[str] = []
    fsync, replace = os.fsync, os.replace

    def name(handle: int) -> str:
        return Path(os.readlink(f"/proc/self/fd/{handle}")).name

    def watch_fsync(handle):
        seen.append(f"fsync {name(handle)}")
        fsync(handle)

    def watch_replace(source, target):
        seen.append(f"rename {Path(source).name} {Path(target).name}")
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", watch_fsync)
        patched.setattr(os, "replace", watch_replace)
        yield seen


def test_content_is_kept_under_its_sha256_and_read_back(store):
    content = store.put(PAPER)
    assert (content.sha256, content.size) == (NAME, len(PAPER))
    assert store.path(NAME) == store.root / NAME[:2] / NAME[2:4] / NAME
    assert store.has(NAME)
    with store.open(NAME) as file:
        assert file.read() == PAPER
    assert store.path(NAME).stat().st_mode & 0o077 == 0


def test_same_content_from_a_file_and_from_bytes_is_one_file(store, tmp_path):
    (tmp_path / "surat.pdf").write_bytes(PAPER)
    assert store.put(tmp_path / "surat.pdf") == store.put(PAPER)
    assert files(store.root) == [store.path(NAME)]
    assert (tmp_path / "surat.pdf").exists()


def test_content_is_synced_before_it_gets_its_name_and_the_folders_after(store, monkeypatch):
    with watched(monkeypatch) as seen:
        store.put(PAPER)
    rename = next(place for place, act in enumerate(seen) if act.startswith("rename") and act.endswith(NAME))
    temporary = seen[rename].split()[1]
    assert f"fsync {temporary}" in seen[:rename]
    assert [f"fsync {name}" for name in (NAME[2:4], NAME[:2], "files")] == list(dict.fromkeys(seen[rename + 1 :]))


def test_content_that_was_there_is_made_durable_too_before_it_is_promised(store, monkeypatch):
    store.put(PAPER)
    with watched(monkeypatch) as seen:
        store.put(PAPER)
    assert f"fsync {NAME[2:4]}" in seen


def test_full_disk_leaves_no_half_file_and_what_was_there_stays(store):
    store.put(b"sudah ada")
    before = files(store.root)
    with full_disk(5000), pytest.raises(StorageUnavailable):
        store.put(PAPER)
    assert files(store.root) == before
    assert store.put(PAPER).sha256 == NAME


def test_folder_that_cannot_be_written_is_unavailable_storage(tmp_path):
    (tmp_path / "files").write_bytes(b"")
    with pytest.raises(StorageUnavailable):
        Store(tmp_path / "files").put(PAPER)


def test_source_that_is_missing_is_not_blamed_on_the_disk(store, tmp_path):
    with pytest.raises(FileNotFoundError):
        store.put(tmp_path / "tidak ada")


def test_missing_and_altered_contents_are_named(store):
    whole, altered = store.put(b"utuh").sha256, store.put(b"berubah").sha256
    path = store.path(altered)
    path.write_bytes(b"BERUBAH")
    assert store.problems([whole, altered, NAME]) == [f"{altered}: altered", f"{NAME}: missing"]


def test_altered_content_of_other_length_is_healed_when_it_comes_again(store):
    store.put(PAPER)
    store.path(NAME).write_bytes(PAPER[:100])
    store.put(PAPER)
    assert store.problems([NAME]) == []


def test_removed_content_is_gone_and_removing_it_again_is_no_error(store):
    store.put(PAPER)
    store.remove(NAME)
    store.remove(NAME)
    assert not store.has(NAME)
    with pytest.raises(ContentMissing):
        store.open(NAME)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, NAME + "\n", NAME[:-1] + "/"])
def test_only_sha256_names_reach_the_disk(store, name):
    with pytest.raises(ValueError, match="sha256"):
        store.path(name)


def test_leftovers_of_interrupted_puts_are_tidied_away(store):
    store.put(PAPER)
    leftover = store.root / "incoming" / "mati.part"
    leftover.write_bytes(b"setengah")
    now = datetime.now(UTC)
    assert store.tidy(now - timedelta(hours=1)) == 0
    assert store.tidy(now + timedelta(hours=1)) == 1
    assert files(store.root) == [store.path(NAME)]


def test_many_at_once_putting_the_same_content_leave_one_whole_file(store):
    threads = [threading.Thread(target=store.put, args=(PAPER,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert files(store.root) == [store.path(NAME)]
    assert store.problems([NAME]) == []
