"""`python -m streaming.monitor --hosts FOLDER --name NAME --folder FOLDER`."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from pathlib import Path

from streaming.host import record
from streaming.monitor.watch import LEASE_S, watch


async def serve(hosts: Path, name: str, folder: Path) -> None:
    """Watch under this name; the record says who does."""
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    began = record.start_time(os.getpid()) or ""
    record.write(hosts, record.Record(name, os.getpid(), began, LEASE_S))
    try:
        await watch(folder, over)
    finally:
        record.forget(hosts, name)


def main() -> None:
    """One broadcast, once."""
    parser = argparse.ArgumentParser(prog="streaming.monitor", description=__doc__)
    parser.add_argument("--hosts", type=Path, required=True, help="for the record, mode 0700")
    parser.add_argument("--name", required=True)
    parser.add_argument("--folder", type=Path, required=True, help="of wanted.json, report.json, pictures")
    given = parser.parse_args()
    os.umask(0o077)
    with record.only_one(given.hosts, given.name):
        asyncio.run(serve(given.hosts, given.name, given.folder))


if __name__ == "__main__":
    main()
