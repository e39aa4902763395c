"""A ceremony as it comes in and goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from events.api.serializers.common import LineIn, LinesIn, UnitRef
from events.api.serializers.rundown import PublicSegment
from events.enums import CeremonyKind, CeremonyState, ReviewState, Role
from events.errors import in_caller_language
from events.models import Unit


def in_this_age(at: datetime) -> None:
    """A year far away is a slip of the finger, and dates at the calendar's end cannot be added to."""
    if not 2000 <= at.year <= 2100:
        vi, en = "Năm phải từ 2000 đến 2100.", "The year must be between 2000 and 2100."
        raise serializers.ValidationError(in_caller_language(vi, en), code="far_year")


class CeremonyIn(serializers.Serializer[Any]):
    """A ceremony to be made; PATCH takes any part of it."""

    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    slug = serializers.SlugField(max_length=80, required=False, allow_blank=True)
    kind = serializers.ChoiceField(CeremonyKind.choices, required=False)
    title = LineIn(max_length=200)
    summary = LinesIn(max_length=4000, required=False, allow_blank=True)
    place = LineIn(max_length=200, required=False, allow_blank=True)
    starts_at = serializers.DateTimeField(validators=[in_this_age])
    ends_at = serializers.DateTimeField(validators=[in_this_age])
    cover = serializers.FileField(required=False, allow_null=True)


class CancelIn(serializers.Serializer[Any]):
    """Why it is cancelled; the public sees it."""

    reason = LineIn(max_length=300, required=False, allow_blank=True)


class CeremonyOut(serializers.Serializer[Any]):
    """The working copy, for its desks."""

    slug = serializers.CharField()
    unit = UnitRef()
    kind = serializers.ChoiceField(CeremonyKind.choices)
    title = serializers.CharField()
    summary = serializers.CharField()
    place = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    cover = serializers.CharField(allow_null=True)
    review_state = serializers.ChoiceField(ReviewState.choices)
    state = serializers.ChoiceField(CeremonyState.choices)
    published_version = serializers.IntegerField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    has_unpublished_changes = serializers.BooleanField()
    cancel_reason = serializers.CharField()
    legal_actions = serializers.ListField(child=serializers.CharField())
    my_roles = serializers.ListField(child=serializers.ChoiceField(Role.choices))
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class PublicCeremonyOut(serializers.Serializer[Any]):
    """The published version, for everybody."""

    slug = serializers.CharField()
    unit = UnitRef()
    kind = serializers.ChoiceField(CeremonyKind.choices)
    title = serializers.CharField()
    summary = serializers.CharField()
    place = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    cover = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(CeremonyState.choices)
    cancel_reason = serializers.CharField()
    version = serializers.IntegerField()
    rundown = PublicSegment(many=True)
    now = serializers.IntegerField(allow_null=True)
    cued_at = serializers.DateTimeField(allow_null=True)
    stream = serializers.CharField()
    recording = serializers.CharField(allow_null=True)
    server_now = serializers.DateTimeField()


class CeremonyQuery(serializers.Serializer[Any]):
    """Which ceremonies to list; `from` and `to` bound the start."""

    scope = serializers.ChoiceField(["public", "mine"], required=False)
    state = serializers.ChoiceField(CeremonyState.choices, required=False)
    unit = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from` is a word of Python's, so these two cannot be attributes."""
        bounds = {name: serializers.DateTimeField(required=False) for name in ("from", "to")}
        return {**super().get_fields(), **bounds}


class AuditOut(serializers.Serializer[Any]):
    """One change."""

    at = serializers.DateTimeField()
    actor = serializers.CharField()
    action = serializers.CharField()
    detail = serializers.JSONField()
