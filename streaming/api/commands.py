"""What people can ask of a broadcast: the bodies of the commands."""

from __future__ import annotations

from rest_framework import serializers

from streaming.api.base import NumberIn, S
from streaming.enums import Profile


class BroadcastEdit(S):
    """Another main source, another picture, another sound; `version` is the one that the screen shows.

    `gain_db` and `av_offset_ms` (positive: the sound is later) work on air too, `profile` does not.
    """

    version = NumberIn()
    source = NumberIn(required=False)  # type: ignore[assignment]
    profile = serializers.ChoiceField(Profile.choices, required=False)
    loudness = serializers.BooleanField(required=False)
    gain_db = serializers.FloatField(min_value=-24, max_value=24, required=False)
    av_offset_ms = serializers.IntegerField(min_value=-2000, max_value=2000, required=False)


class PictureIn(S):
    """JPEG, PNG or WebP."""

    file = serializers.FileField()


class OrderIn(S):
    """Sources by id, main first, then the backups."""

    version = NumberIn(required=False)
    sources = serializers.ListField(child=NumberIn(), min_length=1, max_length=50)


class TakeIn(S):
    """Cut to this source; null: back to the order."""

    version = NumberIn(required=False)
    source = NumberIn(allow_null=True)  # type: ignore[assignment]


class PreviewIn(S):
    """Look at a source, or stop looking."""

    source = NumberIn()  # type: ignore[assignment]
    on = serializers.BooleanField()


class ArmIn(S):
    """Go on air then; null: only by hand. `ends`: and end itself after the scheduled end."""

    version = NumberIn(required=False)
    at = serializers.DateTimeField(allow_null=True)
    ends = serializers.BooleanField(default=False)


class ExtendIn(S):
    """End itself so many minutes later; null: only by hand."""

    version = NumberIn(required=False)
    minutes = serializers.IntegerField(min_value=1, max_value=720, allow_null=True)


class StartIn(S):
    """On air, at once with a source where named."""

    version = NumberIn(required=False)
    source = NumberIn(required=False)  # type: ignore[assignment]


class StopIn(S):
    """Off air."""

    version = NumberIn(required=False)


class ModeIn(S):
    """The red button, or its undoing."""

    version = NumberIn(required=False)


class RunsQuery(S):
    """The runs of one page only."""

    page = NumberIn(required=False)
