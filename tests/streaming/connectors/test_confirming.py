"""The worker asks the platforms beside its steps: what it writes, how long it waits, who delays whom."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from events.models import Ceremony, User
from streaming import facts
from streaming.connectors.port import (
    ConnectorError,
    Gone,
    Live,
    NoAnswer,
    NotThere,
    Pace,
    Phase,
    RateLimited,
    Remarks,
    Status,
    TokenExpired,
)
from streaming.connectors.registry import MAKERS, Reach, connector_for
from streaming.enums_platform import CONNECTED, PlatformSays
from streaming.host.child import State
from streaming.models import Page, PlatformState, Relay, Source
from streaming.services import broadcasts, relays
from streaming.worker.confirming import Answer, Ask, Confirmations, asked, write
from streaming.worker.memory import Memory
from streaming.worker.plan import Key, What
from tests.figures import Figure
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db
from tests.waiting import eventually_async

ASK = Ask(Key(What.RELAY, 1, 1), 1, "rehearsal", "Lễ", "known")


@dataclass
class Told:
    """A connector that says what it was told to, or hangs."""

    phase: Phase = Phase.LIVE
    error: ConnectorError | None = None
    hangs: bool = False
    made: list[str] = field(default_factory=list)
    pace = Pace(1.5, 3.0)

    async def create(self, title: str) -> Live:
        self.made.append(title)
        return Live("made", "rtmp://x", "k")

    async def status(self, live_id: str) -> Status:
        if self.hangs:
            await asyncio.get_running_loop().create_future()
        if self.error:
            raise self.error
        return Status(self.phase)

    async def viewers(self, live_id: str) -> int | None:
        return 7

    async def start(self, live_id: str) -> None: ...

    async def end(self, live_id: str) -> None: ...

    async def comments(self, live_id: str, after: str = "", limit: int = 1) -> Remarks:
        return Remarks((), "", False)

    async def hide(self, comment_id: str) -> None: ...

    async def reply(self, comment_id: str, text: str) -> str:
        return ""


@pytest.mark.parametrize(
    ("error", "failures", "expected"),
    [
        (NoAnswer(), 0, Answer("known", error="platform_silent", wait_s=2.0)),
        (NoAnswer(), 3, Answer("known", error="platform_silent", wait_s=16.0)),
        (NoAnswer(), 99, Answer("known", error="platform_silent", wait_s=60.0)),
        (TokenExpired(), 5, Answer("known", error="platform_expired", wait_s=60.0)),
        (RateLimited(45.0), 9, Answer("known", error="platform_limited", wait_s=45.0)),
        (RateLimited(99_999.0), 0, Answer("known", error="platform_limited", wait_s=900.0)),
        (NotThere(), 0, Answer("", error="platform_not_found", wait_s=2.0)),
        (Gone(), 1, Answer("", error="platform_gone", wait_s=4.0)),
        (None, 4, Answer("known", PlatformSays.LIVE, 7, wait_s=3.0)),
    ],
)
async def test_every_error_is_an_answer_with_its_own_patience(
    error: ConnectorError | None, failures: int, expected: Answer
) -> None:
    connector = Told(error=error)
    assert await asked(ASK, connector, failures) == expected
    assert connector.made == []


async def test_what_is_not_known_yet_is_made_once_and_asked_sooner_until_it_is_live() -> None:
    connector = Told(Phase.READY)
    fresh = Ask(ASK.key, 1, "rehearsal", "Lễ")
    assert await asked(fresh, connector, 0) == Answer("made", PlatformSays.READY, wait_s=1.5)
    assert connector.made == ["Lễ"]


def test_the_kinds_that_the_desks_call_connected_have_a_connector_and_no_others_do() -> None:
    assert set(MAKERS) == CONNECTED
    assert connector_for("facebook", Reach("http://127.0.0.1:1")) is None


@pytest.fixture
def two(technician: User, ceremony: Ceremony, make_page: MakePage, test_card: Source) -> list[Relay]:
    """Two rehearsal pages on air."""
    made = [relays.add_page(technician, ceremony, make_page(name)) for name in ("A", "B")]
    broadcasts.start(technician, ceremony, test_card)
    return made


@pytest.mark.django_db
def test_an_error_leaves_the_last_answer_to_grow_old(two: list[Relay]) -> None:
    relay = Relay.objects.select_related("broadcast").get(pk=two[0].pk)
    ask = Ask(Key(What.RELAY, relay.pk, relay.broadcast_id), relay.broadcast.airing, "rehearsal", "Lễ")
    write(ask, Answer("x", PlatformSays.LIVE, 7))
    before = PlatformState.objects.get()
    write(ask, Answer("x", error="platform_silent"))
    after = PlatformState.objects.get()
    assert (after.says, after.at, after.viewers) == ("live", before.at, 7)
    assert after.error_code == "platform_silent"
    relay.delete()
    write(ask, Answer("x", PlatformSays.LIVE, 7))
    assert not PlatformState.objects.exists()


@pytest.mark.django_db(transaction=True)
async def test_a_connector_that_hangs_or_breaks_delays_no_other_page(two: list[Relay]) -> None:
    memory, well = Memory(), Told()
    keys = {Key(What.RELAY, it.pk, it.broadcast_id): it for it in two}
    for key in keys:
        memory.unit(key).view = State(exit=None, run=1)  # type: ignore[typeddict-item]
        memory.doors[Key(What.SINK, key.id, key.broadcast)] = 1
    hung, good = two
    lines = iter([Told(hangs=True), well])

    def connector(kind: str, reach: Reach) -> Told:
        return next(lines, well)

    confirmations = Confirmations(lambda: memory, connector)

    async def confirmed() -> bool:
        began = time.monotonic()
        await confirmations.look()
        assert time.monotonic() - began < 2
        return await db(PlatformState.objects.filter(relay=good, says="live").exists)

    await eventually_async(confirmed, 5)
    assert not await db(PlatformState.objects.filter(relay=hung).exists)
    confirmations.close()


def verdicts(stage: Stage) -> dict[str, str]:
    """By page, as the desks are told it."""
    found = Relay.objects.select_related("page", "observed", "platform", "broadcast")
    rows = list(found.filter(broadcast=stage.ceremony.pk))
    around = facts.Sight(rows[0].broadcast, True, {}, timezone.now())
    return {row.page.name: facts.of(row, row.observed, around)["verdict"] for row in rows}


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(120)
@pytest.mark.alone
async def test_on_air_a_platform_confirms_what_arrives_within_10_s_and_never_what_stalls(
    stage: Stage, test_card: Source, make_page: MakePage, figure: Figure
) -> None:
    names = {"nhận": "accept", "đứng": "stall", "từ chối": "refuse_key"}
    pages: dict[str, Page] = {}
    for name, word in names.items():
        pages[name] = await sync_to_async(make_page)(name, behaviour=word)
    await stage.add(*pages.values())
    await stage.start(test_card)
    confirming = asyncio.create_task(Confirmations(lambda: stage.worker.memory).run())
    seen: dict[str, set[str]] = {name: set() for name in names}

    def look() -> dict[str, str]:
        now = verdicts(stage) if len(stage.relays_in("off")) == 0 and _all_seen(stage, pages) else {}
        for name, word in now.items():
            seen[name].add(word)
        return now

    try:
        await stage.until(lambda: look() and stage.relay(pages["nhận"]).flowing, 40)
        began = time.monotonic()
        await stage.until(lambda: look().get("nhận") == "public", 20)
        took = time.monotonic() - began
        await stage.until(lambda: look() and stage.relay(pages["đứng"]).error_code == "page_stalled", 40)
    finally:
        confirming.cancel()
        await asyncio.gather(confirming, return_exceptions=True)
    figure("Bytes flowing to confirmed by the platform", took, "s, at most 10")
    assert took <= 10
    assert "public" not in seen["đứng"] | seen["từ chối"]
    (state,) = await db(lambda: list(PlatformState.objects.filter(relay__page=pages["nhận"])))
    assert (state.says, state.error_code) == ("live", "")


def _all_seen(stage: Stage, pages: dict[str, Page]) -> bool:
    return all(stage.relay(page).pk for page in pages.values())
