"""From what the monitors say to rows: their state, and the alerts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from events.api.bodies import moment
from streaming.enums import MonitorPhase
from streaming.models import Alert, MonitorState
from streaming.monitor.files import newest_picture
from streaming.monitor.stream import OWN
from streaming.services.alerts import Fault, settle
from streaming.wake import changed_on_commit
from streaming.worker.watching import WatchWish

Said = dict[str, Any]
QUIET_S = 2.0
CLEAR_S = 2.0  # what comes and goes in one second is one alert
SLATE_S = 3.0
SLATE, AWAY = "slate_shown", "source_away"


class Sightings:
    """Remembers when each fault was seen last, and when numbers were written."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, Fault], tuple[datetime, float]] = {}
        self._numbers_at: dict[int, float] = {}

    def write(
        self,
        wanted: Mapping[int, WatchWish],
        said: Mapping[int, Said | None],
        restarts: Mapping[int, int],
        folder: Path,
    ) -> None:
        """Everything of one look."""
        for pk, wish in wanted.items():
            self._state(wish, said[pk], restarts[pk], folder / str(pk))
            settle(pk, wish.airing, self._faults(wish, said[pk]), timezone.now())
        self._over(set(wanted))

    def _over(self, wanted: set[int]) -> None:
        """Nothing is wrong with what is not on air any more."""
        for pk in set(Alert.objects.filter(until=None).values_list("broadcast", flat=True)) - wanted:
            settle(pk, 0, {}, timezone.now())
        left = MonitorState.objects.exclude(state=MonitorPhase.OFF).exclude(pk__in=wanted)
        if left.exists():  # an update takes the database's pen even where there is nothing to write
            left.update(state=MonitorPhase.OFF, since=None, seen={})
        self._seen = {key: at for key, at in self._seen.items() if key[0] in wanted}

    def _faults(self, wish: WatchWish, said: Said | None) -> dict[Fault, datetime]:
        """Present ones, and those that were present a moment ago; of a silent monitor the last."""
        now, wall = time.monotonic(), timezone.now()
        for fault, since in (_told(said, now, wall) | _unfed(wish, wall)).items():
            known = self._seen.get((wish.broadcast, fault))
            self._seen[wish.broadcast, fault] = (known[0] if known else since), now
        mine = {key: at for key, at in self._seen.items() if key[0] == wish.broadcast}
        if said is not None:
            for key in [key for key, (_, at) in mine.items() if now - at > CLEAR_S]:
                del mine[key], self._seen[key]
        return {fault: since for (_, fault), (since, _) in mine.items()}

    def _state(self, wish: WatchWish, said: Said | None, restarts: int, folder: Path) -> None:
        row = MonitorState.objects.filter(pk=wish.broadcast).first() or MonitorState(pk=wish.broadcast)
        state, now = phase(said, restarts), time.monotonic()
        pages = _pages(said)
        moved = (row.state, row.seen.get("pages", [])) != (state, pages)
        if not moved and now - self._numbers_at.get(wish.broadcast, 0.0) < QUIET_S:
            return
        self._numbers_at[wish.broadcast] = now
        if row.state != state:
            row.since = timezone.now()
        row.state, row.restarts = state, restarts
        row.seen = {"pages": pages, "watched": _watched(said, folder)}
        row.save()
        if moved:
            changed_on_commit(wish.broadcast)


def phase(said: Said | None, restarts: int) -> MonitorPhase:
    """One word."""
    if said is None:
        return MonitorPhase.LOST if restarts else MonitorPhase.STARTING
    if (said["player"] or {}).get("state") == "no_libvlc":
        return MonitorPhase.NO_LIBVLC
    own = said["streams"].get(OWN, {}).get("state", "starting")
    return MonitorPhase.STARTING if own == "starting" else MonitorPhase.WATCHING


def _told(said: Said | None, now: float, wall: datetime) -> dict[Fault, datetime]:
    found = {}
    for key, stream in (said["streams"] if said else {}).items():
        for code, since in stream["faults"].items():
            page = None if key == OWN else int(key)
            found[Fault(code, page)] = wall - timedelta(seconds=max(0.0, now - since))
    return found


def _unfed(wish: WatchWish, wall: datetime) -> dict[Fault, datetime]:
    found = {SLATE: wish.slate_since, AWAY: wish.nothing_since}
    lasts = timedelta(seconds=SLATE_S)
    return {Fault(code): since for code, since in found.items() if since is not None and wall - since > lasts}


def _pages(said: Said | None) -> list[Said]:
    streams = said["streams"] if said else {}
    return [{"page": int(key), "state": it["state"]} for key, it in sorted(streams.items()) if key != OWN]


def _watched(said: Said | None, folder: Path) -> Said | None:
    """Numbers, as the desks show them."""
    if said is None:
        return None
    picture = newest_picture(folder)
    return {
        "at": moment(timezone.now()),
        "picture_at": moment(datetime.fromtimestamp(picture[1], UTC)) if picture else None,
        "player": said["player"],
        "sound": said["streams"].get(OWN, {}).get("numbers"),
        "cpu_pct": said["cpu_pct"],
    }
