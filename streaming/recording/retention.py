"""What is deleted when, by policy. Pure: tables in, names out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Policy:
    """How long things are kept after the recording was made."""

    recording: timedelta = timedelta(days=30)
    segments: timedelta = timedelta(days=7)


@dataclass(frozen=True)
class Held:
    """What one ceremony holds on the disk. `made_at`: its MP4 is ready since; None while there is none."""

    slug: str
    made_at: datetime | None
    keep_until: datetime | None
    segment_bytes: int
    recording_bytes: int
    on_air: bool = False
    reopenable: bool = False


@dataclass(frozen=True)
class Due:
    """Something to delete; `why` is a code of streaming.messages, `at` when its time is over."""

    slug: str
    bytes: int
    why: str
    at: datetime | None = field(default=None, compare=False)


SEGMENTS, RECORDING = "segments_expired", "recording_expired"


def due(held: Iterable[Held], policy: Policy, now: datetime) -> list[Due]:
    """What policy lets go at this moment; never of a broadcast that is on air or can still be reopened."""
    found: list[Due] = []
    for it in held:
        if it.on_air or it.reopenable or it.made_at is None:
            continue
        if it.segment_bytes and it.made_at + policy.segments <= now:
            found.append(Due(it.slug, it.segment_bytes, SEGMENTS, it.made_at + policy.segments))
        if it.recording_bytes and it.keep_until is not None and it.keep_until <= now:
            found.append(Due(it.slug, it.recording_bytes, RECORDING, it.keep_until))
    return found


@dataclass(frozen=True)
class Old:
    """One segment that could be let go on a full disk. `archived`: an MP4 holds it too."""

    slug: str
    name: str
    at: float
    bytes: int
    archived: bool


def to_let_go(segments: Iterable[Old], missing: int) -> list[Old]:
    """The fewest that free this many bytes: those that an MP4 holds first, the oldest first among them."""
    chosen, freed = [], 0
    for segment in sorted(segments, key=lambda it: (not it.archived, it.at)):
        if freed >= missing:
            break
        chosen.append(segment)
        freed += segment.bytes
    return chosen
