"""The program's command lines: sources into the mixer's pipes, and its one encoder to 720p30 segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import ffmpeg

from streaming.argv import compiled
from streaming.enums import SourceKind
from streaming.ffmpeg import CONTAINERS, FILE_OPTIONS
from streaming.host.server import PROXY

WIDTH, HEIGHT, FPS = 1280, 720, 30
VIDEO_KBPS, MAX_KBPS, AUDIO_KBPS = 2300, 2500, 128
WINDOW = 30  # entries of the playlist: the last 30 s
TIMEOUT_US = 10_000_000
# Measured, CPU ticks over 8–9 s and time to the first segment: x264's defaults with bf 2 354 and 1.2 s, this
# short lookahead 304 and 1.1 s, zerolatency 211 and 0.7 s. How they look at the same rate was not measured.
VIDEO: dict[str, Any] = {
    "c:v": "libx264",
    "preset": "veryfast",
    "profile:v": "high",
    "level": "3.1",
    "g": FPS,
    "keyint_min": FPS,
    "sc_threshold": 0,
    "bf": 2,
    "x264-params": "rc-lookahead=10:sync-lookahead=0:open-gop=0",
    "b:v": f"{VIDEO_KBPS}k",
    "maxrate": f"{MAX_KBPS}k",
    "bufsize": f"{MAX_KBPS}k",
}
AUDIO: dict[str, Any] = {"c:a": "aac", "b:a": f"{AUDIO_KBPS}k", "ar": 48000, "ac": 2}
PLAYLIST = "program.m3u8"
HLS: dict[str, Any] = {
    "output_ts_offset": "{offset}",
    "f": "hls",
    "hls_time": 1,
    "hls_list_size": WINDOW,
    "hls_flags": "omit_endlist+program_date_time+temp_file+independent_segments",
    "hls_segment_type": "mpegts",
    "hls_segment_filename": "seg-{run}-%d.ts",
}
# Writes the discontinuity by itself; on a first start it would write one too many.
AGAIN = ("-hls_flags", "+append_list")
# avc1: High profile (64), no constraints (00), level 3.1 (1f).
CODECS = "avc1.64001f,mp4a.40.2"
PULLED: dict[str, dict[str, Any]] = {
    "rtsp": {"rtsp_transport": "tcp", "timeout": TIMEOUT_US, "protocol_whitelist": "rtsp,rtp,udp,tcp"},
    "rtmp": {"rw_timeout": TIMEOUT_US, "protocol_whitelist": "rtmp,tcp"},
    "srt": {"rw_timeout": TIMEOUT_US, "protocol_whitelist": "srt,udp", "mode": "caller"},
    # `re`: a file behind http is read at its own pace, a live playlist is anyway.
    "http": {
        "re": None,
        "rw_timeout": TIMEOUT_US,
        "http_proxy": PROXY,
        "protocol_whitelist": "http,https,httpproxy,tcp,tls,crypto,data",
        "format_whitelist": f"hls,mp3,aac,webvtt,{CONTAINERS}",
    },
}
PULLED["https"] = PULLED["http"]
PROBING = {"probesize": 3_000_000, "analyzeduration": 3_000_000}


@dataclass(frozen=True)
class Feed:
    """What to read. `location`: absolute path or address."""

    kind: str
    location: str = ""
    loop: bool = True
    silent: bool = False


def source_argv(feed: Feed) -> list[str]:
    """One source, decoded: raw pictures and samples into the mixer's pipes."""
    picture, sound = _inputs(feed)
    outputs = [ffmpeg.output(_picture(picture), "{video}", f="rawvideo")]
    if sound is not None:
        outputs.append(ffmpeg.output(_sound(sound), "{audio}", f="s16le", ac=2))
    return compiled(ffmpeg.merge_outputs(*outputs))


def encoder_argv() -> list[str]:
    """The one encoder of a broadcast, from the mixer's pipes to segments in its working folder."""
    raw = {"f": "rawvideo", "pix_fmt": "yuv420p", "video_size": (WIDTH, HEIGHT), "framerate": FPS}
    picture = ffmpeg.input("{video}", thread_queue_size=64, **raw)
    sound = ffmpeg.input("{audio}", f="s16le", ar=48000, ac=2)
    return compiled(ffmpeg.output(picture.video, sound.audio, PLAYLIST, **VIDEO, **AUDIO, **HLS))


def _inputs(feed: Feed) -> tuple[Any, Any]:
    """(picture, sound); no sound where it is known to have none: the mixer sends silence."""
    if feed.kind == SourceKind.TEST_CARD:
        card = ffmpeg.input(f"smptehdbars=size={WIDTH}x{HEIGHT}:rate={FPS}", f="lavfi", re=None)
        tone = ffmpeg.input("sine=frequency=440:sample_rate=48000", f="lavfi", re=None)
        return card.video, tone.audio.filter("volume", "-20dB")
    read = _sent(feed) if feed.kind == SourceKind.RTMP else _read(feed)
    return read["v:0"], None if feed.silent else read["a:0"]


def _read(feed: Feed) -> Any:
    return _file(feed) if feed.kind == SourceKind.FILE else _pulled(feed)


def _sent(feed: Feed) -> Any:
    """From our ingest's socket, relative to its folder: a socket's path holds 107 bytes."""
    return ffmpeg.input(f"unix:{feed.location}", f="flv", protocol_whitelist="unix", **PROBING)


def _file(feed: Feed) -> Any:
    options: dict[str, Any] = {**FILE_OPTIONS}
    if feed.loop:
        options["stream_loop"] = -1
    return ffmpeg.input(f"file:{feed.location}", **options)


def _pulled(feed: Feed) -> Any:
    return ffmpeg.input(feed.location, **PULLED[urlsplit(feed.location).scheme], **PROBING)


def _picture(stream: Any) -> Any:
    """Square pixels, fitted into 16:9 with bars where the shape differs."""
    fitted = (
        stream.filter("yadif", deint="interlaced")
        .filter("scale", w="iw*sar", h="ih")
        .filter("setsar", 1)
        .filter("scale", WIDTH, HEIGHT, force_original_aspect_ratio="decrease", force_divisible_by=2)
        .filter("pad", WIDTH, HEIGHT, "(ow-iw)/2", "(oh-ih)/2")
    )
    return fitted.filter("fps", FPS, start_time=0).filter("format", "yuv420p")


def _sound(stream: Any) -> Any:
    """Gaps become silence, so that sound and picture stay together."""
    level = stream.filter("aresample", 48000, **{"async": 1, "first_pts": 0})
    return level.filter("aformat", channel_layouts="stereo")
