"""The blueprint that the pages of this folder share."""

from aormas.core import web

bp = web.Face("letters_desk", __name__, "desk")
