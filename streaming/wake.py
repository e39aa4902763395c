"""Waking the worker at once after a change of what is wanted; it looks twice a second anyway."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path

from django.conf import settings
from django.db import transaction

from events.announce import Announcement, What, announce_on_commit
from events.bus import short

NAME = "worker.sock"
KIND = socket.SOCK_DGRAM | socket.SOCK_NONBLOCK


def socket_path() -> Path:
    """Where the worker of this machine listens."""
    path: Path = settings.ENV.run_dir / NAME
    return path


def changed_on_commit(ceremony_id: int) -> None:
    """What is wanted of this broadcast changed: tell the screens and the worker, after the commit."""
    announce_on_commit(Announcement(ceremony_id, What.BROADCAST))
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    # An error means that no worker is here, or that it is awake already.
    with socket.socket(socket.AF_UNIX, KIND) as sender, contextlib.suppress(OSError):
        sender.sendto(b"1", short(socket_path()))
