"""`python -m streaming.mixer --control SOCKET --record FILE.json --lease SECONDS`."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: a forking process has one thread

from streaming.host.record import only_one
from streaming.mixer.server import serve


def main() -> None:
    """Mix one broadcast, once."""
    parser = argparse.ArgumentParser(prog="streaming.mixer", description=__doc__)
    parser.add_argument("--control", type=Path, required=True, help="the Unix socket to listen at")
    parser.add_argument("--record", type=Path, required=True, help="NAME.json: pid and start time")
    parser.add_argument("--lease", type=float, required=True, help="seconds it lives without a worker")
    given = parser.parse_args()
    if given.record.suffix != ".json":
        parser.error("--record has to end in .json")
    os.umask(0o077)
    with only_one(given.record.parent, given.record.stem):
        given.control.unlink(missing_ok=True)
        asyncio.run(serve(given.control, given.record, given.lease))


if __name__ == "__main__":
    main()
