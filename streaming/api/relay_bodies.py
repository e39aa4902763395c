"""Bodies of what is done to many relays at once."""

from __future__ import annotations

from rest_framework import serializers

from events.models import Unit
from streaming.api.base import NumberIn, S
from streaming.api.serializers import BroadcastOut


class GroupIn(S):
    """`pages`: these by id; `unit`: those of a unit and of all under it; neither: all of the broadcast."""

    pages = serializers.ListField(child=NumberIn(), required=False, max_length=500)
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all(), required=False)


class GroupOut(S):
    """`pages`: ids of those that were changed; `withdrawn`: those that their unit took back."""

    count = serializers.IntegerField()
    pages = serializers.ListField(child=serializers.IntegerField())
    withdrawn = serializers.ListField(child=serializers.IntegerField())
    broadcast = BroadcastOut()
