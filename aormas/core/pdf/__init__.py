"""Setting paper: letters, receipts, forms and registers as PDF/A-2B with embedded fonts.

`Sheet` is the page with its cursor; `letterhead`, `table`, `signature` and `qr` draw on it; `dates` writes days in
words. fpdf2 is imported when the first sheet is made, since a web process that prints nothing should not carry it.
"""
