"""`python -m streaming.host --folder FOLDER --name NAME --lease SECONDS`."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from streaming.host import descriptors
from streaming.host.record import only_one
from streaming.host.server import serve


def main() -> None:
    """Serve under this name, once."""
    parser = argparse.ArgumentParser(prog="streaming.host", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="for socket and record, mode 0700")
    parser.add_argument("--name", required=True)
    parser.add_argument(
        "--lease", type=float, required=True, help="seconds that children live without a worker"
    )
    given = parser.parse_args()
    os.umask(0o077)
    descriptors.raise_limit()
    with only_one(given.folder, given.name):
        asyncio.run(serve(given.folder, given.name, given.lease))


if __name__ == "__main__":
    main()
