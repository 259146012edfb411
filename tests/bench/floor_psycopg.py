"""The same yardstick on PostgreSQL: bare Flask + Jinja + psycopg, one kept connection, the same pages by the same statements.

Its connection stays open, as a pool's would, while SQLite's floor opens the file for each request: the harder yardstick.
"""

from __future__ import annotations

import psycopg
from flask import Flask, request
from psycopg.rows import dict_row

from tests.bench.floor import LIST, LIST_SQL, PROFILE, SEARCH_SQL

COUNT = "SELECT count(*) FROM organizations WHERE listed"
LISTED = LIST_SQL.replace("?", "%s")
FOUND = SEARCH_SQL.replace("LIKE ?", "ILIKE %s")  # SQLite's LIKE does not tell capitals apart
PLACE = "SELECT (SELECT name FROM regions WHERE code = %s), (SELECT name FROM regions WHERE code = %s)"
BASIS = "SELECT number, issued_on FROM legal_bases WHERE organization_id = %s ORDER BY id DESC"
TERM = "SELECT id FROM board_terms WHERE organization_id = %s ORDER BY id DESC"
BOARD = "SELECT office, name FROM board_members WHERE term_id = %s AND office IN ('chair', 'secretary')"
NAMES = "SELECT name FROM organization_names WHERE organization_id = %s"


def make(url: str, filters: list) -> Flask:
    """Return the bare application on a database; `url` as SQLAlchemy writes it."""
    app = Flask("floor_psycopg")
    register_page, profile_page = app.jinja_env.from_string(LIST), app.jinja_env.from_string(PROFILE)
    line = psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True)
    app.extensions["line"] = line
    ask = line.execute

    @app.get("/ormas")
    def register() -> str:
        count = ask(COUNT).fetchone()[0]
        return register_page.render(rows=ask(LISTED, (0,)).fetchall(), count=count, page=1, filters=filters)

    @app.get("/cari")
    def search() -> str:
        like = (f"%{request.args['q']}%",)
        count = ask(COUNT + " AND name ILIKE %s", like).fetchone()[0]
        return register_page.render(rows=ask(FOUND, like).fetchall(), count=count, page=1, filters=filters)

    @app.get("/ormas/<slug>")
    def profile(slug: str) -> str:
        o = line.cursor(row_factory=dict_row).execute("SELECT * FROM organizations WHERE slug = %s", (slug,)).fetchone()
        place = ask(PLACE, (o["village_code"], o["district_code"])).fetchone()
        basis = ask(BASIS, (o["id"],)).fetchone()
        board = ask(BOARD, (ask(TERM, (o["id"],)).fetchone()[0],)).fetchall()
        names = ask(NAMES, (o["id"],)).fetchall()
        return profile_page.render(o=o, place=place, board=board, basis=basis, names=names)

    return app
