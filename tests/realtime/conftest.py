"""Rooms, and comments in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from events.models import Ceremony, User
from realtime import limits
from realtime.enums import ModerationAct
from realtime.models import Comment
from realtime.services import devices
from realtime.services.moderation import moderate
from realtime.services.posting import post_comment
from tests.people import House

Post = Callable[..., Comment]
Act = Callable[[Comment, str], Comment]


@pytest.fixture(autouse=True)
def fresh_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is slowed by what another sent."""
    fresh = limits.Windows(limits.NETWORK_COMMENTS, limits.NETWORK_SECONDS, limits.NETWORKS_KEPT)
    monkeypatch.setattr(limits, "networks", fresh)
    monkeypatch.setattr(devices, "known", devices.Known())


@pytest.fixture
def ceremony(make_ceremony: Callable[..., Ceremony]) -> Ceremony:
    """A published ceremony that begins in ten minutes."""
    return make_ceremony()


@pytest.fixture
def moderator(house: House) -> User:
    """The commune's moderator."""
    return house.person("moderator")


@pytest.fixture
def post(ceremony: Ceremony) -> Post:
    """post("Chào", device="a"): each call is a new ref, and by default a new device."""
    numbers = iter(range(10**6))

    def posts(body: str = "Chào cả nhà", **given: str) -> Comment:
        number = next(numbers)
        fields = {"device": f"device{number}", "ref": f"ref{number}", "name": "Lan"} | given
        return post_comment(ceremony.pk, body=body, **fields).comment

    return posts


@pytest.fixture
def act(moderator: User) -> Act:
    """act(comment, "publish") as the moderator."""

    def acts(comment: Comment, name: str) -> Comment:
        return moderate(moderator, comment, ModerationAct(name))

    return acts
