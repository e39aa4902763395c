"""The product in a throw-away folder with one RTMP source, as a bench drives it."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx

from bench import clock
from streaming.host.record import short_path
from tests.desk import Desk, free_port, running

SLUG = "le-thuong-co"
CEREMONY = f"ceremonies/{SLUG}/"
BROADCAST = f"{CEREMONY}broadcast/"
Got = TypeVar("Got")


@dataclass
class Studio:
    """The product with one RTMP source and whoever sends to it."""

    desk: Desk
    address: str
    source: int
    buffer_s: float
    scene: clock.Plane
    starts: list[float] = field(default_factory=list)
    sender: clock.ClockSender | None = None

    def send(self) -> clock.ClockSender:
        """A new sender in place of the one before."""
        if self.sender is not None:
            self.sender.kill()
        self.sender = clock.ClockSender(self.address, self.scene)
        return self.sender

    def heard(self) -> bool:
        """Whether its sender sends; one that was turned away, as just after a start, tries again."""
        if self.sender is None or self.sender.gone:
            self.send()
        return any(it["state"] == "live" for it in self.body()["sources"] if it["id"] == self.source)

    def looked_at(self) -> bool:
        """Whether it is known what it sends; what is passed through is checked first."""
        (found,) = (it["sent"] for it in self.body()["sources"] if it["id"] == self.source)
        return found is not None and found["keyframe_s"] is not None

    def body(self) -> dict[str, Any]:
        """The broadcast."""
        found: dict[str, Any] = self.desk.ok("technician", "GET", BROADCAST)
        return found

    def start(self, profile: str) -> None:
        """On air in this profile; how long the first segment took is noted."""
        self.desk.ok("technician", "PATCH", BROADCAST, version=self.body()["version"], profile=profile)
        until(self.looked_at, 15)
        known, began = self.names(), time.monotonic()
        self.desk.ok("technician", "POST", f"{BROADCAST}start/", source=self.source)
        until(lambda: self.names() - known, 30)
        self.starts.append(time.monotonic() - began)
        until(lambda: self.showing() == self.source, 30)

    def stop(self) -> None:
        """Off air, and ready to go on air again; the end has let the sender go."""
        self.desk.ok("technician", "POST", f"{BROADCAST}stop/")
        until(lambda: self.body()["observed"] == "stopped", 15)
        self.desk.ok("organizer", "POST", f"{CEREMONY}reopen/")
        until(self.heard, 15)

    def showing(self) -> int | None:
        """The source on air."""
        found: int | None = self.body()["program"]["showing"]["source"]
        return found

    def names(self) -> set[str]:
        """Segments that a player gets now."""
        text = httpx.get(f"{self.desk.base}/live/{SLUG}/program.m3u8")
        return {line for line in text.text.splitlines() if line.endswith(".ts")} if text.is_success else set()

    def changed(self, after: float, to: str | None) -> float:
        """When, after a moment, the mixer changed to this source (None: the slate)."""
        (control,) = (self.desk.data / "run" / "hosts").glob("program-*.sock")

        def look() -> list[float]:
            events = asked(control, {"op": "status"})["events"]
            on_air = [it for it in events if it["what"] == "on_air" and it["at"] >= after]
            return [it["at"] for it in on_air if it["key"] == to]

        return until(look, 20)[0]


@contextmanager
def studio() -> Iterator[Studio]:
    """Started, with a sender that is heard; ended in any case."""
    port = free_port()
    with running("--demo", NHIPCAU_RTMP_PORT=str(port)) as desk:
        for relay in desk.ok("technician", "GET", BROADCAST)["relays"]:
            desk.ok("technician", "DELETE", f"{BROADCAST}relays/{relay['page']['id']}/")
        source = desk.ok("technician", "POST", f"{BROADCAST}sources/", kind="rtmp", name="Máy quay")
        address = f"rtmp://127.0.0.1:{port}/live/{source['stream_key']}"
        made = Studio(desk, address, source["id"], source["buffer_ms"] / 1000, clock.scene())
        try:
            until(lambda: listens(port), 15)
            until(made.heard, 15)
            yield made
        finally:
            if made.sender is not None:
                made.sender.kill()


def listens(port: int) -> bool:
    """Whether senders may come."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def asked(control: Path, command: dict[str, Any]) -> dict[str, Any]:
    """One question to the mixer."""
    with short_path(control.parent, control.name) as path, socket.socket(socket.AF_UNIX) as talk:
        talk.connect(str(path))
        talk.sendall(json.dumps(command).encode() + b"\n")
        answer: dict[str, Any] = json.loads(talk.makefile("rb").readline())
    return answer


def until(look: Callable[[], Got], within_s: float) -> Got:
    """The first true answer."""
    deadline = time.monotonic() + within_s
    while not (found := look()):
        if time.monotonic() > deadline:
            raise SystemExit(f"not within {within_s} s: {look}")
        time.sleep(0.02)
    return found
