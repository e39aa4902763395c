"""The four facts about each page, out of the rows, as JSON bodies; streaming.verdicts folds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from events.api.bodies import moment
from streaming import bodies
from streaming.enums import MonitorPhase, RelayPhase
from streaming.enums_platform import CONNECTED, PlatformSays
from streaming.models import Broadcast, MonitorState, PageSeen, PlatformState, Relay, RelayState
from streaming.steady import Steady
from streaming.verdicts import Facts, MonitorSees, verdict

Body = dict[str, Any]
FRESH = timedelta(seconds=30)  # an older answer of a platform is no present fact
CLOCKS = timedelta(seconds=2)  # rows are written by two processes
SEES = {"starting": MonitorSees.LOOKING, "watching": MonitorSees.SEEN, "lost": MonitorSees.NOT_SEEN}
UNSEEN = frozenset({"picture_black", "picture_frozen", "picture_missing", "stream_unreachable"})
BLIND = (MonitorPhase.OFF, MonitorPhase.LOST)


@dataclass(frozen=True)
class Sight:
    """What is known of all pages of a broadcast: whether a worker lives, what the monitor sees by page."""

    broadcast: Broadcast
    known: bool
    monitor: dict[int, MonitorSees]
    now: datetime


def sight(broadcast: Broadcast, worker: Body, alerts: Iterable[Body]) -> Sight:
    """`worker` and `alerts` as the broadcast's own body has them."""
    found: MonitorState | None = getattr(broadcast, "monitor", None)
    watches = found is not None and worker["alive"] and broadcast.on_air and found.state not in BLIND
    pages = found.seen.get("pages", []) if found and watches else []
    sees = {it["page"]: SEES[it["state"]] for it in pages}
    for alert in alerts:
        page = (alert["page"] or {}).get("id")
        if alert["until"] is None and page in sees and alert["code"] in UNSEEN:
            sees[page] = MonitorSees.NOT_SEEN
    return Sight(broadcast, bool(worker["alive"]), sees, timezone.now())


def of(relay: Relay, seen: RelayState, around: Sight) -> Body:
    """`facts` and `verdict` of one relay, and where people look at it."""
    phase = bodies.relay_phase(relay, around.broadcast, seen)
    says, platform = _platform(relay, around)
    person: PageSeen | None = getattr(relay, "seen", None)
    mine = person if person and person.airing == around.broadcast.airing else None
    stale = mine is not None and _stale(mine, seen, around.now)
    facts = Facts(
        phase,
        around.known or phase is RelayPhase.OFF,
        seen.flowing if around.known else None,
        says,
        around.monitor.get(relay.page_id, MonitorSees.NOT_WATCHED),
        mine is not None and not stale,
    )
    told: Body = {"process": seen.process if around.known else None, "flowing": facts.flowing}
    told |= {"platform": platform, "monitor": str(facts.monitor)}
    told["person"] = {"name": mine.by.shown_name(), "at": moment(mine.at), "stale": stale} if mine else None
    return {"public_url": relay.page.public_url, "facts": told, "verdict": str(verdict(facts))}


def _stale(person: PageSeen, seen: RelayState, now: datetime) -> bool:
    """Whether it was interrupted since."""
    steady = Steady(seen.steady_from, seen.lost_at)
    return steady.broken(now) or (steady.since is not None and person.at + CLOCKS < steady.since)


def _platform(relay: Relay, around: Sight) -> tuple[PlatformSays, Body]:
    """What it says now; of an earlier airing or an old answer: nothing."""
    known: PlatformState | None = getattr(relay, "platform", None)
    if known is None or known.airing != around.broadcast.airing:
        says = PlatformSays.UNKNOWN if relay.page.kind in CONNECTED else PlatformSays.NONE
        return says, {"says": str(says), "at": None, "viewers": None, "problem": None}
    fresh = known.at is not None and around.now - known.at < FRESH
    says = PlatformSays(known.says) if fresh else PlatformSays.UNKNOWN
    viewers, problem = known.viewers if fresh else None, bodies.problem(known.error_code)
    return says, {"says": str(says), "at": moment(known.at), "viewers": viewers, "problem": problem}
