"""Why did it end? A code of streaming.messages from the exit, the last lines and how long it lived."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

EARLY_S = 3.0
Rules = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True)
class Ending:
    """How a process ended. `asked`: who wanted it, "" for nobody."""

    code: int
    asked: str
    lived_s: float
    tail: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What it said last."""
        return "\n".join(self.tail)


def _rules(**patterns: str) -> Rules:
    return tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in patterns.items())


DISK = r"No space left on device"
SAID = r"Server error: .*(?:"
PAGE = _rules(
    disk_full=DISK,
    page_name_not_found=r"Failed to resolve hostname|Name or service not known",
    page_srt_passphrase=r"BADSECRET|UNSECURE|Incorrect passphrase|Password required",  # noqa: S106  its name
    page_time_limit=SAID + r"duration|time limit|too long|hours)",
    page_refused_key=(
        SAID + r"stream ?key|stream name|auth|denied|unauthori|not allowed|forbidden|badname|invalid key)"
    ),
    page_refused_settings=(
        SAID + r"codec|bit ?rate|resolution|frame ?rate|fps|key ?frame|\bgop\b|profile|encod|unsupported"
        r"|H\.?264|AAC)"
    ),
    page_refused=r"Server error|publish/unpublish|rtmp_app",
    # On a connection that stood, TLS only tells what the page did: it closed.
    page_tls_failed=r"\[tls @(?s:.*)Cannot open connection tls:",
    page_unreachable=(
        r"Connection refused|No route to host|Network is unreachable|Host is unreachable"
        r"|Connection to (?:tcp|srt):.* failed|Cannot open connection"
    ),
    page_stalled=r"Connection timed out|Operation timed out|Immediate exit requested",
)
PAGE_CLOSED = re.compile(r"Broken pipe|Connection reset|End of file|Error muxing a packet", re.IGNORECASE)
PAGE_NOT_OPENED = re.compile(r"Error opening output .*(?:Input/output error|Operation not permitted)")
SRT = _rules(
    srt_port_taken=r"Address already in use",
    srt_bad_passphrase=r"BADSECRET|Incorrect passphrase",  # noqa: S106  no password, but its name
    srt_no_passphrase=r"Peer does not - rejecting|Password required",  # noqa: S106  as above
)
SOURCE = _rules(
    disk_full=DISK,
    pass_not_h264=r"bitstream filter 'h264_mp4toannexb'",  # noqa: S106  no password, but its name
    pass_not_aac=r"bitstream filter 'aac_adtstoasc'",  # noqa: S106  as above
    ingest_restarts=r"Error opening input file unix:",
    source_no_audio=r"Stream specifier '?:?a.* matches no streams|Stream map .*:a.* matches no streams",
    source_no_video=r"Stream specifier '?:?v.* matches no streams|Stream map .*:v.* matches no streams",
    source_missing=r"Error opening input: No such file",
    source_address_refused=r"refused by the guard",
    source_tls_failed=r"certificate verify failed|SSL routines",
    source_name_not_found=r"Failed to resolve hostname|Name or service not known|502 No Such Name",
    source_refused=r"\b40[0134]\b|Unauthorized|Server error: |Forbidden|not on whitelist|whitelist",
    source_unreachable=(
        r"Connection refused|No route to host|Network is unreachable|Host is unreachable"
        r"|Connection setup failure|Cannot open connection|50[234] "
    ),
    source_stalled=r"(?:Connection|Operation) timed out|Connection reset|End of file|Input/output error",
    source_broken=r"Invalid data found|Error opening input|Error while decoding|Could not find codec",
)
# What waiting cannot heal: a person has to change something.
FINAL = frozenset({"source_address_refused", "source_missing", "source_unreadable"})
# While one of these holds, a look at the page's port tells when to try again.
PROBED = frozenset({"page_unreachable", "page_name_not_found"})
SYSTEM = {"lease": "lease_lost", "host": "host_lost", "stalled": "page_stalled"}


def relay_fault(end: Ending, proven: bool = False) -> str:
    """Why a relay ended; "" where it was asked to. `proven`: its key had been taken before."""
    code = _common(end)
    if code is not None:
        return code
    for code, pattern in PAGE:
        if pattern.search(end.text):
            return code
    if PAGE_NOT_OPENED.search(end.text):
        return "page_refused"
    if PAGE_CLOSED.search(end.text):
        # Platforms answer a wrong key by closing: with what we had sent till then, it was never accepted.
        return "page_refused_key" if end.lived_s < EARLY_S and not proven else "page_closed"
    return "no_program" if end.code == 0 else "unknown"


def program_fault(end: Ending, endless: bool, pulled: bool) -> str:
    """Why a program ended; "" where it was asked to, "source_ended" where a file came to its end."""
    code = _common(end)
    if code is not None:
        return code
    if end.code == 0:
        return "source_ended" if not endless else "source_stalled"
    found = next((code for code, pattern in SOURCE if pattern.search(end.text)), "unknown")
    if not pulled and found in ("source_stalled", "source_unreachable"):
        return "source_broken"
    return found


def refused_by(tail: Sequence[str]) -> str:
    """Why an SRT listener let nobody in, the last time; "" where it turned nobody away."""
    for line in reversed(tail):
        for code, pattern in SRT:
            if pattern.search(line):
                return code
    return ""


def _common(end: Ending) -> str | None:
    if end.asked:
        return SYSTEM.get(end.asked, "")
    return "killed" if end.code < 0 else None
