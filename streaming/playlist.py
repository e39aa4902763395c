"""HLS playlists as text: read, opened again, ended. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

SEGMENT = re.compile(r"seg-(\d+)-(\d+)\.ts", re.ASCII)
SEQUENCE = "#EXT-X-MEDIA-SEQUENCE:"
END = "#EXT-X-ENDLIST"


@dataclass(frozen=True)
class Segment:
    """One entry: its file, its length in seconds, and all its lines."""

    name: str
    duration_s: float
    lines: tuple[str, ...]

    @property
    def run(self) -> int:
        """The run that wrote it; 0 for a name that is none of ours."""
        found = SEGMENT.fullmatch(self.name)
        return int(found[1]) if found else 0


@dataclass(frozen=True)
class Playlist:
    """What a media playlist says."""

    head: tuple[str, ...] = ()
    sequence: int = 0
    segments: tuple[Segment, ...] = ()
    ended: bool = False

    def has_run(self, run: int) -> bool:
        """Whether a segment of this run is in it."""
        return any(segment.run == run for segment in self.segments)


def parse(text: str) -> Playlist:
    """Forgiving: what is no line of a playlist is kept with the entry it stands before."""
    head: list[str] = []
    entry: list[str] = []
    segments: list[Segment] = []
    for line in filter(None, text.splitlines()):
        if not line.startswith("#"):
            segments.append(Segment(line, _duration(entry), (*entry, line)))
            entry = []
        elif line.startswith(("#EXTINF", "#EXT-X-DISCONTINUITY", "#EXT-X-PROGRAM-DATE-TIME")) or entry:
            entry.append(line)
        else:
            head.append(line)
    sequence = next((int(line[len(SEQUENCE) :]) for line in head if line.startswith(SEQUENCE)), 0)
    return Playlist(tuple(head), sequence, tuple(segments), END in entry or END in head)


def _duration(lines: list[str]) -> float:
    for line in lines:
        if line.startswith("#EXTINF:"):
            return float(line[8:].partition(",")[0])
    return 0.0


def render(playlist: Playlist) -> str:
    """The reverse of `parse`."""
    head = [line for line in playlist.head if not line.startswith(SEQUENCE) and line != END]
    body = [line for segment in playlist.segments for line in segment.lines]
    end = [END] if playlist.ended else []
    return "\n".join([*head, f"{SEQUENCE}{playlist.sequence}", *body, *end]) + "\n"


def reopened(playlist: Playlist, there: Container[str]) -> Playlist:
    """For an encoder to go on: not ended, and without the oldest entries whose files are gone."""
    gone = 0
    while gone < len(playlist.segments) and playlist.segments[gone].name not in there:
        gone += 1
    return Playlist(playlist.head, playlist.sequence + gone, playlist.segments[gone:], ended=False)


@dataclass(frozen=True)
class Variant:
    """One quality in the public playlist; `kbps`: peak, mean; `size` None: sound alone."""

    playlist: str
    codecs: str
    kbps: tuple[int, int]
    size: tuple[int, int] | None
    fps: int


def master(variants: Sequence[Variant]) -> str:
    """The public playlist. The first one is what a player begins with that looks at nothing else."""
    head = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS"]
    return "\n".join([*head, *(line for it in variants for line in (_stream(it), it.playlist)), ""])


def _stream(it: Variant) -> str:
    seen = f"RESOLUTION={it.size[0]}x{it.size[1]},FRAME-RATE={it.fps}.000," if it.size else ""
    rates = f"BANDWIDTH={it.kbps[0] * 1000},AVERAGE-BANDWIDTH={it.kbps[1] * 1000},"
    return f'#EXT-X-STREAM-INF:{rates}{seen}CODECS="{it.codecs}"'
