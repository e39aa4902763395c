"""The playlists of the past: to go back in while live, and to watch again. Pure."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence

from streaming.playlist import END, SEQUENCE
from streaming.recording.journal import Entry, iso

HEAD = ("#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS")
# Two hours are 7,200 entries, 600 kB: who has them asks for the last two minutes alone (a delta update).
SKIP_UNTIL_S = 120.0
START_BACK_S = 30  # where players begin: who goes back wants what has just been missed
ENTRY = ("#EXTINF:", "#EXT-X-PROGRAM-DATE-TIME:")
CUT = "#EXT-X-DISCONTINUITY"


def window(entries: Sequence[Entry], seconds: float) -> Sequence[Entry]:
    """The newest entries that fill this many seconds, at least one."""
    left, first = seconds, len(entries)
    while first > 0 and (left > 0 or first == len(entries)):
        first -= 1
        left -= entries[first].duration_s
    return entries[first:]


def unbroken(entries: Sequence[Entry], there: Container[str]) -> Sequence[Entry]:
    """The entries behind the last one whose file is gone."""
    first = len(entries)
    while first > 0 and entries[first - 1].name in there:
        first -= 1
    return entries[first:]


def going_back(entries: Sequence[Entry], cuts_before: int, target_s: int, ended: bool) -> str:
    """dvr.m3u8. `cuts_before`: discontinuities that are listed no more."""
    first = entries[0].n if entries else 0
    head = [*HEAD, f"#EXT-X-TARGETDURATION:{target_s}", f"{SEQUENCE}{first}"]
    head[1] = "#EXT-X-VERSION:9"
    head += [f"#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL={max(SKIP_UNTIL_S, 6 * target_s):.1f}"]
    head += [f"#EXT-X-DISCONTINUITY-SEQUENCE:{cuts_before}", f"#EXT-X-START:TIME-OFFSET=-{START_BACK_S}"]
    return _text(head, entries, "", ended)


def delta(text: str) -> str:
    """The same without the entries that a player has: a playlist delta update."""
    lines = text.splitlines()
    begin = next((i for i, line in enumerate(lines) if line == CUT or line.startswith(ENTRY)), len(lines))
    ends = [i for i, line in enumerate(lines) if i >= begin and not line.startswith("#")]
    skipped, left = len(ends), SKIP_UNTIL_S
    while skipped and left > 0:
        skipped -= 1
        left -= _duration(lines[ends[skipped - 1] + 1 if skipped else begin : ends[skipped]])
    if not skipped:
        return text
    skip = f"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}"
    return "\n".join([*lines[:begin], skip, *lines[ends[skipped - 1] + 1 :]]) + "\n"


def _duration(lines: Sequence[str]) -> float:
    found = next((line for line in lines if line.startswith("#EXTINF:")), "#EXTINF:0,")
    return float(found[8:].partition(",")[0])


def again(entries: Sequence[Entry], base: str) -> str:
    """All that is kept, for "Xem lại"; `base` goes before each name."""
    head = [*HEAD, "#EXT-X-PLAYLIST-TYPE:VOD", f"#EXT-X-TARGETDURATION:{target(entries)}", f"{SEQUENCE}0"]
    return _text(head, entries, base, ended=True)


def target(entries: Sequence[Entry]) -> int:
    """The longest entry in whole seconds, as players round it."""
    return max((math.floor(entry.duration_s + 0.5) for entry in entries), default=1) or 1


def _text(head: list[str], entries: Sequence[Entry], base: str, ended: bool) -> str:
    lines = [line for entry in entries for line in _lines(entry, base)]
    return "\n".join([*head, *lines, *([END] if ended else [])]) + "\n"


def _lines(entry: Entry, base: str) -> list[str]:
    cut = [CUT] if entry.cut else []
    time = f"#EXT-X-PROGRAM-DATE-TIME:{iso(entry.at)}"
    return [*cut, f"#EXTINF:{entry.duration_s:.6f},", time, f"{base}{entry.name}"]
