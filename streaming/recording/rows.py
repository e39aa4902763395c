"""The recordings' rows as the keeper reads and writes them; it is their only writer but for the wishes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from events.announce import Announcement, What, announce_on_commit
from events.audit import record
from events.enums import Act
from events.models import Ceremony
from events.services.lifecycle import possible
from streaming.enums import RecordingState
from streaming.models import Broadcast, Recording
from streaming.recording import make
from streaming.recording.journal import Entry
from streaming.recording.retention import Policy
from streaming.recording.shelf import Shelf
from streaming.recording.stretches import chapters, gaps, length

RETRY_FIRST, RETRY_LAST = timedelta(seconds=30), timedelta(hours=1)


def policy() -> Policy:
    """As the environment says."""
    env = settings.ENV
    return Policy(timedelta(days=env.keep_recording_days), timedelta(days=env.keep_segments_days))


def folder_for(slug: str) -> Path:
    """Where a ceremony's MP4 is kept."""
    path: Path = settings.ENV.recordings_dir / slug
    return path


def file_of(slug: str) -> Path:
    """The finished MP4."""
    return folder_for(slug) / make.OUT


def making_of(slug: str) -> Path:
    """Where the child works."""
    return folder_for(slug) / "making"


def broadcasts(slugs: list[str]) -> list[Broadcast]:
    """With everything that a look needs."""
    found = Broadcast.objects.filter(ceremony__slug__in=slugs)
    return list(found.select_related("ceremony", "recording", "program"))


def row_of(broadcast: Broadcast) -> Recording:
    """Its recording; unsaved where there was none."""
    known: Recording | None = getattr(broadcast, "recording", None)
    return known or Recording(broadcast=broadcast)


def reopenable(ceremony: Ceremony) -> bool:
    """Whether more may follow."""
    return possible(ceremony, Act.REOPEN)


@transaction.atomic
def write(row: Recording, **values: Any) -> None:
    """Only what differs; screens are told of a new state."""
    differ = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differ:
        setattr(row, name, values[name])
    if row._state.adding:
        row.save(force_insert=True)
    elif differ:
        row.save(update_fields=differ)
    if {"state", "replay"} & set(differ):
        announce_on_commit(Announcement(row.pk, What.CEREMONY))


def figures(kept: list[Entry], written: list[Entry], size: int) -> dict[str, Any]:
    """What people see of a recording that is not finished."""
    missing = [asdict(gap) for gap in gaps(kept, written)]
    return {"gaps": missing, "duration_s": length(kept), "bytes": size}


def prepare(broadcast: Broadcast, shelf: Shelf) -> None:
    """Everything that the child reads, and the gaps and chapters that people see."""
    ceremony, entries = broadcast.ceremony, shelf.kept()
    marks = chapters(entries, _moments(ceremony))
    make.prepare(making_of(ceremony.slug), shelf.path, entries, ceremony.title, marks)
    write(
        row_of(broadcast),
        state=RecordingState.ASSEMBLING,
        airing=broadcast.airing,
        chapters=[asdict(mark) for mark in marks],
        **figures(entries, shelf.entries, shelf.size()),
        retry_asked_at=None,
        next_try_at=None,
    )


def _moments(ceremony: Ceremony) -> list[tuple[float, str]]:
    """What chapters begin with: the cues, and what people marked, by its words or by the clock."""
    cues = [(cue.at, cue.title) for cue in ceremony.cues.order_by("id")]
    marks = [(it.at, it.words or f"{timezone.localtime(it.at):%H:%M:%S}") for it in ceremony.marks.all()]
    return sorted((at.timestamp(), title) for at, title in [*cues, *marks])


def finished(broadcast: Broadcast) -> None:
    """Take the child's work over. Raises OSError, ValueError where it is not whole."""
    slug, row, now = broadcast.ceremony.slug, row_of(broadcast), timezone.now()
    making = making_of(slug)
    found = json.loads((making / make.RESULT).read_text())
    (making / make.OUT).replace(file_of(slug))
    with transaction.atomic():
        write(
            row,
            state=RecordingState.READY,
            bytes=int(found["bytes"]),
            sha256=str(found["sha256"]),
            duration_s=float(found["duration_s"]),
            made_at=now,
            keep_until=now + policy().recording,
            failures=0,
            error_code="",
        )
        record(None, "recording.made", broadcast.ceremony, bytes=found["bytes"], sha256=found["sha256"])


def failed(broadcast: Broadcast, code: str) -> None:
    """A state with a sentence, tried again later and later."""
    row, now = row_of(broadcast), timezone.now()
    write(
        row,
        state=RecordingState.FAILED,
        airing=broadcast.airing,
        failures=row.failures + 1,
        error_code=code,
        error_at=now,
        next_try_at=now + retry_after(row.failures + 1),
        retry_asked_at=None,
    )


def retry_after(failures: int) -> timedelta:
    """Twice as long each time, at most an hour."""
    return min(RETRY_LAST, RETRY_FIRST * (1 << min(failures - 1, 10)))


def is_time(row: Recording, now: datetime) -> bool:
    """Whether what failed is to be tried again."""
    return row.retry_asked_at is not None or row.next_try_at is None or row.next_try_at <= now
