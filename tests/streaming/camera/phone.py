"""A phone of the tests' own, and what its browser would record."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streaming.camera.errors import CameraError
from streaming.camera.frames import MAX_PIECE, ServerFrame
from streaming.camera.selectors import Camera
from streaming.camera.serving import serve
from streaming.ffmpeg import executable
from tests.streaming.ingest.running import KEY, SOURCE, Ingest

PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=30"]
SOUND = ["-f", "lavfi", "-i", "sine=r=48000"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "30", "-pix_fmt", "yuv420p"]
VP8 = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "800k", "-g", "30"]
OPUS = ["-c:a", "libopus", "-ac", "1"]
LIVE_WEBM = ["-live", "1", "-cluster_time_limit", "1000", "-f", "matroska"]
PARTS_OF_MP4 = ["-movflags", "frag_keyframe+empty_moov+default_base_moof", "-f", "mp4"]
RECORDINGS: dict[str, tuple[dict[str, str], list[str]]] = {
    "webm, H.264 and Opus": ({"container": "webm", "video": "h264"}, [*H264, *OPUS, *LIVE_WEBM]),
    "webm, VP8 and Opus": ({"container": "webm", "video": "other"}, [*VP8, *OPUS, *LIVE_WEBM]),
    "mp4 in parts, H.264 and AAC": (
        {"container": "mp4", "video": "h264"},
        [*H264, "-c:a", "aac", *PARTS_OF_MP4],
    ),
}
CAMERA = Camera(SOURCE, 1, public=True, over=False, key=KEY)


def recording(codecs: list[str], seconds: float = 3.0, silent: bool = False) -> bytes:
    """What a browser would have sent by then."""
    inputs = PICTURE if silent else [*PICTURE, *SOUND]
    argv = [executable(), "-v", "error", "-nostdin", *inputs, "-t", str(seconds), *codecs, "-"]
    return subprocess.run(argv, capture_output=True, check=True, timeout=60).stdout


@dataclass
class Phone:
    """Implements serving.Peer; `task` is the server's side of it."""

    heard: list[dict[str, Any]] = field(default_factory=list)
    inbox: asyncio.Queue[str | bytes | None] = field(default_factory=asyncio.Queue)
    allowed: bool = True
    task: asyncio.Task[None] = field(init=False)

    async def hear(self) -> str | bytes | None:
        return await self.inbox.get()

    async def say(self, frame: ServerFrame) -> None:
        self.heard.append(dict(frame))

    async def still(self) -> bool:
        return self.allowed

    def begin(self, **fields: str) -> None:
        self.inbox.put_nowait(json.dumps({"type": "begin", **fields}))

    def send(self, data: bytes) -> None:
        for at in range(0, len(data), MAX_PIECE):
            self.inbox.put_nowait(data[at : at + MAX_PIECE])

    def leave(self) -> None:
        self.inbox.put_nowait(None)

    @property
    def taken(self) -> int:
        """Bytes that the server says it has handed on."""
        return max([frame["bytes"] for frame in self.heard if frame["type"] == "taken"], default=0)

    async def told(self) -> CameraError | None:
        """Why the server ended it; None where the phone left."""
        async with asyncio.timeout(30):
            try:
                await asyncio.shield(self.task)
            except CameraError as error:
                return error
        return None


@asynccontextmanager
async def phone(run_dir: Path, camera: Camera = CAMERA) -> AsyncIterator[Phone]:
    """One that is connected; gone after, whatever happened."""
    made = Phone()
    made.task = asyncio.create_task(serve(camera, made, made.still, run_dir))
    try:
        yield made
    finally:
        made.task.cancel()
        with contextlib.suppress(asyncio.CancelledError, CameraError):
            await made.task


def tell_where(run_dir: Path, ingest: Ingest) -> None:
    """As the worker's ingest leaves its record for the web process."""
    folder = run_dir / "hosts"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ingest.json").write_text(json.dumps({"host": "127.0.0.1", "port": ingest.port}))


def converters() -> list[int]:
    """Our living ffmpegs of phones."""
    listed = subprocess.run(
        ["ps", "-ww", "--ppid", str(os.getpid()), "-o", "pid=,args="],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [row.split(None, 1) for row in listed.stdout.splitlines()]
    return [int(row[0]) for row in rows if "pipe:0" in row[-1]]
