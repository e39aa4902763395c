"""Sealing of secrets at rest (stream keys, tokens) by a keyring of its own.

The first key seals, all keys open, so a key is rotated by putting a new one in front. The keyring is
independent of SECRET_KEY: NHIPCAU_SECRET_KEYS, else the file `keyring` in the data folder (0600).
"""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from events.secretfile import kept


class CannotOpen(Exception):
    """What was sealed cannot be opened with the keys at hand; the person has to enter it again."""


def seal(secret: str) -> str:
    """Seal for the database; an empty secret stays empty."""
    return _fernet().encrypt(secret.encode()).decode() if secret else ""


def open_sealed(sealed: str) -> str:
    """The secret; raises CannotOpen, never shows what it could not open."""
    if not sealed:
        return ""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except (InvalidToken, ValueError):
        raise CannotOpen from None


def _fernet() -> MultiFernet:
    keys = settings.ENV.secret_keys or kept(settings.ENV.data / "keyring", _new_key).split()
    return MultiFernet([Fernet(key) for key in keys])


def _new_key() -> str:
    return Fernet.generate_key().decode()
