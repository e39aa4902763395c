"""What does one comment cost, to one viewer more? `python -m bench.comments [--quick] [--seconds N]`

The product as `manage.py live` runs it (SQLite, one web process) with 1,000 viewers and 20 comments a second,
beside nchan in nginx with as many in the same run, and the plain Channels consumer at 100 viewers and 5
comments a second, above which it collapses. CPU is user and system time of the serving process (for ours
with reading, checking and committing what was posted) over comments delivered. Latency is from the poster's
send to the viewer's receipt; ours gathers what comes within 150 ms. Then acknowledgements: 2,000 devices post
into a room whose comments wait for a moderator, as fast as they are acknowledged, 100 on their way. Without
--quick ours and nchan go on at 50, 100, 200 … comments a second until they fall behind. Needs nginx with
libnginx-mod-nchan.

    ours_us, nchan_us, channels_us   microseconds of CPU for one delivered comment
    p50_ms, p99_ms, lost             ours, at 1,000 x 20/s
    kb_per_socket                    ours: memory with 1,000 viewers, over memory without, a viewer
    acks_per_s, ack_p99_ms           comments committed and acknowledged
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.peers import NCHAN, channels, memory_kb, nchan, processor_s
from bench.tally import Plan, Tally
from tests.desk import Desk, running

SLUG = "le-thuong-co"
VIEWERS, RATE = 1000, 20.0
DEVICES, FLIGHT = 2000, 100
STEPS = (50.0, 100.0, 200.0, 400.0, 800.0)
BEHIND_MS = 1000.0  # p99 over this: it does not keep up


@dataclass(frozen=True)
class Cell:
    """One measured stage; `us`: CPU of the server for one delivered comment."""

    name: str
    us: float
    cpu_pct: float
    kb_per_socket: float
    tally: Tally


def measured(name: str, pid: int, plan: Plan) -> Cell:
    """A crowd comes, posts and goes."""
    empty_kb = memory_kb(pid)
    argv = [sys.executable, "-m", "bench.crowd"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crowd:
        assert crowd.stdin is not None and crowd.stdout is not None
        crowd.stdin.write(json.dumps(asdict(plan)) + "\n")
        crowd.stdin.flush()
        assert crowd.stdout.readline().strip() == "there", "the crowd did not come"
        full_kb, before = memory_kb(pid), processor_s(pid)
        crowd.stdin.write("go\n")
        crowd.stdin.flush()
        tally = Tally(**json.loads(crowd.stdout.readline()))
        used = processor_s(pid) - before
    us = 1e6 * used / max(1, tally.delivered)
    cell = Cell(name, us, 100 * used / tally.took_s, (full_kb - empty_kb) / plan.viewers, tally)
    said(cell, plan)
    return cell


def said(cell: Cell, plan: Plan) -> None:
    """One line for people."""
    it = cell.tally
    print(
        f"{cell.name:22} {plan.viewers:5} viewers {it.posted / it.took_s:6.0f}/s  {cell.us:7.2f} us each  "
        f"server {cell.cpu_pct:5.1f} %  p50 {it.p50:7.1f}  p99 {it.p99:7.1f}  p99.9 {it.p999:7.1f} ms  "
        f"lost {it.expected - it.delivered} wrong {it.wrong} dropped {it.dropped} refused {it.refused}  "
        f"{cell.kb_per_socket:5.1f} kB/socket  client {it.client_pct:.0f} %",
        flush=True,
    )


def room(desk: Desk, moderation: str) -> None:
    """How comments are taken."""
    desk.ok("moderator", "PATCH", f"ceremonies/{SLUG}/room/", moderation=moderation)


def web_pid(desk: Desk) -> int:
    """The one that serves."""
    (pid,) = desk.pids("manage.py", "web")
    return pid


def to_saturation(name: str, plan: Callable[[float], Plan], pid: int) -> None:
    """More and more, until it falls behind."""
    for rate in STEPS:
        if measured(f"{name} at {rate:.0f}/s", pid, plan(rate)).tally.p99 > BEHIND_MS:
            return


def ours(desk: Desk, seconds: float, far: bool) -> tuple[Cell, Cell]:
    """(deliveries, acknowledgements)."""
    url = f"ws://127.0.0.1:{desk.port}/ws/ceremonies/{SLUG}/"
    pid = web_pid(desk)
    room(desk, "post")
    cell = measured("ours", pid, Plan(url, VIEWERS, RATE, seconds, "ws"))
    if far:
        to_saturation("ours", lambda rate: Plan(url, VIEWERS, rate, seconds, "ws"), pid)
    room(desk, "pre")
    acks = measured("ours, acks", pid, Plan(url, DEVICES, 0, min(8.0, seconds), "ws", flight=FLIGHT))
    it = acks.tally
    print(f"{'':22} {it.acked / it.took_s:.0f} acks/s, p50 {it.ack_p50} p99 {it.ack_p99} ms", flush=True)
    return cell, acks


def main() -> None:
    """Run all and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the main cell alone, <= 45 s")
    parser.add_argument("--seconds", type=float, default=0.0)
    asked = parser.parse_args()
    if not Path(NCHAN).exists():
        parser.error(f"{NCHAN} is missing: apt install nginx libnginx-mod-nchan")
    seconds = asked.seconds or (5.0 if asked.quick else 30.0)
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as name, suppress(KeyboardInterrupt):
        folder = Path(name)
        with running("--demo", NHIPCAU_TRUSTED_PROXIES="127.0.0.1") as desk:
            cell, acks = ours(desk, seconds, far=not asked.quick)
        with nchan(folder / "nchan") as (port, pid):
            url, to = f"ws://127.0.0.1:{port}/sub", f"127.0.0.1:{port}/pub"
            beside = measured("nchan", pid, Plan(url, VIEWERS, RATE, seconds, "http", to))
            if not asked.quick:
                to_saturation("nchan", lambda rate: Plan(url, VIEWERS, rate, seconds, "http", to), pid)
        with channels(folder / "channels") as (port, pid):
            plain = measured(
                "plain channels", pid, Plan(f"ws://127.0.0.1:{port}/", 100, 5.0, seconds, "text")
            )
    result = {
        "ours_us": round(cell.us, 2),
        "nchan_us": round(beside.us, 2),
        "channels_us": round(plain.us, 2),
        "p50_ms": cell.tally.p50,
        "p99_ms": cell.tally.p99,
        "lost": cell.tally.expected - cell.tally.delivered + cell.tally.wrong,
        "kb_per_socket": round(cell.kb_per_socket, 1),
        "acks_per_s": round(acks.tally.acked / acks.tally.took_s),
        "ack_p99_ms": acks.tally.ack_p99,
    }
    print("RESULT " + json.dumps(result))


if __name__ == "__main__":
    main()
