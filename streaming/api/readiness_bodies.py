"""Bodies of the readiness board."""

from __future__ import annotations

from rest_framework import serializers

from streaming.api.base import PageRef, S
from streaming.enums import Level, LookCause


class LevelCounts(S):
    """How many pages."""

    green = serializers.IntegerField()
    amber = serializers.IntegerField()
    red = serializers.IntegerField()


class ReadinessSummary(S):
    """The last look at the pages; `by`: who asked, null where it came by itself; `level`: the gravest."""

    at = serializers.DateTimeField()
    cause = serializers.ChoiceField(LookCause.choices)
    by = serializers.CharField(allow_null=True)
    level = serializers.ChoiceField(Level.choices)
    counts = LevelCounts()


class FoundOut(S):
    """One thing about a page that a person should know; `backup`: about its backup address."""

    level = serializers.ChoiceField(Level.choices)
    code = serializers.CharField()
    backup = serializers.BooleanField()
    message = serializers.CharField()


class ReadinessRow(S):
    """One page, as it was named then; `contact`: who to call."""

    page = PageRef()
    level = serializers.ChoiceField(Level.choices)
    contact = serializers.CharField()
    found = FoundOut(many=True)


class UplinkLook(S):
    """What all of them need against what the line carries, in kb/s; null: not known."""

    needs_kbps = serializers.IntegerField()
    has_kbps = serializers.IntegerField(allow_null=True)
    level = serializers.ChoiceField(Level.choices, allow_null=True)


class ReadinessOut(ReadinessSummary):
    """The whole board."""

    took_ms = serializers.IntegerField()
    rows = ReadinessRow(many=True)
    uplink = UplinkLook()


class BoardOut(S):
    """Null where nobody has looked yet."""

    board = ReadinessOut(allow_null=True)
