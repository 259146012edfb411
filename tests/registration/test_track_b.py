"""Track b: the cover letter, the sending, the SKT that comes, the Ministry's refusal."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from aormas.core.audit import AuditEntry
from aormas.core.database import db
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.registration.actions import grant, silence, track_b
from aormas.registration.rules.ministry import five_years
from tests.registration import desk_factories as make
from tests.registration.desk_factories import days_later, officer

pytestmark = pytest.mark.usefixtures("app")


def signed():
    application = make.approved(make.submitted("pengantar-skt"))
    assert grant.sign(application, officer("kaban")) is None
    return application


def test_the_signature_of_the_cover_letter_grants_nothing_yet():
    application = signed()
    assert (application.stage, application.turn, application.organization) == ("awaiting_forward", "office", None)
    assert application.letter.type.code == "surat-pengantar-skt"


def test_the_sending_hands_the_turn_to_the_ministry_and_the_city_is_not_late(frozen):
    application = signed()
    with pytest.raises(Invalid) as refused:
        track_b.forward(application, officer("operator"), on=date(2026, 11, 25), number="1")
    assert refused.value.field == "on"
    with pytest.raises(Invalid):
        track_b.forward(application, officer("operator"), on=date(2026, 11, 24), number="")
    with pytest.raises(NotAllowed):
        track_b.forward(application, officer("kaban"), on=date(2026, 11, 24), number="1")
    track_b.forward(application, officer("operator"), on=date(2026, 11, 24), number="200.1.4.4/1/425.207/2026")
    assert (application.stage, application.turn, application.due_on) == ("forwarded", "ministry", None)
    with days_later(frozen, 60):
        assert not silence.is_silent(application)


def test_the_skt_brings_the_organisation_into_the_register_for_five_years(frozen):
    application = make.forwarded()
    with days_later(frozen, 20):
        code = track_b.record_skt(
            application,
            officer("verifikator"),
            number="0123/SKT/2026",
            issued_on=date(2026, 12, 10),
            valid_until=None,
            file=make.stored("SKT"),
        )
    basis = application.organization.present_basis
    assert (basis.kind, basis.number, basis.valid_until) == ("skt", "0123/SKT/2026", date(2031, 12, 10))
    assert basis.file.name == "SKT.pdf"
    assert application.organization.form == "tidak_berbadan_hukum"
    assert (application.stage, bool(code)) == ("granted", True)


def test_an_skt_whose_days_cannot_be_is_refused():
    application = make.forwarded()
    for issued_on, until, field in (
        (date(2026, 11, 25), None, "issued_on"),
        (date(2026, 11, 20), date(2026, 11, 20), "valid_until"),
    ):
        with pytest.raises(Invalid) as refused:
            track_b.record_skt(
                application,
                officer("operator"),
                number="1",
                issued_on=issued_on,
                valid_until=until,
                file=make.stored("SKT"),
            )
        assert refused.value.field == field
    assert (application.stage, application.organization) == ("forwarded", None)


def test_the_ministrys_refusal_is_only_recorded(frozen):
    application = make.forwarded()
    with pytest.raises(Invalid):
        track_b.record_ministry_refusal(application, officer("operator"), on=date(2026, 11, 24), reason="")
    with days_later(frozen, 10):
        track_b.record_ministry_refusal(
            application, officer("operator"), on=date(2026, 12, 2), reason="Nama sudah dipakai."
        )
    assert (application.stage, application.turn) == ("refused_by_ministry", "nobody")
    with pytest.raises(Conflict):
        track_b.record_skt(
            application,
            officer("operator"),
            number="1",
            issued_on=date(2026, 11, 24),
            valid_until=None,
            file=make.stored("SKT"),
        )


def test_a_case_of_track_a_is_never_sent_to_the_ministry():
    with pytest.raises(Conflict):
        track_b.forward(make.granted(), officer("operator"), on=date(2026, 11, 24), number="1")


def test_five_years_from_a_leap_day():
    assert five_years(date(2028, 2, 29)) == date(2033, 2, 28)
    assert five_years(date(2026, 11, 24)) == date(2031, 11, 24)


def test_silence_is_no_consent_once_the_cover_letter_is_signed(frozen):
    application = signed()
    with days_later(frozen, 30):
        assert not silence.is_silent(application)
        silence.daily()
    assert application.warned_on is None


def test_all_papers_come_in_one_zip_and_the_trail_tells_of_the_personal_ones(signed_in):
    application, browser = signed(), signed_in("verifikator")
    here = f"/meja/permohonan/{application.id}"
    assert "Unduh semua berkas (ZIP)" in browser.get(here).text
    sensitive = [row for row in application.attachments if row.requirement.sensitive]
    with browser.get(f"{here}/berkas.zip") as answer:
        before = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert len(before) == len(application.attachments) - len(sensitive)
    asked = browser.post(f"{here}/berkas")
    assert asked.headers["Location"] == f"{here}/berkas.zip"
    with browser.get(f"{here}/berkas.zip") as answer:
        archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert len(archive.namelist()) == len(application.attachments)
    assert archive.testzip() is None
    opened = db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == "paper.opened")).all()
    assert len(opened) == len(sensitive) > 0


def test_the_zip_is_for_those_who_send_the_file_and_only_then(signed_in):
    application = make.submitted("pengantar-skt")
    assert signed_in("verifikator").get(f"/meja/permohonan/{application.id}/berkas.zip").status_code == 404
    assert signed_in("auditor").post(f"/meja/permohonan/{application.id}/berkas").status_code == 403
