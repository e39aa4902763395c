"""A mixer with real ffmpegs around it, in a small shape so that two cores carry many of them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from streaming.ffmpeg import executable
from tests.waiting import eventually

ROOT = Path(__file__).resolve().parents[3]
WIDTH, HEIGHT, FPS = 320, 180, 30
Given = dict[str, Any]


def fitted(width: int = WIDTH, height: int = HEIGHT) -> str:
    """What every source's picture goes through: square pixels, fitted with bars, 30 a second from 0."""
    return (
        f"scale=iw*sar:ih,setsar=1,scale={width}:{height}:force_original_aspect_ratio=decrease:"
        f"force_divisible_by=2,pad={width}:{height}:(ow-iw)/2:(oh-ih)/2,fps={FPS}:start_time=0,format=yuv420p"
    )


def source(
    *words: str,
    video: str = "0:v:0",
    audio: str | None = "0:a:0",
    shape: tuple[int, int] = (WIDTH, HEIGHT),
    **more: Any,
) -> Given:
    """A source's part of the state; `words` are ffmpeg's input options with the input."""
    argv = [executable(), "-nostdin", "-loglevel", "warning", *words]
    if video:
        argv += ["-map", video, "-vf", fitted(*shape), "-f", "rawvideo", "-y", "{video}"]
    if audio:
        argv += ["-map", audio, "-af", "aresample=48000:async=1:first_pts=0", "-ac", "2", "-f", "s16le", "-y"]
        argv += ["{audio}"]
    return {"argv": argv, "buffer_s": 0.15, **more}


def card(colour: str, tone: int = 440, **more: Any) -> Given:
    """A plain colour with a tone, at its own pace."""
    picture = ["-re", "-f", "lavfi", "-i", f"color={colour}:size=160x90:rate=30"]
    sound = ["-f", "lavfi", "-i", f"sine=frequency={tone}:sample_rate=48000"]
    return source(*picture, *sound, audio="1:a:0", **more)


def encoder(folder: Path, shape: tuple[int, int] = (WIDTH, HEIGHT), preset: str = "ultrafast") -> Given:
    """One-second segments, as the program writes them."""
    argv = [executable(), "-nostdin", "-loglevel", "warning", "-thread_queue_size", "64"]
    argv += ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", f"{shape[0]}x{shape[1]}"]
    argv += ["-framerate", str(FPS), "-i", "{video}", "-f", "s16le", "-ar", "48000", "-ac", "2"]
    argv += ["-i", "{audio}", "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", preset]
    argv += ["-g", str(FPS), "-keyint_min", str(FPS), "-sc_threshold", "0", "-c:a", "aac", "-b:a", "128k"]
    argv += ["-output_ts_offset", "{offset}", "-f", "hls", "-hls_time", "1", "-hls_list_size", "0"]
    argv += ["-hls_flags", "omit_endlist+program_date_time+temp_file+independent_segments", "{restart}"]
    argv += ["-hls_segment_filename", "seg-{run}-%d.ts", "program.m3u8"]
    return {"argv": argv, "restart_args": ["-hls_flags", "+append_list"], "cwd": str(folder)}


def slate(folder: Path, shape: tuple[int, int] = (WIDTH, HEIGHT), luma: int = 200) -> str:
    """A raw picture of one grey."""
    path = folder / f"slate-{luma}.yuv"
    pixels = shape[0] * shape[1]
    path.write_bytes(bytes([luma]) * pixels + b"\x80" * (pixels // 2))
    return str(path)


class Mixing:
    """One mixer process and a worker's side of its socket."""

    def __init__(self, folder: Path, lease_s: float = 60.0) -> None:
        self.folder = folder
        self.control, self.record = folder / "mixer.sock", folder / "mixer.json"
        words = ["--control", str(self.control), "--record", str(self.record), "--lease", str(lease_s)]
        self.log = (folder / "mixer.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streaming.mixer", *words], cwd=ROOT, stdout=self.log, stderr=self.log
        )
        self.wanted: Given = {}
        eventually(self.record.exists, 10, self.said)
        self._file = self.connect()

    def connect(self) -> Any:
        """Another connection, as a file of lines."""
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(10)
        link.connect(str(self.control))
        return link.makefile("rwb")

    def said(self) -> str:
        return (self.folder / "mixer.log").read_text()

    def ask(self, **command: Any) -> Given:
        """One command and its answer."""
        self._file.write(json.dumps(command).encode() + b"\n")
        self._file.flush()
        answer: Given = json.loads(self._file.readline())
        return answer

    def want(self, **changes: Any) -> Given:
        """The state as it is with these changes."""
        generation = self.wanted.get("generation", 0) + 1
        shape = {"width": WIDTH, "height": HEIGHT, "fps": FPS}
        self.wanted = {"profile": shape, **self.wanted, **changes, "generation": generation}
        answer = self.ask(op="state", **self.wanted)
        assert answer["ok"], answer
        return answer

    def status(self) -> Given:
        return self.ask(op="status")

    def on_air(self) -> str | None:
        found: str | None = self.status()["on_air"]
        return found

    def until_on_air(self, key: str | None, within_s: float = 15) -> float:
        """Waits until that source is on air (None: the slate); when, on this machine's clock."""
        eventually(lambda: self.on_air() == key, within_s, self.status)
        return time.monotonic()

    def events(self) -> list[tuple[str | None, float]]:
        """Who went on air, and when on the program's clock."""
        return [(e["key"], e["clock_s"]) for e in self.status()["events"] if e["what"] == "on_air"]

    def clock_s(self) -> float:
        return float(self.status()["encoder"]["clock_s"])

    def until_clock(self, seconds: float) -> None:
        eventually(lambda: self.clock_s() >= seconds, seconds + 20, self.status)

    def kill_source(self, key: str) -> None:
        os.kill(self.status()["sources"][key]["pid"], signal.SIGKILL)

    def shut_down(self) -> float:
        """End it in order; how long that took."""
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(10)
        self.log.close()
        return time.monotonic() - began
