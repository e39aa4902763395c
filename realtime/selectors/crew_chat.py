"""The crew's messages: the newest, the older ones, what changed since a number."""

from __future__ import annotations

from realtime.models import CrewMessage

CREW_SHOWN = 100


def crew_now(room_id: int) -> list[CrewMessage]:
    """The newest 100 and the urgent ones that nobody has seen (at most 100), by id."""
    mine = CrewMessage.objects.filter(room_id=room_id).order_by("-id")
    both = [*mine[:CREW_SHOWN], *mine.filter(urgent=True, seen_at=None)[:CREW_SHOWN]]
    return sorted({message.pk: message for message in both}.values(), key=lambda message: message.pk)


def crew_before(room_id: int, before: int | None, limit: int) -> list[CrewMessage]:
    """The newest below an id (or of all), by id."""
    older = CrewMessage.objects.filter(room_id=room_id).order_by("-id")
    if before is not None:
        older = older.filter(pk__lt=before)
    return list(older[:limit])[::-1]


def crew_since(room_id: int, after: int, limit: int) -> list[CrewMessage]:
    """What changed after a number, in order of the numbers."""
    return list(CrewMessage.objects.filter(room_id=room_id, seq__gt=after).order_by("seq")[:limit])
