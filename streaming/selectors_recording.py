"""Reads of the recordings: bodies for the desks, the public's replay, the storage."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.api.bodies import moment
from events.models import Ceremony, User
from events.permissions import May, allowed
from events.selectors import ceremonies_of, standing_in_ceremony
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


def recording_body(ceremony: Ceremony, person: User) -> Body:
    """What the desks see; what a person asked to purge is gone for people at once."""
    it, standing = recording_of(ceremony), standing_in_ceremony(person, ceremony)
    purged = it.purge_asked_at is not None
    ready = it.state == RecordingState.READY and not purged
    return {
        "state": RecordingState.PURGED if purged else it.state,
        "duration_s": None if purged else it.duration_s,
        "bytes": None if purged else it.bytes,
        "sha256": it.sha256 if ready else "",
        "gaps": [] if purged else [_gap(gap) for gap in it.gaps],
        "chapters": [] if purged else it.chapters,
        "download": f"/api/v1/ceremonies/{ceremony.slug}/recording/download/" if ready else None,
        "watch": _watch(it, ceremony.slug),
        "keep_until": moment(it.keep_until) if ready else None,
        "last_error": bodies.problem(it.error_code, it.error_at),
        "next_try_at": moment(it.next_try_at),
        "may_purge": allowed(May.PURGE_RECORDING, standing),
        "may_retry": allowed(May.RUN_BROADCAST, standing),
    }


def _gap(gap: Body) -> Body:
    at = gap.get("at")
    return {**gap, "at": moment(datetime.fromtimestamp(at, UTC)) if at else None}


def _watch(it: Recording, slug: str) -> str | None:
    there = it.replay and it.purge_asked_at is None
    return f"/recordings/{slug}/index.m3u8" if there else None


def replays_of(ceremony_ids: Collection[int]) -> dict[int, str]:
    """Where the public watches them again; called through events.ports."""
    found = Recording.objects.filter(pk__in=ceremony_ids).select_related("broadcast__ceremony")
    watched = {it.pk: _watch(it, it.broadcast.ceremony.slug) for it in found}
    return {pk: address for pk, address in watched.items() if address}


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


def replay_chapters(slug: str) -> list[Body] | None:
    """Of what can be watched again: only titles that were published. None where it cannot be."""
    if replay_file(slug) is None:
        return None
    it = Recording.objects.select_related("broadcast__ceremony__published").get(
        broadcast__ceremony__slug=slug
    )
    version = it.broadcast.ceremony.published
    public = {item["title"] for item in version.content["rundown"]} if version else set()
    return [mark for mark in it.chapters if mark["title"] in public]


def download_of(ceremony: Ceremony) -> tuple[Path, str] | None:
    """The MP4 with its checksum, where there is one."""
    it, path = recording_of(ceremony), rows.file_of(ceremony.slug)
    ready = it.state == RecordingState.READY and it.purge_asked_at is None
    return (path, it.sha256) if ready and path.is_file() else None


def storage_body(person: User, days: int = 1) -> Body:
    """The disk, and what policy would delete within `days` of what this person may see (0: nothing asked)."""
    now, policy = disk.look(settings.ENV.data), rows.policy()
    return {
        "free_bytes": now.free,
        "total_bytes": now.total,
        "state": str(now.state),
        "low_share": disk.LOW,
        "full_share": disk.FULL,
        "keep_recording_days": policy.recording.days,
        "keep_segments_days": policy.segments.days,
        "dvr_minutes": settings.ENV.dvr_minutes,
        "would_delete": _would_delete(person, policy, days) if days else [],
    }


def _would_delete(person: User, policy: retention.Policy, days: int) -> list[Body]:
    """The soonest first."""
    soon = timezone.now() + timedelta(days=days)
    titles = dict(ceremonies_of(person).values_list("slug", "title"))
    # Nothing is due as early as a ceremony can be reopened, so what can be still has its day.
    kept = (replace(it, reopenable=False) for it in held(settings.ENV.live_dir))
    found = retention.due(kept, policy, soon)
    return [
        {
            "slug": due.slug,
            "title": titles[due.slug],
            "bytes": due.bytes,
            "what": "recording" if due.why == retention.RECORDING else "segments",
            "why": messages.words(due.why),
            "at": moment(due.at),
        }
        for due in sorted(found, key=lambda due: due.at or soon)
        if due.slug in titles
    ]
