"""Who may connect: bounds over all and for each address, and a pause for those that guess keys."""

from __future__ import annotations

import ipaddress
from collections import Counter, deque
from typing import TypeVar

MAX_CONNECTIONS, MAX_PER_ADDRESS = 128, 16
Kept = TypeVar("Kept")
FAILURES, WITHIN_S, PAUSE_S = 10, 60.0, 60.0
TRUSTED_S = 600.0
MAX_REMEMBERED = 4096


def prefix(host: str) -> str:
    """What counts as one sender: an IPv4 address, or the /64 that an IPv6 host can choose from freely."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


class Gate:
    """Asked at accept; told of failures and of right keys. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._failures: dict[str, deque[float]] = {}
        self._paused: dict[str, float] = {}
        self._trusted: dict[str, float] = {}
        self._told: dict[str, float] = {}

    def enter(self, host: str, now: float) -> str | None:
        """None where it may come in (then call leave once), else why not."""
        where = prefix(host)
        # The sender of a ceremony may share its address with somebody whose encoder holds an old key.
        if self._paused.get(where, 0.0) > now and self._trusted.get(where, 0.0) <= now:
            return "paused"
        if self._open.total() >= MAX_CONNECTIONS:
            return "full"
        if self._open[where] >= MAX_PER_ADDRESS:
            return "address_full"
        self._open[where] += 1
        return None

    def leave(self, host: str) -> None:
        """One that was let in has gone."""
        where = prefix(host)
        self._open[where] -= 1
        if self._open[where] <= 0:
            del self._open[where]

    def failed(self, host: str, now: float) -> None:
        """A wrong key, or bytes that are no RTMP."""
        where = prefix(host)
        times = self._failures.pop(where, None) or deque(maxlen=FAILURES)
        times.append(now)
        _remember(self._failures, where, times)
        if len(times) == FAILURES and now - times[0] <= WITHIN_S:
            _remember(self._paused, where, now + PAUSE_S)
            times.clear()

    def proved(self, host: str, now: float) -> None:
        """A right key came from there."""
        _remember(self._trusted, prefix(host), now + TRUSTED_S)

    def tell(self, host: str, now: float) -> bool:
        """Whether a refusal at the door is worth a line: once a minute for an address."""
        where = prefix(host)
        if self._told.get(where, 0.0) > now:
            return False
        _remember(self._told, where, now + PAUSE_S)
        return True


def _remember(table: dict[str, Kept], where: str, kept: Kept) -> None:
    table.pop(where, None)
    table[where] = kept
    if len(table) > MAX_REMEMBERED:
        del table[next(iter(table))]  # the one that was written longest ago
