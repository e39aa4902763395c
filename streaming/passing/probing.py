"""A look at a source before it is on air: a few seconds of it, copied to nowhere and counted."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from itertools import pairwise

from streaming.passing.sent import Sent

LOOK_S, WITHIN_S = 6, 12.0
VIDEO = re.compile(r"Stream #0:\S+.*?: Video: (\w+)([^\n]*)")
AUDIO = re.compile(r"Stream #0:\S+.*?: Audio: (\w+)(?: \(([^)]*)\))?[^\n]*?(\d+) Hz")
SIZE, FPS = re.compile(r"\b(\d{2,5})x(\d{2,5})\b"), re.compile(r"([\d.]+) fps")
PLAIN, WOVEN = re.compile(r"\byuvj?420p\b(?!1)"), re.compile(r"top first|bottom first|top coded|bottom coded")
PACKET = re.compile(r"^0,\s*(-?\d+),\s*-?\d+,\s*\d+,\s*(\d+),[^,\n]*(, F=0x\w+)?", re.MULTILINE)
BASE = re.compile(r"^#tb 0: (\d+)/(\d+)", re.MULTILINE)
KEY = 1


def probed(words: Sequence[str], cwd: str | None = None) -> Sent | None:
    """`words`: ffmpeg with its input, up to its output. None where nothing came."""
    look = ["-t", str(LOOK_S), "-map", "0:v:0", "-c", "copy", "-f", "framecrc", "-"]
    try:
        done = subprocess.run(  # noqa: S603  argv is ours, the address was judged
            [*words, *look], capture_output=True, timeout=WITHIN_S, check=False, cwd=cwd
        )
    except subprocess.TimeoutExpired:
        return None
    told = done.stderr.decode(errors="replace").partition("\nOutput #0")[0]
    return read(told, done.stdout.decode(errors="replace"))


def read(told: str, counted: str) -> Sent | None:
    """From what ffmpeg says of its input, and its packets one a line. Pure."""
    video, audio = VIDEO.search(told), AUDIO.search(told)
    if video is None and audio is None:
        return None
    size = SIZE.search(video[2]) if video else None
    fps = FPS.search(video[2]) if video else None
    keyframe, kbps = _rates(counted)
    return Sent(
        video=video[1] if video else "",
        audio=audio[1] if audio else "",
        width=int(size[1]) if size else None,
        height=int(size[2]) if size else None,
        fps=float(fps[1]) if fps else None,
        plain=bool(video and PLAIN.search(video[2])),
        progressive=not (video and WOVEN.search(video[2])),
        keyframe_s=keyframe,
        kbps=kbps,
        hz=int(audio[3]) if audio else None,
    )


def _rates(counted: str) -> tuple[float | None, float | None]:
    """(the longest time between keyframes, kb/s). A last group that has no end counts as long as it is."""
    base = BASE.search(counted)
    packets = [(int(at), int(size), flags) for at, size, flags in PACKET.findall(counted)]
    if base is None or len(packets) < 2:
        return None, None
    unit = int(base[1]) / int(base[2])
    ends = [packets[-1][0]]
    keys = [at for at, _, flags in packets if not flags or int(flags.partition("x")[2], 16) & KEY]
    marks = [*keys, *ends]
    length = (packets[-1][0] - packets[0][0]) * unit
    longest = max((after - before) * unit for before, after in pairwise(marks))
    return round(longest, 2), round(sum(size for _, size, _ in packets) * 8 / 1000 / length, 1)
