"""The ways in: how each kind of source is read, and brought into the mixer's pipes.

Picture and sound go through chains of their own. In one graph a sender that changes its picture's size has
both made anew, and the sound's, which begins at 0, then fills all the time since with silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import ffmpeg

from streaming.argv import compiled
from streaming.argv.shapes import Shape
from streaming.enums import BY_KEY, SourceKind
from streaming.ffmpeg import CONTAINERS, FILE_OPTIONS
from streaming.host.server import PROXY

TIMEOUT_US = 10_000_000
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
# Sent to us: more threads of a decoder keep a picture each, 33 ms that nobody needs at the sizes that come.
SENT: dict[str, Any] = {**PROBING, "threads": 1}
LISTING = "{listing}"  # a pipe on which the mixer hands over what `listing_of` says
SRT_SILENCE_US = 3_000_000  # a sender that says nothing for so long is let go: the next one may come
# A track that is not there takes the pipe of its own alone: what is sent need not be known before.
PIPES = "[select=v:f=rawvideo:onfail=ignore]{video}|[select=a:f=s16le:onfail=ignore]{audio}"


@dataclass(frozen=True)
class Part:
    """One film of a playlist: absolute path, length in seconds. `progressive`: its file says so."""

    location: str
    duration_s: float
    silent: bool = False
    progressive: bool = False


@dataclass(frozen=True)
class Feed:
    """What to read. `location`: absolute path, address, or the socket of who sends to us."""

    kind: str
    location: str = ""
    loop: bool = True
    silent: bool = False
    parts: tuple[Part, ...] = ()
    latency_ms: int = 200
    passphrase: str = ""


def live_argv(feed: Feed, shape: Shape) -> list[str]:
    """Whatever is sent or pulled: picture, sound or both, as it comes."""
    read = read_from(feed)
    tracks = [read["v:0?"], *(() if feed.silent else (read["a:0?"],))]
    # Neither track waits for the other before it is written.
    together = {"f": "tee", "max_interleave_delta": 1}
    return compiled(ffmpeg.output(*tracks, PIPES, **together, **_picture(shape), **_sound()))


def film_argv(feed: Feed, shape: Shape) -> list[str]:
    """One file, whose tracks are known; each pipe is filled at its own pace."""
    film = opened_file(feed.location, feed.loop)
    outputs = [ffmpeg.output(film["v:0"], "{video}", f="rawvideo", **_picture(shape))]
    if not feed.silent:
        outputs.append(ffmpeg.output(film["a:0"], "{audio}", f="s16le", **_sound()))
    return compiled(ffmpeg.merge_outputs(*outputs))


def listing_of(feed: Feed) -> str | None:
    """What an SRT listener is to read, said on a pipe: words of a command line can be seen by every user."""
    if feed.kind != SourceKind.SRT:
        return None
    words: Mapping[str, object] = {
        "mode": "listener",
        "passphrase": feed.passphrase,
        "latency": feed.latency_ms * 1000,
        "timeout": SRT_SILENCE_US,
        **PROBING,
    }
    lines = [f"file '{feed.location}'", *(f"option {name} {word}" for name, word in words.items())]
    return "\n".join(["ffconcat version 1.0", *lines, ""])


def read_from(feed: Feed) -> Any:
    """Who sends to us, or whom we pull from."""
    if feed.kind in BY_KEY:
        # From our ingest's socket, relative to its folder: a socket's path holds 107 bytes.
        return ffmpeg.input(f"unix:{feed.location}", f="flv", protocol_whitelist="unix", **SENT)
    if feed.kind == SourceKind.SRT:
        return ffmpeg.input(LISTING, f="concat", safe=0, protocol_whitelist="pipe,srt,udp", **SENT)
    return ffmpeg.input(feed.location, **PULLED[urlsplit(feed.location).scheme], **PROBING)


def opened_file(location: str, loop: bool, **more: Any) -> Any:
    """A file of ours, which may name no other; `more`: options of its reading."""
    options: dict[str, Any] = {**FILE_OPTIONS, **more}
    if loop:
        options["stream_loop"] = -1
    return ffmpeg.input(f"file:{location}", **options)


def _picture(shape: Shape) -> dict[str, Any]:
    """Square pixels, fitted with bars where the shape differs, at the program's rate from 0 on."""
    width, height = shape.width, shape.height
    chain = (
        "yadif=deint=interlaced",
        "scale=w=iw*sar:h=ih",
        "setsar=1",
        f"scale={width}:{height}:force_original_aspect_ratio=decrease:force_divisible_by=2",
        f"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2",
        "setsar=1",
        "format=yuv420p",
    )
    return {"filter:v": ",".join(chain), "c:v": "rawvideo", "r": shape.fps, "fps_mode:v": "cfr"}


def _sound() -> dict[str, Any]:
    """Gaps become silence, so that sound and picture stay together.

    Gaps under 50 ms are bridged by playing up to 0.2 % slower: left alone, as ffmpeg leaves those under
    100 ms, they add up to sound that is a tenth of a second early.
    """
    chain = "aresample=48000:async=100:min_hard_comp=0.05:first_pts=0,aformat=channel_layouts=stereo"
    return {"filter:a": chain, "c:a": "pcm_s16le"}
