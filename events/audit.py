"""Writing the append-only record; every service that changes something calls `record`."""

from __future__ import annotations

from typing import Any

from events.models import AuditEntry, Ceremony, User


def record(actor: User | None, action: str, ceremony: Ceremony | None = None, **detail: Any) -> None:
    """Write one entry in the caller's transaction. `detail` must be JSON and hold no secret."""
    AuditEntry.objects.create(
        actor=actor,
        actor_name=actor.shown_name() if actor else "Nhịp Cầu",
        action=action,
        ceremony=ceremony,
        detail=detail,
    )
