"""From entries to the shape of the recording: unbroken stretches, gaps, chapters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from streaming.recording.journal import Entry

GAP_S = 0.5


@dataclass(frozen=True)
class Gap:
    """Time that is missing: where in the recording, how much, and when by the clock (seconds since 1970)."""

    at_s: float
    length_s: float
    at: float


@dataclass(frozen=True)
class Chapter:
    """One item of the rundown, at its place in the recording."""

    at_s: float
    title: str


def stretches(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Cut where the encoder began anew, or where segments are missing in between."""
    made: list[list[Entry]] = []
    for entry in entries:
        last = made[-1][-1] if made else None
        if last is None or entry.cut or entry.run != last.run or entry.n != last.n + 1:
            made.append([])
        made[-1].append(entry)
    return made


def gaps(entries: Sequence[Entry], written: Sequence[Entry] = ()) -> list[Gap]:
    """Where the wall clock runs on by more than half a second and the recording does not.

    `written`: all that ever was, so that a lost beginning and a lost end are told too.
    """
    found: list[Gap] = []
    position, until = 0.0, written[0].at if written else None
    for entry in entries:
        if until is not None and entry.at - until > GAP_S:
            found.append(_gap(position, until, entry.at))
        position, until = position + entry.duration_s, entry.end
    if written and until is not None and written[-1].end - until > GAP_S:
        found.append(_gap(position, until, written[-1].end))
    return found


def _gap(position: float, since: float, until: float) -> Gap:
    return Gap(round(position, 3), round(until - since, 3), round(since, 3))


def length(entries: Iterable[Entry]) -> float:
    """Seconds of recording."""
    return round(sum(entry.duration_s for entry in entries), 3)


def position_of(entries: Sequence[Entry], at: float) -> float | None:
    """Where a moment is in the recording; a moment in a gap is what follows it; None after the end."""
    position = 0.0
    for entry in entries:
        if at < entry.end:
            return round(position + max(0.0, at - entry.at), 3)
        position += entry.duration_s
    return None


def chapters(entries: Sequence[Entry], cues: Iterable[tuple[float, str]]) -> list[Chapter]:
    """`cues` (when, title) in order. Of several at one place the last counts; one without title is none."""
    by_place: dict[float, str] = {}
    for at, title in cues:
        place = position_of(entries, at)
        if place is not None and title:
            by_place[place] = title
    return [Chapter(place, by_place[place]) for place in sorted(by_place)]


def metadata(title: str, marks: Sequence[Chapter], length_s: float) -> str:
    """The text that ffmpeg reads chapters from."""
    parts = [f";FFMETADATA1\ntitle={_escaped(title)}\n"]
    ends = [*(mark.at_s for mark in marks[1:]), length_s]
    for mark, end in zip(marks, ends, strict=False):
        first, last = round(mark.at_s * 1000), round(end * 1000)
        parts.append(f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={first}\nEND={last}\ntitle={_escaped(mark.title)}\n")
    return "".join(parts)


def _escaped(text: str) -> str:
    for mark in ("\\", "=", ";", "#"):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
