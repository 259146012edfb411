"""The desk's list with filters against Django's admin changelist: the same rows, the same server, two workers each.

Both are served by waitress, two processes with four threads, and asked by four connections in turns. Django gets what is
kind to it: an unmanaged model on a copy of the same file with its indexes, 20 rows a page, `list_select_related`, choices
for its filters so that they need no query of their own, templates cached, no debug.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from aormas.config import ROOT
from tests import factories
from tests.bench.process import free_port, ready_in

WORKERS, CONNECTIONS, ROUNDS, SECONDS = 2, 4, 5, 2.0

SETTINGS = """
SECRET_KEY, DEBUG, ALLOWED_HOSTS, ROOT_URLCONF, USE_TZ = "bench", False, ["*"], "peer_urls", True
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages", "peer"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": [
    "django.template.context_processors.request", "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]}}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": %r, "CONN_MAX_AGE": 600}}
STATIC_URL, DEFAULT_AUTO_FIELD = "/static/", "django.db.models.AutoField"
"""
MODELS = """
from django.db import models

class Region(models.Model):
    code = models.CharField(primary_key=True, max_length=13)
    name = models.CharField(max_length=100)
    class Meta:
        managed, db_table = False, "regions"
    def __str__(self):
        return self.name

class Organization(models.Model):
    name, acronym, sort_name = models.CharField(max_length=300), models.CharField(max_length=60), models.CharField(max_length=300)
    register_number = models.CharField(max_length=40)
    form = models.CharField(max_length=30, choices=%r)
    main_field = models.CharField(max_length=20, choices=%r)
    status = models.CharField(max_length=30, choices=%r)
    district_code = models.CharField(max_length=13, choices=%r)
    village = models.ForeignKey(Region, models.DO_NOTHING, db_column="village_code", db_constraint=False)
    listed = models.BooleanField()
    class Meta:
        managed, db_table, ordering = False, "organizations", ["sort_name", "id"]
"""
ADMIN = """
from django.contrib import admin
from peer.models import Organization

@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    list_display = ["name", "acronym", "form", "main_field", "village", "district_code", "status"]
    list_filter = ["district_code", "main_field", "form", "status"]
    search_fields, list_select_related, list_per_page = ["name"], ["village"], 20
"""
URLS = """
from django.contrib import admin
from django.urls import path
urlpatterns = [path("admin/", admin.site.urls)]
"""
SERVE = """
import sys
import waitress
from django.core.wsgi import get_wsgi_application
waitress.serve(get_wsgi_application(), host="127.0.0.1", port=int(sys.argv[1]), threads=4, _quiet=True)
"""
PREPARE = """
import django
django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
call_command("migrate", verbosity=0)
user = User.objects.create_superuser("bench", "", "bench")
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend", user.get_session_auth_hash()
session.create()
print(session.session_key)
"""
OURS = """
import sys
from pathlib import Path
import waitress
from aormas import create_app
from tests.conftest import make_settings
settings = make_settings(Path(sys.argv[2]))
app = create_app(settings, migrations=False)
waitress.serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=4, _quiet=True)
"""


def measure(instance: Path, choices: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, str, bool]]:
    """Return a row for the desk's list against Django's; `choices`: what the filters of both offer."""
    folder = instance / "peer"
    cookie = _make(folder, instance / "aormas.sqlite3", choices)
    district, form = choices["district"][0][0], choices["form"][0][0]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "peer_settings", "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    theirs = [f"/admin/peer/organization/?{urlencode({'district_code__exact': district, 'form__exact': form})}"]
    ours = [f"/meja/ormas?{urlencode({'kecamatan': district, 'bentuk': form})}"]
    with (
        _servers([str(folder / "serve.py")], [], environment) as django,
        _servers(["-c", OURS], [str(instance)], environment) as mine,
    ):
        entered = _sign_in(mine.ports[0])
        _same_rows(mine.ports[0], ours[0], entered, django.ports[0], theirs[0], f"sessionid={cookie}")
        rates = [(_rate(mine, ours, entered), _rate(django, theirs, f"sessionid={cookie}")) for _ in range(ROUNDS)]
    clock, busy = (statistics.median(one[n] / other[n] for one, other in rates) for n in (0, 1))
    a, b = (statistics.median(pair[n][1] for pair in rates) for n in (0, 1))
    said = f"{busy:.1f} × ({a:.0f} against {b:.0f} requests/s of CPU time of its {WORKERS} waitress processes; {clock:.1f} × by the clock, with the askers on the same cores)"
    return [("desk list with two filters against Django's admin changelist", said, "≥ 5 ×", busy >= 5)]


def _make(folder: Path, database: Path, choices: dict[str, list[tuple[str, str]]]) -> str:
    """Write a Django project on a copy of the database; return the key of a signed-in session."""
    (folder / "peer").mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(database, folder / "copy.sqlite3")
    told = tuple(choices[name] for name in ("form", "field", "status", "district"))
    for name, text in {
        "peer_settings.py": SETTINGS % str(folder / "copy.sqlite3"),
        "peer_urls.py": URLS,
        "peer/__init__.py": "", "peer/models.py": MODELS % told, "peer/admin.py": ADMIN, "serve.py": SERVE, "prepare.py": PREPARE,
    }.items():  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "peer_settings", "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, str(folder / "prepare.py")], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@dataclass(frozen=True)
class Workers:
    """Some processes that serve the same."""

    ports: list[int]
    numbers: list[int]

    def spent(self) -> float:
        """Return the CPU seconds that the processes have used."""
        lines = [Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split() for number in self.numbers]
        return sum(int(line[11]) + int(line[12]) for line in lines) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def _servers(command: list[str], more: list[str], environment: dict[str, str]) -> Iterator[Workers]:
    """Start the workers, wait until each answers, and end them afterwards."""
    ports = [free_port() for _ in range(WORKERS)]
    running = [
        subprocess.Popen(
            [sys.executable, *command, str(port), *more],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        for port in ports:
            ready_in(port)
        yield Workers(ports, [process.pid for process in running])
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(20)


def _sign_in(port: int) -> str:
    """Sign an officer in and open the first page; return the cookie as a browser has it from then on."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", "/masuk")
    answer = line.getresponse()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
    assert token is not None
    fields = {"username": "operator", "password": factories.PASSWORD, "csrf_token": token[1]}
    head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    line.request("POST", "/masuk", urlencode(fields), head)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 303, answer.status
    entered = _renewed(answer, cookie)
    line.request("GET", "/meja/ormas", headers={"Cookie": entered})
    answer = line.getresponse()
    answer.read()
    return _renewed(answer, entered)


def _renewed(answer: http.client.HTTPResponse, cookie: str) -> str:
    """Return the session's cookie after an answer."""
    sent = [value.partition(";")[0] for key, value in answer.getheaders() if key == "Set-Cookie"]
    return next((value for value in sent if value.startswith("sesi=")), cookie)


def _ask(line: http.client.HTTPConnection, path: str, cookie: str) -> str:
    line.request("GET", path, headers={"Cookie": cookie})
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status)
    return body.decode()


def _same_rows(mine: int, ours: str, entered: str, django: int, theirs: str, cookie: str) -> None:
    """Make sure that both show the same organisations before anything is measured."""
    page = _ask(http.client.HTTPConnection("127.0.0.1", mine, timeout=20), ours, entered)
    other = _ask(http.client.HTTPConnection("127.0.0.1", django, timeout=20), theirs, cookie)
    shown = re.findall(r'<li><div><a href="/meja/ormas/(\d+)"', page)
    listed = re.findall(r"/admin/peer/organization/(\d+)/change/", other)
    assert len(shown) == 20, len(shown)
    assert shown == listed


def _rate(workers: Workers, paths: list[str], cookie: str) -> tuple[float, float]:
    """Return the answered requests of four connections a second, by the clock and by the workers' CPU time."""
    ports, before = workers.ports, workers.spent()
    answered: list[int] = []
    until = time.perf_counter() + SECONDS

    def reader(port: int) -> None:
        line, n = http.client.HTTPConnection("127.0.0.1", port, timeout=20), 0
        with contextlib.closing(line):
            while time.perf_counter() < until:
                _ask(line, paths[n % len(paths)], cookie)
                n += 1
        answered.append(n)

    readers = [threading.Thread(target=reader, args=(ports[n % len(ports)],)) for n in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in readers:
        thread.start()
    for thread in readers:
        thread.join()
    return sum(answered) / (time.perf_counter() - began), sum(answered) / (workers.spent() - before)
