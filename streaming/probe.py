"""Is this file a video? Answered by decoding some of it."""

from __future__ import annotations

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from streaming.errors import NotAVideo
from streaming.ffmpeg import FILE_OPTIONS, executable

DECODE_S = 2
WITHIN_S = 30.0
MAX_SAID = 256 * 1024
DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d\.\d+)", re.MULTILINE)
INPUT_AUDIO = re.compile(r"^  Stream #0:\d+.*: Audio: ", re.MULTILINE)
PROGRESSIVE = re.compile(r"^  Stream #0:\d+.*: Video: .*\bprogressive\)", re.MULTILINE)
FRAMES = re.compile(r"^frame=(\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Video:
    """What a file turned out to hold."""

    duration_s: float | None
    has_audio: bool
    progressive: bool = False  # False: interlaced, or not said


def probe_video(path: Path) -> Video:
    """Decode the first seconds. Raises NotAVideo where no picture comes out."""
    code, counted, told = _run(_argv(path))
    frames = FRAMES.findall(counted)
    if code != 0 or not frames or int(frames[-1]) < 1:
        raise NotAVideo
    told = told.partition("\nOutput #0")[0]
    return Video(_duration(told), bool(INPUT_AUDIO.search(told)), bool(PROGRESSIVE.search(told)))


def _run(argv: list[str]) -> tuple[int, str, str]:
    """(exit code, stdout, stderr); an ill file can make it say very much, of which the first is kept."""
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe) as process,  # noqa: S603
        ThreadPoolExecutor(2) as readers,
    ):
        out, err = readers.submit(_first, process.stdout), readers.submit(_first, process.stderr)
        try:
            code = process.wait(WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise NotAVideo from None
        return code, out.result(), err.result()


def _first(pipe: IO[bytes] | None) -> str:
    assert pipe is not None  # noqa: S101  asked for in _run
    kept = pipe.read(MAX_SAID)
    while pipe.read(MAX_SAID):
        pass
    return kept.decode(errors="replace")


def _argv(path: Path) -> list[str]:
    bounds = [word for name, value in FILE_OPTIONS.items() for word in (f"-{name}", value)]
    decode = ["-map", "0:v:0", "-t", str(DECODE_S), "-progress", "pipe:1", "-f", "null", "-"]
    return [executable(), "-hide_banner", "-nostdin", *bounds, "-i", f"file:{path}", *decode]


def _duration(told: str) -> float | None:
    found = DURATION.search(told)
    if not found:
        return None
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])
