"""Fill an empty office with sample data, once."""

from __future__ import annotations

import os
import random
import secrets
import time
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import select

from aormas.accounts import permissions
from aormas.accounts.actions import office as office_actions
from aormas.accounts.actions import people
from aormas.accounts.models import User
from aormas.commands.demo import cases, register, reports
from aormas.core import clock, regions
from aormas.core.database import db
from aormas.core.holidays import seed
from aormas.core.office import is_set_up
from aormas.organizations import actions as organizations
from aormas.organizations.models import Organization

OFFICE = {
    "name": "Bakesbangpol Kota Probolinggo", "agency": "Badan Kesatuan Bangsa dan Politik", "government": "Pemerintah Kota Probolinggo", "city": "Kota Probolinggo",
    "place": "Probolinggo", "mayor_title": "Wali Kota Probolinggo", "site_title": "Ormas Kota Probolinggo", "address": "Jalan Contoh Nomor 1, Kota Probolinggo",
    "postcode": "67211", "phone": "(0335) 000000", "email": "kantor@contoh.go.id", "privacy_contact": "kantor@contoh.go.id",
    "announcement": "Ini instansi contoh: semua nama, nomor, dan surat di dalamnya rekaan.",
}  # fmt: skip
OFFICERS = {
    permissions.OPERATOR: ("Tutik Maharani", "Petugas Loket", "", ""),
    permissions.VERIFIER: ("Rina Kusuma, S.Sos.", "Verifikator", "", ""),
    permissions.DIVISION_HEAD: (
        "Drs. Hadi Nugroho",
        "Kepala Bidang Politik Dalam Negeri dan Organisasi Kemasyarakatan",
        "Pembina",
        "197503122000031009",
    ),
    permissions.AGENCY_HEAD: (
        "Dra. Ratna Wijaya, M.Si.",
        "Kepala Badan Kesatuan Bangsa dan Politik",
        "Pembina Utama Muda",
        "196811051994032009",
    ),
    permissions.JOINT_TEAM: ("Imam Susanto", "Anggota Tim Terpadu", "", ""),
    permissions.AUDITOR: ("Yuni Purnomo, S.E.", "Pemeriksa", "", ""),
}
NOTE = "demo-password.txt"
ACCOUNTS = 4  # organisations whose portal is open


def fill_if_empty(app: Flask) -> None:
    """Make the sample office unless it is there, and print the log-ins."""
    instance = app.extensions["aormas_settings"].instance
    with app.app_context():
        if not is_set_up():
            password = _password(instance)
            began = time.monotonic()
            click.echo("Menyiapkan data contoh, sekitar setengah menit …")
            _fill(password)
            click.echo(f"Data contoh siap ({time.monotonic() - began:.0f} detik).")
        _print_log_ins(instance)
        db.session.remove()


def _password(instance: Path) -> str:
    given = os.environ.get("AORMAS_DEMO_PASSWORD") or f"contoh-{secrets.token_hex(4)}"
    path = instance / NOTE
    path.touch(mode=0o600)
    path.write_text(given, encoding="utf-8")
    return given


def _print_log_ins(instance: Path) -> None:
    path = instance / NOTE
    if not path.exists():
        return
    names = [*OFFICERS, permissions.ADMIN, "ormas"]
    click.echo(f"Nama masuk: {', '.join(sorted(names))}; sandi untuk semua: {path.read_text(encoding='utf-8')}")


def _fill(password: str) -> None:
    from flask import g

    dice = random.Random(3574)  # noqa: S311  # sample data, the same at every start
    office_actions.set_up(
        dict(OFFICE), {"username": "admin", "name": "Admin Contoh", "password": password}, regions.shipped()
    )
    seed(list(range(clock.today().year - 4, clock.today().year - 1)))
    for role, (name, position, rank, nip) in OFFICERS.items():
        people.add(
            username=role,
            name=name,
            role=role,
            password=password,
            by="data contoh",
            position=position,
            rank=rank,
            nip=nip,
        )
    vars(g._get_current_object()).clear()
    known = {user.username: user for user in db.session.scalars(select(User))}
    register.fill(dice, register.Officers(known["verifikator"], known["kabid"], known["kaban"]))
    cases.fill(dice, known)
    _organization_accounts(password, known["verifikator"])
    reports.fill(dice, known)


def _organization_accounts(password: str, by: User) -> None:
    """Open the portal of a few organisations: `ormas`, `ormas2` and so on."""
    rows = db.session.scalars(
        select(Organization)
        .where(Organization.status == "aktif", Organization.form != "tidak_berbadan_hukum")
        .order_by(Organization.id)
        .limit(ACCOUNTS)
    ).all()
    for number, row in enumerate(rows, 1):
        activation = people.open_code(organizations.invite_chair(row, by=by))
        assert activation is not None
        chair = row.present_term.holder("chair") if row.present_term else None
        name = chair.name if chair else "Ketua Contoh"
        people.use_code(activation, "ormas" if number == 1 else f"ormas{number}", name, password)
