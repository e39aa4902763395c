"""A relay: the program's playlist in, copied out to one page. And the rehearsal page's own listener."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ffmpeg

from streaming import srt_page
from streaming.argv import compiled

TIMEOUT_US = 10_000_000
CONNECT_MS = 5000
PACKET = 1316  # seven packets of MPEG-TS
# The streams are ours and told in the first second. Left alone, ffmpeg looks at 5 s of them: 5 MB a relay.
PROBING = {"probesize": 1_000_000, "analyzeduration": 1_000_000}
HOLD = 120  # looks at a playlist without news, half a second each, before a relay gives up


@dataclass(frozen=True)
class Outlet:
    """Where to send. The key goes beside the address, so that nothing in it is read as part of a URL.

    Over SRT `key` is stream id and passphrase, see streaming.srt_page.
    """

    address: str
    key: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """What nobody may read in what it says."""
        return (self.key, *srt_page.secrets_of(self.key).values()) if self.is_srt else (self.key,)

    @property
    def is_srt(self) -> bool:
        """Whether it is MPEG-TS over SRT, else FLV over RTMP."""
        return srt_page.is_srt(self.address)

    @property
    def app(self) -> str:
        """What stands after the host, as RTMP's application."""
        parts = urlsplit(self.address)
        return parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")


def live_input(playlist: Path | str, **more: Any) -> Any:
    """A playlist that grows, a file or an address; it waits for a minute through an interruption."""
    # Two segments back: late enough to have data at once, early enough to be near the present.
    read = {"live_start_index": -2, "m3u8_hold_counters": HOLD, "max_reload": 10 * HOLD, **PROBING}
    allowed = "file" if isinstance(playlist, Path) else "http,https,tcp,tls"
    return ffmpeg.input(str(playlist), protocol_whitelist=allowed, **read, **more)


def relay_argv(playlist: Path | str, outlet: Outlet) -> list[str]:
    """The whole command line; the key is in it, so it is never logged."""
    source = live_input(playlist)
    place, how = _srt(outlet) if outlet.is_srt else _rtmp(outlet)
    return compiled(ffmpeg.output(source["v:0"], source["a:0"], place, c="copy", **how))


def _rtmp(outlet: Outlet) -> tuple[str, dict[str, Any]]:
    flv = {"bsf:a": "aac_adtstoasc", "flvflags": "no_duration_filesize", "f": "flv"}
    rtmp = {"rw_timeout": TIMEOUT_US, "rtmp_app": outlet.app, "rtmp_playpath": outlet.key}
    return outlet.address, {**flv, **rtmp}


def _srt(outlet: Outlet) -> tuple[str, dict[str, Any]]:
    """All options stand beside the address: none of its words is read as another."""
    srt = {"mode": "caller", "connect_timeout": CONNECT_MS, "rw_timeout": TIMEOUT_US, "pkt_size": PACKET}
    secrets = srt_page.secrets_of(outlet.key)
    if "streamid" in secrets:  # ffmpeg itself has an option of that name, which takes the word for its own
        secrets["srt_streamid"] = secrets.pop("streamid")
    told = srt | srt_page.options_of(outlet.address) | secrets
    return outlet.address.partition("?")[0], {"f": "mpegts", **told}


def rehearsal_outlet(port: int) -> Outlet:
    """The address of a rehearsal page: ours, on loopback, typed by nobody."""
    return Outlet(f"rtmp://127.0.0.1:{port}/rehearsal", "rehearsal")


def sink_argv(port: int, behaviour: str, door: int | None = None, report: Path | None = None) -> list[str]:
    """The rehearsal page itself: throws away what comes, see streaming.rehearsal. `door`: its platform's.

    `behaviour`: "drop:8" drops every 8 s; `report`: where it writes what arrived.
    """
    word, _, seconds = behaviour.partition(":")
    argv = [sys.executable, "-m", "streaming.rehearsal", "--port", str(port), "--behaviour", word]
    argv += ["--drop", seconds] if seconds else []
    argv += ["--report", str(report)] if report else []
    return argv if door is None else [*argv, "--door", str(door)]
