"""What all bodies of this room's API are made of."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from events.api.serializers.common import UnitRef
from streaming.enums import PageKind

S = serializers.Serializer[Any]
MAX_ID = 2**63 - 1  # what a column holds


class NumberIn(serializers.IntegerField):
    """An id or a version as people send it: never more than the database can compare."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": MAX_ID} | given)


class ProblemOut(S):
    """What is wrong, in the caller's language."""

    code = serializers.CharField()
    message = serializers.CharField()
    at = serializers.DateTimeField(required=False)


class PageRef(S):
    """A page, as broadcasts name it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(PageKind.choices)
    unit = UnitRef()
