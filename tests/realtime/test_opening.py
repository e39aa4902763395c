"""Whether comments are taken: the screens are told what the posting decides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events.enums import Act
from events.errors import DomainError
from events.models import Ceremony, User
from events.services import lifecycle
from realtime.bodies import room_body
from realtime.enums import ClosedBecause
from realtime.models import Room
from realtime.opening import opening
from realtime.services.posting import post_comment
from tests.people import House
from tests.realtime.places import public
from tests.realtime.server import serving

NOW = datetime(2027, 4, 16, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
thread = asyncio.to_thread
TABLE = [
    # published, state, ended at, the moderators' switch -> why closed, closes at
    (True, "scheduled", None, "open", None, None),
    (True, "live", None, "open", None, None),
    (True, "live", None, "closed", "closed", None),
    (True, "ended", NOW - MINUTE, "open", None, NOW - MINUTE + HOUR),
    (True, "ended", NOW - MINUTE, "closed", "closed", None),
    (True, "ended", NOW - HOUR, "open", "over", None),
    (True, "ended", NOW - 2 * HOUR, "closed", "over", None),
    (True, "ended", None, "open", None, NOW + HOUR),  # never on air: by its planned end
    (True, "cancelled", None, "open", "cancelled", None),
    (True, "cancelled", None, "closed", "cancelled", None),
    (False, "scheduled", None, "open", "unpublished", None),
]


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_the_rule(row: tuple[bool, str, datetime | None, str, str | None, datetime | None]) -> None:
    published, state, ended_at, switch, because, closes_at = row
    ceremony = Ceremony(state=state, ended_at=ended_at, ends_at=NOW, published_id=1 if published else None)
    found = opening(ceremony, Room(state=switch), NOW)
    assert (found.closed_because, found.closes_at) == (because, closes_at)
    assert found.open is (because is None)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_the_screens_and_the_posting_never_disagree(
    row: tuple[bool, str, datetime | None, str, str | None, datetime | None],
    make_ceremony: Callable[..., Ceremony],
) -> None:
    published, state, ended_at, switch, because, _ = row
    shift = timezone.now() - NOW
    ceremony = make_ceremony(published=published, starts_at=NOW + shift - HOUR, ends_at=NOW + shift)
    Ceremony.objects.filter(pk=ceremony.pk).update(state=state, ended_at=ended_at and ended_at + shift)
    Room.objects.filter(pk=ceremony.pk).update(state=switch)
    ceremony.refresh_from_db()
    body = room_body(Room.objects.get(pk=ceremony.pk), ceremony)
    assert (body["open"], body["closed_because"]) == (because is None, because)
    try:
        post_comment(ceremony.pk, device="a", ref="r", name="", body="Chào")
        refused = None
    except DomainError as error:
        refused = error.code
    assert refused == REFUSED[ClosedBecause(because) if because else None]


REFUSED = {
    None: None,
    ClosedBecause.UNPUBLISHED: "not_found",
    ClosedBecause.CANCELLED: "ceremony_cancelled",
    ClosedBecause.OVER: "ceremony_over",
    ClosedBecause.CLOSED: "room_closed",
}


@pytest.mark.django_db(transaction=True)
async def test_a_cancelled_ceremony_closes_its_room_on_the_screens(
    ceremony: Ceremony, house: House, moderator: User
) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        hello = await viewer.hear("snapshot")
        assert (hello["room"]["open"], hello["room"]["closed_because"]) == (True, None)
        await thread(lifecycle.act_on, house.person("organizer"), ceremony, Act.CANCEL)
        told = await viewer.hear("room")
        assert (told["room"]["open"], told["room"]["closed_because"]) == (False, "cancelled")


@pytest.mark.django_db(transaction=True)
async def test_an_ended_ceremony_says_until_when_comments_are_taken(ceremony: Ceremony) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        await thread(lifecycle.mark_live, ceremony.pk)
        await thread(lifecycle.mark_ended, ceremony.pk)
        told = await viewer.hear("room")
        await thread(ceremony.refresh_from_db)
        assert ceremony.ended_at
        closes_at = datetime.fromisoformat(told["room"]["closes_at"])
        assert abs(closes_at - ceremony.ended_at - HOUR) < timedelta(seconds=1)
        assert told["room"]["open"] is True
