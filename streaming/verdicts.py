"""From four facts about a page to the one verdict that the desks show. Pure.

Green says that the public sees it, and needs bytes that flow now and somebody who confirms it. What a machine
says now goes before what a person saw: an unpublished video looks well to its own administrator.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from streaming.enums import RelayPhase
from streaming.enums_platform import PlatformSays


class MonitorSees(StrEnum):
    """What the monitor sees of the page's own public stream; most pages have none that can be watched."""

    NOT_WATCHED = "not_watched"
    LOOKING = "looking"
    SEEN = "seen"
    NOT_SEEN = "not_seen"


class Verdict(StrEnum):
    """Whether the public sees this page; only PUBLIC is green."""

    OFF = "off"
    WAITING = "waiting"
    STARTING = "starting"
    STOPPING = "stopping"
    BACKOFF = "backoff"
    FAILED = "failed"
    UNKNOWN = "unknown"  # nobody looks any more: the worker is silent
    STALLED = "stalled"  # the process runs, nothing leaves it
    UNCONFIRMED = "unconfirmed"  # bytes flow, nobody has confirmed more
    NOT_PUBLIC = "not_public"  # bytes flow, the platform does not show them
    DOUBTED = "doubted"  # bytes flow, and somebody says that it is not seen
    PUBLIC = "public"


BY_PHASE = {
    RelayPhase.WAITING: Verdict.WAITING,
    RelayPhase.STARTING: Verdict.STARTING,
    RelayPhase.STOPPING: Verdict.STOPPING,
    RelayPhase.BACKOFF: Verdict.BACKOFF,
    RelayPhase.FAILED: Verdict.FAILED,
}


@dataclass(frozen=True)
class Facts:
    """`known`: somebody looks at the process now; `person`: one saw it since the last interruption."""

    phase: RelayPhase
    known: bool = True
    flowing: bool | None = None
    platform: PlatformSays = PlatformSays.NONE
    monitor: MonitorSees = MonitorSees.NOT_WATCHED
    person: bool = False


def verdict(facts: Facts) -> Verdict:
    """The one word."""
    if facts.phase is RelayPhase.OFF:
        return Verdict.OFF
    if not facts.known:
        return Verdict.UNKNOWN
    if facts.phase is not RelayPhase.RUNNING:
        return BY_PHASE[facts.phase]
    return _seen(facts) if facts.flowing else Verdict.STALLED


def _seen(facts: Facts) -> Verdict:
    """Bytes flow: who says that anybody sees them?"""
    if facts.platform is PlatformSays.ENDED or facts.monitor is MonitorSees.NOT_SEEN:
        return Verdict.DOUBTED
    if facts.platform is PlatformSays.LIVE or facts.monitor is MonitorSees.SEEN:
        return Verdict.PUBLIC
    if facts.platform in (PlatformSays.CREATED, PlatformSays.READY):
        return Verdict.NOT_PUBLIC
    return Verdict.PUBLIC if facts.person else Verdict.UNCONFIRMED
