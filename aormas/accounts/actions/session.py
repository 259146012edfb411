"""Signing in and out, with a lock after wrong passwords and a second factor for who wants one."""

from __future__ import annotations

import pyotp
from sqlalchemy import select

from aormas.accounts import passwords, rules
from aormas.accounts.models import User
from aormas.core import audit, clock, identifiers
from aormas.core.database import db, transaction
from aormas.core.errors import Invalid

WRONG = "Name or password is not right. After five wrong tries the account rests for 15 minutes."


def check(username: str, password: str) -> User:
    """Return the person of a name and password; raises `Invalid` with one sentence for every kind of wrong.

    The hash is checked outside the write transaction; the lock is kept in the database, so it survives a restart.
    """
    user = db.session.scalar(select(User).where(User.username == username.strip().lower()))
    if user is not None and rules.locked(user.locked_until, clock.now()):
        minutes = rules.minutes_left(user.locked_until, clock.now())  # type: ignore[arg-type]
        raise Invalid("This account rests after five wrong tries. Try again in %(minutes)d minutes.", minutes=minutes)
    right = passwords.matches(password, user.password_hash if user else None)
    if user is None or not right or not user.active:
        if user is not None:
            _failed(user)
        raise Invalid(WRONG)
    if passwords.outdated(user.password_hash):
        _rehash(user, passwords.hash_password(password))
    return user


@transaction
def _failed(user: User) -> None:
    user.failures, locked_until = rules.after_failure(user.failures, clock.now())
    if locked_until is not None:
        user.locked_until = locked_until
        audit.record("sign-in", "user.locked", user)


@transaction
def _rehash(user: User, password_hash: str) -> None:
    user.password_hash = password_hash


@transaction
def entered(user: User) -> None:
    """Note that a person signed in."""
    user.failures, user.locked_until, user.last_seen_at = 0, None, clock.now()
    audit.record(user, "user.signed_in", user)


@transaction
def check_second(user: User, text: str) -> bool:
    """Tell whether a time code or an unused recovery code is right; each works once."""
    code = identifiers.clean_code(text)
    if rules.locked(user.locked_until, clock.now()):
        return False
    step = _step(user, code)
    if step is not None and step > (user.totp_last_step or 0):
        user.totp_last_step = step
        return True
    digest = identifiers.digest(code)
    if digest in user.recovery_codes:
        user.recovery_codes = [kept for kept in user.recovery_codes if kept != digest]
        audit.record(user, "user.recovery_code_used", user, left=len(user.recovery_codes))
        return True
    user.failures, locked_until = rules.after_failure(user.failures, clock.now())
    user.locked_until = locked_until or user.locked_until
    return False


def _step(user: User, code: str) -> int | None:
    totp = pyotp.TOTP(user.totp_secret or "")
    present = int(clock.now().timestamp()) // 30
    return next(
        (step for step in (present, present - 1, present + 1) if user.totp_secret and totp.at(step * 30) == code), None
    )


def new_secret() -> str:
    """Return a fresh secret for a second factor, not yet in force."""
    return pyotp.random_base32()


@transaction
def turn_on_second(user: User, secret: str, code: str) -> list[str]:
    """Put a second factor in force once its first code is right; return eight recovery codes, shown only now."""
    if not pyotp.TOTP(secret).verify(code.strip(), for_time=clock.now(), valid_window=1):
        raise Invalid("This code does not fit. Check the clock of the phone and type the newest code.", field="otp")
    codes = [identifiers.secret_code() for _ in range(8)]
    user.totp_secret, user.totp_last_step = secret, int(clock.now().timestamp()) // 30
    user.recovery_codes = [identifiers.digest(code) for code in codes]
    audit.record(user, "user.second_factor_on", user)
    return codes


@transaction
def turn_off_second(user: User, by: User) -> None:
    """Take a second factor away: the person's own, or by an administrator after a lost phone."""
    if user is not by:
        by.must("users.edit")
    user.totp_secret, user.totp_last_step, user.recovery_codes = None, None, []
    audit.record(by, "user.second_factor_off", user)


def confirm_password(user: User, password: str) -> None:
    """Ask again before a dangerous act; raises `Invalid` at the field `password` and counts towards the lock."""
    if rules.locked(user.locked_until, clock.now()) or not passwords.matches(password, user.password_hash):
        _failed(user)
        raise Invalid("The password is not right.", field="password")
