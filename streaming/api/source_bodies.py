"""Sources as the API takes them in and answers them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from events.api.serializers.common import LineIn
from streaming.api.base import ProblemOut, S
from streaming.enums import SourceKind, SourcePhase


class BufferIn(serializers.IntegerField):
    """Against jitter, where something is sent or pulled: 150 in a steady network, 1000 in a weak one.

    null: as usual for its kind.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"min_value": 50, "max_value": 4000, "allow_null": True} | given)


class SourceIn(S):
    """A source to be made. A file comes with the request, or is named by its path in the library."""

    kind = serializers.ChoiceField(SourceKind.choices)
    name = LineIn(max_length=120)
    url = serializers.CharField(max_length=500, required=False, allow_blank=True)
    path = serializers.CharField(max_length=500, required=False, allow_blank=True)
    paths = serializers.ListField(
        child=serializers.CharField(max_length=500), required=False, min_length=1, max_length=20
    )
    loop = serializers.BooleanField(default=True)
    latency_ms = serializers.IntegerField(min_value=20, max_value=8000, default=200)
    buffer_ms = BufferIn(required=False)
    file = serializers.FileField(required=False)


class SourceEdit(S):
    """What may change of a source."""

    name = LineIn(max_length=120, required=False)
    url = serializers.CharField(max_length=500, required=False)
    loop = serializers.BooleanField(required=False)
    latency_ms = serializers.IntegerField(min_value=20, max_value=8000, required=False)
    buffer_ms = BufferIn(required=False)


class SentOut(S):
    """What a source sends, as far as its own headers say it; null is what is not known."""

    video = serializers.CharField()
    audio = serializers.CharField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    fps = serializers.FloatField(allow_null=True)
    plain = serializers.BooleanField()
    progressive = serializers.BooleanField()
    keyframe_s = serializers.FloatField(allow_null=True)
    kbps = serializers.FloatField(allow_null=True)
    hz = serializers.IntegerField(allow_null=True)
    codecs = serializers.CharField()


class SourceOut(S):
    """A source; the login in an address is masked."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(SourceKind.choices)
    name = serializers.CharField()
    loop = serializers.BooleanField()
    path = serializers.CharField(allow_null=True)
    url = serializers.CharField(allow_null=True)
    duration_s = serializers.FloatField(allow_null=True)
    paths = serializers.ListField(child=serializers.CharField())
    address = serializers.CharField(allow_null=True)
    latency_ms = serializers.IntegerField(allow_null=True)
    buffer_ms = serializers.IntegerField(allow_null=True)
    backup = serializers.IntegerField(allow_null=True)
    preview = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(SourcePhase.choices)
    since = serializers.DateTimeField(allow_null=True)
    last_error = ProblemOut(allow_null=True)
    sent = SentOut(allow_null=True)
    problem = ProblemOut(allow_null=True)


class SourceMade(SourceOut):
    """A source that was made or got a new key (SRT: passphrase): it is in no other answer.

    `link`: address and key in one; `qr`: the link as a picture's address.
    """

    stream_key = serializers.CharField(required=False)
    link = serializers.CharField(required=False)
    qr = serializers.CharField(required=False)
