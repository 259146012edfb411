"""The product with its clock set some days ahead: `python tests/faults/ahead.py 2` is `python app.py` on the day after tomorrow.

Only the web server's clock is set; its worker goes by the machine's. The product itself has no such setting.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from aormas.commands.start import main  # noqa: E402
from aormas.core import clock  # noqa: E402


def set_ahead(days: int) -> None:
    """Let the clock of this process run, but some days ahead."""
    clock.now = lambda: datetime.now(UTC) + timedelta(days=days)  # type: ignore[assignment]


if __name__ == "__main__":
    set_ahead(int(sys.argv[1]))
    main([])
