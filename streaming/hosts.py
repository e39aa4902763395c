"""Starting, finding and ending hosts, by their records under run/hosts/. No Django needed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from streaming.host import record
from streaming.host.child import KEPT_ENV
from streaming.host.record import Record
from streaming.trust import authorities

ROOT = Path(__file__).resolve().parent.parent
RELAYS, INGEST = "relays", "ingest"
RELAYS_LEASE_S = 8.0
PROGRAM_LEASE_S = 60.0
LOOK_EVERY_S = 0.03


def guarded(policy: Mapping[str, Any], argv: Sequence[str]) -> list[str]:
    """The same process with a guard of its own for its http; to be run in ROOT."""
    return [sys.executable, "-m", "streaming.host.guarded", json.dumps(policy), *argv]


def folder_of(run_dir: Path) -> Path:
    """Where records and sockets are."""
    folder = run_dir / "hosts"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def program_host(broadcast_id: int) -> str:
    """The name of a broadcast's own host."""
    return f"program-{broadcast_id}"


def is_program(name: str) -> bool:
    """Whether this record is a mixer's."""
    return name.startswith("program-")


def monitor_host(broadcast_id: int) -> str:
    """The name of a broadcast's monitor, which keeps a record as hosts do and has no socket."""
    return f"monitor-{broadcast_id}"


def is_monitor(name: str) -> bool:
    """Whether this record is a monitor's."""
    return name.startswith("monitor-")


def lease_of(name: str) -> float:
    """Seconds: a relay ends before anybody could double it, a program outlives a worker's restart."""
    return RELAYS_LEASE_S if name == RELAYS else PROGRAM_LEASE_S


def found(run_dir: Path) -> list[Record]:
    """The hosts that live; what is left of others is removed."""
    living = []
    for path in sorted(folder_of(run_dir).glob("*.json")):
        known = record.read(path)
        if known is not None and known.alive:
            living.append(known)
        else:
            record.forget(path.parent, path.stem)
    return living


def spawn(run_dir: Path, name: str) -> subprocess.Popen[bytes]:
    """Start a host; it is there when its record is. Ends by itself where another of its name lives."""
    folder = folder_of(run_dir)
    return spawned(folder / f"{name}.log", *_words(folder, name))


def spawned(log_path: Path, *words: str) -> subprocess.Popen[bytes]:
    """`python -m` these words in a session of its own, without our environment's secrets."""
    with log_path.open("wb") as log:
        return subprocess.Popen(  # noqa: S603  argv is ours
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env={key: os.environ[key] for key in KEPT_ENV if key in os.environ}
            | {"SSL_CERT_FILE": authorities()},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _words(folder: Path, name: str) -> list[str]:
    """Relays live in a host; a program is a mixer, which keeps its record and its lease in the same way."""
    lease = ["--lease", str(lease_of(name))]
    if not is_program(name):
        return ["streaming.host", "--folder", str(folder), "--name", name, *lease]
    files = ["--control", str(folder / f"{name}.sock"), "--record", str(folder / f"{name}.json")]
    return ["streaming.mixer", *files, *lease]


def kill(known: Record) -> None:
    """End this very host at once; the kernel ends its children. Never signals a pid that was used again."""
    if known.alive:
        with contextlib.suppress(ProcessLookupError):
            os.kill(known.pid, signal.SIGKILL)


def end_all(run_dir: Path, within_s: float) -> None:
    """End every recorded host and its children: TERM, and KILL for the last fifth of the time."""
    left = found(run_dir)
    for known in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(known.pid, signal.SIGTERM)
    left = _wait(left, within_s * 0.8)
    for known in left:
        kill(known)
    _wait(left, within_s * 0.2)
    found(run_dir)


def _wait(living: list[Record], within_s: float) -> list[Record]:
    deadline = time.monotonic() + within_s
    while (living := [known for known in living if known.alive]) and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)
    return living
