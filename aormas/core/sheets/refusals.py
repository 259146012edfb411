"""Why a table file cannot be read, where in it, and what the person can do about it."""

from __future__ import annotations

from typing import Any

from aormas.core.errors import Invalid

# Message ids; the catalogue has them in Indonesian. Row, column and sheet are those that Excel shows.
MESSAGES = {
    "empty": "The table file is empty. Choose the file again.",
    "blank": "The table has no filled row. Choose another file.",
    "too_large": (
        "The table file is too large: at most 10 MB. Delete pictures and sheets that are not needed, or split the table."
    ),
    "unknown_kind": "This file is not a table. Send an Excel (.xlsx, .xls), OpenDocument (.ods) or CSV file.",
    "pdf": "This file is a PDF, not a table. Ask for the Excel file that it was made from.",
    "photo": "This file is a picture, not a table. Ask for the Excel file that it shows.",
    "document": "This file is a text document, not a table. Copy its table into Excel and save it as .xlsx.",
    "web_page": "This file is a web page with the name of a table. Open it in Excel and save it as .xlsx.",
    "other_workbook": "This kind of Excel file cannot be read. Open it in Excel and save it as .xlsx.",
    "archive": "This file is a ZIP folder, not a table. Unpack it and send the table inside.",
    "macros": "The table holds macros (programs) and is not opened. Save it in Excel as .xlsx without macros.",
    "encrypted": "The table is locked with a password. Save a copy without password and send that.",
    "damaged": "The table file is damaged and cannot be opened. Save it again in Excel, then send it again.",
    "bomb": "The table unpacks to more than can be handled. Copy its rows into a new workbook and send that.",
    "many_sheets": "The workbook has more than 50 sheets. Send only the sheets that are needed.",
    "rows": "The table has more than 20,000 filled rows (sheet %(sheet)s, row %(row)s). Split it into several files.",
    "columns": (
        "Row %(row)s holds something in column %(column)s; at most 200 columns are read. Delete what lies beyond them."
    ),
    "spread": (
        "The sheet reaches down to row %(row)s and out to column %(column)s, and most of it is empty. "
        "Delete the stray cells there, then send it again."
    ),
    "cell": "The cell %(column)s%(row)s has more than 32,767 characters. Shorten its text.",
    "quote": "From row %(row)s on, a quotation mark is opened and never closed. Correct it, or save the table as .xlsx.",
    "mixed_encoding": (
        "Row %(row)s is written in another character encoding than the rows before it, first in column %(column)s. "
        "Open the file in Excel, correct that row, and save it as .xlsx."
    ),
    "unreadable_text": (
        "Column %(column)s of row %(row)s holds signs that cannot be read. Open the file in Excel and save it as .xlsx."
    ),
    "timeout": "The table took too long to open. Copy its rows into a new workbook and send that.",
    "busy": "Many files are being received right now. Nothing is lost; send this table again in a minute.",
}


class SheetRefused(Invalid):
    """A table file that cannot be read: `code` is a key of `MESSAGES`, `values` may hold sheet, row and column."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(MESSAGES[code], **values)
        self.code = code
