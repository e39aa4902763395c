"""One page as the worker takes it: where to send, by which key, and why that may not be possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from events.keyring import CannotOpen
from streaming.argv.capped import fits
from streaming.argv.relay import Outlet
from streaming.argv.shapes import SHAPES
from streaming.enums import PageBehaviour
from streaming.inputs import digest, opened
from streaming.models import Page, Relay
from streaming.policies import LONGEST_S
from streaming.srt_page import is_srt
from streaming.worker.plan import Key, What

BACKUP = ":backup"


@dataclass(frozen=True)
class RelayWish:
    """One page that should be sent to; `outlet`: None for a rehearsal page, whose port is chosen later.

    `backup`: where else, with the same key; `limit_s`: after how long its platform ends it (0: never);
    `cap`: copied from the copy of at most so many kb/s, where the program has more.
    """

    key: Key
    spec: str
    marker: str
    outlet: Outlet | None
    rehearsal: bool = False
    fault: str = ""
    limit_s: float = 0.0
    cap: int | None = None
    priority: int = 2
    backup: Outlet | None = None
    behaviour: str = ""  # of a rehearsal page
    page: int = 0

    @property
    def lease(self) -> str:
        """Who holds this may send. Of a page, since two broadcasts may want the same one."""
        return lease_of(self.key.id, self.page)

    @property
    def sink(self) -> Key:
        """The listener of a rehearsal page."""
        return Key(What.SINK, self.key.id, self.key.broadcast)

    def rehearsed(self, port: int) -> str:
        """The spec of a rehearsal page's relay."""
        return f"rehearsal:{port}:{self.cap}"

    @property
    def source(self) -> Key | None:
        """The smaller copy that it reads."""
        return None if self.cap is None else Key(What.CAP, self.cap, self.key.broadcast)

    def using(self, backup: bool) -> RelayWish:
        """The same with the one address that is to be tried."""
        if not backup or self.backup is None:
            return self
        spec = digest(self.backup.address, self.backup.key, self.cap)
        return replace(self, outlet=self.backup, spec=f"{spec}{BACKUP}")


def lease_of(relay: int, page: int) -> str:
    """The lease's key; `page`: 0 for a rehearsal page, of which every broadcast has its own."""
    return f"page:{page}" if page else f"relay:{relay}"


def sink_spec(behaviour: str) -> str:
    """The spec of a rehearsal page's own server."""
    return f"sink:{behaviour}"


def is_backup(meta: Mapping[str, Any]) -> bool:
    """Whether the process of this meta sends to the backup."""
    return str(meta.get("spec", "")).endswith(BACKUP)


def relay_wish(relay: Relay) -> RelayWish:
    """Of a relay that people want."""
    page, key, cap = relay.page, Key(What.RELAY, relay.pk, relay.broadcast_id), _cap(relay)
    if page.is_rehearsal or relay.broadcast.is_rehearsal:  # no address and no key get any further
        behaviour = relay.behaviour or (page.behaviour if page.is_rehearsal else PageBehaviour.ACCEPT.value)
        return RelayWish(
            key, "rehearsal", str(relay.asked), None, rehearsal=True, cap=cap, behaviour=behaviour
        )
    secret, fault = _secret(page)
    spec = digest(page.address, secret, cap)  # who sends is not disturbed by an edit of the other address
    return RelayWish(
        key,
        spec,
        marker=f"{spec}:{relay.asked}",
        outlet=Outlet(page.address, secret),
        fault=fault,
        limit_s=LONGEST_S.get(page.kind, 0.0),
        cap=cap,
        priority=page.priority,
        backup=Outlet(page.address_backup, secret) if page.address_backup else None,
        page=page.pk,
    )


def _cap(relay: Relay) -> int | None:
    """None where the program keeps to it anyway; what is passed through may be of any rate."""
    most, profile = relay.page.max_kbps, relay.broadcast.profile
    if most is None or (profile in SHAPES and fits(SHAPES[profile], most)):
        return None
    return most


def _secret(page: Page) -> tuple[str, str]:
    """(stream key, why there is none)."""
    try:
        secret = opened(page.key_sealed)
    except CannotOpen:
        return "", "key_unreadable"
    return secret, "" if secret or is_srt(page.address) else "key_missing"
