"""Everybody who asks: strangers, each role near and far, the crew of this and of another ceremony."""

from __future__ import annotations

from events.enums import Role
from events.models import Ceremony, CrewMember, User
from tests.people import House
from tests.permissions.matrix import EVERYBODY, LOGGED_IN, Row

WHERE_UNIT_REACHES = ("commune", "parent")


def columns(house: House, ceremony: Ceremony, other: Ceremony) -> dict[str, User | None]:
    """Column → person; a viewer is anonymous, since viewers have no account."""
    people: dict[str, User | None] = {"anonymous viewer": None, **house.people}
    for role in Role:
        for name, place in (("crew", ceremony), ("crew of another", other)):
            user = User.objects.create(username=f"{name} {role}")
            CrewMember.objects.create(user=user, ceremony=place, role=role)
            people[f"{role}@{name}"] = user
    return people


def passes(row: Row, column: str) -> bool:
    """What the matrix says."""
    if row.unit == EVERYBODY:
        return True
    role, _, where = column.partition("@")
    if row.unit == LOGGED_IN:
        return bool(where)
    if where in WHERE_UNIT_REACHES:
        return role in row.unit
    return where == "crew" and role in row.crew
