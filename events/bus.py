"""The local bus: datagrams between the processes of one machine, for when there is no Redis.

Each web process listens on a socket of its own under run/bus/; whoever has news sends it to all.
A socket that nobody listens on any more is removed by the next sender.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from django.conf import settings

MAX_DATAGRAM = 4096


def folder() -> Path:
    """Where the sockets are; short enough for sun_path wherever the data folder is."""
    path: Path = settings.ENV.run_dir / "bus"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def send_to_all(payload: bytes) -> int:
    """Send to every listener without waiting; returns how many took it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as sender:
        return sum(_send(sender, path, payload) for path in folder().glob("*.sock"))


def _send(sender: socket.socket, path: Path, payload: bytes) -> bool:
    try:
        sender.sendto(payload, short(path))
    except (ConnectionRefusedError, FileNotFoundError):
        path.unlink(missing_ok=True)
    except OSError:  # a full queue: the listener looks by itself once a second
        return False
    else:
        return True
    return False


def short(path: Path) -> str:
    """A Unix socket's path holds 107 bytes; a longer one is reached relative to the current folder."""
    return min(str(path), os.path.relpath(path), key=len)


@contextlib.asynccontextmanager
async def listening(take: Callable[[bytes], None]) -> AsyncIterator[None]:
    """Receive the bus in this process for as long as the block runs."""
    path = folder() / f"{os.getpid()}.sock"
    path.unlink(missing_ok=True)
    loop = asyncio.get_running_loop()
    # A reader on a socket of our own: uvloop has no datagram endpoint for Unix sockets.
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as receiver:
        receiver.bind(short(path))
        loop.add_reader(receiver, _drain, receiver, take)
        try:
            yield
        finally:
            loop.remove_reader(receiver)
            path.unlink(missing_ok=True)


def _drain(receiver: socket.socket, take: Callable[[bytes], None]) -> None:
    """All that is there; a longer datagram than ours is cut by the kernel and does not decode."""
    with contextlib.suppress(BlockingIOError):
        while True:
            take(receiver.recv(MAX_DATAGRAM))
