"""The append-only index of a broadcast's segments, beside them on the disk. It survives every process."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from streaming import playlist
from streaming.playlist import SEGMENT, Playlist, Segment
from streaming.recording.mpegts import length_of

JOURNAL, DVR = "segments.jsonl", "dvr.m3u8"
TIME = "#EXT-X-PROGRAM-DATE-TIME:"
MAY_CUT = "#EXT-X-DISCONTINUITY"
DOUBTFUL_S = 60.0  # so far apart, the stream's own time began anew
OVERLAP_S = 0.5  # a new encoder may begin a few pictures before its predecessor's end; more is another time
# (name, name after it) → seconds of the stream's own time in between; None where that is not known.
Apart = Callable[[str, str], float | None]


@dataclass(frozen=True)
class Entry:
    """One segment. `n`: its media sequence number, which never goes back; `at`: seconds since 1970."""

    n: int
    name: str
    duration_s: float
    at: float
    cut: bool
    run: int

    @property
    def end(self) -> float:
        """When its last picture was made."""
        return self.at + self.duration_s


def read(folder: Path) -> list[Entry] | None:
    """What is written down, in order; None where a line is damaged (a torn last line is not)."""
    try:
        text = (folder / JOURNAL).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    whole, _, _torn = text.rpartition("\n")
    found = [_entry(line) for line in whole.splitlines()]
    sound = [entry for entry in found if entry is not None]
    rising = all(a.n < b.n for a, b in pairwise(sound))
    return sound if len(sound) == len(found) and rising else None


def salvaged(folder: Path) -> list[Entry]:
    """The lines of a damaged journal that can still be read."""
    text = (folder / JOURNAL).read_text(encoding="utf-8", errors="replace")
    found = {entry.name: entry for line in text.splitlines() if (entry := _entry(line))}
    return sorted(found.values(), key=lambda entry: entry.n)


def _entry(line: str) -> Entry | None:
    try:
        given = json.loads(line)
        return Entry(
            int(given["n"]),
            str(given["name"]),
            float(given["duration_s"]),
            float(given["at"]),
            bool(given["cut"]),
            int(given["run"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def append(folder: Path, entries: Iterable[Entry]) -> None:
    """Add lines behind the last whole one, and see them on the disk."""
    lines = "".join(json.dumps(asdict(entry)) + "\n" for entry in entries)
    if not lines:
        return
    handle = os.open(folder / JOURNAL, os.O_RDWR | os.O_CREAT, 0o644)
    with os.fdopen(handle, "r+b") as file:
        data = file.read()
        file.truncate(data.rfind(b"\n") + 1)  # a line that a crash tore
        file.seek(0, os.SEEK_END)
        file.write(lines.encode())
        file.flush()
        os.fdatasync(file.fileno())


def rewrite(folder: Path, entries: Iterable[Entry]) -> None:
    """The whole anew, replaced at once."""
    fresh = folder / f".{JOURNAL}.new"
    fresh.write_text("".join(json.dumps(asdict(entry)) + "\n" for entry in entries))
    fresh.replace(folder / JOURNAL)


def names(folder: Path) -> frozenset[str]:
    """The segments that the recording keeps, which no sweep may take."""
    entries = read(folder)
    kept = salvaged(folder) if entries is None else entries
    return frozenset(entry.name for entry in kept)


def _unknown(before: str, after: str) -> float | None:
    return None


def news(known: list[Entry], listed: Playlist, next_n: int = 0, apart: Apart = _unknown) -> list[Entry]:
    """The listed segments that are not written down yet. Pure, given `apart`."""
    there = {entry.name for entry in known[-len(listed.segments) - 200 :]}
    n, last = (known[-1].n + 1, known[-1]) if known else (next_n, None)
    made = []
    for segment in listed.segments:
        if segment.name in there or not SEGMENT.fullmatch(segment.name):
            continue
        at = _at(segment, last, apart)
        last = Entry(n, segment.name, segment.duration_s, at, _cut(segment), segment.run)
        made.append(last)
        n += 1
    return made


def _at(segment: Segment, last: Entry | None, apart: Apart) -> float:
    """An encoder's date time is when it was ready, by seconds later than its first picture on a busy machine.

    So only the first one counts; the stream's own time goes on through every later life.
    """
    said = time_of(segment)
    if last is None:
        return said or 0.0
    if segment.run == last.run:
        return last.end
    jump = apart(last.name, segment.name)
    by_clock = None if jump is None or jump < -OVERLAP_S else last.end + max(0.0, jump)
    if by_clock is not None and (said is None or abs(by_clock - said) < DOUBTFUL_S):
        return by_clock
    return said or last.end


def _cut(segment: Segment) -> bool:
    return MAY_CUT in segment.lines


def time_of(segment: Segment) -> float | None:
    """Its program date time in seconds since 1970; None where it has none."""
    for line in segment.lines:
        if line.startswith(TIME):
            try:
                return datetime.fromisoformat(line[len(TIME) :]).timestamp()
            except ValueError:
                return None
    return None


def missed(folder: Path, known: list[Entry], listed: Playlist) -> list[Entry]:
    """Segments on the disk that left the playlist while nobody looked; their times from the files."""
    seen = {entry.name for entry in known} | {segment.name for segment in listed.segments}
    paths = [p for p in folder.glob("seg-*.ts") if p.name not in seen and SEGMENT.fullmatch(p.name)]
    n, last_run = (known[-1].n + 1, known[-1].run) if known else (0, 0)
    newest = known[-1].at if known else 0.0
    made: list[Entry] = []
    for path in sorted(paths, key=_order):
        run, length = _order(path)[0], length_of(path)
        at = path.stat().st_mtime - length
        if length and at > newest:  # older ones were let go on purpose, or will be by the sweep
            made.append(Entry(n, path.name, length, at, bool(last_run) and run != last_run, run))
            n, last_run = n + 1, run
    return made


def _order(path: Path) -> tuple[int, int]:
    found = SEGMENT.fullmatch(path.name)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def rebuilt(folder: Path) -> list[Entry]:
    """A damaged journal made again from its sound lines, the files and the playlist to go back in."""
    sound = {entry.name: entry for entry in salvaged(folder)}
    listed = playlist.parse(_text(folder / "program.m3u8"))
    fresh = {e.name: e for e in [*missed(folder, [], listed), *news([], listed)] if e.name not in sound}
    ordered = sorted([*sound.values(), *fresh.values()], key=lambda entry: (entry.at, entry.run))
    first = _first_number(folder, ordered)
    return [Entry(first + i, e.name, e.duration_s, e.at, e.cut, e.run) for i, e in enumerate(ordered)]


def _first_number(folder: Path, ordered: list[Entry]) -> int:
    """So that the numbers that players have seen never go back."""
    public = playlist.parse(_text(folder / DVR))
    if not public.segments:
        return ordered[0].n if ordered else 0
    place = next((i for i, e in enumerate(ordered) if e.name == public.segments[0].name), None)
    if place is None or place > public.sequence:
        return public.sequence + len(public.segments)
    return public.sequence - place


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def iso(at: float) -> str:
    """As playlists write a time."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
