"""Bodies of rehearsals."""

from __future__ import annotations

from rest_framework import serializers

from streaming.api.base import S
from streaming.enums_drill import CheckState, Fault, Verdict

SHORTEST_S, LONGEST_S = 10, 3600


class DoingOut(S):
    """What is being tried now."""

    what = serializers.CharField()
    message = serializers.CharField()


class RehearsalOut(S):
    """One rehearsal; `on_air_at`: its script counts from there; `message`: the verdict in one sentence."""

    id = serializers.IntegerField()
    running = serializers.BooleanField()
    length_s = serializers.IntegerField()
    faults = serializers.ListField(child=serializers.ChoiceField(Fault.choices))
    by = serializers.CharField(allow_null=True)
    began_at = serializers.DateTimeField()
    on_air_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    verdict = serializers.ChoiceField(Verdict.choices, allow_null=True)
    message = serializers.CharField()
    doing = DoingOut(many=True)


class RehearsalCheckOut(S):
    """One row of a verdict; `advice`: what to do, or why it was not tried."""

    code = serializers.CharField()
    state = serializers.ChoiceField(CheckState.choices)
    did = serializers.CharField()
    expected = serializers.CharField()
    measured = serializers.CharField()
    advice = serializers.CharField()


class VerdictOut(RehearsalOut):
    """With every row; `untested`: what no rehearsal can try."""

    checks = RehearsalCheckOut(many=True)
    untested = serializers.ListField(child=serializers.CharField())


class RehearsalsOut(S):
    """The newest first."""

    rehearsals = RehearsalOut(many=True)


class RehearsalIn(S):
    """How long, from its first picture, and what is broken on purpose; without `faults`: all of it."""

    length_s = serializers.IntegerField(min_value=SHORTEST_S, max_value=LONGEST_S)
    faults = serializers.ListField(
        child=serializers.ChoiceField(Fault.choices), required=False, max_length=len(Fault)
    )
