"""What does the program cost, and how late is it?

    python -m bench.program [--quick] [--seconds N] [--minutes M]

The product itself in a throw-away folder (`manage.py live`, loopback only), a real RTMP sender, the real
watch page in Chromium. `--seconds`: of every look at the processor (20); `--minutes`: of watching (2).
Needs nginx with libnginx-mod-rtmp and Chromium, as the tests do.

    ingest_cpu_vs_nginx  our ingest's CPU per Mb/s, next to nginx-rtmp's for the same bytes (bench.ingest)
    start_to_segment_s   from the command to the first segment that a player gets; the sender sends already
    lost_to_slate_s      from kill -9 of the sender to the slate in the program
    back_to_source_s     from the start of a new sender to its picture in the program; 3 s of it are waited
    latency_p50_s        from a picture at the sender to the same one in the page's <video>
    profile_cpu          mixer and encoder, % of a core; "pass": mixer and copy
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

from bench import clock, ingest
from bench.studio import SLUG, Studio, studio
from tests.browser.chromium import chromium, person
from tests.desk import Desk

PROFILES = ("pass", "480p30", "1080p30", "720p30")  # the last is watched
BOUND_S = 2.8  # and the jitter buffer
SETTLE_S = 3.0


def main() -> None:
    """Measure, tell, and end with one line of JSON."""
    given = arguments()
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as name, ThreadPoolExecutor(1) as beside:
        taken_in = beside.submit(measure_ingest, Path(name), max(9, 2 * int(given.seconds)))
        if not given.quick:  # else both at once
            wait([taken_in])
        with studio() as made:
            found = measure(made, given)
        print(f"RESULT {json.dumps(taken_in.result() | found)}")


def arguments() -> argparse.Namespace:
    """--quick sets the other two."""
    parser = argparse.ArgumentParser(prog="bench.program")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--minutes", type=float)
    given = parser.parse_args()
    given.seconds = given.seconds or (3.0 if given.quick else 20.0)
    given.minutes = given.minutes or (0.1 if given.quick else 2.0)
    return given


def measure_ingest(folder: Path, seconds: int) -> dict[str, Any]:
    """The usual camera, as in bench.ingest."""
    file = ingest.clip(folder / "usual.flv", ingest.USUAL_MBPS, 6)
    with ingest.servers(folder) as both:
        found = ingest.look(both, file, seconds)
        memory = {server.name: round(server.pss_mb(), 1) for server in both}
    print(
        f"ingest: {found['ours']:.3f} % of a core per Mb/s, nginx {found['nginx']:.3f} %; memory {memory} MB"
    )
    return {"ingest_cpu_vs_nginx": round(found["ratio"], 2), "ingest_memory_mb": memory["ours"]}


def measure(made: Studio, given: argparse.Namespace) -> dict[str, Any]:
    """Each profile once; the last one is watched, and loses its sender."""
    shares = {}
    for profile in PROFILES:
        made.start(profile)
        time.sleep(1.0 if given.quick else SETTLE_S)
        shares[profile] = share(made.desk, given.seconds)
        print(f"{profile}: {shares[profile]} % of a core")
        if profile != PROFILES[-1]:
            made.stop()
    late = watch(made, given.minutes)
    lost, back = zip(*(lose(made) for _ in range(1 if given.quick else 3)), strict=True)
    print(f"start {[round(it, 2) for it in made.starts]} s, lost {lost} s, back {back} s")
    return {
        "start_to_segment_s": round(statistics.median(made.starts), 2),
        "lost_to_slate_s": round(statistics.median(lost), 2),
        "back_to_source_s": round(statistics.median(back), 2),
        **late,
        "profile_cpu": shares,
    }


def share(desk: Desk, seconds: float) -> float:
    """Of mixer and encoder together."""
    pids = [*desk.pids("streaming.mixer"), *desk.pids("ffmpeg", "seg-")]
    before, began = sum(map(processor_s, pids)), time.monotonic()
    time.sleep(seconds)
    return round(100 * (sum(map(processor_s, pids)) - before) / (time.monotonic() - began), 1)


def processor_s(pid: int) -> float:
    """All threads' time so far (proc(5), utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def watch(made: Studio, minutes: float) -> dict[str, Any]:
    """The watch page, for so long."""
    with chromium() as browser:
        page = person(browser, made.desk.base).open(f"/c/{SLUG}")
        page.wait_for_function(
            "() => (document.querySelector('video')?.currentTime ?? 0) > 0.2", timeout=30_000
        )
        page.wait_for_timeout(SETTLE_S * 1000)
        clock.watch(page)
        page.wait_for_timeout(minutes * 60_000)
        late, seen = clock.latencies_s(page), clock.watched(page)
    found = sorted(late)
    bound = BOUND_S + made.buffer_s
    print(
        f"latency: {len(found)} pictures of {seen['height']} lines, {found[0]:.2f}-{found[-1]:.2f} s;",
        end=" ",
    )
    print(f"bound {bound:.2f} s; waited {seen['waits']} times in {minutes} minutes")
    return {
        "latency_p50_s": round(statistics.median(found), 2),
        "latency_p95_s": round(found[len(found) * 95 // 100], 2),
        "latency_bound_s": round(bound, 2),
        "rebuffers": seen["waits"],
        "minutes": minutes,
    }


def lose(made: Studio) -> tuple[float, float]:
    """(kill to slate, new sender to its picture) in seconds."""
    assert made.sender is not None
    killed = made.sender.kill()
    lost = made.changed(killed, None) - killed
    again = made.send()
    return round(lost, 3), round(made.changed(again.began, str(made.source)) - again.began, 3)


if __name__ == "__main__":
    main()
