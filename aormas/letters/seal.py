"""The office's own seal on a signed letter: it shows that nobody has changed the stored letter since.

It is no certified electronic signature (UU 11/2008 and PP 71/2019 art. 60): the key belongs to this installation, not
to the signer, and nobody outside can check it. Pages and letters say so.
"""

from __future__ import annotations

import hashlib
import hmac
import json

from flask import current_app

from aormas.letters.models import Letter

PURPOSE = b"aormas letter seal 1"


def seal_of(letter: Letter) -> str:
    """Return HMAC-SHA256 (hex) over all that a signed letter says; where it is filed may change (an SKT links it)."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(hmac.digest(secret, PURPOSE, "sha256"), _content(letter), hashlib.sha256).hexdigest()


def fits(letter: Letter) -> bool:
    """Tell whether a letter is still what was signed."""
    return hmac.compare_digest(letter.seal, seal_of(letter))


def _content(letter: Letter) -> bytes:
    facts = {
        "code": letter.code,
        "number": letter.number,
        "type": letter.type.code,
        "reference": letter.reference,
        "subject": letter.subject,
        "addressee": letter.addressee,
        "body": letter.body,
        "signed_at": letter.signed_at.isoformat() if letter.signed_at else None,
        "signed_on": letter.signed_on.isoformat() if letter.signed_on else None,
        "valid_until": letter.valid_until.isoformat() if letter.valid_until else None,
        "signer": letter.signer,
    }
    return json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()
