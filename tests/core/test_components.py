"""The components as pages use them: real WTForms fields, real templates, every state of the style page."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel.messages.pofile import read_po
from flask import Flask, render_template
from werkzeug.datastructures import MultiDict
from wtforms import (
    FieldList,
    Form,
    FormField,
    StringField,
    validators,
)

from aormas.core import assets
from aormas.core.stylepage import SampleForm

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "aormas/translations/core/id/LC_MESSAGES/messages.po"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
BLOCKS = {"div", "p", "ul", "ol", "dl", "form", "table", "fieldset", "section", "h1", "h2", "details", "nav", "header"}
OFFICE = SimpleNamespace(
    name="Bakesbangpol Kota Probolinggo", agency="Badan Kesatuan Bangsa dan Politik", city="Kota Probolinggo",
    site_title="Ormas Kota Probolinggo", hours_text="Senin–Kamis 07.30–15.30", phone="0335 000000",
    email="kantor@contoh.id", address="Jalan Contoh 1", colour_main=None, colour_accent=None, logo_url=None,
)  # fmt: skip


class PersonForm(Form):
    """One person of a board."""

    name = StringField("Nama", [validators.InputRequired("Tulis nama sekretaris")])


class BoardForm(Form):
    """Forms inside a form."""

    chair = FormField(PersonForm)
    members = FieldList(FormField(PersonForm), min_entries=2)


class Page(HTMLParser):
    """Reads a page and notes what a checker would complain about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.faults += [f"<{tag}> stays open" for tag in self.open]
        self.faults += [f"id {one} twice" for one in {one for one in self.ids if self.ids.count(one) > 1}]
        self.faults += [f"nothing has id {one}" for one in self.pointed if one not in self.ids]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if len(found) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if "style" in found or any(name.startswith("on") for name in found):
            self.faults.append(f"<{tag}> has an inline style or script")
        if tag == "style" or (tag == "script" and not found.get("src")):
            self.faults.append(f"inline <{tag}>")
        if "p" in self.open and tag in BLOCKS:
            self.faults.append(f"<{tag}> inside <p>")
        if tag == "form" and "form" in self.open:
            self.faults.append("form in form")
        self.ids += [found["id"]] if found.get("id") else []
        self.pointed += (found.get("aria-describedby") or "").split() + ([found["for"]] if found.get("for") else [])
        self.pointed += [found["href"][1:]] if re.match("#.", found.get("href") or "") else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")


def link(label: str, url: str, count: int | None = None) -> SimpleNamespace:
    return SimpleNamespace(label=label, url=url, current=url == "/ormas", count=count)


def bound(**values: str) -> SampleForm:
    form = SampleForm(MultiDict(values))
    form.validate()
    return form


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> assets.Manifest:
    target = tmp_path_factory.mktemp("dist")
    assets.build(ROOT / "static", target)
    return assets.Manifest(target)


@pytest.fixture(scope="module")
def site(built: assets.Manifest) -> Flask:
    app = Flask("site", template_folder=str(ROOT / "templates"))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters["number"] = str
    with CATALOGUE.open("rb") as file:
        words = {message.id: message.string for message in read_po(file) if message.id}
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: words[text], lambda one, many, n: words[(one, many)][0], newstyle=True
    )
    links = [link("Daftar ormas", "/ormas"), link("Layanan", "/layanan", 4), link("Dialog", "/dialog")]
    app.jinja_env.globals.update(
        asset=built.url, office=OFFICE, navigation=links, footer_links=links[1:], language="id", face="public",
        request_id="a1b2c3d4e5", language_url=lambda code: f"?bahasa={code}", csrf_token=lambda: "token",
        messages=lambda: [("ok", "Tersimpan.")],
        current_user=SimpleNamespace(name="Rina Kusuma", role_label="verifikator", organization=None),
    )  # fmt: skip
    return app


def draw(site: Flask, source: str, **context: object) -> Page:
    with site.test_request_context("/"):
        return Page(site.jinja_env.from_string(source).render(**context))


def style_page(site: Flask) -> str:
    sample = bound(name="Siti Rahmawati, S.Sos", nik="357401450790003")
    with site.test_request_context("/"):
        return render_template(
            "dev/style.html",
            sample=sample,
            fresh=SampleForm(),
            link=lambda n: f"?hal={n}",
            page_image="/contoh.png",
            errors=[("nik", "x")],
        )


def test_style_page_is_sound_html_without_inline_style_or_script(site: Flask) -> None:
    html = style_page(site)
    page = Page(html)
    assert page.faults == []
    assert "<title>Kesalahan: Gaya – Ormas Kota Probolinggo</title>" in html


@pytest.mark.parametrize("layout", ["public", "portal", "desk", "print"])
def test_each_layout_is_sound_and_has_one_heading_and_main(site: Flask, layout: str) -> None:
    page = draw(
        site, "{% extends layout %}{% block content %}<h1>Ormas</h1>{% endblock %}", layout=f"layouts/{layout}.html"
    )
    assert page.faults == []
    assert [tag for tag, _ in page.tags].count("main") == 1
    assert [tag for tag, _ in page.tags].count("h1") == 1


def test_error_stands_beside_the_field_and_keeps_what_was_typed(site: Flask) -> None:
    source = '{% from "components/fields.html" import text %}{{ text(form.nik, "16 angka", "357401", check="nik") }}'
    page = draw(site, source, form=bound(nik="35740"))
    field = next(found for tag, found in page.tags if tag == "input")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "nik-hint nik-error"
    assert field["value"] == "35740"
    assert "data-wrong" in field
    assert page.faults == []


def test_only_fields_that_may_stay_empty_are_marked(site: Flask) -> None:
    source = '{% from "components/fields.html" import text %}{{ text(form[name]) }}'
    with site.test_request_context("/"):
        drawn = {
            name: site.jinja_env.from_string(source).render(form=SampleForm(), name=name) for name in ("name", "phone")
        }
    assert "boleh dikosongkan" in drawn["phone"]
    assert "boleh dikosongkan" not in drawn["name"]


def test_date_that_no_calendar_knows_stays_readable(site: Flask) -> None:
    source = '{% from "components/fields.html" import date %}{{ date(form.founded) }}'
    right = draw(site, source, form=bound(founded="17-08-2018")).tags
    wrong = draw(site, source, form=bound(founded="31-02-2026")).tags
    assert next(found for tag, found in right if tag == "input")["value"] == "2018-08-17"
    typed = next(found for tag, found in wrong if tag == "input")
    assert (typed["type"], typed["value"]) == ("text", "31-02-2026")


def test_summary_links_every_error_of_nested_forms_to_its_field(site: Flask) -> None:
    form = BoardForm(MultiDict({"chair-name": "Siti", "members-0-name": "", "members-1-name": ""}))
    form.validate()
    page = draw(site, '{% from "components/errors.html" import summary_of %}{{ summary_of(form) }}', form=form)
    assert [found["href"] for tag, found in page.tags if tag == "a"] == ["#members-0-name", "#members-1-name"]


def test_form_block_guards_posts_and_leaves_searches_alone(site: Flask) -> None:
    source = """{% from "components/fields.html" import form_block %}
        {% call form_block("/x", method=method, client_id="c1", draft="P26-1", upload="/x/potongan") %}{% endcall %}"""
    post = draw(site, source, method="post").tags
    search = draw(site, source, method="get").tags
    assert {found["name"] for tag, found in post if tag == "input"} == {"csrf_token", "client_id"}
    assert post[0][1]["data-once"] == "Mengirim…"
    assert post[0][1]["data-t-left"] == "{p}% terkirim, sisa {k} kB"
    assert "csrf_token" not in {found["name"] for tag, found in search if tag == "input"}


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503])
def test_error_page_says_what_to_do_even_without_a_database(site: Flask, code: int) -> None:
    bare = site.jinja_env.overlay()
    bare.globals = {**site.jinja_env.globals, "office": None, "navigation": None, "footer_links": None}
    del bare.globals["messages"], bare.globals["language_url"]
    with site.test_request_context("/"):
        html = bare.get_template("errors/error.html").render(code=code, typed=[("NIK", "357401")])
    page = Page(html)
    assert page.faults == []
    assert len(re.findall(r"<p>[^<]{20,}</p>", html)) == 2
    assert "357401" in html
    assert ("a1b2c3d4e5" in html) == (code != 404)


def test_hostile_text_is_shown_as_text(site: Flask) -> None:
    evil = '"><script>alert(1)</script>{{ 7*7 }}'
    source = """{% from "components/fields.html" import text %}{% from "components/table.html" import table %}
        {% from "components/facts.html" import facts %}
        {{ text(form.name) }}{{ table([evil], [[evil]]) }}{{ facts([(evil, evil, evil)]) }}"""
    page = draw(site, source, form=bound(name=evil), evil=evil)
    assert page.faults == []
    assert "script" not in {tag for tag, _ in page.tags}


def squeezed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def test_first_visit_of_a_public_page_fits_the_first_round_trip(site: Flask, built: assets.Manifest) -> None:
    source = """{% extends "layouts/public.html" %}{% from "components/list.html" import entries, entry %}
        {% block scripts %}<script src="{{ asset("js/form.js") }}" defer></script>{% endblock %}
        {% block content %}<h1>Daftar ormas</h1>{% call entries() %}{% for n in range(20) %}
        {{ entry("Forum Komunikasi Pemuda " ~ n * 7919, "/ormas/" ~ n, "Perkumpulan", "tepat waktu", "ok") }}
        {% endfor %}{% endcall %}{% endblock %}"""
    with site.test_request_context("/"):
        html = site.jinja_env.from_string(source).render()
    fetched = re.findall(r'(?:<link rel="stylesheet" href|<script src)="/static/dist/([^"]+)"', html)
    total = squeezed(html.encode()) + sum(squeezed((built.target / name).read_bytes()) for name in fetched)
    assert len(fetched) <= 2
    assert total <= 14_600


def test_names_of_a_page_do_not_disturb_its_layout(site: Flask) -> None:
    source = (
        '{% extends "layouts/public.html" %}{% set menu = "x" %}{% set footer = "x" %}{% block content %}{% endblock %}'
    )
    page = draw(site, source)
    assert [found["aria-label"] for tag, found in page.tags if tag == "nav"] == ["Utama"]
