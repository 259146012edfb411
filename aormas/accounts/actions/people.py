"""Accounts of people: adding, changing, closing, passwords, activation codes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from aormas.accounts import passwords, permissions
from aormas.accounts.models import Activation, User
from aormas.core import audit, clock, identifiers
from aormas.core.database import db, transaction
from aormas.core.errors import Invalid

CODE_LIVES = timedelta(days=30)
RESET_LIVES = timedelta(days=2)


def add(*, username: str, name: str, role: str, password: str, by: Any, **details: str) -> User:
    """Add an account; raises `Invalid` for an unknown role, a weak password or a name that is taken."""
    if role not in permissions.ROLE_NAMES:
        raise Invalid("There is no such role.", field="role")
    if problem := passwords.weakness(password, username):
        raise Invalid(problem, field="password")
    return _store(username.strip().lower(), name, role, passwords.hash_password(password), by, details)


@transaction
def _store(username: str, name: str, role: str, password_hash: str, by: Any, details: dict[str, str]) -> User:
    if isinstance(by, User):
        by.must("users.edit")
    if db.session.scalar(select(User).where(User.username == username)):
        raise Invalid("This sign-in name is taken.", field="username")
    user = User(
        username=username, name=name, role=role, password_hash=password_hash, token=identifiers.token(),
        created_at=clock.now(), active=True, failures=0, recovery_codes=[], **details,
    )  # fmt: skip
    db.session.add(user)
    audit.record(by, "user.added", user, role=role)
    return user


@transaction
def change(user: User, by: User, **values: Any) -> None:
    """Change an officer's account; closing it or changing its role signs the person out."""
    by.must("users.edit")
    if user is by and (values.get("role", user.role) != user.role or values.get("active") is False):
        raise Invalid("You cannot take your own role or close your own account.", field="role")
    changed = {key: value for key, value in values.items() if getattr(user, key) != value}
    for key, value in changed.items():
        setattr(user, key, value)
    if {"role", "active"} & set(changed):
        user.token = identifiers.token()
    audit.record(
        by, "user.changed", user, **{key: changed[key] for key in changed if key in {"role", "active", "username"}}
    )


def close(user: User, by: User) -> None:
    """Close an account of the portal and end its sessions. Call inside a transaction; the caller has checked who may."""
    user.active, user.token = False, identifiers.token()
    audit.record(by, "user.changed", user, active=False)


def set_password(user: User, password: str, by: Any) -> None:
    """Give a person a new password and end all sessions; raises `Invalid` for a weak one."""
    if problem := passwords.weakness(password, user.username):
        raise Invalid(problem, field="password")
    _set_hash(user, passwords.hash_password(password), by)


@transaction
def _set_hash(user: User, password_hash: str, by: Any) -> None:
    user.password_hash, user.token = password_hash, identifiers.token()
    user.failures, user.locked_until = 0, None
    audit.record(by, "user.password_set", user)


@transaction
def unlock(user: User, by: User) -> None:
    """Lift a lock before its time."""
    by.must("users.edit")
    user.failures, user.locked_until = 0, None
    audit.record(by, "user.unlocked", user)


@transaction
def issue_code(purpose: str, by: Any, user: User | None = None, lives: timedelta = CODE_LIVES, **facts: Any) -> str:
    """Return a one-time code (only its digest is kept); an older open code for the same purpose and person ends."""
    if user is not None:
        for old in db.session.scalars(
            select(Activation).where(
                Activation.user_id == user.id, Activation.purpose == purpose, Activation.used_at.is_(None)
            )
        ):
            old.used_at = clock.now()
    code = identifiers.secret_code(15)
    activation = Activation(
        code_digest=identifiers.digest(code), purpose=purpose, user=user, facts=facts, created_at=clock.now(), expires_at=clock.now() + lives,
    )  # fmt: skip
    db.session.add(activation)
    told = {key: value for key, value in facts.items() if key != "invited"}  # a name stays out of the trail's changes
    audit.record(by, "code.issued", activation, **told)
    return code


def end_code(number: int, by: Any) -> None:
    """End a code that nobody has used. Call inside a transaction; the caller has checked who may."""
    activation = db.session.get(Activation, number, with_for_update=True)
    if activation is not None and activation.used_at is None:
        activation.used_at = clock.now()
        audit.record(by, "code.ended", activation)


def open_code(code: str) -> Activation | None:
    """Return the activation of a code that is unused and not too old; None for any other, without saying why."""
    found = db.session.scalar(select(Activation).where(Activation.code_digest == identifiers.digest(code)))
    return found if found and found.used_at is None and clock.now() < found.expires_at else None


def use_code(activation: Activation, username: str, name: str, password: str) -> User:
    """Let a person in by a code: set the account's password, or make an organisation's account.

    Raises `Invalid` for a weak password, a taken name, or a code used in the meantime.
    """
    if problem := passwords.weakness(password, username):
        raise Invalid(problem, field="password")
    return _use_code(activation, username.strip().lower(), name, passwords.hash_password(password))


@transaction
def _use_code(activation: Activation, username: str, name: str, password_hash: str) -> User:
    from aormas.core.events import emit

    db.session.refresh(activation, with_for_update=True)
    if activation.used_at is not None:
        raise Invalid("This code has been used in the meantime.")
    activation.used_at = clock.now()
    if activation.user is not None:
        user = activation.user
        user.password_hash, user.token, user.failures, user.locked_until = password_hash, identifiers.token(), 0, None
        audit.record(user, "user.password_set", user)
        return user
    user = _store(username, name, permissions.ORGANIZATION, password_hash, "activation code", {})
    activation.user = user
    emit("account.activated", user=user, facts=activation.facts)
    return user
