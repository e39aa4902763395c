"""Bodies of the charts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers

from streaming.api.base import S


class LoadQuery(S):
    """`after`: only samples later than this, in seconds since 1970, as `at` says them."""

    after = serializers.IntegerField(min_value=0, max_value=4_000_000_000, required=False)

    def validate_after(self, value: int) -> datetime:
        """As a moment."""
        return datetime.fromtimestamp(value, UTC)


def _column(about: str) -> Any:
    return serializers.ListField(child=serializers.FloatField(allow_null=True), help_text=about)


class MachineLoad(S):
    """One machine's samples, oldest first: columns of one length. null: not known at that moment.

    `machine_pct` and `own_pct` (the worker with all that it runs) are of all `cores` together; kb/s are what
    left for pages (a rehearsal's, too), for viewers of the own page, and what the uplink carries.
    """

    node = serializers.CharField()
    cores = serializers.IntegerField()
    at = serializers.ListField(child=serializers.IntegerField(), help_text="seconds since 1970")
    machine_pct = _column("0 … 100")
    own_pct = _column("0 … 100")
    pages_kbps = _column("kb/s")
    viewers_kbps = _column("kb/s")
    limit_kbps = _column("kb/s")


class LoadOut(S):
    """A moment without a sample is a gap: a worker was not there."""

    now = serializers.DateTimeField()
    every_s = serializers.FloatField()
    keeps_s = serializers.IntegerField()
    machines = MachineLoad(many=True)
