"""Bodies of the incident log."""

from __future__ import annotations

from rest_framework import serializers

from streaming.api.base import S


class LineOut(S):
    """`who`: null for the system; `about`: page, source, program, monitor or person; `grave`: a trouble;
    `rehearsal`: seen in a rehearsal."""

    at = serializers.DateTimeField()
    who = serializers.CharField(allow_null=True)
    about = serializers.CharField()
    message = serializers.CharField()
    grave = serializers.BooleanField()
    code = serializers.CharField()
    rehearsal = serializers.BooleanField()


class IncidentsQuery(S):
    """Older than this."""

    before = serializers.DateTimeField(required=False)
