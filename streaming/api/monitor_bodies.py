"""Bodies of the monitor and of what it raised."""

from __future__ import annotations

from rest_framework import serializers

from streaming.api.base import S
from streaming.enums import MonitorPhase


class AlertPage(S):
    """In whose public stream; `id` is null where the page is gone."""

    id = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()


class AlertOut(S):
    """What viewers see or hear and should not; `page` null: in our own stream; `until` null: still so."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    message = serializers.CharField()
    page = AlertPage(allow_null=True)
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)
    acknowledged_by = serializers.CharField(allow_null=True)
    acknowledged_at = serializers.DateTimeField(allow_null=True)


class AlertsOut(S):
    """All alerts of a ceremony, the newest first."""

    alerts = AlertOut(many=True)


class PlayerOut(S):
    """The player, since it began: decoded (libvlc counts packets and pictures, so twice), pictures shown and
    lost (late ones, too), broken packets, stalls of two seconds; `still_s`: since the last new picture."""

    state = serializers.CharField()
    restarts = serializers.IntegerField()
    decoded = serializers.IntegerField(required=False)
    shown = serializers.IntegerField(required=False)
    lost = serializers.IntegerField(required=False)
    corrupted = serializers.IntegerField(required=False)
    stalls = serializers.IntegerField(required=False)
    still_s = serializers.FloatField(required=False)


class HeardOut(S):
    """Momentary LUFS, the highest true peak so far (dBTP), RMS of left and right (dBFS)."""

    lufs_m = serializers.FloatField(allow_null=True)
    true_peak_db = serializers.FloatField(allow_null=True)
    rms_db = serializers.ListField(child=serializers.FloatField())


class WatchedOut(S):
    """Numbers of the watch; `cpu_pct`: what it costs, of one core."""

    at = serializers.DateTimeField()
    picture_at = serializers.DateTimeField(allow_null=True)
    player = PlayerOut(allow_null=True)
    sound = HeardOut(allow_null=True)
    cpu_pct = serializers.FloatField(allow_null=True)


class PageSeen(S):
    """A page's own public stream, where it can be watched."""

    page = serializers.IntegerField()
    state = serializers.ChoiceField(["starting", "watching", "lost"])


class MonitorOut(S):
    """The watch over the public stream; `how`: what to install where the player is missing."""

    state = serializers.ChoiceField(MonitorPhase.choices)
    how = serializers.CharField()
    since = serializers.DateTimeField(allow_null=True)
    restarts = serializers.IntegerField()
    picture = serializers.CharField(allow_null=True)
    pages = PageSeen(many=True)
    watched = WatchedOut(allow_null=True)
