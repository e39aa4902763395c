"""A unit's list of words, and the box to try it in."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import person_of, require_in_unit
from events.api.bodies import moment
from events.api.schema import described
from events.errors import NotFound
from events.models import Unit
from events.permissions import May
from realtime.enums import HeldFor
from realtime.limits import MAX_BODY, MAX_NAME
from realtime.models import WordRules
from realtime.selectors.words import filters, rules_of
from realtime.services.drafts import Posting
from realtime.services.screening import screened
from realtime.services.words import checked, set_words

MOST_TEXT = 500_000  # characters: 20,000 terms of 25


class WordsIn(serializers.Serializer[Any]):
    """The whole list; `version` as it was read."""

    text = serializers.CharField(max_length=MOST_TEXT, allow_blank=True, trim_whitespace=False)
    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class WordsOut(serializers.Serializer[Any]):
    """`version` 0: nothing was saved yet, the text is one to begin with."""

    text = serializers.CharField()
    version = serializers.IntegerField()
    changed_by = serializers.CharField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)


class TryIn(serializers.Serializer[Any]):
    """A comment to be tried; with `text`, against that list instead of what holds now."""

    body = serializers.CharField(max_length=MAX_BODY, allow_blank=True, trim_whitespace=False)
    name = serializers.CharField(max_length=MAX_NAME, allow_blank=True, default="")
    text = serializers.CharField(max_length=MOST_TEXT, allow_blank=True, required=False)


class TryOut(serializers.Serializer[Any]):
    """What would become of it; `hits` in UTF-16 units of the body."""

    refused = serializers.BooleanField()
    held_for = serializers.ListField(child=serializers.ChoiceField([str(why) for why in HeldFor]))
    hits = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))


class WordsView(APIView):
    """A unit's list; it holds in the units below, too."""

    @described(answers={200: WordsOut})
    def get(self, request: Request, unit_id: int) -> Response:
        """As it stands."""
        return Response(_body(rules_of(_unit(request, unit_id))))

    @described(takes=WordsIn, answers={200: WordsOut})
    def put(self, request: Request, unit_id: int) -> Response:
        """Save it whole: 409 where somebody else did meanwhile; it holds everywhere within two seconds."""
        unit = _unit(request, unit_id)
        given = WordsIn(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(_body(set_words(person_of(request), unit, **given.validated_data)))


class TryView(APIView):
    """The box."""

    @described(takes=TryIn, answers={200: TryOut})
    def post(self, request: Request, unit_id: int) -> Response:
        """What would become of a comment; nothing is kept of it."""
        unit = _unit(request, unit_id)
        given = TryIn(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        listed = checked(wanted["text"]) if "text" in wanted else filters.of(unit.pk)
        found = screened(Posting(0, "", "", wanted["name"], wanted["body"]), listed, counted=False)
        return Response({"refused": found.refused, "held_for": found.held_for, "hits": found.hits})


def _unit(request: Request, unit_id: int) -> Unit:
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound
    require_in_unit(request, unit, May.EDIT_WORDS)
    return unit


def _body(rules: WordRules) -> dict[str, Any]:
    return {
        "text": rules.text,
        "version": rules.version,
        "changed_by": rules.changed_by.shown_name() if rules.changed_by else None,
        "changed_at": moment(rules.changed_at) if rules.version else None,
    }
