"""Is this file a video? Answered by decoding some of it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from streaming.errors import NotAVideo
from streaming.ffmpeg import FILE_OPTIONS, executable

DECODE_S = 2
WITHIN_S = 30.0
DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d\.\d+)", re.MULTILINE)
INPUT_AUDIO = re.compile(r"^  Stream #0:\d+.*: Audio: ", re.MULTILINE)
FRAMES = re.compile(r"^frame=(\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Video:
    """What a file turned out to hold."""

    duration_s: float | None
    has_audio: bool


def probe_video(path: Path) -> Video:
    """Decode the first seconds. Raises NotAVideo where no picture comes out."""
    try:
        done = subprocess.run(  # noqa: S603  argv is ours, the path is absolute
            _argv(path), capture_output=True, timeout=WITHIN_S, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise NotAVideo from None
    frames = FRAMES.findall(done.stdout.decode(errors="replace"))
    if done.returncode != 0 or not frames or int(frames[-1]) < 1:
        raise NotAVideo
    told = done.stderr.decode(errors="replace").partition("\nOutput #0")[0]
    return Video(_duration(told), bool(INPUT_AUDIO.search(told)))


def _argv(path: Path) -> list[str]:
    bounds = [word for name, value in FILE_OPTIONS.items() for word in (f"-{name}", value)]
    decode = ["-map", "0:v:0", "-t", str(DECODE_S), "-progress", "pipe:1", "-f", "null", "-"]
    return [executable(), "-hide_banner", "-nostdin", *bounds, "-i", f"file:{path}", *decode]


def _duration(told: str) -> float | None:
    found = DURATION.search(told)
    if not found:
        return None
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])
