"""What the API of cases takes in and answers; the answers are for the schema, case_bodies.py makes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from events.api.serializers.common import LineIn, LinesIn, UnitRef
from realtime.api.serializers import MAX_SEQ
from realtime.enums import CaseState, CommentState
from realtime.limits import MAX_NAME
from realtime.models.cases import MAX_ANSWER, MAX_CLOSE_REASON, MAX_NOTE, MAX_SUBJECT

MAX_VERSION = 2**31 - 1
PHONE = r"^\+?[0-9][0-9 .()-]{6,18}[0-9]$"


class VersionIn(serializers.Serializer[Any]):
    """`version` as it was read: 409 where somebody else changed the case meanwhile."""

    version = serializers.IntegerField(min_value=1, max_value=MAX_VERSION, required=False)


class LiftIn(serializers.Serializer[Any]):
    """`unit`: responsible, the ceremony's own where none is named; `due_at`: in a week where none is."""

    subject = LineIn(max_length=MAX_SUBJECT)
    unit = serializers.IntegerField(min_value=1, max_value=MAX_SEQ, required=False)
    owner = serializers.IntegerField(min_value=1, max_value=MAX_SEQ, required=False, allow_null=True)
    due_at = serializers.DateTimeField(required=False)


class CaseChangeIn(VersionIn):
    """What is to be changed; `owner` null: nobody."""

    subject = LineIn(max_length=MAX_SUBJECT, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=MAX_SEQ, required=False)
    owner = serializers.IntegerField(min_value=1, max_value=MAX_SEQ, required=False, allow_null=True)
    due_at = serializers.DateTimeField(required=False)


class NoteIn(serializers.Serializer[Any]):
    """For the staff alone."""

    body = LinesIn(max_length=MAX_NOTE)


class AnswerIn(VersionIn):
    """`public`: for everybody, else for who has the code."""

    text = LinesIn(max_length=MAX_ANSWER)
    public = serializers.BooleanField(default=True)


class CloseIn(VersionIn):
    """`reason` is needed where there is no answer; the citizen reads it."""

    reason = LineIn(max_length=MAX_CLOSE_REASON, required=False, allow_blank=True, default="")


class ContactIn(serializers.Serializer[Any]):
    """How the citizen can be reached; a telephone number or an e-mail address is needed."""

    name = LineIn(max_length=MAX_NAME, required=False, allow_blank=True, default="")
    phone = serializers.RegexField(PHONE, max_length=20, required=False, allow_blank=True, default="")
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")


class CasesQuery(serializers.Serializer[Any]):
    """Which cases; `q` looks in code, subject, comment and answer, without regard to marks."""

    unit = serializers.IntegerField(min_value=1, max_value=MAX_SEQ, required=False)
    state = serializers.ChoiceField(CaseState.choices, required=False)
    late = serializers.BooleanField(required=False, allow_null=True, default=None)
    q = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class CasesPageQuery(CasesQuery):
    """The newest, or those `before` an id."""

    before = serializers.IntegerField(min_value=1, max_value=MAX_SEQ, required=False)


class CaseCeremonyOut(serializers.Serializer[Any]):
    """Where it was said."""

    slug = serializers.CharField()
    title = serializers.CharField()


class CasePersonOut(serializers.Serializer[Any]):
    """A member of staff."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class CaseOut(serializers.Serializer[Any]):
    """A case as the list shows it."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    subject = serializers.CharField()
    state = serializers.ChoiceField(CaseState.choices)
    unit = UnitRef()
    owner = CasePersonOut(allow_null=True)
    due_at = serializers.DateTimeField()
    late = serializers.BooleanField()
    lifted_at = serializers.DateTimeField()
    author = serializers.CharField()
    ceremony = CaseCeremonyOut()
    version = serializers.IntegerField()


class CasesOut(serializers.Serializer[Any]):
    """The newest first."""

    cases = CaseOut(many=True)
    more = serializers.BooleanField()


class CaseCommentOut(serializers.Serializer[Any]):
    """What was said."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    body = serializers.CharField()
    at = serializers.DateTimeField()
    state = serializers.ChoiceField(CommentState.choices)


class NoteOut(serializers.Serializer[Any]):
    """An internal note."""

    id = serializers.IntegerField()
    by = serializers.CharField()
    body = serializers.CharField()
    at = serializers.DateTimeField()


class ContactOut(serializers.Serializer[Any]):
    """`readable` false: it was sealed with a key that is no more; the citizen has to give it again."""

    readable = serializers.BooleanField()
    name = serializers.CharField()
    phone = serializers.CharField()
    email = serializers.CharField()


class CaseDetailOut(CaseOut):
    """The whole of it. `may_answer`, `contact` and `people`: for the staff of the unit responsible."""

    comment = CaseCommentOut()
    answer = serializers.CharField()
    answer_public = serializers.BooleanField()
    answered_by = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    close_reason = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)
    lifted_by = serializers.CharField()
    notes = NoteOut(many=True)
    may_answer = serializers.BooleanField()
    contact = ContactOut(allow_null=True)
    units = UnitRef(many=True)
    people = CasePersonOut(many=True)


class LiftableOut(serializers.Serializer[Any]):
    """What is asked before a comment is lifted; `case`: the one that it already is."""

    comment = CaseCommentOut()
    case = serializers.IntegerField(allow_null=True)
    unit = serializers.IntegerField()
    units = UnitRef(many=True)


class ReceiptOut(serializers.Serializer[Any]):
    """What the citizen reads."""

    code = serializers.CharField()
    subject = serializers.CharField()
    state = serializers.ChoiceField(CaseState.choices)
    unit = serializers.CharField()
    body = serializers.CharField()
    lifted_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    late = serializers.BooleanField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    close_reason = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)
    has_contact = serializers.BooleanField()
    ceremony = CaseCeremonyOut()


class ReceiptsOut(serializers.Serializer[Any]):
    """Those of the caller's own comments, known by the device's cookie."""

    receipts = ReceiptOut(many=True)


class AnswerOut(serializers.Serializer[Any]):
    """A published answer under its comment; never the code."""

    comment = serializers.IntegerField()
    name = serializers.CharField()
    body = serializers.CharField()
    at = serializers.DateTimeField()
    subject = serializers.CharField()
    unit = serializers.CharField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField()


class AnswersOut(serializers.Serializer[Any]):
    """The newest first."""

    answers = AnswerOut(many=True)
