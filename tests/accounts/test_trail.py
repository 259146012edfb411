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


def test_every_action_that_is_recorded_has_a_name_on_the_page():
    import re
    from pathlib import Path

    import aormas
    from aormas.accounts.desk.trail import ACTION_NAMES

    recorded = re.compile(r"audit\.record(?:_all)?\(\s*[^,]+,\s*\"([a-z_.]+)\"")
    sources = (path.read_text(encoding="utf-8") for path in Path(aormas.__file__).parent.rglob("*.py"))
    used = {name for text in sources for name in recorded.findall(text)}
    assert len(used) > 60
    assert used - set(ACTION_NAMES) == set()
