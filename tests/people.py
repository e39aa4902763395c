"""Fixtures: a province with two communes, people in each, ceremonies in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from events.enums import Role
from events.models import Ceremony, Membership, Unit, User
from events.services import ceremonies, lifecycle

CHAIN = (
    "_middleware_chain",
    "_view_middleware",
    "_template_response_middleware",
    "_exception_middleware",
)


@cache
def _middleware() -> dict[str, Any]:
    """Made once: every client would look through all static files before its first question."""
    handler = APIClient().handler
    handler.load_middleware()
    return {name: getattr(handler, name) for name in CHAIN}


@dataclass
class House:
    """A parent unit with two communes, and one person a role in each."""

    parent: Unit
    commune: Unit
    sibling: Unit
    people: dict[str, User] = field(default_factory=dict)

    def person(self, role: str, where: str = "commune") -> User:
        """The organizer, technician or moderator of "parent", "commune" or "sibling"."""
        return self.people[f"{role}@{where}"]

    def client(self, person: User | None = None) -> APIClient:
        """A REST client, logged in where a person is named."""
        client = APIClient()
        for name, part in _middleware().items():
            setattr(client.handler, name, part)
        if person is not None:
            client.force_authenticate(person)
        return client


@pytest.fixture
def house(db: None) -> House:
    """The tree of units with its people."""
    parent = Unit.objects.create(name="Tỉnh Phú Thọ", slug="phu-tho")
    commune = Unit.objects.create(name="Xã Hy Cương", slug="hy-cuong", parent=parent)
    sibling = Unit.objects.create(name="Phường Vân Phú", slug="van-phu", parent=parent)
    made = House(parent, commune, sibling)
    for where, unit in (("parent", parent), ("commune", commune), ("sibling", sibling)):
        for role in Role:
            user = User.objects.create(username=f"{role}-{where}", name=f"{role.label} {unit.name}")
            Membership.objects.create(user=user, unit=unit, role=role)
            made.people[f"{role}@{where}"] = user
    return made


@pytest.fixture
def make_ceremony(house: House) -> Callable[..., Ceremony]:
    """make_ceremony(published=True, **fields): one of the commune's, starting in ten minutes."""

    def make(published: bool = True, **fields: Any) -> Ceremony:
        start = timezone.now() + timedelta(minutes=10)
        given: dict[str, Any] = {"title": "Lễ thượng cờ", "unit": house.commune, "starts_at": start}
        given |= {"ends_at": fields.get("starts_at", start) + timedelta(hours=1)} | fields
        organizer = house.person("organizer")
        ceremony = ceremonies.create(organizer, **given)
        if published:
            lifecycle.publish(organizer, ceremony)
        return ceremony

    return make
