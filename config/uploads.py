"""Who may send a large body at all: asked before the first byte of it is kept."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from rest_framework.authtoken.models import Token

from events.errors import NoRoom

UPLOADS_AT_ONCE = 2
SPARE_BYTES = 2 * 1024**3  # what a ceremony on air needs of the disk, whatever is uploaded
COPIES = 2  # the spooled body, and the file made of it
FORGOTTEN_AFTER_S = 24 * 3600
_under_way: set[object] = set()


def header(scope: Any, name: bytes) -> str:
    """The first header of this name; empty where there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def is_staff(scope: Any) -> bool:
    """Whether the request proves a login; reads the database, so call it in a thread."""
    scheme, _, key = header(scope, b"authorization").partition(" ")
    if scheme.lower() == "token":
        return Token.objects.filter(key=key.strip(), user__is_active=True).exists()
    try:
        morsel = SimpleCookie(header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return False
    if morsel is None:
        return False
    store = import_module(settings.SESSION_ENGINE).SessionStore(morsel.value)
    return bool(get_user(cast("HttpRequest", SimpleNamespace(session=store))).is_authenticated)


def check_room(announced: int) -> None:
    """Raises NoRoom where the disk would be left with too little; `announced` in bytes."""
    if shutil.disk_usage(settings.ENV.data).free < announced * COPIES + SPARE_BYTES:
        raise NoRoom


@contextlib.contextmanager
def one_of_few() -> Iterator[bool]:
    """False where as many uploads as this machine takes are under way already; on the loop's thread."""
    ticket = object()
    free = len(_under_way) < UPLOADS_AT_ONCE
    if free:
        _under_way.add(ticket)
    try:
        yield free
    finally:
        _under_way.discard(ticket)


def forget_broken_uploads() -> None:
    """What a crash left half received; called when a web process starts."""
    oldest = time.time() - FORGOTTEN_AFTER_S
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        with contextlib.suppress(OSError):
            if path.is_file() and path.stat().st_mtime < oldest:
                path.unlink()
