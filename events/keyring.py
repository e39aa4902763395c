"""Sealing of secrets at rest (stream keys, tokens) by a keyring of its own.

The first key seals, all keys open, so a key is rotated by putting a new one in front. The keyring is
independent of SECRET_KEY: NHIPCAU_SECRET_KEYS, else the file `keyring` in the data folder (0600).
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


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
    keys = settings.ENV.secret_keys or _keys_in(settings.ENV.data / "keyring")
    return MultiFernet([Fernet(key) for key in keys])


def _keys_in(path: Path) -> list[str]:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().split()
    with os.fdopen(handle, "w") as file:
        file.write(Fernet.generate_key().decode() + "\n")
    return path.read_text().split()
