"""How a report moves, and whose turn it is. Pure."""

from __future__ import annotations

from aormas.core.errors import Conflict

DRAFT, FILED, NOTED, ACCEPTED, REJECTED = "draft", "filed", "noted", "accepted", "rejected"

MOVES = {
    (DRAFT, "file"): FILED,
    (FILED, "accept"): ACCEPTED,
    (FILED, "note"): NOTED,
    (FILED, "reject"): REJECTED,
    (NOTED, "file"): FILED,
    (NOTED, "answer"): FILED,
    (NOTED, "accept"): ACCEPTED,
    (NOTED, "reject"): REJECTED,
    (REJECTED, "file"): FILED,
    (REJECTED, "answer"): REJECTED,
    (ACCEPTED, "note"): NOTED,  # handed back because the organisation asked to mend it
    (ACCEPTED, "reject"): REJECTED,
}
VERDICTS = {"accepted": "accept", "noted": "note", "rejected": "reject"}

# Stage → (message id, tone).
STAGE_WORDS = {
    DRAFT: ("Not sent yet", "plain"),
    FILED: ("Waiting for the office", "wait"),
    NOTED: ("There are remarks", "wait"),
    ACCEPTED: ("Accepted", "ok"),
    REJECTED: ("Rejected", "late"),
}
OFFICE_TURN = frozenset({FILED})
ORGANIZATION_TURN = frozenset({NOTED, REJECTED})
WRITABLE = frozenset({DRAFT, NOTED, REJECTED})  # a filed report waits for the office, an accepted one is done


def move(stage: str, verb: str) -> str:
    """Return the stage that follows. Raises `Conflict` when this cannot be done now."""
    try:
        return MOVES[stage, verb]
    except KeyError:
        raise Conflict("This report has moved on since you opened the page. Nothing was changed.") from None
