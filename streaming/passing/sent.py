"""What is known of what a source sends, and whether it can be passed on as it is. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from streaming.passing import aac, avc

LINES, RATE, KEYFRAME_S, KBPS = 1080, 60.5, 2.1, 6500.0
LC = frozenset({2, 5, 29})  # AAC-LC and the two HE forms on top of it, which all players know
STEADY = 0.15  # numbers are told anew where they changed by more than this share
HARD = frozenset(
    {
        "pass_no_picture",
        "pass_no_sound",
        "pass_not_h264",
        "pass_not_aac",
        "pass_colours",
        "pass_interlaced",
    }
)  # What the public could not play; all else is worse than it should be, but goes on.


@dataclass(frozen=True)
class Sent:
    """`video`, `audio`: names of codecs, "" where there is no such track; None is what is not known."""

    video: str = ""
    audio: str = ""
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    plain: bool = True
    progressive: bool = True
    keyframe_s: float | None = None
    kbps: float | None = None
    hz: int | None = None
    codecs: str = ""

    def body(self) -> dict[str, Any]:
        """As it is stored and answered."""
        return asdict(self)


def stored(body: Mapping[str, Any] | None) -> Sent | None:
    """The reverse of `body`."""
    known = {field.name for field in fields(Sent)}
    return None if body is None else Sent(**{key: value for key, value in body.items() if key in known})


def made(
    picture: avc.Picture | None, sound: aac.Sound | None, *, video: str, audio: str, **more: Any
) -> Sent:
    """From what the headers say."""
    codecs = [it.codec for it in (picture, sound) if it is not None]
    seen: dict[str, Any] = {}
    if picture is not None:
        seen = {"width": picture.width, "height": picture.height, "fps": picture.fps}
        seen |= {"plain": picture.plain, "progressive": picture.progressive}
    heard = {} if sound is None else {"hz": sound.hz or None}
    kind = audio if sound is None or sound.kind in LC else f"aac ({sound.codec})"
    given = {key: value for key, value in more.items() if value is not None}
    return Sent(**{"video": video, "audio": kind, "codecs": ",".join(codecs)} | seen | heard | given)


def told(status: Mapping[str, Any]) -> Sent | None:
    """From what the ingest says of one source; None where nobody sends."""
    if status.get("state") == "idle" or not (status.get("video") or status.get("audio")):
        return None
    heads = [bytes.fromhex(text) for text in status.get("headers") or ("", "")]
    picture = avc.of_header(heads[0]) if status.get("video") == "h264" else None
    known = made(
        picture,
        aac.of_header(heads[1]),
        video=status.get("video") or "",
        audio=status.get("audio") or "",
        keyframe_s=status.get("keyframe_s"),
        kbps=status.get("bitrate_kbps"),
    )
    return replace(
        known,
        width=known.width or status.get("width"),
        height=known.height or status.get("height"),
        fps=known.fps or status.get("fps"),
    )


def steady(before: Sent | None, now: Sent) -> Sent:
    """`now`, with the earlier numbers where they are nearly the same: else it would be news all the time."""
    if before is None:
        return _rounded(now)
    same = {
        name: getattr(before, name)
        for name in ("kbps", "keyframe_s", "fps")
        if _near(getattr(before, name), getattr(now, name))
    }
    return replace(_rounded(now), **same)


def _near(before: float | None, now: float | None) -> bool:
    return before is not None and now is not None and abs(now - before) <= STEADY * max(before, 0.1)


def _rounded(sent: Sent) -> Sent:
    kbps = None if sent.kbps is None else float(100 * math.ceil(sent.kbps / 100))
    keyframe = None if sent.keyframe_s is None else round(sent.keyframe_s, 1)
    fps = None if sent.fps is None else round(sent.fps, 2)
    return replace(sent, kbps=kbps, keyframe_s=keyframe, fps=fps)


def problems(sent: Sent) -> list[str]:
    """Codes of streaming.messages, the worst first; empty where it can be passed on."""
    found = {
        "pass_no_picture": not sent.video,
        "pass_not_h264": sent.video not in ("", "h264"),
        "pass_no_sound": not sent.audio,
        "pass_not_aac": sent.audio not in ("", "aac"),
        "pass_colours": not sent.plain,
        "pass_interlaced": not sent.progressive,
        "pass_keyframes": (sent.keyframe_s or 0) > KEYFRAME_S,
        "pass_too_large": min(sent.width or 0, sent.height or 0) > LINES,
        "pass_too_fast": (sent.fps or 0) > RATE,
        "pass_too_much": (sent.kbps or 0) > KBPS,
    }
    return [code for code, wrong in found.items() if wrong]
