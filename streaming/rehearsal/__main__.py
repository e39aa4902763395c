"""`python -m streaming.rehearsal --port N [--behaviour WORD --drop SECONDS --slow SECONDS]`, on loopback."""

from __future__ import annotations

import argparse
import asyncio
import signal
import socket
import sys

from streaming.rehearsal.target import Behaviour, Target

CANNOT_LISTEN = 4
WINDOW = 64 * 1024  # what the kernel takes in while nobody reads cannot be told from reading: kept small


def arguments() -> argparse.Namespace:
    """From the command line."""
    parser = argparse.ArgumentParser(prog="streaming.rehearsal", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--behaviour", type=Behaviour, choices=list(Behaviour), default=Behaviour.ACCEPT)
    parser.add_argument("--drop", type=float, default=30.0, help="seconds that a dropping page holds on")
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
    await loop.create_server(lambda: Target(given.behaviour, given.drop, given.slow, room), sock=door)
    await over.wait()


def main() -> None:
    """Exit code 4: the port is taken."""
    try:
        asyncio.run(serve(arguments()))
    except OSError as error:
        sys.stderr.write(f"streaming.rehearsal: {error.strerror}\n")
        raise SystemExit(CANNOT_LISTEN) from None


if __name__ == "__main__":
    main()
