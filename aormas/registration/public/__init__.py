"""The public side of registration: services, filing from a phone, papers, sending, following, correcting."""

from aormas.registration.public import correcting, filing, following, papers, sending, services, uploads  # noqa: F401
from aormas.registration.public.face import bp

__all__ = ["bp"]
