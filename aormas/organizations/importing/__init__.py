"""From a list that somebody sends to rows that officers decide: reading, comparing, progress. Slow work, outside of transactions.

`receiving` keeps the file and finds its table · `filling` makes rows of it · `comparing` gives each row its verdict ·
`working` does it at once or leaves it to the worker · `workbook` is the product's own full workbook.
"""
