"""An encoder in front of the ceremony whose camera and cables the test changes while it sends."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np

from streaming.camera.flv import Tags
from streaming.ffmpeg import executable
from streaming.ingest.chunks import Message
from streaming.ingest.messages import AUDIO, VIDEO
from tests.desk import Desk
from tests.streaming.ingest.running import Encoder as Publisher
from tests.waiting import eventually

WIDTH, HEIGHT, FPS, RATE = 320, 180, 30, 48_000
BLOCK = RATE // FPS
AMPLITUDE = 3000  # of 32,768: about -24 dBFS as a root mean square
CHROMA = b"\x80" * (WIDTH * HEIGHT // 2)
GROUND = np.add.outer(np.arange(HEIGHT), np.arange(WIDTH)).astype(np.uint16)
RAW = (
    *("-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", f"{WIDTH}x{HEIGHT}", "-framerate", str(FPS)),
    *("-i", "pipe:{}"),
)
PCM = ("-f", "s16le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:{}")
CODED = ("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", str(FPS), "-c:a", "aac")
Part = Callable[[int], bytes]


def _luma(shown: int) -> bytes:
    return (GROUND + 4 * shown).astype(np.uint8).tobytes() + CHROMA


def moving(at: int) -> bytes:
    """Stripes that wander."""
    return _luma(at)


def frozen(_: int) -> bytes:
    """The camera hangs: the same stripes again and again."""
    return _luma(0)


def black(_: int) -> bytes:
    """A lens with its cap on."""
    return b"\x10" * (WIDTH * HEIGHT) + CHROMA


def tone(left: bool = True, right: bool = True) -> Part:
    """A steady tone; a channel without its cable is digital silence."""
    waves = (
        np.sin(2 * np.pi * 440 / RATE * np.arange(RATE)) * AMPLITUDE
    )  # whole waves: it joins its beginning
    second = np.stack([waves * left, waves * right], axis=1).astype("<i2")
    blocks = [second[n * BLOCK : (n + 1) * BLOCK].tobytes() for n in range(FPS)]
    return lambda at: blocks[at % FPS]


SILENCE = tone(left=False, right=False)


@dataclass
class Encoder:
    """Sends to this key. `picture`, `sound`: change them at any moment; None: nothing of it leaves."""

    port: int
    key: str
    picture: Part | None = moving
    sound: Part | None = field(default_factory=tone)
    _over: threading.Event = field(default_factory=threading.Event)
    _process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Connected, and sending; again, after its end."""
        self._over = threading.Event()
        peer = Publisher(self.port)
        assert peer.publish(self.key) == "NetStream.Publish.Start"
        pipes = [os.pipe() for _ in range(2)]
        argv = [*(word.format(pipes[0][0]) for word in RAW), *(word.format(pipes[1][0]) for word in PCM)]
        argv = [executable(), "-v", "error", "-nostdin", *argv, *CODED, "-f", "flv", "pipe:1"]
        ours, quiet = [read for read, _ in pipes], subprocess.DEVNULL
        self._process = subprocess.Popen(argv, pass_fds=ours, stdout=subprocess.PIPE, stderr=quiet)
        for read in ours:
            os.close(read)
        parts = (self._picture, self._sound)
        for (_, write), part in zip(pipes, parts, strict=True):
            threading.Thread(target=_feed, args=(write, part, self._over), daemon=True).start()
        threading.Thread(target=self._send, args=(peer, self._process), daemon=True).start()

    def _picture(self, at: int) -> bytes:
        return (self.picture or black)(at)

    def _sound(self, at: int) -> bytes:
        return (self.sound or SILENCE)(at)

    def _send(self, peer: Publisher, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout
        tags = Tags()
        with process.stdout as made, contextlib.closing(peer), contextlib.suppress(OSError):
            while piece := os.read(made.fileno(), 65536):
                peer.send([tag for tag in tags.feed(piece) if self._leaves(tag)])

    def _leaves(self, tag: Message) -> bool:
        part = {VIDEO: self.picture, AUDIO: self.sound}.get(tag.kind, moving)
        return part is not None

    def end(self) -> None:
        """Pulled out of the wall."""
        self._over.set()
        if self._process:
            self._process.kill()
            self._process.wait(5)


@contextmanager
def encoding(desk: Desk) -> Iterator[Encoder]:
    """The main source of the demo's broadcast is an encoder that sends a good picture with a tone."""
    broadcast = "ceremonies/le-thuong-co/broadcast/"
    made = desk.ok("technician", "POST", f"{broadcast}sources/", kind="rtmp", name="Máy quay")
    version = desk.ok("technician", "GET", broadcast)["version"]
    desk.ok("technician", "PATCH", broadcast, version=version, source=made["id"])
    encoder = Encoder(urlsplit(made["link"]).port or 0, made["stream_key"])
    eventually(lambda: _listens(encoder.port), within_s=10)
    encoder.begin()
    try:
        yield encoder
    finally:
        encoder.end()


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _feed(pipe: int, part: Part, over: threading.Event) -> None:
    """In real time, until nobody reads any more."""
    began, at = time.monotonic(), 0
    with contextlib.suppress(BrokenPipeError), os.fdopen(pipe, "wb", buffering=0) as out:
        while not over.wait(max(0.0, began + at / FPS - time.monotonic())):
            piece = memoryview(part(at))
            while piece:
                piece = piece[out.write(piece) :]
            at += 1
