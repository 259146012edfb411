"""The child process in which strangers' files are decoded. Started by `children.run` as `python -I sandbox.py`.

A job comes as JSON on standard input, the answer goes as JSON to standard output: the result, or
`{"unfit": [code, detail, source]}`. Nothing of the application is imported here, so a child starts quickly.
"""

from __future__ import annotations

import errno
import json
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

# Behind everything else: no file of ours may stand in for a library's module.
sys.path.append(str(Path(__file__).parent))

from decoding import RESULT_LIMIT, Unfit

MEMORY = 1 << 30  # bytes of address space


def limit(seconds: float) -> None:
    """Cap memory, processor time, file size and new processes, where the platform can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    caps = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": int(seconds) + 1, "RLIMIT_FSIZE": RESULT_LIMIT, "RLIMIT_CORE": 0}
    for name, most in {**caps, "RLIMIT_NPROC": 0}.items():
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (most, most))


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Do one job; the decoders are imported under the limits."""
    if job["task"] == "clean":
        from decoding.papers import clean

        return clean(job)
    if job["task"] == "tables":
        from decoding.tables import read

        return read(job)
    if job["task"] == "photo":
        from decoding.pictures import keep

        return keep(job)
    if job["task"] == "small":
        from decoding.pictures import keep_small

        return keep_small(job)
    from decoding.rendering import render

    return render(job)


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """Return the result of a job, or why there is none."""
    try:
        return work(job)
    except Unfit as unfit:
        return {"unfit": [unfit.code, unfit.detail, unfit.source]}
    except MemoryError:
        return {"unfit": ["bomb", "memory", None]}
    except OSError as trouble:
        traceback.print_exc()
        return {"unfit": [_disk(trouble), str(trouble.strerror), None]}
    except Exception as trouble:  # whatever a decoder throws at a broken file
        traceback.print_exc()
        return {"unfit": ["damaged", type(trouble).__name__, None]}


def _disk(trouble: OSError) -> str:
    full = (errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", -1), errno.EACCES, errno.EIO)
    return "too_large" if trouble.errno == errno.EFBIG else "storage" if trouble.errno in full else "damaged"


if __name__ == "__main__":
    question = json.load(sys.stdin)
    limit(question["seconds"])
    json.dump(answer(question), sys.stdout)
