"""What is copied, and what the public has of it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from streaming.enums import SourceKind
from streaming.ffmpeg import executable
from streaming.models import Source, SourceState
from streaming.passing.sent import stored
from streaming.selectors import broadcast_of
from streaming.services import pass_check
from tests.streaming.stage import Stage, db, picture_times
from tests.streaming.ways.senders import (
    Senders,
    pushed,
)

SEQUENCE = re.compile(r"#EXT-X-MEDIA-SEQUENCE:(\d+)")
TELL = ("-v", "error", "-nostdin")


async def waits(stage: Stage) -> Source:
    """A source, and an ingest that lets its sender in."""
    source = await db(pushed, stage, SourceKind.RTMP, "Máy quay")
    await stage.until(lambda: str(source.pk) in (stage.worker.ingest.told.get("sources") or {}))
    return source


def listed(stage: Stage, name: str = "program.m3u8") -> str:
    path = stage.live.path / name
    return path.read_text() if path.exists() else ""


def sequence(stage: Stage) -> int:
    found = SEQUENCE.search(listed(stage))
    return int(found[1]) + len(stage.live.read().segments) if found else 0


def hashes(path: Path, *inputs: str) -> list[str]:
    """Of each decoded picture."""
    argv = [executable(), *TELL, *inputs, "-i", str(path), "-map", "0:v:0", "-f", "framemd5", "-"]
    told = subprocess.run(argv, capture_output=True, check=True, timeout=120).stdout.decode()
    return [line.rpartition(",")[2].strip() for line in told.splitlines() if not line.startswith("#")]


def check(stage: Stage, source: Source) -> None:
    pass_check.check(broadcast_of(stage.ceremony), source)


@dataclass
class Aired:
    """On air with a camera, sent on to a page of nginx-rtmp."""

    stage: Stage
    senders: Senders
    camera: Path
    address: str
    source: Source
    relay: int = 0

    async def send(self) -> None:
        self.senders.film(self.camera, self.address)
        await self.stage.until(lambda: stored(self.state().sent) is not None)

    def state(self) -> SourceState:
        return SourceState.objects.filter(pk=self.source.pk).first() or SourceState()

    async def shown(self) -> None:
        await self.stage.until(lambda: self.stage.program().showing_source == self.source.pk)
        await self.stage.steps(2)

    async def goes_on(self) -> None:
        """The relay is the same process, and no picture is shown before an earlier one."""
        assert (await db(self.stage.pids))["Trang"] == self.relay
        times = picture_times(self.stage.live)
        assert all(after > before for before, after in pairwise(times))
