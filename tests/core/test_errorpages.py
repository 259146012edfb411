"""Error pages keep what was typed, but never a secret."""

from __future__ import annotations

from flask import Flask

from aormas.core.errors import Conflict
from aormas.core.web import anyone


def test_what_was_typed_is_shown_again_and_passwords_are_not(app: Flask):
    @anyone
    def late() -> str:
        raise Conflict("This code has been used in the meantime.")

    app.view_functions["accounts.sign_in_post"] = late
    typed = {
        "sign-note": "catatan saya",
        "sign-password": "rahasia satu",
        "admin_password": "rahasia dua",
        "otp": "123987",
        "csrf_token": "segel",
    }
    answer = app.test_client().post("/masuk", data=typed)
    assert answer.status_code == 409
    assert "catatan saya" in answer.text
    for secret in ("rahasia satu", "rahasia dua", "123987", "segel"):
        assert secret not in answer.text
