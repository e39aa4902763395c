"""What is known of those who post: how often they wrote lately, and whether they ever did."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from realtime.limits import DEVICE_SECONDS, check_times
from realtime.models import Comment

KEPT = 50_000


class Known:
    """Devices that wrote before, as far as this process remembers: who wrote once has written for ever."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._devices: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, device: str) -> bool:
        return device in self._devices

    def add(self, device: str) -> None:
        """Remember it; over the bound the oldest is forgotten."""
        self._devices[device] = None
        self._devices.move_to_end(device)
        if len(self._devices) > self._most:
            self._devices.popitem(last=False)


known = Known()


class Devices:
    """One question for all who post at once; what they write now counts."""

    def __init__(self, devices: Collection[str]) -> None:
        self._now = timezone.now()
        since = self._now - timedelta(seconds=DEVICE_SECONDS)
        found = Comment.objects.filter(device__in=devices, created_at__gt=since).order_by("-created_at")
        self._times: dict[str, list[datetime]] = {device: [] for device in devices}
        for device, at in found.values_list("device", "created_at"):
            self._times[device].append(at)

    def check(self, device: str) -> None:
        """Count one; raises Busy for a sixth comment within ten seconds."""
        times = self._times[device]
        check_times(times, self._now)
        times.insert(0, self._now)

    def first_times(self, devices: Collection[str]) -> set[str]:
        """Those that never wrote anywhere."""
        asked = [device for device in devices if device not in known]
        wrote = Comment.objects.filter(device__in=asked).values_list("device", flat=True).distinct()
        for device in (found := set(wrote) if asked else set()):
            known.add(device)
        return set(asked) - found
