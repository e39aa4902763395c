"""Asks the platforms whether they show what is sent to them, beside the steps: nobody waits for an answer.

Each page has at most one question under way, in a task of its own and bounded in time, so that a connector
that hangs delays its own page's answer and nothing else. An old answer is no fact any more.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from streaming.connectors import registry
from streaming.connectors.port import (
    CALL_S,
    Connector,
    ConnectorError,
    Gone,
    NoAnswer,
    NotThere,
    Phase,
    RateLimited,
)
from streaming.connectors.registry import Reach
from streaming.enums import Desired, Switch
from streaming.enums_platform import PlatformSays
from streaming.models import PlatformState, Relay
from streaming.wake import changed_on_commit
from streaming.worker.memory import Memory
from streaming.worker.plan import Key, What
from streaming.worker.threads import in_thread

log = logging.getLogger(__name__)
EVERY_S = 0.5
ROUND_S = 3 * CALL_S  # a round is at most three calls, whatever a connector promises
FIRST_WAIT_S, LONGEST_WAIT_S, LONGEST_LIMIT_S = 2.0, 60.0, 900.0
MOST_TITLE = 200


@dataclass(frozen=True)
class Ask:
    """One relay whose platform is to be asked; `live_id`: what is known of this airing."""

    key: Key
    airing: int
    kind: str
    title: str
    live_id: str = ""


@dataclass(frozen=True)
class Answer:
    """What came of it; `wait_s`: until the next question."""

    live_id: str
    says: PlatformSays = PlatformSays.UNKNOWN
    viewers: int | None = None
    error: str = ""
    wait_s: float = FIRST_WAIT_S


@dataclass
class Line:
    """One page's line; moments are monotonic."""

    airing: int
    next_at: float = 0.0
    failures: int = 0
    task: asyncio.Task[None] | None = None


class Confirmations:
    """`memory`: which relays are this worker's and where rehearsal platforms answer; None until it knows.

    `connector_for`: as the registry's."""

    def __init__(
        self,
        memory: Callable[[], Memory | None],
        connector_for: Callable[[str, Reach], Connector | None] = registry.connector_for,
    ) -> None:
        self._memory, self._connector_for = memory, connector_for
        self.lines: dict[Key, Line] = {}

    async def run(self) -> None:
        """Until cancelled."""
        try:
            while True:
                try:
                    await self.look()
                except Exception:  # whatever it is, the next look may do better
                    log.exception("a look at the platforms failed")
                await asyncio.sleep(EVERY_S)
        finally:
            self.close()

    async def look(self) -> None:
        """Once: ask those whose time has come."""
        memory = self._memory()
        if memory is None:
            return
        asks = {it.key: it for it in await in_thread(read_asks) if _sends(memory, it.key)}
        for key in [key for key, line in self.lines.items() if _other(line, asks.get(key))]:
            self._drop(key)
        now = time.monotonic()
        for key, ask in asks.items():
            line = self.lines.setdefault(key, Line(ask.airing))
            if line.task is None and now >= line.next_at:
                connector = self._connector_for(ask.kind, _reach(memory, key))
                if connector is not None:
                    line.task = asyncio.create_task(self._round(ask, line, connector))

    def close(self) -> None:
        """Nobody is asked any more."""
        for key in list(self.lines):
            self._drop(key)

    def _drop(self, key: Key) -> None:
        line = self.lines.pop(key)
        if line.task is not None:
            line.task.cancel()

    async def _round(self, ask: Ask, line: Line, connector: Connector) -> None:
        try:
            answer = await asked(ask, connector, line.failures)
            line.failures = line.failures + 1 if answer.error else 0
            await in_thread(lambda: write(ask, answer))
            line.next_at = time.monotonic() + answer.wait_s
        except Exception:  # a connector's own mistake is the trouble of its page alone
            log.exception("the platform of relay %s", ask.key.id)
            line.next_at = time.monotonic() + LONGEST_WAIT_S
        finally:
            line.task = None


def _other(line: Line, ask: Ask | None) -> bool:
    return ask is None or ask.airing != line.airing


def _sends(memory: Memory, key: Key) -> bool:
    """Whether it is this worker's, and sends now."""
    unit = memory.units.get(key)
    return unit is not None and unit.alive


def _reach(memory: Memory, relay: Key) -> Reach:
    door = memory.doors.get(replace(relay, what=What.SINK))
    return Reach(f"http://127.0.0.1:{door}" if door else "")


def read_asks() -> list[Ask]:
    """Relays on air whose kind of page has a connector: one query. No platform is told of a rehearsal."""
    kinds = [str(kind) for kind in registry.MAKERS]
    on_air = Relay.objects.filter(broadcast__desired=Desired.ON_AIR, desired=Switch.ON, withdrawn=False)
    mine = on_air.filter(page__kind__in=kinds, broadcast__rehearses=None)
    rows = mine.select_related("page", "platform", "broadcast__ceremony")
    return [_ask(relay) for relay in rows]


def _ask(relay: Relay) -> Ask:
    known: PlatformState | None = getattr(relay, "platform", None)
    airing, ceremony = relay.broadcast.airing, relay.broadcast.ceremony
    live_id = known.live_id if known is not None and known.airing == airing else ""
    key = Key(What.RELAY, relay.pk, relay.broadcast_id)
    return Ask(key, airing, relay.page.kind, ceremony.title[:MOST_TITLE], live_id)


async def asked(ask: Ask, connector: Connector, failures: int) -> Answer:
    """One round with the platform; every error is an answer. What is gone is made anew next time."""
    live_id = ask.live_id
    try:
        async with asyncio.timeout(ROUND_S):
            live_id = live_id or (await connector.create(ask.title)).id
            status = await connector.status(live_id)
            live = status.phase is Phase.LIVE
            viewers = await connector.viewers(live_id) if live else None
    except TimeoutError:
        return Answer(live_id, error=NoAnswer.code, wait_s=_wait(failures))
    except RateLimited as limited:
        wait = min(LONGEST_LIMIT_S, max(FIRST_WAIT_S, limited.retry_after))
        return Answer(live_id, error=limited.code, wait_s=wait)
    except (NotThere, Gone) as gone:
        return Answer("", error=gone.code, wait_s=_wait(failures))
    except ConnectorError as error:
        return Answer(live_id, error=error.code, wait_s=_wait(failures))
    pace = connector.pace.steady_s if live else connector.pace.seeking_s
    return Answer(live_id, PlatformSays(status.phase.value), viewers, wait_s=pace)


def _wait(failures: int) -> float:
    """Seconds; doubles with every failure in a row."""
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(failures, 8))


def write(ask: Ask, answer: Answer) -> None:
    """What it says, for the desks; an error leaves the last answer to grow old."""
    fresh = {"airing": ask.airing, "live_id": answer.live_id, "error_code": answer.error}
    if not answer.error:
        fresh |= {"says": answer.says, "viewers": answer.viewers, "at": timezone.now()}
    with transaction.atomic():
        before = PlatformState.objects.filter(pk=ask.key.id).first()
        if before is not None and before.airing != ask.airing:
            fresh = {"says": PlatformSays.UNKNOWN, "viewers": None, "at": None} | fresh
        if not Relay.objects.filter(pk=ask.key.id).exists():
            return
        PlatformState.objects.update_or_create(pk=ask.key.id, defaults=fresh)
        says = before.says if before is not None and answer.error else answer.says
        if before is None or (before.says, before.error_code) != (says, answer.error):
            changed_on_commit(ask.key.broadcast)
