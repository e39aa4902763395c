"""Bodies that other bodies name."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class ErrorBody(serializers.Serializer[Any]):
    """The envelope of every error."""

    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]


class UnitRef(serializers.Serializer[Any]):
    """A unit, as other bodies name it."""

    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()


class UnitOut(UnitRef):
    """A unit in the tree."""

    parent = serializers.IntegerField(allow_null=True)  # type: ignore[assignment]
    zone = serializers.CharField()


class PersonOut(serializers.Serializer[Any]):
    """A member of staff."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    name = serializers.CharField()
