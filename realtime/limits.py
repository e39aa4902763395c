"""Bounds on what strangers may send.

By device in the database, so that the bound holds over all processes; by network only as a wide
bound in this process's memory, since a whole commune may share one address.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from django.utils import timezone

from realtime.errors import Busy
from realtime.models import CrewMessage

MAX_NAME = 60  # characters
MAX_BODY = 1000  # characters
MAX_CREW_BODY = 500  # characters
MAX_PINNED = 3
DEVICE_COMMENTS, DEVICE_SECONDS = 5, 10
NETWORK_COMMENTS, NETWORK_SECONDS = 1200, 60
NETWORKS_KEPT = 10_000


def check_person(user_id: int) -> None:
    """Raises Busy for a sixth message of one of the crew within ten seconds, over all ceremonies."""
    now = timezone.now()
    since = now - timedelta(seconds=DEVICE_SECONDS)
    said = CrewMessage.objects.filter(author_id=user_id, created_at__gt=since).order_by("-created_at")
    check_times(list(said.values_list("created_at", flat=True)[:DEVICE_COMMENTS]), now)


def check_times(times: Sequence[datetime], now: datetime) -> None:
    """Raises Busy for one more within ten seconds; `times`: the newest first."""
    if len(times) >= DEVICE_COMMENTS:
        wait = times[DEVICE_COMMENTS - 1] + timedelta(seconds=DEVICE_SECONDS) - now
        raise Busy(max(1, ceil(wait.total_seconds())))


class Windows:
    """Counts by key in windows of fixed length; the oldest key is forgotten over the bound."""

    def __init__(self, most: int, seconds: float, keys: int) -> None:
        self.most, self.seconds, self.keys = most, seconds, keys
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def count(self, key: str, now: float | None = None) -> float:
        """Count one; the seconds to wait where that is one too many, else 0."""
        now = time.monotonic() if now is None else now
        with self._lock:
            began, count = self._counts.pop(key, (now, 0))
            if now - began >= self.seconds:
                began, count = now, 0
            self._counts[key] = (began, count + 1)
            if len(self._counts) > self.keys:
                self._counts.popitem(last=False)
        return began + self.seconds - now if count >= self.most else 0.0


networks = Windows(NETWORK_COMMENTS, NETWORK_SECONDS, NETWORKS_KEPT)


def check_network(address_hash: str) -> None:
    """Raises Busy over the wide bound of one network; no address known, no bound."""
    wait = networks.count(address_hash) if address_hash else 0
    if wait:
        raise Busy(ceil(wait))
