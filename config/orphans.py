"""Nothing survives past the next start: what ran is recorded, and ended by pid and start time."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from pathlib import Path

from config.processes import Child, start_time
from streaming import hosts

WAIT_S = 2.0
recorded_pids: set[int] = set()


def record(run_dir: Path, children: list[Child]) -> None:
    """Write down who runs, so that the next start can end what a kill -9 left behind."""
    rows = {child.process.pid: start_time(child.process.pid) for child in children if child.process}
    recorded_pids.clear()
    recorded_pids.update(rows)
    (run_dir / "live.json").write_text(json.dumps(rows))


def forget(run_dir: Path) -> None:
    """All ended in order."""
    (run_dir / "live.json").unlink(missing_ok=True)


def end_recorded(run_dir: Path) -> None:
    """End the web and worker of a launcher that was killed; its hosts are adopted by the new worker."""
    path = run_dir / "live.json"
    try:
        rows: dict[str, str] = json.loads(path.read_text())
    except (OSError, ValueError):
        return
    left = [int(pid) for pid, began in rows.items() if start_time(int(pid)) == began]
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + WAIT_S
        while left and time.monotonic() < deadline:
            left = [pid for pid in left if start_time(pid) == rows[str(pid)]]
            time.sleep(0.05)
    path.unlink(missing_ok=True)


def end_hosts(run_dir: Path, within_s: float) -> None:
    """End every host of ffmpeg processes, and so the processes."""
    hosts.end_all(run_dir, within_s)
