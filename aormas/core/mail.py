"""E-mail by the office's own mail server: `AORMAS_SMTP_URL`, one message at a time, plain text, a time limit."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from aormas.config import Settings
from aormas.core import clock
from aormas.core.office import office

TIMEOUT = 20  # seconds for each answer of the server
SCHEMES = {"smtp": 25, "smtps": 465, "starttls": 587}


class MailRefused(Exception):
    """The server will never take this message: trying again helps nothing. Names no address."""


class MailDelayed(Exception):
    """The server did not take the message now: it is tried again later. Names no address."""


@dataclass(frozen=True)
class Message:
    """A message. `id` stays the same however often it is tried, so that a mail program can see a repeat."""

    id: str
    to: str
    subject: str
    text: str


def is_set() -> bool:
    """Tell whether this office can send e-mail: a server and an address that it comes from."""
    return bool(_settings().smtp_url and sender())


def sender() -> str:
    """Return the address that e-mail comes from: the setting `mail_from`, else the office's own."""
    return _settings().mail_from or office().email


def _settings() -> Settings:
    return current_app.extensions["aormas_settings"]  # type: ignore[no-any-return]


def send(message: Message) -> None:
    """Hand one message to the mail server. Raises `MailRefused` for good and `MailDelayed` for now."""
    if not is_set():
        raise MailRefused("no mail server is set")
    try:
        made = _made(message)
    except ValueError:
        raise MailRefused("the address cannot be written to") from None
    try:
        with _connection(urlsplit(_settings().smtp_url)) as server:
            server.send_message(made)
    except smtplib.SMTPRecipientsRefused as error:
        raise _said(max((code for code, _text in error.recipients.values()), default=550)) from None
    except smtplib.SMTPResponseException as error:
        raise _said(error.smtp_code) from None
    except (smtplib.SMTPException, OSError) as error:
        raise MailDelayed(f"the mail server cannot be reached ({type(error).__name__})") from None


def _said(code: int) -> Exception:
    if 500 <= code < 600 and code not in {
        530,
        534,
        535,
        538,
    }:  # a wrong password is the office's fault, not the address's
        return MailRefused(f"the mail server refused the message for good ({code})")
    return MailDelayed(f"the mail server did not take the message ({code})")


def _made(message: Message) -> EmailMessage:
    made = EmailMessage()
    made["From"] = formataddr((office().name, sender()))
    made["To"] = message.to
    made["Subject"] = " ".join(message.subject.split())
    made["Date"] = format_datetime(clock.local(clock.now()))
    made["Message-ID"] = f"<{message.id}@{sender().rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.text)
    return made


def _connection(url: SplitResult) -> smtplib.SMTP:
    """Return an open connection that is encrypted as the address says and signed in where it names a user."""
    host, port = url.hostname or "localhost", url.port or SCHEMES.get(url.scheme, 25)
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    try:
        if url.scheme == "starttls":
            server.starttls(context=ssl.create_default_context())
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
    except BaseException:
        server.close()
        raise
    return server
