"""Invented offices, people, organisations and applications for tests."""

from __future__ import annotations

from typing import Any

from aormas.accounts.actions import office as office_actions
from aormas.accounts.actions import people
from aormas.accounts.permissions import OFFICER_ROLES
from aormas.core import regions
from aormas.core.database import db
from aormas.core.office import Office

PASSWORD = "kebun anggur mangga"
OFFICE = {
    "name": "Bakesbangpol Kota Probolinggo",
    "agency": "Badan Kesatuan Bangsa dan Politik",
    "government": "Pemerintah Kota Probolinggo",
    "city": "Kota Probolinggo",
    "place": "Probolinggo",
    "mayor_title": "Wali Kota Probolinggo",
    "site_title": "Ormas Kota Probolinggo",
    "address": "Jalan Contoh 1",
    "phone": "(0335) 000000",
}


def set_up_office() -> Office:
    """Set an office up with one officer per role; each signs in with the role's name and `PASSWORD`."""
    admin = {"username": "admin", "name": "Admin Contoh", "password": PASSWORD}
    row = office_actions.set_up(dict(OFFICE), admin, regions.shipped())
    for role in OFFICER_ROLES:
        if role != "admin":
            people.add(
                username=role,
                name=f"{role.title()} Contoh",
                role=role,
                password=PASSWORD,
                by="test",
                position=f"Jabatan {role}",
            )
    return row


def let_go(app: Any) -> None:
    """Close all connections of an application, in its context: those of the pools and the one that asks for the version."""
    db.session.remove()
    app.wsgi_app.version.close()
    for engine in db.engines.values():
        engine.dispose()
