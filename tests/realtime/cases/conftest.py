"""Cases made of comments, and who asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from events.models import User
from realtime.models import Case
from realtime.services import cases
from tests.people import House
from tests.realtime.conftest import Act, Post

Lift = Callable[..., Case]


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """No test is slowed by what another looked up."""
    cache.clear()


@pytest.fixture
def lift(moderator: User, post: Post, act: Act) -> Lift:
    """lift("Đèn đường hỏng", shown=True, device="a", unit=…): a published comment, made a case."""

    def lifts(subject: str = "Đèn đường hỏng", *, shown: bool = True, **given: Any) -> Case:
        texts = {name: given.pop(name) for name in ("body", "device", "name") if name in given}
        comment = post(**texts)
        if shown:
            comment = act(comment, "publish")
        return cases.lift(moderator, comment, subject=subject, **given).case

    return lifts


@pytest.fixture
def staff(house: House) -> APIClient:
    """The commune's moderator."""
    return house.client(house.person("moderator"))


@pytest.fixture
def citizen(house: House) -> APIClient:
    """Nobody that is known."""
    return house.client()
