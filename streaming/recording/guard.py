"""What is given up on a full disk, and in which order; the live window never."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from streaming.recording import retention, rows
from streaming.recording.disk import Ballast, Disk, DiskState
from streaming.recording.shelf import Shelf

log = logging.getLogger(__name__)


def guard(shelves: Mapping[str, Shelf], ballast: Ballast, look: Callable[[], Disk]) -> None:
    """First what an MP4 holds too, then nothing more is recorded, then the ballast.

    What is recorded only there goes last, when the stream itself and the database would stand still.
    """
    if look().state is DiskState.FULL:
        _make_room(shelves, look().missing, archived=True)
    _record_or_not(shelves, look())
    ballast.tend(look())
    if missing := look().desperate:
        _make_room(shelves, missing, archived=False)


def _record_or_not(shelves: Mapping[str, Shelf], now: Disk) -> None:
    for shelf in shelves.values():
        if now.state is DiskState.FULL:
            shelf.stop_recording()
        elif now.roomy:
            shelf.stopped_at = None


def _make_room(shelves: Mapping[str, Shelf], missing: int, archived: bool) -> None:
    there = {slug: rows.file_of(slug).exists() for slug in shelves}
    old = [
        retention.Old(slug, entry.name, entry.at, size, there[slug])
        for slug, shelf in shelves.items()
        if there[slug] or not archived
        for entry, size in shelf.old()
    ]
    chosen = retention.to_let_go(old, missing)
    for slug in {segment.slug for segment in chosen}:
        shelves[slug].let_go(segment.name for segment in chosen if segment.slug == slug)
        shelves[slug].withdraw()  # its list names what is gone
    if chosen:
        log.warning("disk full: %d old segments were let go", len(chosen))
