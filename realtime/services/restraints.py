"""What holds for the devices that post now: sanctions, and the pace of a slow room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Max, Q
from django.utils import timezone

from realtime import enums
from realtime.errors import AuthorBanned, AuthorTimedOut, SlowMode
from realtime.models import Comment, Room, Sanction


class Restraints:
    """One question for all who post at once."""

    def __init__(self, devices: Collection[str], networks: Collection[str]) -> None:
        self._now = timezone.now()
        known = Q(device__in=devices) | Q(address_hash__in={network for network in networks if network})
        running = Q(until=None) | Q(until__gt=self._now)
        self._by_device: dict[str, list[Sanction]] = defaultdict(list)
        self._networks: dict[str, list[Sanction]] = defaultdict(list)
        for found in Sanction.objects.filter(known, running, lifted_at=None).select_related("unit"):
            self._by_device[found.device].append(found)
            if found.address_hash:
                self._networks[found.address_hash].append(found)
        self._last: dict[tuple[int, str], datetime] = {}
        self._asked: set[int] = set()

    def check(self, room: Room, device: str, devices: Collection[str]) -> bool:
        """Count one; whether the author is hidden in silence.

        Raises AuthorBanned, AuthorTimedOut, SlowMode.
        """
        kinds = {found.kind: found for found in self._by_device.get(device, ()) if _holds(found, room)}
        if enums.Sanction.BAN in kinds:
            raise AuthorBanned
        timeout = kinds.get(enums.Sanction.TIMEOUT)
        if timeout is not None and timeout.until is not None:
            raise AuthorTimedOut(_seconds(timeout.until - self._now))
        if room.slow_seconds:
            self._pace(room, device, devices)
        return enums.Sanction.SHADOW in kinds

    def near_a_banned_one(self, room: Room, network: str) -> bool:
        """Whether somebody who may not write here wrote from the same network."""
        return any(_holds(found, room) for found in self._networks.get(network, ()))

    def _pace(self, room: Room, device: str, devices: Collection[str]) -> None:
        if room.pk not in self._asked:
            self._asked.add(room.pk)
            since = self._now - timedelta(seconds=room.slow_seconds)
            wrote = Comment.objects.filter(room=room, device__in=devices, created_at__gt=since)
            for who, at in wrote.values_list("device").annotate(at=Max("created_at")):
                self._last[room.pk, who] = at
        last = self._last.get((room.pk, device))
        if last is not None:
            raise SlowMode(_seconds(last + timedelta(seconds=room.slow_seconds) - self._now))
        self._last[room.pk, device] = self._now


def _holds(found: Sanction, room: Room) -> bool:
    if found.unit is None:
        return bool(found.room_id == room.pk)
    path: str = room.ceremony.unit.path
    return path.startswith(found.unit.path)


def _seconds(left: timedelta) -> int:
    return max(1, ceil(left.total_seconds()))
