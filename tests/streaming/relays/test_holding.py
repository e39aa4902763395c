"""A page in two broadcasts that are on air at once: one sends, the other says why it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from events.models import Ceremony, User
from streaming.models import Broadcast, Page, Relay
from streaming.services import relays
from streaming.worker.gate import Gate, Prober
from streaming.worker.holding import holders
from streaming.worker.memory import Memory
from streaming.worker.plan import Key, What
from streaming.worker.relay_wish import RelayWish
from streaming.worker.scene import Scene
from streaming.worker.unit import Unit
from streaming.worker.wanting import Wanting
from streaming.worker.wishes import read_wishes
from tests.streaming.conftest import MakePage
from tests.streaming.test_units import NOW, ended, view

A, B = Key(What.RELAY, 7, 1), Key(What.RELAY, 8, 2)


def wish(key: Key, page: int = 5, rehearsal: bool = False) -> RelayWish:
    return RelayWish(key, "x", "x:1", None, rehearsal=rehearsal, page=page)


BOTH = {A: wish(A), B: wish(B)}
ALIVE = Unit(B, view(B))
TABLE: list[tuple[str, dict[Key, RelayWish], dict[Key, Unit], dict[int, Key], dict[int, Key]]] = [
    ("nobody sends: the older one", BOTH, {}, {}, {5: A}),
    ("whoever sends", BOTH, {B: ALIVE}, {}, {5: B}),
    ("whoever sent when another worker had the page", BOTH, {A: Unit(A), B: Unit(B, lives=1)}, {}, {5: B}),
    ("it keeps the page through its own trouble", BOTH, {A: Unit(A, view(A))}, {5: B}, {5: B}),
    ("it was switched off", {A: wish(A)}, {B: ALIVE}, {5: B}, {5: A}),
    ("two pages", {A: wish(A), B: wish(B, 6)}, {}, {}, {5: A, 6: B}),
    ("rehearsal pages are many", {A: wish(A, rehearsal=True), B: wish(B, rehearsal=True)}, {}, {}, {}),
]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_who_may_send(
    row: tuple[str, dict[Key, RelayWish], dict[Key, Unit], dict[int, Key], dict[int, Key]],
) -> None:
    _, wanted, units, before, found = row
    assert holders(wanted, units, before) == found


@pytest.fixture
def both(
    technician: User, ceremony: Ceremony, make_ceremony: Callable[..., Ceremony], make_page: MakePage
) -> list[Key]:
    """One page of two ceremonies that are on air; its relays, the older one first."""
    page: Page = make_page("Trang", address="rtmp://127.0.0.1:9/live", stream_key="khoa")
    for each in (ceremony, make_ceremony(title="Lễ khác")):
        relays.add_page(technician, each, page)
    Broadcast.objects.update(desired="on_air")
    return [Key(What.RELAY, it.pk, it.broadcast_id) for it in Relay.objects.order_by("pk")]


@pytest.mark.django_db
def test_the_second_one_waits_says_why_and_follows_when_the_page_is_free(
    both: list[Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = both
    monkeypatch.setattr("streaming.worker.wanting.program_runs", lambda *given: True)
    memory = Memory()
    wanting = Wanting(memory, Gate(), Prober())

    def wanted() -> set[Key]:
        return set(wanting.of(Scene(read_wishes()), NOW))

    memory.unit(first).view = view(first)
    assert set(both) <= wanted()
    assert memory.unit(second).error_code == "page_in_use"
    assert memory.unit(second).given_up is None
    memory.unit(second).view = view(second)
    assert second not in wanted(), "what sends beside it is ended"
    memory.unit(second).view = view(second, **ended())
    Relay.objects.filter(pk=first.id).update(desired="off")
    wanted()
    assert memory.holders == {Relay.objects.get(pk=first.id).page_id: second}
