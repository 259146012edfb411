"""Tables in and out: workbooks and CSV files, and what people write into their cells. Knows nothing of organisations.

`reading` reads XLSX, XLS, ODS and CSV (strangers' bytes are decoded in the child process of `core.files`) · `headers`
finds the row with the columns' names and tells rows from notes · `values` and `days` understand dates, telephones and
numbers as offices write them · `writing` writes XLSX and CSV in which nothing is a formula · `serving` hands them to a browser.
"""
