"""The playlists of the past: to go back in while live, and to watch again. Pure."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence

from streaming.playlist import END, SEQUENCE
from streaming.recording.journal import Entry, iso

HEAD = ("#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS")


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
    head += [f"#EXT-X-DISCONTINUITY-SEQUENCE:{cuts_before}"]
    return _text(head, entries, "", ended)


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
    cut = ["#EXT-X-DISCONTINUITY"] if entry.cut else []
    time = f"#EXT-X-PROGRAM-DATE-TIME:{iso(entry.at)}"
    return [*cut, f"#EXTINF:{entry.duration_s:.6f},", time, f"{base}{entry.name}"]
