"""A smaller copy of the program for pages with a bitrate cap: one encoder a cap, beside the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ffmpeg

from streaming.argv import compiled
from streaming.argv.program import COLOURS, WINDOW
from streaming.argv.relay import live_input
from streaming.argv.shapes import Shape

SENDING = 0.97  # what is left of a rate when it is wrapped for RTMP
STEADY = 0.92  # the mean, of the highest rate
# (below this many kb/s, lines and sound in kb/s): what still looks right at that rate.
SIZES = ((700, 360, 64), (1600, 480, 96), (4000, 720, 128), (10**6, 1080, 128))


def capped_name(kbps: int) -> str:
    """Its playlist's file."""
    return f"cap{kbps}.m3u8"


def segment_prefix(kbps: int, run: int) -> str:
    """What the names of one life's segments begin with."""
    return f"cap{kbps}-{run}-"


def fits(shape: Shape, kbps: int) -> bool:
    """Whether the program itself keeps to the cap."""
    return shape.max_kbps + shape.audio_kbps <= kbps * SENDING


def capped_argv(folder: Path, kbps: int, shape: Shape, run: int, goes_on: bool) -> list[str]:
    """The stream's own time is kept, so a restarted one goes on in the same playlist."""
    lines, audio_kbps = next((lines, audio) for below, lines, audio in SIZES if kbps < below)
    height = min(lines, shape.height)
    source = live_input(folder / "program.m3u8", copyts=None)
    picture = source["v:0"].filter("scale", -2, height)
    flags = "omit_endlist+program_date_time+temp_file+independent_segments"
    made = ffmpeg.output(
        picture,
        source["a:0"],
        str(folder / capped_name(kbps)),
        **_video(shape.fps, int(kbps * SENDING) - audio_kbps),
        **{"c:a": "aac", "b:a": f"{audio_kbps}k", "ar": 48000, "ac": 2},
        f="hls",
        hls_time=1,
        hls_list_size=WINDOW,
        hls_flags=flags + ("+append_list" if goes_on else ""),
        hls_segment_type="mpegts",
        hls_segment_filename=str(folder / f"{segment_prefix(kbps, run)}%d.ts"),
    )
    return compiled(made)


def _video(fps: int, most: int) -> dict[str, Any]:
    return {
        "c:v": "libx264",
        "preset": "veryfast",
        "profile:v": "high",
        "g": fps,
        "keyint_min": fps,
        "sc_threshold": 0,
        "bf": 2,
        "fps_mode:v": "passthrough",
        "x264-params": f"rc-lookahead=10:sync-lookahead=0:open-gop=0:{COLOURS}",
        "b:v": f"{int(most * STEADY)}k",
        "maxrate": f"{most}k",
        "bufsize": f"{most}k",
    }
