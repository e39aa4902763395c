"""Who is calling, and who there is."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from events.api.serializers.common import PersonOut, UnitRef
from events.enums import Role


class LoginIn(serializers.Serializer[Any]):
    """A login."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=200, trim_whitespace=False)


class TokenOut(serializers.Serializer[Any]):
    """A token for `Authorization: Token …`."""

    token = serializers.CharField()


class PersonWithRoles(PersonOut):
    """A member of staff with the roles held near the unit."""

    roles = serializers.ListField(child=serializers.ChoiceField(Role.choices))


class SessionUser(PersonOut):
    """Who is logged in."""

    is_superuser = serializers.BooleanField()


class MembershipOut(serializers.Serializer[Any]):
    """A role in a unit."""

    unit = UnitRef()
    role = serializers.ChoiceField(Role.choices)


class SessionOut(serializers.Serializer[Any]):
    """Who is calling, in which language, at what time."""

    user = SessionUser(allow_null=True)
    memberships = MembershipOut(many=True)
    language = serializers.ChoiceField(["vi", "en"])
    server_now = serializers.DateTimeField()
    demo = serializers.BooleanField()
