"""Doors in this room that the higher rooms fill in `AppConfig.ready()`.

A lower room never imports a higher one; it asks a registry here and gets what was registered, or
the harmless default.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Handler = TypeVar("Handler", bound=Callable[..., object])


@dataclass
class Registry(Generic[Handler]):
    """Handlers by name, in the order in which they came."""

    name: str
    handlers: dict[str, Handler] = field(default_factory=dict)

    def register(self, key: str, handler: Handler) -> None:
        """Fill one place; twice the same key is a mistake in the wiring."""
        if self.handlers.get(key, handler) is not handler:
            raise ValueError(f"{self.name}: {key} is registered twice")
        self.handlers[key] = handler


# () → viewers now, by ceremony id; filled by realtime.
viewers_now: Registry[Callable[[int], int]] = Registry("viewers_now")
# (ceremony_id) → None, called in the transaction that creates a ceremony: rooms make their own row.
ceremony_created: Registry[Callable[[int], None]] = Registry("ceremony_created")
# (ceremony_id) → None, called in the transaction that cancels a ceremony.
ceremony_cancelled: Registry[Callable[[int], None]] = Registry("ceremony_cancelled")
# (kind, ceremony_id, segment_id) → None, by segment kind; actions run from the outbox.
segment_action: Registry[Callable[[str, int, int], None]] = Registry("segment_action")
# (ceremony_id) → sentences about what clashes.
conflict_check: Registry[Callable[[int], list[str]]] = Registry("conflict_check")
# (ceremony_id) → one section of the report after the event.
report_section: Registry[Callable[[int], dict[str, object]]] = Registry("report_section")
# (ceremony ids) → where the public can watch which of them again; one question for a whole list.
replays_of: Registry[Callable[[Collection[int]], dict[int, str]]] = Registry("replays_of")


def count_viewers(ceremony_id: int) -> int:
    """Viewers of this ceremony in this process's knowledge; 0 where no room counts them."""
    return sum(count(ceremony_id) for count in viewers_now.handlers.values())


def replay_addresses(ceremony_ids: Collection[int]) -> dict[int, str]:
    """Where ended ceremonies can be watched again; those that cannot are left out."""
    found = [replays(ceremony_ids) for replays in replays_of.handlers.values()] if ceremony_ids else []
    return {ceremony_id: address for one in found for ceremony_id, address in one.items()}
