"""Start A_ormas: `python app.py` serves the site and works through its jobs; `flask --app app` runs its commands."""

from __future__ import annotations

import importlib.util
import sys


def _missing() -> str | None:
    if sys.version_info < (3, 11):  # noqa: UP036  # told to people whose Python is older
        return "A_ormas needs Python 3.11 or newer; this is " + sys.version.split()[0]
    if sys.version_info < (3, 11):  # noqa: UP036  # told to people whose Python is older
        return "A_ormas needs Python 3.11 or newer; this is " + sys.version.split()[0]
    for name in ("flask", "flask_migrate", "waitress", "pikepdf", "pypdfium2"):
        if importlib.util.find_spec(name) is None:
            return f"{name} is not installed yet: python -m pip install -r requirements.txt"
    return None


if problem := _missing():
    sys.exit(problem)

from aormas import create_app  # noqa: E402
from aormas.commands.start import main  # noqa: E402

if __name__ == "__main__":
    main(sys.argv[1:])
else:
    app = create_app()
