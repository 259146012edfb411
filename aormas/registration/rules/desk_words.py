"""What officers call the stages and steps of a case: message ids with their tones. Pure."""

from __future__ import annotations

STAGES = {
    "submitted": ("not taken yet", "plain"),
    "in_review": ("being checked", "plain"),
    "awaiting_correction": ("waiting for the applicant", "plain"),
    "recommended": ("waiting for approval", "plain"),
    "refusal_recommended": ("refusal waits for approval", "plain"),
    "approved": ("waiting for the signature", "plain"),
    "refusal_approved": ("refusal waits for the signature", "plain"),
    "awaiting_forward": ("to be sent to the Ministry", "plain"),
    "forwarded": ("with the Ministry", "plain"),
    "objected": ("objection to be answered", "wait"),
    "granted": ("granted", "ok"),
    "refused": ("refused", "late"),
    "refusal_upheld": ("refusal upheld", "late"),
    "refused_by_ministry": ("refused by the Ministry", "late"),
    "withdrawn": ("withdrawn by the applicant", "plain"),
    "closed": ("closed", "plain"),
}

# The next step of a stage where no number belongs to it.
NEXT_STEPS = {
    "awaiting_correction": "Wait for the applicant",
    "recommended": "Approve the letter",
    "refusal_recommended": "Approve the refusal",
    "approved": "Sign the letter",
    "refusal_approved": "Sign the refusal",
    "awaiting_forward": "Send the file to the Ministry",
    "forwarded": "Record the Ministry's answer",
    "objected": "Answer the objection",
}

TURNS = {
    "office": "the office's turn",
    "applicant": "the applicant's turn",
    "ministry": "the Ministry's turn",
    "nobody": "ended",
}

# What somebody did with a case, for its history.
VERBS = {
    "ask_correction": "handed papers back",
    "complete": "recorded the file as complete",
    "recommend": "proposed to grant",
    "recommend_refusal": "proposed to refuse",
    "approve": "approved",
    "return": "returned the case",
    "sign": "signed the letter",
    "refuse": "signed the refusal",
    "forward": "recorded the sending to the Ministry",
    "record_skt": "recorded the SKT",
    "record_ministry_refusal": "recorded the Ministry's refusal",
    "object": "objected to the refusal",
    "uphold": "upheld the refusal",
    "reopen": "accepted the objection",
    "close": "closed the case",
    "withdraw": "withdrew the application",
}
