"""The very command line of a relay, fed from a file at its own pace: what does ffmpeg say to a no?"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from streaming.argv.relay import Outlet, relay_argv
from streaming.faults import Ending


def sent(outlet: Outlet, film: Path, within_s: float = 30.0) -> Ending:
    """Until it ends by itself, or is killed by hand."""
    argv = relay_argv(Path("program.m3u8"), outlet)
    at, began = argv.index("-i"), time.monotonic()
    head = argv[: argv.index("-progress") + 2]
    words = [*head, "-re", "-stream_loop", "-1", "-i", str(film), *argv[at + 2 :]]
    try:
        done = subprocess.run(words, capture_output=True, timeout=within_s, check=False)
    except subprocess.TimeoutExpired as late:
        return Ending(-9, "worker", within_s, tail_of(late.stderr or b""))
    return Ending(done.returncode, "", time.monotonic() - began, tail_of(done.stderr))


def tail_of(said: bytes) -> tuple[str, ...]:
    """As the host keeps it."""
    return tuple(said.decode("utf-8", "replace").splitlines()[-40:])
