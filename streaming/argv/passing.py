"""Pass-through's command lines: what fetches a source, and what copies it into the public segments."""

from __future__ import annotations

from typing import Any

import ffmpeg

from streaming.argv import compiled
from streaming.argv.program import PLAYLIST, restartable, segmented
from streaming.argv.shapes import LADDER, Rung
from streaming.argv.ways import Feed, opened_file, read_from
from streaming.enums import SourceKind

OUT, IN = "{out}", "{in}"
# What is handed over says in its head what it holds.
KNOWN = {"fpsprobesize": 0, "probesize": 3_000_000, "analyzeduration": 2_000_000}
# Sound that is no AAC, and a picture that is no H.264, are refused by these, before anybody gets them.
ONLY_AAC, ONLY_H264 = "aac_adtstoasc", "h264_mp4toannexb"
SLATE_S = 3.2  # whole pictures at 25, 30, 50 and 60 a second, and 150 whole frames of sound at 48 kHz
SOUND_ALONE: tuple[Rung, ...] = tuple(rung for rung in LADDER if rung.size is None)


def fetch_argv(feed: Feed) -> list[str]:
    """A source that does not come through our ingest, unchanged, as FLV into a pipe."""
    read = opened_file(feed.location, feed.loop, re=None) if feed.kind == SourceKind.FILE else read_from(feed)
    return compiled(ffmpeg.output(read["v:0"], read["a:0"], OUT, **_piped()))


def still_argv(film: str) -> list[str]:
    """The slate, encoded once, again and again at its own pace."""
    read = opened_file(film, loop=True, re=None)
    return compiled(ffmpeg.output(read["v:0"], read["a:0"], OUT, **_piped()))


def _piped() -> dict[str, Any]:
    return {
        "c": "copy",
        "bsf:a": ONLY_AAC,
        "f": "flv",
        "flvflags": "no_duration_filesize",
        "flush_packets": 1,
    }


def copy_argv(alone: bool) -> list[str]:
    """From the pipe to segments in its working folder; `alone`: the sound in segments of its own, too."""
    read = ffmpeg.input(IN, f="flv", protocol_whitelist="pipe", **KNOWN)
    picture = {"c": "copy", "bsf:v": ONLY_H264}
    outputs = [ffmpeg.output(read["v:0"], read["a:0"], PLAYLIST, **picture, **segmented("seg"))]
    rungs = SOUND_ALONE if alone else ()
    outputs[:0] = [ffmpeg.output(read["a:0"], it.playlist, c="copy", **segmented(it.name)) for it in rungs]
    return restartable(compiled(ffmpeg.merge_outputs(*outputs) if rungs else outputs[0]), rungs)


def slate_film_argv(still: str, size: tuple[int, int], fps: int, out: str) -> list[str]:
    """A raw picture as a film with silence, in what every player of the copied stream knows."""
    raw = {"f": "rawvideo", "pix_fmt": "yuv420p", "video_size": size, "framerate": fps}
    seen = ffmpeg.input(f"file:{still}", stream_loop=-1, **raw)
    heard = ffmpeg.input("anullsrc=sample_rate=48000:channel_layout=stereo", f="lavfi")
    how: dict[str, Any] = {
        "t": SLATE_S,
        "c:v": "libx264",
        "preset": "superfast",
        "profile:v": "high",
        "g": round(fps * SLATE_S / 2),
        "bf": 0,
        "crf": 22,
        "c:a": "aac",
        "b:a": "96k",
        "f": "mpegts",
        "y": None,
    }
    return compiled(ffmpeg.output(seen.video, heard.audio, f"file:{out}", **how))
