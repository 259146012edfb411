"""Tables of reporting: periods, duties, activity reports, reliefs, reminders."""

from aormas.reporting.models.activities import Activity, ActivityVersion, Fund, Photo, PlannedActivity
from aormas.reporting.models.duties import Duty, Relief, ReliefRequest
from aormas.reporting.models.periods import Period, ReportRule
from aormas.reporting.models.reminders import Reminder, ReminderRule
from aormas.reporting.models.reports import ActivityReport, Filing, ReportMessage, ReportReason, ReportVersion, Verdict

__all__ = [
    "Activity",
    "ActivityReport",
    "ActivityVersion",
    "Duty",
    "Filing",
    "Fund",
    "Period",
    "Photo",
    "PlannedActivity",
    "Relief",
    "ReliefRequest",
    "Reminder",
    "ReminderRule",
    "ReportMessage",
    "ReportReason",
    "ReportRule",
    "ReportVersion",
    "Verdict",
]
