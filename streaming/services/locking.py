"""One order of locks for whoever changes a broadcast: the ceremony's row first, as the lifecycle does."""

from __future__ import annotations

from events.errors import NotFound
from events.models import Ceremony


def locked(ceremony: Ceremony) -> Ceremony:
    """The present row, nobody else's until the transaction ends. Raises NotFound where it was deleted.

    A cancel holds the same row, so a start decides either before it, and is stopped, or by what it left.
    """
    fresh = Ceremony.objects.select_for_update(of=("self",)).filter(pk=ceremony.pk).first()
    if fresh is None:
        raise NotFound
    return fresh
