"""Sending a report, nihil or with activities, and its receipt."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, make_response, request

from aormas.core import clock, web
from aormas.core.errors import Conflict, Invalid
from aormas.core.files import receiving
from aormas.core.files.models import StoredFile
from aormas.core.files.refusals import Refused
from aormas.core.pdf.letterhead import office_letterhead
from aormas.core.security import takes_files
from aormas.reporting.actions import filing as actions
from aormas.reporting.actions import standing, writing
from aormas.reporting.entry.door import Door
from aormas.reporting.entry.pages import sentence
from aormas.reporting.forms.writing import SIGNERS, CounterSendForm, SendForm
from aormas.reporting.models import Filing
from aormas.reporting.pdf.receipt import Receipt, render_receipt
from aormas.reporting.presentation import writing as words
from aormas.reporting.rules import stages


@takes_files
def nil(door: Door) -> Any:
    """Say that there was no activity: one page, one button."""
    return _sending(door, "nil", nil=True)


@takes_files
def check(door: Door) -> Any:
    """Read everything once more as the office will read it, then send."""
    return _sending(door, "check", nil=False)


def _sending(door: Door, name: str, *, nil: bool) -> Any:
    report = door.report
    known = {key: getattr(report, key) for key in SIGNERS} if report else writing.known(door.organization)
    form = CounterSendForm(data={**known, "arrived_on": clock.today()}) if door.at_counter else SendForm(data=known)
    if request.method == "POST":
        return _send(door, name, form, nil=nil)
    if nil and report and report.present_activities:
        return web.seen(door.url("check"))
    if report is not None and report.stage not in stages.WRITABLE:
        return web.seen(door.url())
    return _page(door, name, form)


def _page(door: Door, name: str, form: SendForm, scan_error: str = "") -> str:
    report, today = door.report, clock.today()
    return web.page(
        f"reporting/entry/{name}.html", door=door, report=report, form=form, over=today > door.period.ends_on, words=words,
        activities=report.present_activities if report else [], addressee=door.period.rule.addressee, scan_error=scan_error, errors=scan_error,
    )  # fmt: skip


def _send(door: Door, name: str, form: SendForm, *, nil: bool) -> Any:
    if not form.validate():
        return _page(door, name, form), 422
    try:
        standing.must_write(door.organization, door.by, door.channel)
        sent = actions.file(
            door.organization, door.period, door.by, nil=nil, client_id=str(form.client_id.data), channel=door.channel,
            signers=form.signers(), scan=_scan(door), arrived_on=_arrived(form),
        )  # fmt: skip
    except Conflict as error:
        web.say(sentence(error), "error")
        return web.seen(door.url())
    except Refused as error:
        return _page(door, name, form, sentence(error)), 422
    except Invalid as error:
        form.refuse(error.field, sentence(error))
        return _page(door, name, form), 422
    return web.seen(door.url("receipt", number=sent.number))


def _arrived(form: SendForm) -> date | None:
    """Return the day on which the paper came to the counter; raises `Invalid` where none is written."""
    if not isinstance(form, CounterSendForm):
        return None
    if form.arrived_on.data is None:
        raise Invalid("Write the day on which the paper reached the office.", field="arrived_on")
    day: date = form.arrived_on.data
    return day


def _scan(door: Door) -> StoredFile | None:
    """Return the paper form that was brought to the counter, put into the store; None without one."""
    uploads = [file for file in request.files.getlist("scan") if file.filename] if door.at_counter else []
    return receiving.receive(uploads, f"Laporan {door.period.code} {door.organization.name}.pdf") if uploads else None


def _filing(door: Door, number: int) -> Filing:
    report = door.report
    found = next((one for one in report.filings if one.number == number), None) if report else None
    if found is None:
        abort(404)
    return found


def receipt(door: Door, number: int) -> Any:
    """The receipt: number, time, what happens next."""
    filing = _filing(door, number)
    return web.page(
        "reporting/entry/receipt.html", door=door, filing=filing, check_url=check_url(filing), answer_due=filing.report.answer_due_on,
        arrived=words.arrived(filing),
    )  # fmt: skip


def check_url(filing: Filing) -> str:
    """Return the full address at which anybody can check a receipt."""
    return (
        f"{web.site_root()}/laporan/tanda-terima/{filing.receipt_code}"  # the public door may stand on another machine
    )


def receipt_pdf(door: Door, number: int) -> Any:
    """The receipt as PDF."""
    filing = _filing(door, number)
    response = make_response(render_receipt(_receipt(door, filing)))
    response.headers["Content-Type"] = "application/pdf"
    name = "".join(sign if sign.isalnum() else "-" for sign in filing.receipt_number)
    response.headers["Content-Disposition"] = f'attachment; filename="tanda-terima-{name}.pdf"'
    return response


def _receipt(door: Door, filing: Filing) -> Receipt:
    content = filing.content
    return Receipt(
        letterhead=office_letterhead(), number=filing.receipt_number, received_at=clock.local(filing.filed_at),
        came_on=filing.filed_on if words.came_earlier(filing) else None,
        addressee=filing.addressee, organisation=door.organization.name, register_number=door.organization.register_number,
        period=door.name, nil=filing.nil, activities=len(content.get("activities", ())),
        photos=sum(len(one.get("photos", ())) for one in content.get("activities", ())),
        signers=tuple(
            (content.get(f"{role}_name", ""), content.get(f"{role}_office", "")) for role in ("chair", "secretary")
        ),
        sent_by=filing.filed_by, at_counter=filing.channel == standing.COUNTER, correction=filing.number > 1,
        check_url=check_url(filing), made_at=clock.local(clock.now()),
    )  # fmt: skip
