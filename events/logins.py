"""Logging in, slowed: guesses by address and by name, and how many hashes are computed at once.

Every way in passes here (the screens, the tokens, the admin), since it is the authentication backend.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.cache import cache
from django.http import HttpRequest

from events.errors import TooManyTries
from events.models import User

WINDOW_S = 60
# By address and name together, so that one guesser locks nobody else out; by address alone, much wider,
# since an office shares one.
TRIES_A_NAME, TRIES_AN_ADDRESS = 10, 60
# Argon2 takes 100 MB a hash: a stranger's burst must not bring the machine on air to its knees.
HASHES_AT_ONCE, WAIT_FOR_A_PLACE_S = 2, 5.0
_places = BoundedSemaphore(HASHES_AT_ONCE)


class GuardedBackend(ModelBackend):
    """Django's own, behind the bounds; raises TooManyTries."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The person, or None; a management command (no request) is not slowed."""
        if request is not None:
            _count(str(request.META.get("REMOTE_ADDR", "")), str(username)[:150])
        with _place():
            found = super().authenticate(request, username, password, **kwargs)
        return found if isinstance(found, User) else None


def _count(address: str, name: str) -> None:
    window, passed = divmod(int(time.time()), WINDOW_S)
    for key, bound in ((f"{address}|{name}", TRIES_A_NAME), (address, TRIES_AN_ADDRESS)):
        stored = f"login:{window}:{sha256(key.encode()).hexdigest()}"
        cache.add(stored, 0, WINDOW_S)
        if cache.incr(stored) > bound:
            raise TooManyTries(WINDOW_S - passed)


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(timeout=WAIT_FOR_A_PLACE_S):
        raise TooManyTries(int(WAIT_FOR_A_PLACE_S))
    try:
        yield
    finally:
        _places.release()
