"""What an officer asks for when the register is taken out."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField

from aormas.core.forms import Form, choices


class ExportForm(Form):
    """Which columns, which kind of file, with NIK or without."""

    what = RadioField(_("What shall be taken out?"), default="register")
    kind = RadioField(
        _("As"), choices=choices([("xlsx", "Excel (.xlsx)"), ("csv", _("Text with semicolons (.csv)"))]), default="xlsx"
    )
    part = SelectField(_("Part of the full workbook"), default="1")
    package = SelectField(_("Part of the full workbook with files"), default="1")
    with_nik = BooleanField(
        _("With NIK"), description=_("Only where the purpose needs it. The trail keeps that you took it.")
    )

    def __init__(self, *arguments: Any, parts: int, packages: int, may_nik: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.what.choices = choices([
            ("register", gettext("The list with all columns of the register")), ("siormas", gettext("The list in the columns of SIORMAS and the province")),
            ("lengkap", gettext("The full workbook: every fact with its history, can be imported again")),
            ("berkas", gettext("The full workbook with emblems and papers, as one ZIP file")),
        ])  # fmt: skip
        for field, count in ((self.part, parts), (self.package, packages)):
            field.choices = choices([(str(n), str(n)) for n in range(1, count + 1)])
            if count == 1:
                field.data = "1"
        if not may_nik:
            del self.with_nik
