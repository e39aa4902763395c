"""A relay: the program's playlist in, copied out to one page. And the rehearsal page's own listener."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ffmpeg

from streaming.argv import compiled

TIMEOUT_US = 10_000_000
HOLD = 120  # looks at a playlist without news, half a second each, before a relay gives up


@dataclass(frozen=True)
class Outlet:
    """Where to send. The key goes beside the address, so that nothing in it is read as part of a URL."""

    address: str
    key: str

    @property
    def app(self) -> str:
        """What stands after the host, as RTMP's application."""
        parts = urlsplit(self.address)
        return parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")


def relay_argv(playlist: Path, outlet: Outlet) -> list[str]:
    """The whole command line; the key is in it, so it is never logged."""
    # Two segments back: late enough to have data at once, early enough to be near the present.
    read = {"live_start_index": -2, "m3u8_hold_counters": HOLD, "max_reload": 10 * HOLD}
    source = ffmpeg.input(str(playlist), protocol_whitelist="file", **read)
    copy: dict[str, Any] = {"c": "copy", "bsf:a": "aac_adtstoasc", "flvflags": "no_duration_filesize"}
    rtmp = {"rw_timeout": TIMEOUT_US, "rtmp_app": outlet.app, "rtmp_playpath": outlet.key, "f": "flv"}
    return compiled(ffmpeg.output(source["v:0"], source["a:0"], outlet.address, **copy, **rtmp))


def rehearsal_outlet(port: int) -> Outlet:
    """The address of a rehearsal page: ours, on loopback, typed by nobody."""
    return Outlet(f"rtmp://127.0.0.1:{port}/rehearsal", "rehearsal")


def sink_argv(port: int) -> list[str]:
    """Takes one connection, counts what comes, throws it away."""
    read = ffmpeg.input(rehearsal_outlet(port).address, listen=1, f="flv", protocol_whitelist="rtmp,tcp")
    return compiled(ffmpeg.output(read, "-", c="copy", f="null"))
