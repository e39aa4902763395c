"""`python -m streaming.ingest --control PATH --out DIR --host H --port N [--tls-port N --cert F --key F]`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path

from streaming.host.record import only_one
from streaming.ingest.server import Server, Settings

CANNOT_LISTEN, BAD_CERTIFICATE = 4, 5


def arguments() -> Settings:
    """From the command line; exits with the usage where it makes no sense."""
    parser = argparse.ArgumentParser(prog="streaming.ingest", description=__doc__)
    parser.add_argument("--control", type=Path, required=True, help="Unix socket; PATH.json says who listens")
    parser.add_argument("--out", type=Path, required=True, help="folder of the readers' sockets")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True, help="0: any free one, see PATH.json")
    parser.add_argument("--tls-port", type=int)
    parser.add_argument("--cert", type=Path)
    parser.add_argument("--key", type=Path)
    parser.add_argument("--lease", type=float, default=60.0, help="seconds that it lives without a worker")
    given = parser.parse_args()
    if len({given.tls_port is None, given.cert is None, given.key is None}) > 1:
        parser.error("--tls-port, --cert and --key belong together")
    return Settings(
        given.control.absolute(),
        given.out.absolute(),
        given.host,
        given.port,
        given.tls_port,
        given.cert,
        given.key,
        given.lease,
    )


def main() -> None:
    """Serve at this control socket, once.

    Exit code 3: it is served already, 4: a port is taken, 5: the certificate cannot be used.
    """
    settings = arguments()
    os.umask(0o077)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    settings.control.parent.mkdir(parents=True, exist_ok=True)
    settings.out.mkdir(parents=True, exist_ok=True)
    with only_one(settings.control.parent, settings.control.name):
        code = BAD_CERTIFICATE
        try:
            server = Server(settings)
            code = CANNOT_LISTEN
            asyncio.run(server.run())
        except OSError as error:
            logging.getLogger("streaming.ingest").error("cannot serve: %s", error)
            raise SystemExit(code) from None


if __name__ == "__main__":
    main()
