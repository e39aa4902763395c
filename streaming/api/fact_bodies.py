"""Bodies of the four facts about a page."""

from __future__ import annotations

from rest_framework import serializers

from streaming.api.base import ProblemOut, S
from streaming.enums_platform import PlatformSays
from streaming.verdicts import MonitorSees


class PlatformOut(S):
    """What its platform says; `none`: it has no connector, `unknown`: no answer of the last 30 s."""

    says = serializers.ChoiceField(PlatformSays.choices)
    at = serializers.DateTimeField(allow_null=True)
    viewers = serializers.IntegerField(allow_null=True)
    problem = ProblemOut(allow_null=True)


class SeenByOut(S):
    """Who saw it on the page, and when; `stale`: it was interrupted since, so somebody should look again."""

    name = serializers.CharField()
    at = serializers.DateTimeField()
    stale = serializers.BooleanField()


class FactsOut(S):
    """The process runs; bytes leave its socket; its platform confirms; the monitor sees it; a person saw it.

    `process`, `flowing` null: nobody knows, since the worker is silent, or nothing is sent."""

    process = serializers.BooleanField(allow_null=True)
    flowing = serializers.BooleanField(allow_null=True)
    platform = PlatformOut()
    monitor = serializers.ChoiceField([str(word) for word in MonitorSees])
    person = SeenByOut(allow_null=True)
