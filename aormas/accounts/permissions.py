"""Who may do what: one table of roles. Pure."""

from __future__ import annotations

OPERATOR, VERIFIER, DIVISION_HEAD, AGENCY_HEAD = "operator", "verifikator", "kabid", "kaban"
JOINT_TEAM, ADMIN, AUDITOR, ORGANIZATION = "timdu", "admin", "auditor", "ormas"

# Message ids of the roles' names.
ROLE_NAMES = {
    OPERATOR: "Counter officer",
    VERIFIER: "Verifier",
    DIVISION_HEAD: "Head of division",
    AGENCY_HEAD: "Head of agency",
    JOINT_TEAM: "Joint team",
    ADMIN: "Administrator",
    AUDITOR: "Auditor",
    ORGANIZATION: "Organisation",
}
OFFICER_ROLES = tuple(role for role in ROLE_NAMES if role != ORGANIZATION)

_READ = frozenset(
    {"desk.enter", "organization.read", "application.read", "letter.read", "calendar.read", "search", "report.read"}
)

# Keeping the register: entering, deciding, importing, merging, reaching out.
_REGISTER = frozenset(
    {
        "organization.edit", "organization.decide", "organization.import", "organization.merge", "organization.reach",
        "organization.export",
    }
)  # fmt: skip

# Reports of the organisations: entering what comes on paper, reading and answering, reminding.
_REPORTS = frozenset({"report.enter", "report.review", "report.remind"})

PERMISSIONS: dict[str, frozenset[str]] = {
    OPERATOR: _READ
    | {
        "application.file", "application.review", "nik.show", "visit.record", "letter.scan", "skt.record", "organization.edit",
        "organization.reach", "organization.export",
    } | _REPORTS,
    VERIFIER: _READ
    | {
        "application.file", "application.review", "application.recommend", "application.close", "nik.show", "visit.record",
        "letter.prepare", "letter.reserve", "letter.scan", "skt.record", "organization.invite",
    } | _REGISTER | _REPORTS,
    DIVISION_HEAD: _READ
    | {
        "application.review", "application.approve", "application.close", "application.assign", "nik.show", "visit.record",
        "letter.prepare", "letter.reserve", "letter.scan", "skt.record", "calendar.edit", "organization.invite", "trail.read", "report.relief",
    } | _REGISTER | _REPORTS,
    AGENCY_HEAD: _READ | {"application.sign", "application.object", "letter.sign", "letter.withdraw", "nik.show", "trail.read", "organization.export"},
    JOINT_TEAM: _READ,
    ADMIN: _READ | {"settings.edit", "users.edit", "calendar.edit", "letter.template", "system.read", "system.retry", "trail.read", "organization.export"},
    AUDITOR: _READ | {"trail.read", "system.read", "settings.read", "users.read", "organization.export"},
    ORGANIZATION: frozenset({"portal.enter"}),
}  # fmt: skip

# Reading settings goes with editing them.
PERMISSIONS[ADMIN] |= {"settings.read", "users.read"}

FACE_OF_ROLE = {role: ("portal" if role == ORGANIZATION else "desk") for role in ROLE_NAMES}


def may(role: str, permission: str) -> bool:
    """Tell whether a role holds a permission; unknown roles hold none."""
    return permission in PERMISSIONS.get(role, frozenset())


def enters(role: str, face: str) -> bool:
    """Tell whether people of a role enter a face; everybody may stand at the public one."""
    return face == "public" or FACE_OF_ROLE.get(role) == face


def roles_with(permission: str) -> tuple[str, ...]:
    """Return the roles that hold a permission."""
    return tuple(role for role, held in PERMISSIONS.items() if permission in held)
