"""ffmpeg between a browser's recording and FLV. Neither address nor key: it reads and writes pipes alone."""

from __future__ import annotations

from typing import Any

import ffmpeg

from streaming.camera.frames import CONTAINERS, Begin
from streaming.ffmpeg import executable

QUIETLY = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "warning")
# A recording says what it holds at once. Never `nobuffer`: it throws away what was looked at, and with it the
# first keyframe, so that the picture begins with the next one, up to three seconds later.
PROBING = {"probesize": 500_000, "analyzeduration": 1_000_000, "fpsprobesize": 0, "fflags": "+genpts"}
COPIED: dict[str, Any] = {"c:v": "copy"}
# What a phone without H.264 records is encoded as cheaply as can be: the program encodes it again anyway.
ENCODED: dict[str, Any] = {
    "c:v": "libx264",
    "preset": "ultrafast",
    "tune": "zerolatency",
    "b:v": "2500k",
    "maxrate": "2500k",
    "bufsize": "2500k",
    "g": 60,
    "pix_fmt": "yuv420p",
    "filter:v": "scale=w='min(1280,iw)':h=-2",
    "fps_mode:v": "vfr",
}
SOUND: dict[str, Any] = {
    "c:a": "aac",
    "b:a": "128k",
    "ar": 48000,
    "ac": 2,
    "filter:a": "aresample=async=1000:first_pts=0",
}


def converter(begin: Begin) -> list[str]:
    """Picture, sound or both, whatever is there."""
    # The container is named, so that no bytes can be a playlist that makes ffmpeg read something else.
    read = ffmpeg.input("pipe:0", f=CONTAINERS[begin.container], protocol_whitelist="pipe", **PROBING)
    picture = COPIED if begin.copy else ENCODED
    how: dict[str, Any] = {"f": "flv", "flvflags": "no_duration_filesize", "flush_packets": 1}
    output = ffmpeg.output(read["v:0?"], read["a:0?"], "pipe:1", **how, **picture, **SOUND)
    return [executable(), *QUIETLY, *(str(word) for word in ffmpeg.get_args(output))]
