"""`python -m streaming.rehearsal --port N [--door N --behaviour WORD --drop S --slow S]`, on loopback."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import socket
import sys
from pathlib import Path

from streaming.rehearsal.arrived import Arrived
from streaming.rehearsal.door import Door
from streaming.rehearsal.platform import Platform
from streaming.rehearsal.target import Behaviour, Target

CANNOT_LISTEN = 4
REPORT_EVERY_S = 0.5
WINDOW = 64 * 1024  # what the kernel takes in while nobody reads cannot be told from reading: kept small


def arguments() -> argparse.Namespace:
    """From the command line."""
    parser = argparse.ArgumentParser(prog="streaming.rehearsal", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--door", type=int, help="where the fake platform answers over HTTP")
    parser.add_argument("--behaviour", type=Behaviour, choices=list(Behaviour), default=Behaviour.ACCEPT)
    parser.add_argument("--drop", type=float, default=30.0, help="seconds that a dropping page holds on")
    parser.add_argument("--report", type=Path, help="where it writes what arrived, twice a second")
    parser.add_argument("--slow", type=float, default=2.0, help="seconds before a slow page answers")
    return parser.parse_args()


async def serve(given: argparse.Namespace) -> None:
    """Until SIGTERM or SIGINT."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    room: set[Target] = set()
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
    door.bind(("127.0.0.1", given.port))
    platform, seen = Platform(f"rtmp://127.0.0.1:{given.port}/rehearsal"), Arrived(str(given.behaviour))
    how = (given.behaviour, given.drop, given.slow, room)
    await loop.create_server(lambda: Target(*how, seen=seen, heard=platform.arrived), sock=door)
    if given.door:
        await Door(platform).serve(given.door)
    while not over.is_set():
        if given.report is not None:
            seen.write(given.report)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), REPORT_EVERY_S if given.report else None)


def main() -> None:
    """Exit code 4: the port is taken."""
    try:
        asyncio.run(serve(arguments()))
    except OSError as error:
        sys.stderr.write(f"streaming.rehearsal: {error.strerror}\n")
        raise SystemExit(CANNOT_LISTEN) from None


if __name__ == "__main__":
    main()
