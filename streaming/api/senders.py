"""What somebody who sends to us needs, with its secret: answered once, when it is made."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import segno

from events.keyring import open_sealed
from streaming import bodies
from streaming.enums import SourceKind
from streaming.models import Source
from streaming.our_address import camera_address

Body = dict[str, Any]
LOOK: dict[str, Any] = {"scale": 4, "border": 2, "dark": "#111", "light": "#fff"}


def made(source: Source) -> Body:
    """The source; where a sender needs them its key, one address that holds all, and that as a QR code."""
    body = bodies.source(source)
    if source.kind not in (SourceKind.RTMP, SourceKind.SRT):  # a camera sends from our own screen
        return body
    key = open_sealed(source.key_sealed)
    link = _srt(source, key) if source.kind == SourceKind.SRT else f"{body['address']}/{key}"
    image = segno.make(link, error="m").svg_data_uri(**LOOK)
    return body | {"stream_key": key, "link": link, "qr": image}


def camera_qr(source: Source) -> bytes:
    """A picture (SVG) that opens the camera's screen on the phone that reads it."""
    made, address = BytesIO(), camera_address(source.ceremony.slug, source.pk)
    segno.make(address, error="m").save(made, kind="svg", xmldecl=False, **LOOK)
    return made.getvalue()


def _srt(source: Source, key: str) -> str:
    """It names no latency, which OBS and ffmpeg read in microseconds, phones and encoders in milliseconds.

    Both sides take the larger of what each one wants, and our listener wants what was chosen here.
    """
    words = {"mode": "caller", "pbkeylen": 16, "passphrase": key}
    return f"{bodies.source(source)['address']}?{urlencode(words)}"
