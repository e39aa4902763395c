"""Steps of a worker that shares its database: frozen on the way, failing on the way, at its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from streaming.enums import RunOf
from streaming.models import Broadcast, Lease, Page, ProgramState, RelayState, Run, Source
from streaming.worker import memory as memories
from streaming.worker.leases import Leases
from streaming.worker.link import HostSilent
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


def held_by(node: str) -> set[str]:
    return set(Lease.objects.filter(node=node).exclude(key__startswith="node:").values_list("key", flat=True))


async def test_a_worker_that_froze_in_its_step_writes_and_starts_nothing(
    stage: Stage, test_card: Source, make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.add(await db(make_page))
    await stage.start(test_card)
    with monkeypatch.context() as frozen:
        frozen.setattr(Leases, "fresh", False)
        assert await stage.worker.step() == []
        assert await db(lambda: (ProgramState.objects.count(), RelayState.objects.count())) == (0, 0)
    assert await stage.worker.step() != []
    assert await db(ProgramState.objects.count) == 1


async def test_what_was_taken_over_is_read_by_a_later_step_when_the_first_one_failed(
    stage: Stage, test_card: Source, make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await db(make_page)
    await stage.add(page)
    await stage.start(test_card)
    await db(lambda: theirs(stage, page))

    def fails(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as failing:
        failing.setattr(memories, "take_over", fails)
        with pytest.raises(OSError):
            await stage.worker.step()
    assert await db(lambda: Run.objects.get(node="gone").ended_at) is None
    await stage.worker.step()
    assert await db(lambda: Run.objects.get(node="gone").reason) == "worker_lost"


def theirs(stage: Stage, page: Page) -> None:
    """A worker that is gone had the page of the one on stage, and ran something there."""
    long_ago = timezone.now() - timedelta(seconds=30)
    of = {"broadcast": Broadcast.objects.get(ceremony=stage.ceremony), "page": page}
    Run.objects.create(node="gone", what=RunOf.RELAY, **of)
    key = f"relay:{page.relays.get().pk}"
    Lease.objects.create(key=key, node="gone", expires_at=long_ago)
    seen = (long_ago, -100.0)  # for longer than a lease takes
    stage.worker.leases._written[key] = seen


@pytest.fixture
def unanswered(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The host takes the order, and its answer comes too late."""

    def late() -> None:
        start = stage.worker.fleet.start

        async def silent(order: object) -> object:
            await start(order)  # type: ignore[arg-type]
            raise HostSilent("late")

        monkeypatch.setattr(stage.worker.fleet, "start", silent)

    return late


async def test_a_worker_whose_last_start_was_not_answered_keeps_its_pages_at_its_end(
    stage: Stage, test_card: Source, make_page: MakePage, unanswered: Callable[[], None]
) -> None:
    await stage.add(await db(make_page))
    await stage.worker.step()
    await stage.start(test_card)
    unanswered()
    await stage.worker.step()
    name = stage.worker.leases.node
    before = await db(lambda: held_by(name))
    await stage.worker.leave()
    assert before
    assert await db(lambda: held_by(name)) == before
