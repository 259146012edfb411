"""Services with their dated versions, and the applications that are filed under them."""

from aormas.registration.models.application import Application, Attachment, Decision, ReferenceYear, TurnSpan
from aormas.registration.models.review import Finding, Visit, VisitPhoto
from aormas.registration.models.service import Requirement, Service, ServiceVersion, StockReason

__all__ = [
    "Application",
    "Attachment",
    "Decision",
    "Finding",
    "ReferenceYear",
    "Requirement",
    "Service",
    "ServiceVersion",
    "StockReason",
    "TurnSpan",
    "Visit",
    "VisitPhoto",
]
