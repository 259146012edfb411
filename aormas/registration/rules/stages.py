"""When an application may move, and whose turn it is. Pure: no request, no database, no clock."""

from __future__ import annotations

from aormas.core.errors import Conflict

OFFICE, APPLICANT, MINISTRY, NOBODY = "office", "applicant", "ministry", "nobody"

MOVES = {
    ("draft", "submit"): "submitted",
    ("draft", "withdraw"): "withdrawn",
    ("submitted", "take"): "in_review",
    ("submitted", "withdraw"): "withdrawn",
    ("in_review", "ask_correction"): "awaiting_correction",
    ("in_review", "withdraw"): "withdrawn",
    ("awaiting_correction", "resubmit"): "in_review",
    ("awaiting_correction", "withdraw"): "withdrawn",
    ("awaiting_correction", "close"): "closed",
    ("in_review", "recommend"): "recommended",
    ("in_review", "recommend_refusal"): "refusal_recommended",
    ("recommended", "return"): "in_review",
    ("recommended", "approve"): "approved",
    ("refusal_recommended", "return"): "in_review",
    ("refusal_recommended", "approve"): "refusal_approved",
    ("approved", "return"): "in_review",
    ("approved", "sign"): "granted",
    ("approved", "sign_cover"): "awaiting_forward",
    ("refusal_approved", "return"): "in_review",
    ("refusal_approved", "refuse"): "refused",
    ("awaiting_forward", "forward"): "forwarded",
    ("forwarded", "record_skt"): "granted",
    ("forwarded", "record_ministry_refusal"): "refused_by_ministry",
    ("refused", "object"): "objected",
    ("objected", "uphold"): "refusal_upheld",
    ("objected", "reopen"): "in_review",
}

TURN = {
    "draft": APPLICANT,
    "submitted": OFFICE,
    "in_review": OFFICE,
    "awaiting_correction": APPLICANT,
    "recommended": OFFICE,
    "refusal_recommended": OFFICE,
    "approved": OFFICE,
    "refusal_approved": OFFICE,
    "awaiting_forward": OFFICE,
    "forwarded": MINISTRY,
    "objected": OFFICE,
    "granted": NOBODY,
    "refused": NOBODY,
    "refusal_upheld": NOBODY,
    "refused_by_ministry": NOBODY,
    "withdrawn": NOBODY,
    "closed": NOBODY,
}

# Which permission the next step of a stage needs: whose worklist it stands on.
NEXT = {
    "submitted": "application.review",
    "in_review": "application.review",
    "recommended": "application.approve",
    "refusal_recommended": "application.approve",
    "approved": "application.sign",
    "refusal_approved": "application.sign",
    "awaiting_forward": "skt.record",
    "forwarded": "skt.record",
    "objected": "application.object",
}

# Message ids: the stage in the applicant's words. Status is always a word plus colour plus date.
STAGE_WORDS = {
    "draft": ("Not sent yet", "wait"),
    "submitted": ("Waiting for the office", "plain"),
    "in_review": ("Being checked", "plain"),
    "awaiting_correction": ("Waiting for you", "wait"),
    "recommended": ("Checked, waiting for approval", "plain"),
    "refusal_recommended": ("Checked, waiting for approval", "plain"),
    "approved": ("Approved, waiting for the signature", "plain"),
    "refusal_approved": ("Checked, waiting for the signature", "plain"),
    "awaiting_forward": ("Cover letter signed, to be sent to the Ministry", "plain"),
    "forwarded": ("With the Ministry", "plain"),
    "granted": ("Done", "ok"),
    "refused": ("Refused", "late"),
    "objected": ("Objection being answered", "plain"),
    "refusal_upheld": ("Refusal upheld", "late"),
    "refused_by_ministry": ("Refused by the Ministry", "late"),
    "withdrawn": ("Withdrawn", "plain"),
    "closed": ("Closed", "plain"),
}

OPEN = tuple(stage for stage, turn in TURN.items() if turn != NOBODY and stage != "draft")

# While one of these lasts, the office's silence may count as consent; past them its decision is signed.
UNDECIDED = ("in_review", "recommended", "refusal_recommended", "approved", "refusal_approved")


def allowed(stage: str) -> list[str]:
    """Return the verbs that a stage allows."""
    return [verb for from_stage, verb in MOVES if from_stage == stage]


def move(stage: str, verb: str) -> str:
    """Return the stage that follows; raise `Conflict` when the case has moved on since the page was opened."""
    try:
        return MOVES[stage, verb]
    except KeyError:
        raise Conflict(
            "This case has moved on in the meantime. Nothing was changed; look at its present state first."
        ) from None
