"""Moderation in bulk, of authors, its log, and how it is taken back."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.errors import NotFound
from events.permissions import May
from realtime import bodies, enums
from realtime.api.access import comment_to_moderate
from realtime.api.serializers import MAX_SEQ, DeskCommentOut
from realtime.enums import ModerationAct
from realtime.models import Sanction
from realtime.models.moderation import MAX_REASON
from realtime.selectors.moderation import LOG_SHOWN, held_back, log_before
from realtime.services import authors, moderation
from realtime.services.authors import MAX_MINUTES, Measure
from realtime.services.moderation import Done

MAX_AT_ONCE = 200  # comments in one act


class ReasonIn(serializers.Serializer[Any]):
    """Why, for the log and for an appeal."""

    reason = serializers.CharField(max_length=MAX_REASON, required=False, allow_blank=True, default="")


class BulkIn(ReasonIn):
    """One act for many comments of one room: all, or none."""

    act = serializers.ChoiceField([str(act) for act in ModerationAct])
    comments = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MAX_SEQ), min_length=1, max_length=MAX_AT_ONCE
    )


class MeasureIn(ReasonIn):
    """`minutes`: of a timeout, 1 to 1440; `everywhere`: in all ceremonies of the unit and those below it;
    `hide_all`: what the author wrote in this room goes, too."""

    kind = serializers.ChoiceField(enums.Sanction.choices)
    minutes = serializers.IntegerField(min_value=1, max_value=MAX_MINUTES, default=10)
    everywhere = serializers.BooleanField(default=False)
    hide_all = serializers.BooleanField(default=False)


class LogEntryOut(serializers.Serializer[Any]):
    """One deed; `undone` where it was taken back."""

    id = serializers.IntegerField()
    deed = serializers.ChoiceField(enums.Deed.choices)
    by = serializers.CharField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    comments = serializers.ListField(child=serializers.IntegerField())
    author = serializers.CharField(allow_null=True)
    device = serializers.CharField(allow_null=True)
    undoes = serializers.IntegerField(allow_null=True)
    undone = serializers.BooleanField()


class DoneOut(serializers.Serializer[Any]):
    """`entry`: null where everything was so already."""

    entry = LogEntryOut(allow_null=True)
    comments = DeskCommentOut(many=True)


class LogQuery(serializers.Serializer[Any]):
    """The newest, or those `before` an id."""

    before = serializers.IntegerField(min_value=1, max_value=MAX_SEQ, required=False)


class LogOut(serializers.Serializer[Any]):
    """The newest first."""

    entries = LogEntryOut(many=True)
    more = serializers.BooleanField()


class SanctionOut(serializers.Serializer[Any]):
    """An author who is held back; `unit`: of one that holds in all of its ceremonies."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(enums.Sanction.choices)
    name = serializers.CharField()
    device = serializers.CharField()
    reason = serializers.CharField()
    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)
    unit = serializers.CharField(allow_null=True)


class SanctionsOut(serializers.Serializer[Any]):
    """Those that hold now, the newest first."""

    sanctions = SanctionOut(many=True)


def _done(done: Done) -> Response:
    entry = bodies.log_entry(done.entry) if done.entry else None
    return Response({"entry": entry, "comments": [bodies.desk_comment(it) for it in done.comments]})


class BulkView(APIView):
    """Many comments at once, and the log."""

    permission_classes = (IsAuthenticated,)

    @described(query=LogQuery, answers={200: LogOut})
    def get(self, request: Request, slug: str) -> Response:
        """Who did what, and why."""
        ceremony = ceremony_for(request, slug, May.MODERATE)
        query = LogQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        entries = log_before(ceremony.pk, query.validated_data.get("before"))
        shown = [bodies.log_entry(entry) for entry in entries[:LOG_SHOWN]]
        return Response({"entries": shown, "more": len(entries) > LOG_SHOWN})

    @described(takes=BulkIn, answers={200: DoneOut})
    def post(self, request: Request, slug: str) -> Response:
        """Carry one act out on all of these."""
        ceremony = ceremony_for(request, slug, May.MODERATE)
        given = BulkIn(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        act = ModerationAct(wanted["act"])
        who = person_of(request)
        return _done(moderation.moderate_all(who, ceremony.pk, wanted["comments"], act, wanted["reason"]))


class UndoView(APIView):
    """One entry of the log."""

    permission_classes = (IsAuthenticated,)

    @described(takes=ReasonIn, answers={200: DoneOut})
    def post(self, request: Request, slug: str, entry_id: int) -> Response:
        """Take it back; what somebody changed since is left alone."""
        ceremony = ceremony_for(request, slug, May.MODERATE)
        entry = authors.entry_of(entry_id)
        if entry.room_id != ceremony.pk:
            raise NotFound
        given = ReasonIn(data=request.data)
        given.is_valid(raise_exception=True)
        return _done(authors.undo(person_of(request), entry, given.validated_data["reason"]))


class AuthorView(APIView):
    """The author of one comment."""

    permission_classes = (IsAuthenticated,)

    @described(takes=MeasureIn, answers={200: DoneOut})
    def post(self, request: Request, comment_id: int) -> Response:
        """Stop the author for a time, for good, or in silence."""
        comment = comment_to_moderate(request, comment_id)
        given = MeasureIn(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        if wanted["everywhere"]:  # a guest in the crew speaks for no unit
            ceremony_for(request, comment.room.ceremony.slug, May.EDIT_WORDS)
        measure = Measure(**{**wanted, "kind": enums.Sanction(wanted["kind"])})
        return _done(authors.sanction(person_of(request), comment, measure))


class SanctionsView(APIView):
    """Authors who are held back."""

    permission_classes = (IsAuthenticated,)

    @described(answers={200: SanctionsOut})
    def get(self, request: Request, slug: str) -> Response:
        """In this ceremony, or in all of its unit."""
        ceremony = ceremony_for(request, slug, May.MODERATE)
        return Response({"sanctions": [bodies.sanction(it) for it in held_back(ceremony)]})


class LiftView(APIView):
    """One sanction."""

    permission_classes = (IsAuthenticated,)

    @described(takes=ReasonIn, answers={200: SanctionOut})
    def post(self, request: Request, sanction_id: int) -> Response:
        """Let the author write again."""
        found = Sanction.objects.select_related("room__ceremony", "unit", "by").filter(pk=sanction_id).first()
        if found is None:
            raise NotFound
        may = May.EDIT_WORDS if found.unit_id else May.MODERATE
        ceremony_for(request, found.room.ceremony.slug, may)
        given = ReasonIn(data=request.data)
        given.is_valid(raise_exception=True)
        authors.lift(person_of(request), found, given.validated_data["reason"])
        return Response(bodies.sanction(found))
