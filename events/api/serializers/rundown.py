"""The running order and the crew."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from events.api.serializers.common import LineIn, LinesIn, PersonOut
from events.enums import Role, SegmentKind

MAX_SEGMENTS = 200
MAX_CREW = 100
DAY_S = 24 * 3600


class PublicSegment(serializers.Serializer[Any]):
    """One item of the published rundown."""

    id = serializers.IntegerField()
    position = serializers.IntegerField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(SegmentKind.choices)
    duration_s = serializers.IntegerField()
    starts_at = serializers.DateTimeField()


class SegmentIn(serializers.Serializer[Any]):
    """One item of the rundown; an id keeps its cues."""

    id = serializers.IntegerField(required=False, allow_null=True)
    title = LineIn(max_length=200)
    kind = serializers.ChoiceField(SegmentKind.choices, required=False)
    duration_s = serializers.IntegerField(min_value=0, max_value=DAY_S, required=False)
    responsible = LineIn(max_length=120, required=False, allow_blank=True)
    notes = LinesIn(max_length=2000, required=False, allow_blank=True)


class RundownIn(serializers.Serializer[Any]):
    """The whole running order."""

    segments = serializers.ListField(child=SegmentIn(), max_length=MAX_SEGMENTS)


class SegmentOut(PublicSegment):
    """One item, with what only the crew sees."""

    responsible = serializers.CharField()
    notes = serializers.CharField()


class MarkIn(serializers.Serializer[Any]):
    """This moment; `ref`: the screen's own word for it, so that a repeat is harmless."""

    ref = LineIn(max_length=64)
    words = LineIn(max_length=80, required=False, allow_blank=True)


class MarkOut(serializers.Serializer[Any]):
    """A moment that somebody marked."""

    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    words = serializers.CharField()
    by = serializers.CharField()


class RundownOut(serializers.Serializer[Any]):
    """The running order with its present cue."""

    segments = SegmentOut(many=True)
    now = serializers.IntegerField(allow_null=True)
    cued_at = serializers.DateTimeField(allow_null=True)
    marks = MarkOut(many=True, help_text="the newest 20")
    server_now = serializers.DateTimeField()


class CueIn(serializers.Serializer[Any]):
    """The segment that is on now; null: nothing is."""

    segment = serializers.IntegerField(allow_null=True)


class CueOut(serializers.Serializer[Any]):
    """What is on now, and since when."""

    now = serializers.IntegerField(allow_null=True)
    cued_at = serializers.DateTimeField(allow_null=True)


class CrewPlaceIn(serializers.Serializer[Any]):
    """A person in a role."""

    user = serializers.IntegerField()
    role = serializers.ChoiceField(Role.choices)


class CrewIn(serializers.Serializer[Any]):
    """The whole crew."""

    crew = serializers.ListField(child=CrewPlaceIn(), max_length=MAX_CREW)


class CrewPlaceOut(serializers.Serializer[Any]):
    """A person in a role."""

    user = PersonOut()
    role = serializers.ChoiceField(Role.choices)


class CrewOut(serializers.Serializer[Any]):
    """The whole crew."""

    crew = CrewPlaceOut(many=True)
