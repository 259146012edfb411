"""`/meja/gaya`: every component in every state, only while developing (`AORMAS_DEVELOPMENT=1`)."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
)
from wtforms.widgets import CheckboxInput

from aormas.core import web
from aormas.core.forms import choices as pairs

PICTURE = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='300'%20height='424'%3E%3Crect%20width='300'%20height='424'%20fill='white'/%3E%3C/svg%3E"

bp = web.Face("style", __name__, "desk")


def choices(*given: tuple[str, str]) -> Any:
    """Return sample choices."""
    return pairs(given)


class SampleForm(Form):
    """One field of each kind."""

    name = StringField("Nama lengkap", [validators.InputRequired("Tulis nama lengkap seperti di KTP")])
    nik = StringField("NIK", [validators.Regexp(r"\d{16}$", message="NIK terdiri dari 16 angka; yang tertulis 15")])
    phone = StringField("Nomor WhatsApp", [validators.Optional()])
    members = IntegerField("Jumlah anggota", [validators.Optional()])
    founded = DateField("Tanggal berdiri", [validators.Optional()], format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
    district = SelectField("Kecamatan", choices=choices(("", "Pilih"), ("1", "Mayangan")), validate_choice=False)
    kind = RadioField(
        "Bentuk",
        [validators.InputRequired("Pilih salah satu bentuk")],
        choices=choices(("y", "Yayasan"), ("p", "Perkumpulan"), ("t", "Tidak berbadan hukum")),
    )
    answer = RadioField("Sudah punya SK AHU?", [validators.Optional()], choices=choices(("1", "Sudah"), ("0", "Belum")))
    fields_of_work = SelectMultipleField(
        "Bidang", choices=choices(("a", "Kepemudaan"), ("b", "Sosial")), option_widget=CheckboxInput()
    )
    story = TextAreaField("Kegiatan", [validators.Optional()])
    agree = BooleanField("Saya menyatakan isian ini benar", [validators.InputRequired("Beri tanda bahwa isian benar")])
    secret = PasswordField("Kata sandi")


@bp.get("/gaya")
@web.requires("desk.enter")
def style() -> Any:
    """Show every component in every state."""
    sample = SampleForm(MultiDict({"name": "Siti Contoh, S.Sos", "nik": "357401450790003"}))
    sample.validate()
    context = {"sample": sample, "fresh": SampleForm(), "link": lambda n: f"?hal={n}", "page_image": PICTURE}
    return web.page("dev/style.html", **context, errors=[("nik", "NIK terdiri dari 16 angka; yang tertulis 15")])


def init_app(app: Flask) -> None:
    """Add the page while developing."""
    app.register_blueprint(bp, url_prefix="/meja")
