"""Whether a room takes comments now, why not, until when: one rule for posting and every screen. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from events.enums import CeremonyState
from events.models import Ceremony
from realtime.enums import ClosedBecause, RoomState
from realtime.models import Room

STARTED = (CeremonyState.LIVE, CeremonyState.ENDED)


@dataclass(frozen=True)
class Opening:
    """`closes_at`: when an open room closes by itself; None while no end is in sight. `opens_at`: when one
    that is early opens."""

    closed_because: ClosedBecause | None = None
    closes_at: datetime | None = None
    opens_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether comments are taken."""
        return self.closed_because is None


def opening(ceremony: Ceremony, room: Room, now: datetime) -> Opening:
    """The strongest reason first: what a moderator's switch could not heal."""
    if ceremony.published_id is None:
        return Opening(ClosedBecause.UNPUBLISHED)
    if ceremony.state == CeremonyState.CANCELLED:
        return Opening(ClosedBecause.CANCELLED)
    closes_at = None
    if ceremony.state == CeremonyState.ENDED:
        closes_at = (ceremony.ended_at or ceremony.ends_at) + timedelta(minutes=room.closes_after_min)
        if now >= closes_at:
            return Opening(ClosedBecause.OVER)
    if room.state == RoomState.CLOSED:
        return Opening(ClosedBecause.CLOSED)
    if room.opens_before_min is not None and ceremony.state not in STARTED:
        opens_at = ceremony.starts_at - timedelta(minutes=room.opens_before_min)
        if now < opens_at:
            return Opening(ClosedBecause.EARLY, opens_at=opens_at)
    return Opening(None, closes_at)
