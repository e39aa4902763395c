"""Cases for the staff: lifted out of the comments, listed, handed on, answered, closed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import person_of, require
from events.api.bodies import unit
from events.api.schema import described
from events.errors import NotFound
from events.permissions import May
from events.selectors import standing_in_unit
from realtime.api import case_bodies as bodies
from realtime.api import case_serializers as s
from realtime.api.access import comment_to_moderate
from realtime.models import Case
from realtime.selectors.cases import SHOWN, WHOLE, Narrow, case_by_id, cases_of, may_handle, units_for
from realtime.services import cases


def case_for(request: Request, case_id: int) -> Case:
    """The case, if the caller may handle it; for all others there is none."""
    person, case = person_of(request), case_by_id(case_id)
    if case is None or not may_handle(person, case):
        raise NotFound
    return case


def _taken(kind: type[Any], data: Any) -> dict[str, Any]:
    given = kind(data=data)
    given.is_valid(raise_exception=True)
    taken: dict[str, Any] = given.validated_data
    return taken


def _detail(request: Request, case_id: int, status: int = 200) -> Response:
    """As it is now. Who gave it away to a unit of others reads it this once more."""
    case = case_by_id(case_id)
    if case is None:
        raise NotFound
    return Response(bodies.detailed(case, person_of(request)), status=status)


class LiftView(APIView):
    """A comment that becomes a case."""

    @described(answers={200: s.LiftableOut})
    def get(self, request: Request, comment_id: int) -> Response:
        """The comment, the case that it already is, and the units that could be responsible."""
        comment = comment_to_moderate(request, comment_id)
        own = comment.room.ceremony.unit
        found = Case.objects.filter(comment=comment).values_list("pk", flat=True).first()
        units = [unit(one) for one in units_for(own)]
        return Response({"comment": bodies.said(comment), "case": found, "unit": own.pk, "units": units})

    @described(takes=s.LiftIn, answers={201: s.CaseDetailOut, 200: s.CaseDetailOut})
    def post(self, request: Request, comment_id: int) -> Response:
        """Lift it; 200 and the case as it is where somebody had."""
        comment = comment_to_moderate(request, comment_id)
        lifted = cases.lift(person_of(request), comment, **_taken(s.LiftIn, request.data))
        return _detail(request, lifted.case.pk, 200 if lifted.repeated else 201)


class CasesView(APIView):
    """Those that the caller may handle."""

    @described(query=s.CasesPageQuery, answers={200: s.CasesOut}, operation_id="cases_list")
    def get(self, request: Request) -> Response:
        """The newest 100, or those before an id."""
        wanted = _taken(s.CasesPageQuery, request.query_params)
        before = wanted.pop("before", None)
        found = cases_of(person_of(request), Narrow(**wanted))
        page = list((found.filter(pk__lt=before) if before else found)[: SHOWN + 1])
        shown = [bodies.listed(case) for case in page[:SHOWN]]
        return Response({"cases": shown, "more": len(page) > SHOWN})


class CasesFileView(APIView):
    """The same as a file."""

    @extend_schema(parameters=[s.CasesQuery], responses={(200, "text/csv"): OpenApiTypes.BINARY})
    def get(self, request: Request) -> HttpResponse:
        """CSV in the caller's language, the newest first, without contact details and notes."""
        found = cases_of(person_of(request), Narrow(**_taken(s.CasesQuery, request.query_params)))
        name = {"Content-Disposition": 'attachment; filename="kien-nghi.csv"', "Cache-Control": "no-store"}
        return HttpResponse(bodies.as_csv(found[:WHOLE]), "text/csv; charset=utf-8", headers=name)


class CaseView(APIView):
    """One case."""

    @described(answers={200: s.CaseDetailOut})
    def get(self, request: Request, case_id: int) -> Response:
        """With its notes."""
        return Response(bodies.detailed(case_for(request, case_id), person_of(request)))

    @described(takes=s.CaseChangeIn, answers={200: s.CaseDetailOut})
    def patch(self, request: Request, case_id: int) -> Response:
        """Change its subject, unit, owner or deadline."""
        case = case_for(request, case_id)
        wanted = _taken(s.CaseChangeIn, request.data)
        cases.change(person_of(request), case.pk, wanted, wanted.pop("version", None))
        return _detail(request, case.pk)


class NotesView(APIView):
    """What the staff write for each other."""

    @described(takes=s.NoteIn, answers={201: s.NoteOut})
    def post(self, request: Request, case_id: int) -> Response:
        """Add one; it stays as it is."""
        case = case_for(request, case_id)
        made = cases.note(person_of(request), case.pk, **_taken(s.NoteIn, request.data))
        return Response(bodies.noted(made), status=201)


class AnswerView(APIView):
    """The unit's word."""

    @described(takes=s.AnswerIn, answers={200: s.CaseDetailOut})
    def post(self, request: Request, case_id: int) -> Response:
        """Answer, or put the answer right; for the staff of the unit responsible."""
        case = case_for(request, case_id)
        require(May.ANSWER_CASE, standing_in_unit(request.user, case.unit))
        wanted = _taken(s.AnswerIn, request.data)
        cases.answer(person_of(request), case.pk, **wanted)
        return _detail(request, case.pk)


class CloseView(APIView):
    """The end."""

    @described(takes=s.CloseIn, answers={200: s.CaseDetailOut})
    def post(self, request: Request, case_id: int) -> Response:
        """Close it; without an answer, with a reason."""
        case = case_for(request, case_id)
        cases.close(person_of(request), case.pk, **_taken(s.CloseIn, request.data))
        return _detail(request, case.pk)
