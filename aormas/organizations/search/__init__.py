"""One search on both engines: typing errors, word order, acronyms, abbreviations, former names; at the desk also people and numbers.

`find` is the public's search and knows names alone. `at_desk` also finds board members, phones and numbers, and says why.
`index` is the only way into the index; call it inside the transaction after every change of names, board, contacts or bases.
"""

from aormas.organizations.search.desk import Match, at_desk, is_secret
from aormas.organizations.search.names import find, similar_names
from aormas.organizations.search.writing import forget, forget_all, index, index_all, index_ids, index_these

__all__ = [
    "Match",
    "at_desk",
    "find",
    "forget",
    "forget_all",
    "index",
    "index_all",
    "index_ids",
    "index_these",
    "is_secret",
    "similar_names",
]
