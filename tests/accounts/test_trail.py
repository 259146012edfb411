"""The trail as an auditor reads it."""

from __future__ import annotations

from aormas.accounts.desk.trail_words import Words
from aormas.core import audit
from aormas.core.database import db, transaction


@transaction
def _checked() -> None:
    audit.record(
        "applicant", "application.checked", "P26-0001", round=1,
        verdicts={"paper-one": "ok", "paper-two": "ok", "paper-three": "fix"}, until="2031-11-20",
    )  # fmt: skip


def test_auditor_reads_words_and_the_stored_row_stays(signed_in, app) -> None:
    _checked()
    page = signed_in("auditor").get("/meja/jejak").get_data(as_text=True)
    assert "putaran 1 · sesuai 2, perbaiki 1 (paper-three) · sampai: 20 November 2031" in page
    assert "pemohon" in page
    assert "verdicts" not in page
    assert "applicant" not in page
    row = db.session.query(audit.AuditEntry).filter_by(action="application.checked").one()
    assert row.actor == "applicant"
    assert row.changes["verdicts"]["paper-three"] == "fix"


def test_sections_are_called_by_their_names(app) -> None:
    with app.test_request_context():
        words = Words()
        assert words.changes({"answers": {"isian:pengurus": "mended"}}) == ["diperbaiki 1 (Isian: pengurus)"]
        assert words.changes({"decision": "grant", "reference": "", "channel": "counter"}) == [
            "keputusan: kabulkan",
            "lewat: loket",
        ]
        assert words.changes({"nobody_knows": 3}) == ["nobody_knows: 3"]
