"""What a socket answers to one frame of its client."""

from __future__ import annotations

from django.utils import translation

from events.api.bodies import now
from events.errors import DomainError
from realtime import frames
from realtime.errors import RoomError


def pong() -> str:
    """Yes, at this time."""
    return frames.encode({"type": "pong", "server_now": now()})


def refusal(error: DomainError, ref: str | None, language: str) -> str:
    """An error frame in the caller's language."""
    with translation.override(language):
        message = error.message
    return frames.encode(
        {
            "type": "error",
            "ref": ref,
            "code": error.code,
            "message": message,
            "retry_after": error.retry_after if isinstance(error, RoomError) else None,
        }
    )
