"""The whole suite: `python -m tests`. What needs Chromium or PostgreSQL says what to install when it is missing.

With CI set, a stage that cannot run is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.postgresql import programs

ROOT = Path(__file__).resolve().parent.parent
BOTH_ENGINES = [
    "tests/accounts",
    "tests/organizations",
    "tests/letters",
    "tests/registration",
    "tests/reporting",
    "tests/desk",
    "tests/core/test_foundation.py",
    "tests/core/test_never_stale.py",
    "tests/core/test_made_once.py",
]


def chromium() -> str | None:
    """Return the browser that the journeys drive, or None."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


def missing(*names: str) -> str | None:
    """Return how to install Debian packages whose programs are missing, or None."""
    packages = {
        "qpdf": "qpdf",
        "pdftotext": "poppler-utils",
        "zbarimg": "zbar-tools",
        "cc": "gcc",
        "soffice": "libreoffice-calc-nogui",
    }
    wanted = [packages[name] for name in names if shutil.which(name) is None]
    return f"apt-get install {' '.join(wanted)}" if wanted else None


def browsing() -> str | None:
    """Return how to install what the walks in a browser need, or None."""
    checkers = [ROOT / "node_modules/axe-core/axe.min.js", ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"]
    wanted = [] if chromium() else ["apt-get install chromium"]
    wanted += [] if shutil.which("java") else ["apt-get install default-jre-headless"]
    wanted += [] if all(path.exists() for path in checkers) else ["npm install --no-package-lock"]
    return missing("qpdf", "pdftotext", "zbarimg") or "; ".join(wanted) or None


STAGES = (
    ("rules, actions, pages (SQLite)", ["tests", "-m", "not browser and not fault", "-n", "2"],
     lambda: missing("qpdf", "pdftotext", "zbarimg", "soffice")),
    ("actions (PostgreSQL)", [*BOTH_ENGINES, "--engine", "postgresql", "-m", "not browser and not fault", "-n", "2"],
     lambda: None if programs() else "apt-get install postgresql"),
    ("faults", ["tests/faults", "-m", "fault"], lambda: missing("cc")),
    ("journeys (Chromium)", ["tests/journeys", "-m", "browser"], browsing),
)  # fmt: skip


def main() -> int:
    """Run the stages one after another and return the exit code of the whole."""
    strict, failed = bool(os.environ.get("CI")), []
    for title, arguments, hint in STAGES:
        print(f"\n== {title}", flush=True)
        if wanted := hint():
            print(f"left out: {wanted}")
            if strict:
                failed.append(title)
            continue
        began = time.monotonic()
        code = subprocess.run([sys.executable, "-m", "pytest", *arguments, *sys.argv[1:]]).returncode
        print(f"-- {title}: {time.monotonic() - began:.0f} s", flush=True)
        if code:
            failed.append(title)
    print("\nfailed: " + ", ".join(failed) if failed else "\nall stages passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
