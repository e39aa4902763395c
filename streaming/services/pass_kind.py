"""What can be passed through at all."""

from __future__ import annotations

from streaming.enums import CANNOT_PASS, Profile
from streaming.models import Broadcast, Source
from streaming.passing.errors import CannotPass


def check_kind(broadcast: Broadcast, source: Source | None) -> None:
    """Raises CannotPass for what is no stream of anybody's."""
    if broadcast.profile == Profile.PASS and source is not None and source.kind in CANNOT_PASS:
        raise CannotPass(name=source.name)
