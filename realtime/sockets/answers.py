"""What a socket answers to one frame of its client."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

from django.utils import translation

from events.api.bodies import now
from events.errors import DomainError
from realtime import frames
from realtime.errors import Busy, RoomError, Unavailable
from realtime.frames import Ack, CloseCode
from realtime.hub.outlet import Outlet
from realtime.sockets.line import Line

log = logging.getLogger(__name__)


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


async def written(acking: Awaitable[Ack], ref: str, language: str) -> str:
    """An ack once it is committed, or why it was not written."""
    try:
        return frames.encode(await acking)
    except DomainError as error:
        return refusal(error, ref, language)
    except Exception as error:  # a strange text ends no socket: it is told, and we are
        log.exception("a text could not be written: %s", type(error).__name__)
        return refusal(Unavailable(3), ref, language)


def slow_down(line: Line, outlet: Outlet, language: str) -> None:
    """One frame too many is refused unread; who goes on regardless is closed."""
    if line.floods:
        outlet.close(CloseCode.FULL)
    else:
        outlet.offer(refusal(Busy(10), None, language))
