"""The machine is killed, and the power goes, at random moments under load: nothing acknowledged is lost, nothing doubled.

`AORMAS_FAULTS=full` kills 200 times and cuts the power 20 times; by default fewer, so that the suite stays short.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Office
from tests.faults.load import Ledger, People, losses
from tests.faults.server import Server, checked

pytestmark = pytest.mark.fault
FULL = os.environ.get("AORMAS_FAULTS") == "full"
KILLS, CUTS = (200, 20) if FULL else (12, 4)


@pytest.mark.timeout(1800)
def test_kill_at_random_moments_loses_nothing(migrated: Office, tmp_path: Path):
    instance = migrated.copy(tmp_path / "office").instance
    ledger, dice = Ledger(), random.Random(5)
    server = Server(instance)
    for number in range(KILLS):
        server.start(wait_for_worker=False)
        people = People(server.port, ledger, seed=number)
        people.start()
        people.stopping.wait(dice.uniform(0.1, 2.2))
        server.kill()
        people.stop()
    assert losses(instance, ledger) == []
    assert len(ledger) > KILLS
    with Server(instance):
        pass  # comes up again without a hand
    assert "books: ok" in checked(instance)


def build_shim(folder: Path) -> Path:
    """Compile the power-cut shim."""
    shim = folder / "powercut.so"
    source = Path(__file__).with_name("powercut.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", str(shim), str(source), "-ldl", "-lpthread"], check=True)
    return shim


def put_back(shadow: Path, instance: Path) -> None:
    """Give every file the content that had reached the disk when the power went."""
    for note in shadow.glob("*.path"):
        target, content = Path(note.read_text().strip("\0\n")), note.with_suffix("")
        if content.exists() and target.exists() and target.is_relative_to(instance):
            os.chmod(target, 0o600)
            shutil.copyfile(content, target)
    for leftover in instance.glob("*-shm"):
        leftover.unlink()


@pytest.mark.timeout(1800)
def test_a_power_cut_loses_nothing_that_was_acknowledged(migrated: Office, tmp_path: Path):
    instance = migrated.copy(tmp_path / "office").instance
    ledger, dice, shim = Ledger(), random.Random(9), build_shim(tmp_path)
    for number in range(CUTS):
        shadow = tmp_path / f"shadow{number}"
        shadow.mkdir()
        server = Server(instance, LD_PRELOAD=str(shim), POWERCUT_DIR=str(instance), POWERCUT_SHADOW=str(shadow))
        server.start(wait_for_worker=False)
        people = People(server.port, ledger, seed=1000 + number)
        people.start()
        people.stopping.wait(dice.uniform(1.0, 3.0))
        server.kill()
        people.stop()
        put_back(shadow, instance)
    assert losses(instance, ledger) == []
    assert len(ledger) > CUTS
    assert "files: ok" in checked(instance)
