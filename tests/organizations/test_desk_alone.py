"""A machine that shows the desk alone still shows an organisation's file whole."""

from __future__ import annotations

from aormas.core.database import db
from tests.conftest import make_settings
from tests.factories import PASSWORD, let_go
from tests.organizations.factories import organization


def test_the_file_and_reports_open_where_no_public_pages_are(app):
    from aormas import create_app

    row = organization()
    number, settings = row.id, app.extensions["aormas_settings"]
    db.session.remove()
    alone = create_app(make_settings(settings.instance, database_url=settings.database_url, faces="desk"))
    alone.config["WTF_CSRF_ENABLED"] = False
    browser = alone.test_client()
    browser.post("/masuk", data={"username": "kabid", "password": PASSWORD})
    for path in (
        f"/meja/ormas/{number}",
        f"/meja/ormas/{number}/riwayat",
        "/meja/laporan",
        "/meja/laporan/kepatuhan",
        "/meja/rekap",
    ):
        assert browser.get(path).status_code == 200, path
    with alone.app_context():
        let_go(alone)
