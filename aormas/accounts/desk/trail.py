"""The trail, readable by people."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _

from aormas.accounts import queries
from aormas.accounts.desk.face import bp
from aormas.accounts.desk.trail_words import Words
from aormas.core import web

# Message ids of what an action is called on the page; an unknown one is shown by its code.
ACTION_NAMES = {
    "report.begun": "began a report",
    "report.written": "wrote in a report",
    "activity.added": "wrote an activity down",
    "activity.changed": "changed an activity",
    "activity.removed": "took an activity out of a report",
    "activity.put_back": "put an activity back",
    "activity.photos_added": "added photos of an activity",
    "activity.photos_chosen": "chose which photos everybody may see",
    "activity.photo_removed": "took a photo out",
    "report.filed": "sent a report",
    "report.accepted": "accepted a report",
    "report.noted": "handed a report back with remarks",
    "report.rejected": "rejected a report",
    "report.answered": "wrote about a report",
    "relief.asked": "asked for more time or an exemption",
    "relief.withdrawn": "took a request for more time back",
    "relief.granted": "granted a request for more time or an exemption",
    "relief.refused": "refused a request for more time or an exemption",
    "relief.given": "gave more time or an exemption",
    "relief.given_to_all": "gave everybody more time or an exemption",
    "reminder.sent": "reminded an organisation",
    "reminder.answered": "noted what came of a reminder",
    "report.rule_set": "set the rule of reporting",
    "report.rule_taken_back": "took the next rule of reporting back",
    "report.due_day_moved": "moved the due day of a period",
    "reminder.rule_set": "set a rule of reminding",
    "reminder.rule_ended": "ended a rule of reminding",
    "report.reason_set": "wrote a stock reason for reports",
    "report.reason_ended": "ended a stock reason for reports",
    "plan.saved": "wrote a plan down",
    "plan.cancelled": "gave a plan up",
    "plan.hidden": "took an announcement out of the calendar",
    "plan.shown": "put an announcement back into the calendar",
    "application.approved": "approved a case",
    "application.assigned": "assigned a case",
    "application.checked": "checked papers",
    "application.closed": "closed a case",
    "application.code_renewed": "made a new code for a case",
    "application.completed": "recorded a file as complete",
    "application.corrected": "sent corrections",
    "application.correction_asked": "handed papers back",
    "application.cover_signed": "signed the cover letter",
    "application.created": "began a filing",
    "application.due_moved": "due day moved with the calendar",
    "application.forwarded": "recorded the forwarding to the Ministry",
    "application.granted": "granted an application",
    "application.linked": "linked a case to an organisation",
    "application.ministry_refused": "recorded the Ministry's refusal",
    "application.objected": "objected to a refusal",
    "application.objection_answered": "answered an objection",
    "application.recommended": "recommended a decision",
    "application.refused": "refused an application",
    "application.returned": "returned a case with a note",
    "application.silence_warned": "warned that silence will count as consent",
    "application.skt_recorded": "recorded the SKT",
    "application.submitted": "sent an application",
    "application.taken": "took a case",
    "application.taken_up": "went on with a counter filing",
    "application.withdrawn": "withdrew an application",
    "calendar.day_added": "added a day off",
    "calendar.day_removed": "removed a day off",
    "code.issued": "made a one-time code",
    "code.ended": "ended a one-time code",
    "import.applied": "applied an imported list",
    "import.cells_left_out": "left cells of a list out",
    "import.columns_named": "named the columns of a list",
    "import.dropped": "gave an import up",
    "import.received": "sent a list to be imported",
    "import.row_decided": "decided a row of a list",
    "import.row_mended": "mended a row of a list",
    "import.rows_decided": "decided rows of a list",
    "import.undone": "took an import back",
    "job.retried": "tried a failed job again",
    "list.exported": "took a list out",
    "letter.book_added": "opened a number book",
    "letter.book_changed": "changed a number book",
    "letter.discarded": "threw a letter's draft away",
    "letter.number_cancelled": "cancelled a reserved number",
    "letter.number_reserved": "reserved a letter number",
    "letter.prepared": "prepared a letter",
    "letter.scan_attached": "attached a scan of a letter",
    "letter.signed": "signed a letter",
    "letter.template_changed": "changed the text of a letter",
    "letter.type_changed": "changed a letter type",
    "letter.withdrawn": "withdrew a letter",
    "nik.shown": "looked at a NIK",
    "office.changed": "changed the office's settings",
    "office.set_up": "set the office up",
    "organization.added": "added an organisation",
    "organization.change_undone": "took a change of an organisation back",
    "organization.attempt_noted": "noted an attempt to reach an organisation",
    "organization.changed": "changed an organisation's data",
    "organization.confirmed": "confirmed the data of its organisation",
    "organization.merged": "merged another organisation into this one",
    "organization.merged_away": "merged an organisation into another one",
    "double.dismissed": "noted that two organisations are not doubles",
    "organization.status_decided": "noted the status of an organisation",
    "outside_list.invitation_taken_back": "took a noted invitation back",
    "outside_list.invited": "noted invitations from a list of others",
    "outside_list.received": "received a list of others",
    "outside_list.row_decided": "decided a row of a list of others",
    "paper.opened": "opened a paper",
    "representative.added": "joined an organisation's portal",
    "representative.ended": "ended somebody's access to a portal",
    "representative.invited": "invited a further person into a portal",
    "service.closed": "closed a service",
    "service.opened": "opened a service",
    "service.version_added": "changed a service",
    "service.version_changed": "changed a service's new version",
    "service.version_dropped": "gave up a change of a service",
    "user.added": "added an account",
    "user.changed": "changed an account",
    "user.locked": "account rests after wrong tries",
    "user.password_set": "set a password",
    "user.recovery_code_used": "used a recovery code",
    "user.second_factor_off": "turned the second factor off",
    "user.second_factor_on": "turned the second factor on",
    "user.signed_in": "signed in",
    "user.unlocked": "unlocked an account",
    "visit.planned": "planned a visit",
    "visit.recorded": "recorded a visit",
}


@bp.get("/jejak")
@web.requires("trail.read")
def trail() -> Any:
    """Show who did what when, newest first."""
    text = request.args.get("q", "").strip()[:100]
    before = request.args.get("sebelum", "")
    rows, further = queries.trail(text, int(before) if before.isdecimal() else None)
    names = {code: _(name) for code, name in ACTION_NAMES.items()}
    return web.page(
        "accounts/desk/trail.html", rows=rows, further=further, text=text, action_names=names, words=Words()
    )
