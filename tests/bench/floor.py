"""The yardstick: a bare Flask + Jinja + sqlite3 page of the same content, nothing else."""

from __future__ import annotations

import sqlite3

from flask import Flask, g, request

LIST_SQL = """SELECT o.name, o.acronym, o.slug, o.form, o.main_field, o.status, v.name, d.name FROM organizations o
LEFT JOIN regions v ON v.code = o.village_code LEFT JOIN regions d ON d.code = o.district_code
WHERE o.listed ORDER BY o.sort_name, o.id LIMIT 20 OFFSET ?"""
SEARCH_SQL = LIST_SQL.replace("WHERE o.listed", "WHERE o.listed AND o.name LIKE ?").replace("OFFSET ?", "OFFSET 0")
TOP = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Daftar ormas</title><link rel="stylesheet" href="/a.css"></head><body>
<header><a href="/">Ormas</a><nav><a href="/ormas">Daftar ormas</a><a href="/layanan">Layanan</a><a href="/lacak">Lacak</a><a href="/masuk">Masuk</a></nav></header><main>"""
LIST = (
    TOP
    + """<h1>Daftar ormas</h1><form><input name="q"><button>Cari</button></form>
<form>{% for name, options in filters %}<label>{{ name }}</label><select name="{{ name }}"><option value="">Semua</option>{% for key, text in options %}<option value="{{ key }}">{{ text }}</option>{% endfor %}</select>{% endfor %}</form>
<p>{{ count }} ormas</p><ul>{% for r in rows %}<li><div><a href="/ormas/{{ r[2] }}">{{ r[0] }}</a> <span>{{ r[1] }}</span><div>{{ r[3] }} · {{ r[4] }} · Kel. {{ r[6] }}, Kec. {{ r[7] }}</div></div><span>{{ r[5] }}</span></li>{% endfor %}</ul>
<nav><a href="?hal={{ page + 1 }}">Lanjut</a></nav></main><footer>Kantor</footer></body></html>"""
)
PROFILE = (
    TOP
    + """<h1>{{ o.name }}</h1><p>{{ o.acronym }} · {{ o.form }} · {{ o.register_number }}</p><p>{{ o.status }}</p>
<dl><dt>Bidang</dt><dd>{{ o.main_field }}</dd><dt>Sekretariat</dt><dd>{{ place[0] }}, {{ place[1] }}</dd>{% for m in board %}<dt>{{ m[0] }}</dt><dd>{{ m[1] }}</dd>{% endfor %}
<dt>Dasar hukum</dt><dd>{{ basis[0] }} {{ basis[1] }}</dd><dt>Berdiri</dt><dd>{{ o.founded_on }}</dd></dl><p>{{ o.purpose }}</p>
<ol>{% for n in names %}<li>{{ n[0] }}</li>{% endfor %}</ol></main><footer>Kantor</footer></body></html>"""
)


def make(path: str, filters: list) -> Flask:
    """Return the bare application on a database file."""
    app = Flask("floor")
    register_page, profile_page = app.jinja_env.from_string(LIST), app.jinja_env.from_string(PROFILE)

    def connection() -> sqlite3.Connection:
        if "connection" not in g:
            g.connection = sqlite3.connect(path)
            g.connection.row_factory = sqlite3.Row
        return g.connection

    @app.teardown_appcontext
    def close(error: object) -> None:
        if "connection" in g:
            g.connection.close()

    @app.get("/ormas")
    def register() -> str:
        count = connection().execute("SELECT count(*) FROM organizations WHERE listed").fetchone()[0]
        rows = connection().execute(LIST_SQL, (0,)).fetchall()
        return register_page.render(rows=rows, count=count, page=1, filters=filters)

    @app.get("/cari")
    def search() -> str:
        """What a bare page does for a search: the words as they are typed, anywhere in the name."""
        like = (f"%{request.args['q']}%",)
        count = (
            connection().execute("SELECT count(*) FROM organizations WHERE listed AND name LIKE ?", like).fetchone()[0]
        )
        rows = connection().execute(SEARCH_SQL, like).fetchall()
        return register_page.render(rows=rows, count=count, page=1, filters=filters)

    @app.get("/ormas/<slug>")
    def profile(slug: str) -> str:
        ask = connection().execute
        o = ask("SELECT * FROM organizations WHERE slug = ?", (slug,)).fetchone()
        place = ask(
            "SELECT (SELECT name FROM regions WHERE code = ?), (SELECT name FROM regions WHERE code = ?)",
            (o["village_code"], o["district_code"]),
        ).fetchone()
        basis = ask(
            "SELECT number, issued_on FROM legal_bases WHERE organization_id = ? ORDER BY id DESC", (o["id"],)
        ).fetchone()
        term = ask("SELECT id FROM board_terms WHERE organization_id = ? ORDER BY id DESC", (o["id"],)).fetchone()
        board = ask(
            "SELECT office, name FROM board_members WHERE term_id = ? AND office IN ('chair', 'secretary')",
            (term["id"],),
        ).fetchall()
        names = ask("SELECT name FROM organization_names WHERE organization_id = ?", (o["id"],)).fetchall()
        return profile_page.render(o=o, place=place, board=board, basis=basis, names=names)

    return app
