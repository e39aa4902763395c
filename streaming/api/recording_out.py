"""The answers about recordings and the disk, for the schema."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from streaming.api.base import ProblemOut
from streaming.enums import RecordingState
from streaming.recording.disk import DiskState

S = serializers.Serializer[Any]


class GapOut(S):
    """Time that is missing."""

    at_s = serializers.FloatField()
    length_s = serializers.FloatField()
    at = serializers.DateTimeField(allow_null=True)


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
    may_purge = serializers.BooleanField()
    may_retry = serializers.BooleanField()


class WouldDeleteOut(S):
    """Something that policy lets go, and when."""

    slug = serializers.CharField()
    title = serializers.CharField()
    bytes = serializers.IntegerField()
    what = serializers.ChoiceField(["recording", "segments"])
    why = serializers.CharField()
    at = serializers.DateTimeField()


class StorageOut(S):
    """The disk."""

    free_bytes = serializers.IntegerField()
    total_bytes = serializers.IntegerField()
    state = serializers.ChoiceField([str(state) for state in DiskState])
    low_share = serializers.FloatField(help_text="below this share of free space a warning is shown")
    full_share = serializers.FloatField(help_text="below this one nothing more is recorded")
    keep_recording_days = serializers.IntegerField()
    keep_segments_days = serializers.IntegerField()
    dvr_minutes = serializers.IntegerField()
    would_delete = WouldDeleteOut(many=True)


class StorageQuery(S):
    """How far ahead to look; 0 leaves the list out, which is cheap enough to ask often."""

    days = serializers.IntegerField(min_value=0, max_value=3650, default=1, required=False)
