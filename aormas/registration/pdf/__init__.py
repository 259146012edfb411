"""Paper around an application: receipt, field visit form, minutes. Its language is Indonesian, whoever prints it."""

from aormas.core.pdf.letterhead import Letterhead
from aormas.registration.pdf.minutes import Minutes, Person, render_minutes
from aormas.registration.pdf.receipt import Receipt, ReceivedPaper, render_receipt
from aormas.registration.pdf.visit_form import VisitForm, render_visit_form

__all__ = [
    "Letterhead",
    "Minutes",
    "Person",
    "Receipt",
    "ReceivedPaper",
    "VisitForm",
    "render_minutes",
    "render_receipt",
    "render_visit_form",
]
