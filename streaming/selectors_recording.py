"""Reads of the recordings: bodies for the desks, the public's replay, the storage."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.api.bodies import moment
from events.models import Ceremony, User
from events.selectors import ceremonies_of
from streaming import bodies, messages
from streaming.enums import RecordingState
from streaming.models import Recording
from streaming.recording import disk, retention, rows
from streaming.recording.holdings import held
from streaming.recording.shelf import VOD

Body = dict[str, Any]


def recording_of(ceremony: Ceremony) -> Recording:
    """An unsaved one where nothing was recorded."""
    return Recording.objects.filter(pk=ceremony.pk).first() or Recording(pk=ceremony.pk)


def recording_body(ceremony: Ceremony) -> Body:
    """What the desks see; what a person asked to purge is gone for people at once."""
    it = recording_of(ceremony)
    purged = it.purge_asked_at is not None
    ready = it.state == RecordingState.READY and not purged
    return {
        "state": RecordingState.PURGED if purged else it.state,
        "duration_s": None if purged else it.duration_s,
        "bytes": it.bytes if ready else None,
        "sha256": it.sha256 if ready else "",
        "gaps": [] if purged else it.gaps,
        "chapters": [] if purged else it.chapters,
        "download": f"/api/v1/ceremonies/{ceremony.slug}/recording/download/" if ready else None,
        "watch": _watch(it, ceremony.slug),
        "keep_until": moment(it.keep_until) if ready else None,
        "last_error": bodies.problem(it.error_code, it.error_at),
        "next_try_at": moment(it.next_try_at),
    }


def _watch(it: Recording, slug: str) -> str | None:
    there = it.replay and it.purge_asked_at is None
    return f"/recordings/{slug}/index.m3u8" if there else None


def replay_of(ceremony_id: int) -> str | None:
    """Where the public watches it again; called through events.ports."""
    it = Recording.objects.filter(pk=ceremony_id).select_related("broadcast__ceremony").first()
    return _watch(it, it.broadcast.ceremony.slug) if it else None


def replay_file(slug: str) -> Path | None:
    """The playlist of a published ceremony that can be watched again."""
    found = Recording.objects.filter(
        broadcast__ceremony__slug=slug,
        broadcast__ceremony__published__isnull=False,
        replay=True,
        purge_asked_at=None,
    )
    path: Path = settings.ENV.live_dir / slug / VOD
    return path if found.exists() else None


def download_of(ceremony: Ceremony) -> Path | None:
    """The MP4, where there is one."""
    it, path = recording_of(ceremony), rows.file_of(ceremony.slug)
    ready = it.state == RecordingState.READY and it.purge_asked_at is None
    return path if ready and path.is_file() else None


def storage_body(person: User) -> Body:
    """The disk, and what policy would delete within a day of what this person may see."""
    now = disk.look(settings.ENV.data)
    soon = timezone.now() + timedelta(days=1)
    mine = set(ceremonies_of(person).values_list("slug", flat=True))
    would = retention.due(held(settings.ENV.live_dir), rows.policy(), soon)
    return {
        "free_bytes": now.free,
        "total_bytes": now.total,
        "state": str(now.state),
        "would_delete": [
            {"slug": due.slug, "bytes": due.bytes, "why": messages.words(due.why)}
            for due in would
            if due.slug in mine
        ],
    }
