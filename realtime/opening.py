"""Whether a room takes comments now, why not, until when: one rule for posting and every screen. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from events.enums import CeremonyState
from events.models import Ceremony
from realtime.enums import ClosedBecause, RoomState

OPEN_AFTER_END = timedelta(hours=1)


@dataclass(frozen=True)
class Opening:
    """`closes_at`: when an open room closes by itself; None while no end is in sight."""

    closed_because: ClosedBecause | None = None
    closes_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether comments are taken."""
        return self.closed_because is None


def opening(ceremony: Ceremony, room_state: str, now: datetime) -> Opening:
    """The strongest reason first: what a moderator's switch could not heal."""
    if ceremony.published_id is None:
        return Opening(ClosedBecause.UNPUBLISHED)
    if ceremony.state == CeremonyState.CANCELLED:
        return Opening(ClosedBecause.CANCELLED)
    closes_at = None
    if ceremony.state == CeremonyState.ENDED:
        closes_at = (ceremony.ended_at or ceremony.ends_at) + OPEN_AFTER_END
        if now >= closes_at:
            return Opening(ClosedBecause.OVER)
    return Opening(ClosedBecause.CLOSED) if room_state == RoomState.CLOSED else Opening(None, closes_at)
