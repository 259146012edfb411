"""Reminders by e-mail: through the outbox to a real mail server, tried again, and known to have failed when it failed."""

from __future__ import annotations

import logging
import socket
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from aormas import config
from aormas.core import clock, mail, outbox
from aormas.core.database import db, transaction
from aormas.organizations.models import Contact
from aormas.reporting.actions import reminding as actions
from aormas.reporting.models import Reminder
from aormas.reporting.queries import reminding as queries
from tests.reporting import factories
from tests.reporting.factories import on

ADDRESS = "ormas@contoh.example"


class Post:
    """A mail server's mind: answers what it is told to, keeps what it takes."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.taken: list[tuple[list[str], bytes]] = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answers and self.answers[0].startswith("RCPT"):
            return self.answers.pop(0).removeprefix("RCPT ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answers:
            return self.answers.pop(0)
        self.taken.append((envelope.rcpt_tos, envelope.content))
        return "250 taken"


@pytest.fixture
def post():
    """A mail server on a free port."""
    mind = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mind, hostname="127.0.0.1", port=port)
    controller.start()
    mind.url = f"smtp://127.0.0.1:{port}"
    yield mind
    controller.stop()


def use(app, **changes):
    settings = app.extensions["aormas_settings"]
    for name, value in changes.items():
        object.__setattr__(settings, name, value)


@pytest.fixture
def reminded(app, post, person):
    """An organisation with an e-mail address only, reminded by e-mail two weeks before the due day."""
    row = factories.known_since(date(2025, 1, 10), phone="", members=())
    with on(2026, 7, 20):
        factories.reporting_since(date(2026, 1, 1))
        use(app, smtp_url=post.url, mail_from="ormas@kota.example")
        add_address(row)
        line = queries.due(clock.today(), mail=True)[0]
        assert line.channel == "email"
        duty = db.session.get(actions.Duty, line.duty_id)
        yield row, actions.remind(duty, line.rule, "email", "Yth. pengurus, mohon lapor.", person("operator"))


@transaction
def add_address(row):
    db.session.add(
        Contact(organization_id=row.id, kind="email", value=ADDRESS, since=clock.today(), source="test", recorded_at=clock.now())
    )  # fmt: skip


def state():
    db.session.expire_all()
    return db.session.scalars(select(Reminder)).one()


def ours(caplog):
    """Return what the product itself logged; the server of the test logs everything."""
    return "\n".join(
        record.getMessage() + str(record.exc_text) for record in caplog.records if record.name != "mail.log"
    )


def later(minutes):
    return clock.frozen(clock.now() + timedelta(minutes=minutes))


def test_the_mail_goes_out_once_with_headers_that_say_what_it_is(reminded, post):
    row, sent = reminded
    assert state().state == "waiting"
    assert outbox.work_once()
    assert state().state == "sent"
    [(to, content)] = post.taken
    message = message_from_bytes(content, policy=policy.default)
    assert to == [ADDRESS]
    assert message["From"] == "Bakesbangpol Kota Probolinggo <ormas@kota.example>"
    assert message["Subject"] == f"Laporan semester {row.name}"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<pengingat-{sent.id}@kota.example>"
    assert message.get_content().strip() == "Yth. pengurus, mohon lapor."
    from aormas.reporting import jobs

    jobs.mail_reminder({"reminder": sent.id})  # a worker that died after sending does it again
    assert len(post.taken) == 1


def test_what_the_server_puts_off_is_tried_again_with_the_same_id(reminded, post):
    post.answers = ["451 come again"]
    outbox.work_once()
    assert (state().state, len(post.taken)) == ("waiting", 0)
    with later(1):
        outbox.work_once()
        assert (state().state, len(post.taken)) == ("sent", 1)


def test_an_address_that_is_refused_for_good_is_reached_in_another_way(reminded, post, person, caplog):
    row, sent = reminded
    post.answers = ["RCPT 550 no such user"]
    with caplog.at_level(logging.DEBUG):
        outbox.work_once()
    assert (state().state, state().failure) == ("failed", "The mail server does not take this address")
    assert ADDRESS not in ours(caplog)
    line = queries.due(clock.today(), mail=True)[0]
    assert line.organization_id == row.id  # it stands in today's list again
    again = actions.remind(sent.duty, sent.rule, "call", "x", person("operator"))
    assert (again.id, again.channel, again.state) == (sent.id, "call", "sent")


def test_after_five_tries_it_has_failed_and_no_log_names_the_address(reminded, app, caplog):
    use(app, smtp_url="smtp://127.0.0.1:9")
    with caplog.at_level(logging.DEBUG):
        for _number in range(5):
            with later(600):
                assert outbox.work_once()
            push()
    assert (state().state, state().failure) == ("failed", "The mail server did not take it in five tries")
    assert ADDRESS not in ours(caplog)
    job = db.session.scalars(select(outbox.Job).where(outbox.Job.kind == "reporting.mail_reminder")).one()
    assert ADDRESS not in (job.last_error or "")


@transaction
def push():
    for job in db.session.scalars(select(outbox.Job).where(outbox.Job.dead_at.is_(None))):
        job.run_after = clock.now()


def test_a_server_that_says_nothing_is_left_after_a_while(app, monkeypatch):
    monkeypatch.setattr(mail, "TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        use(app, smtp_url=f"smtp://127.0.0.1:{silent.getsockname()[1]}", mail_from="a@b.example")
        with pytest.raises(mail.MailDelayed, match="cannot be reached"):
            mail.send(mail.Message("x", ADDRESS, "x", "x"))


def test_who_reports_meanwhile_gets_no_mail(reminded, post):
    row, _sent = reminded
    factories.filed(row, factories.period("2026-1"), factories.account(row), nil=True)
    while outbox.work_once():
        pass
    assert (state().failure, post.taken) == ("It has reported meanwhile", [])


@pytest.mark.parametrize("subject", ["Laporan\r\nBcc: semua@contoh.example", "Laporan\nX: y"])
def test_a_subject_of_two_lines_makes_no_new_header(app, post, subject):
    use(app, smtp_url=post.url, mail_from="a@b.example")
    mail.send(mail.Message("x", ADDRESS, subject, "x"))
    [(to, content)] = post.taken
    assert to == [ADDRESS]
    assert message_from_bytes(content)["Bcc"] is None


def test_without_a_server_the_pages_say_so_and_never_choose_email(app, signed_in):
    row = factories.known_since(date(2025, 1, 10), phone="", members=())
    with on(2026, 7, 20):
        factories.reporting_since(date(2026, 1, 1))
        add_address(row)
        assert [one.channel for one in queries.due(clock.today(), mail=mail.is_set())] == ["letter"]
        assert "AORMAS_SMTP_URL" in signed_in("operator").get("/meja/laporan/pengingat").text


def test_an_address_of_no_mail_server_is_refused_at_the_start(tmp_path):
    with pytest.raises(config.SettingsError, match="starttls://"):
        config.load({}, instance=str(tmp_path), smtp_url="mail.contoh.example:25")
