"""A sender whose picture tells the time of day, and how to read that back out of a page's <video>.

A strip of 32 cells lies on top of the picture: white, black, 24 bits of milliseconds since 1970, and the sum
of those as 6 bits, so that a slate or half a picture is never read as a time.
"""

from __future__ import annotations

import subprocess
import threading
import time
from typing import Any

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page

from streaming.ffmpeg import executable

WIDTH, HEIGHT, FPS = 1280, 720, 30
CELLS, STRIP = 32, 48
TURN_MS = 1 << 24
Plane = npt.NDArray[np.uint8]

# Every 5th picture that the browser shows is read; what is no time of day is noted as -1.
READ_JS = """() => {
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  canvas.width = 128; canvas.height = 4;
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  const seen = (window.benchSeen = []);
  window.benchWaits = 0;
  video.addEventListener('waiting', () => { window.benchWaits += 1; });
  const read = () => {
    const { videoWidth: w, videoHeight: h } = video;
    ink.drawImage(video, 0, h / 60, w, h / 30, 0, 0, 128, 4);
    const { data } = ink.getImageData(0, 2, 128, 1);
    const bits = Array.from({ length: 32 }, (_, cell) => (data[(cell * 4 + 2) * 4] > 128 ? 1 : 0));
    const number = (from, count) => bits.slice(from, from + count).reduce((sum, bit) => sum * 2 + bit, 0);
    const sum = (number(2, 6) + number(8, 6) + number(14, 6) + number(20, 6)) % 64;
    return bits[0] && !bits[1] && number(26, 6) === sum ? number(2, 24) : -1;
  };
  let shown = 0;
  const look = () => {
    if (shown++ % 5 === 0) seen.push([Date.now(), read(), video.videoHeight]);
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
}"""


def bits_of(at_ms: int) -> list[int]:
    """The cells of one moment, 1 is white."""
    value = at_ms % TURN_MS
    total = sum(value >> shift & 63 for shift in (18, 12, 6, 0)) % 64
    return [1, 0, *_binary(value, 24), *_binary(total, 6)]


def _binary(value: int, count: int) -> list[int]:
    return [value >> bit & 1 for bit in range(count - 1, -1, -1)]


def mark(picture: Plane, at_ms: int) -> None:
    """Write the time into the top rows of a luma plane."""
    cells = np.array(bits_of(at_ms), np.uint8) * 200 + 20
    picture[:STRIP] = np.repeat(cells, WIDTH // CELLS)


class ClockSender:
    """ffmpeg, fed in real time; encodes without looking ahead, as encoders in cameras do."""

    def __init__(self, address: str, scene: Plane) -> None:
        raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", f"{WIDTH}x{HEIGHT}"]
        argv = [executable(), "-v", "error", "-nostdin", *raw, "-framerate", str(FPS), "-i", "pipe:0"]
        argv += ["-f", "lavfi", "-i", "sine=r=48000", "-c:v", "libx264", "-preset", "veryfast"]
        argv += ["-tune", "zerolatency", "-g", str(2 * FPS), "-b:v", "2500k", "-maxrate", "2500k"]
        argv += ["-bufsize", "2500k", "-c:a", "aac", "-b:a", "128k", "-f", "flv", address]
        self.began = time.time()
        self._process = subprocess.Popen(argv, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._scene, self._over = scene, threading.Event()
        self._thread = threading.Thread(target=self._feed, daemon=True)
        self._thread.start()

    def _feed(self) -> None:
        assert self._process.stdin is not None
        began, number = time.monotonic(), 0
        try:
            while not self._over.is_set():
                time.sleep(max(0.0, began + number / FPS - time.monotonic()))
                picture = self._scene[number % len(self._scene)]
                mark(picture[: WIDTH * HEIGHT].reshape(HEIGHT, WIDTH), int(time.time() * 1000))
                self._process.stdin.write(picture.data)
                number += 1
        except OSError:  # it was killed
            return

    @property
    def gone(self) -> bool:
        """Whether it has ended by itself."""
        return self._process.poll() is not None

    def kill(self) -> float:
        """-9; when that was, in seconds since 1970."""
        self._over.set()
        self._process.kill()
        at = time.time()
        self._process.wait(10)
        self._thread.join(10)
        return at


def scene() -> Plane:
    """A second of a moving picture: one row of bytes a picture."""
    argv = [
        executable(),
        "-v",
        "error",
        "-nostdin",
        "-f",
        "lavfi",
        "-i",
        f"testsrc2=s={WIDTH}x{HEIGHT}:r={FPS}",
    ]
    argv += ["-t", "1", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    raw = subprocess.run(argv, capture_output=True, check=True).stdout
    made = np.frombuffer(raw, np.uint8).reshape(FPS, -1).copy()
    luma, chroma = WIDTH * HEIGHT, WIDTH * HEIGHT // 4
    for plane in (luma, luma + chroma):  # the strip is grey
        made[:, plane : plane + STRIP // 2 * WIDTH // 2] = 128
    return made


def watch(page: Page) -> None:
    """Begin to read; the picture moves already."""
    page.evaluate(READ_JS)


def latencies_s(page: Page) -> list[float]:
    """From the sender's clock to the picture on the page, of everything read so far."""
    seen: list[list[int]] = page.evaluate("() => window.benchSeen")
    return [(now - shown) % TURN_MS / 1000 for now, shown, _ in seen if shown >= 0]


def watched(page: Page) -> dict[str, Any]:
    """How often it waited, and how high the picture was that was read last."""
    found: dict[str, Any] = page.evaluate(
        "() => ({ waits: window.benchWaits, height: window.benchSeen.at(-1)?.[2] ?? 0 })"
    )
    return found
