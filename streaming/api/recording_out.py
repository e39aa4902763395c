"""The answers about recordings and the disk, for the schema."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from streaming.api.serializers import ProblemOut
from streaming.enums import RecordingState
from streaming.recording.disk import DiskState

S = serializers.Serializer[Any]


class GapOut(S):
    """Time that is missing."""

    at_s = serializers.FloatField()
    length_s = serializers.FloatField()


class ChapterOut(S):
    """One item of the rundown."""

    at_s = serializers.FloatField()
    title = serializers.CharField()


class RecordingOut(S):
    """The archived ceremony."""

    state = serializers.ChoiceField(RecordingState.choices)
    duration_s = serializers.FloatField(allow_null=True)
    bytes = serializers.IntegerField(allow_null=True)
    sha256 = serializers.CharField()
    gaps = GapOut(many=True)
    chapters = ChapterOut(many=True)
    download = serializers.CharField(allow_null=True)
    watch = serializers.CharField(allow_null=True)
    keep_until = serializers.DateTimeField(allow_null=True)
    last_error = ProblemOut(allow_null=True)
    next_try_at = serializers.DateTimeField(allow_null=True)


class WouldDeleteOut(S):
    """Something that policy lets go within a day."""

    slug = serializers.CharField()
    bytes = serializers.IntegerField()
    why = serializers.CharField()


class StorageOut(S):
    """The disk."""

    free_bytes = serializers.IntegerField()
    total_bytes = serializers.IntegerField()
    state = serializers.ChoiceField([str(state) for state in DiskState])
    would_delete = WouldDeleteOut(many=True)
