"""Doors in this room that the higher rooms fill in `AppConfig.ready()`.

A lower room never imports a higher one; it asks a registry here and gets what was registered, or
the harmless default.
"""

from __future__ import annotations

from collections.abc import Callable
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
# (ceremony_id) → where the public can watch it again, None where it cannot.
replay_of: Registry[Callable[[int], str | None]] = Registry("replay_of")


def count_viewers(ceremony_id: int) -> int:
    """Viewers of this ceremony in this process's knowledge; 0 where no room counts them."""
    return sum(count(ceremony_id) for count in viewers_now.handlers.values())


def replay_address(ceremony_id: int) -> str | None:
    """Where an ended ceremony can be watched again."""
    found = (replay(ceremony_id) for replay in replay_of.handlers.values())
    return next((address for address in found if address), None)
