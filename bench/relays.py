"""What does sending to one more page cost? `python -m bench.relays [--quick] [--seconds N]`

One program of 2.5 Mb/s in one-second segments, sent to a real nginx-rtmp: by 17 relays as the product runs
them (its command line, its host, looked at twice a second), beside them in the same seconds by nginx-rtmp's
`push` to 17 names and by one ffmpeg with `tee` to 17; then by 100 relays. CPU is user and system time of the
processes that send (for the relays with their host), memory their proportional share. Needs nginx with
libnginx-mod-rtmp.

    relay_cpu_pct      % of a core for one relay, at 17
    relay_pss_mb       memory of one relay, at 17
    cpu_vs_nginx_push  one relay's CPU over that of one name of nginx-rtmp's push
    cpu_vs_tee         one relay's CPU over that of one output of tee
    growth_17_to_100   CPU of one relay at 100 over that at 17
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
_data = tempfile.TemporaryDirectory(prefix="nhipcau-bench-data-")
os.environ["NHIPCAU_DATA"] = _data.name
django.setup()

from bench.ingest import clip, pss_mb  # noqa: E402  after the settings
from bench.program import processor_s  # noqa: E402
from streaming import ffmpeg, hosts  # noqa: E402
from streaming.argv.relay import Outlet, relay_argv  # noqa: E402
from streaming.worker.fleet import Fleet  # noqa: E402
from streaming.worker.order import Order  # noqa: E402
from streaming.worker.plan import Key, What  # noqa: E402
from tests.servers import NginxRtmp, nginx_in  # noqa: E402
from tests.waiting import eventually  # noqa: E402

FEW, MANY, MBPS = 17, 100, 2.5
LOOK_EVERY_S = 0.5  # as the worker does


@dataclass
class Stage:
    """The program's folder, the pages' server, and what runs."""

    folder: Path
    server: NginxRtmp
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def playlist(self) -> Path:
        """What the relays read."""
        return self.folder / "program.m3u8"

    def run(self, argv: Sequence[str]) -> int:
        """Start one process; its pid."""
        process = subprocess.Popen(argv, cwd=self.folder, stderr=subprocess.DEVNULL)
        self.running.append(process)
        return process.pid

    def arrives(self, names: Sequence[str]) -> bool:
        """Whether all of these streams come in."""
        streams = self.server.streams()
        return all(name in streams and streams[name].bytes_in > 100_000 for name in names)


def main() -> None:
    """Measure, tell, and end with one line of JSON."""
    parser = argparse.ArgumentParser(prog="bench.relays")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seconds", type=float)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as name, stage(Path(name)) as made:
        found = asyncio.run(measure(made, given.seconds or (6.0 if given.quick else 30.0)))
    print(f"RESULT {json.dumps(found)}")


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """A live program, and a server for all pages."""
    film = clip(folder / "program.mp4", MBPS, 6, gop=30)
    with nginx_in(folder / "pages") as server:
        made = Stage(folder, server)
        made.run(program_argv(film))
        try:
            eventually(lambda: len(list(folder.glob("seg-*.ts"))) >= 3, within_s=15)
            yield made
        finally:
            for process in made.running:
                process.terminate()
            for process in made.running:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(5)
                process.kill()
            hosts.end_all(folder / "run", 2.0)


def program_argv(film: Path) -> list[str]:
    """The film over and over, as segments of a second; nothing is encoded."""
    hls = ["-f", "hls", "-hls_time", "1", "-hls_list_size", "30", "-hls_flags", "omit_endlist+temp_file"]
    read = [ffmpeg.executable(), "-v", "error", "-re", "-stream_loop", "-1", "-i", str(film)]
    return [*read, "-c", "copy", *hls, "-hls_segment_filename", "seg-%d.ts", "program.m3u8"]


async def measure(made: Stage, seconds: float) -> dict[str, float]:
    """17 in three ways at once, then 100 relays alone."""
    fleet = Fleet(made.folder / "run", lambda: None)
    few = await relays(made, fleet, range(FEW))
    push, tee = nginx_push(made), ffmpeg_tee(made)
    names = [f"{way}{number}" for way in ("relay", "push", "tee") for number in range(FEW)]
    await flowing(made, fleet, names)
    own, pushed, teed = await shares(fleet, [few, [push], [tee]], seconds)
    memory = sum(map(pss_mb, few[1:])) / FEW
    for process in made.running[1:]:
        process.terminate()
    many = [*few, *(await relays(made, fleet, range(FEW, MANY)))[1:]]
    await flowing(made, fleet, [f"relay{number}" for number in range(MANY)])
    (crowd,) = await shares(fleet, [many], seconds)
    memory_of_many = sum(map(pss_mb, many[1:])) / MANY
    await fleet.close()
    one, one_of_many = own / FEW, crowd / MANY
    print(
        f"at {FEW}: a relay {one:.2f} % of a core and {memory:.1f} MB; nginx push {pushed / FEW:.3f} %,",
        end=" ",
    )
    print(f"tee {teed / FEW:.3f} %; at {MANY}: {one_of_many:.2f} % and {memory_of_many:.1f} MB")
    return {
        "relay_cpu_pct": round(one, 3),
        "relay_pss_mb": round(memory, 1),
        "cpu_vs_nginx_push": round(own / pushed, 2),
        "cpu_vs_tee": round(own / teed, 2),
        "growth_17_to_100": round(one_of_many / one, 2),
    }


async def relays(made: Stage, fleet: Fleet, numbers: range) -> list[int]:
    """Their pids, the host's first."""
    pids = []
    for number in numbers:
        argv = relay_argv(made.playlist, Outlet(made.server.address, f"relay{number}"))
        state = await fleet.start(Order(Key(What.RELAY, number + 1, 1), number + 1, argv, {"spec": "bench"}))
        pids.append(state["pid"])
        await fleet.heartbeat()
    return [fleet.links[hosts.RELAYS].record.pid, *pids]


def nginx_push(made: Stage) -> int:
    """One sender, 17 names."""
    pushes = "".join(f"push {made.server.address}/push{number};" for number in range(FEW))
    folder = made.folder / "push"
    folder.mkdir()
    sender = NginxRtmp(folder, pushes)
    sender.start()
    assert sender.process is not None
    made.running.append(sender.process)
    read = [ffmpeg.executable(), "-v", "error", "-live_start_index", "-2", "-i", str(made.playlist)]
    copy = ["-c", "copy", "-bsf:a", "aac_adtstoasc", "-f", "flv", f"{sender.address}/in"]
    made.run([*read, *copy])
    return sender.process.pid


def ffmpeg_tee(made: Stage) -> int:
    """One process, 17 outputs, each with a queue of its own."""
    legs = "|".join(f"[f=flv:onfail=ignore]{made.server.address}/tee{number}" for number in range(FEW))
    read = [ffmpeg.executable(), "-v", "error", "-live_start_index", "-2", "-i", str(made.playlist)]
    flv = ["-tag:v", "7", "-tag:a", "10", "-bsf:a", "aac_adtstoasc", "-flags", "+global_header"]
    how = ["-map", "0:v:0", "-map", "0:a:0", "-c", "copy", *flv]
    return made.run([*read, *how, "-f", "tee", "-use_fifo", "1", legs])


async def flowing(made: Stage, fleet: Fleet, names: Sequence[str]) -> None:
    """Until everything comes in, and a moment more for what starting costs."""
    until = time.monotonic() + 30
    while not made.arrives(names):
        if time.monotonic() > until:
            there = made.server.streams()
            raise SystemExit(f"these did not arrive: {[name for name in names if name not in there]}")
        await looked_at(fleet, 0.5)
    await looked_at(fleet, 2.0)


async def looked_at(fleet: Fleet, seconds: float) -> None:
    """As the worker looks."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        await fleet.look()
        await fleet.heartbeat()
        await asyncio.sleep(LOOK_EVERY_S)


async def shares(fleet: Fleet, groups: Sequence[Sequence[int]], seconds: float) -> list[float]:
    """% of a core of each group in the same seconds."""
    before, began = [sum(map(processor_s, group)) for group in groups], time.monotonic()
    await looked_at(fleet, seconds)
    length = time.monotonic() - began
    after = [sum(map(processor_s, group)) for group in groups]
    return [100 * (end - start) / length for start, end in zip(before, after, strict=True)]


if __name__ == "__main__":
    main()
