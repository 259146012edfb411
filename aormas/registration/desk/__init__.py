"""Applications at the desk: worklist, review, decision, visits, the Ministry's answer."""

from aormas.registration.desk import bundle, case, decisions, ministry, papers, proposal, visits, worklist  # noqa: F401
from aormas.registration.desk.face import bp

__all__ = ["bp"]
