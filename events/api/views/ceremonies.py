"""Ceremonies: lists, one, and the acts that move it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api import bodies
from events.api.access import ceremony_for, person_of, require, require_in_unit
from events.api.parsers import BoundedJSONParser
from events.api.schema import described
from events.api.serializers.ceremony import (
    AuditOut,
    CancelIn,
    CeremonyIn,
    CeremonyOut,
    CeremonyQuery,
    PublicCeremonyOut,
)
from events.enums import Act
from events.errors import NotFound, NotPermitted
from events.models import AuditEntry, Ceremony, User
from events.permissions import May, act_allowed, allowed
from events.selectors import (
    ceremonies_of,
    ceremony_by_slug,
    public_ceremonies,
    standing_in_ceremony,
)
from events.services import ceremonies, lifecycle

MAX_LISTED = 500
PARSERS = (BoundedJSONParser, MultiPartParser, FormParser)


def _answer(request: Request, ceremony: Ceremony, status: int = 200) -> Response:
    fresh = ceremony_by_slug(ceremony.slug)
    return Response(bodies.staff_ceremony(fresh, standing_in_ceremony(request.user, fresh)), status=status)


class CeremoniesView(APIView):
    """The calendar, for the public and for staff."""

    permission_classes = (AllowAny,)
    parser_classes = PARSERS

    @described(query=CeremonyQuery, answers={200: PublicCeremonyOut(many=True)})
    def get(self, request: Request) -> Response:
        """`scope=mine`: the desks that the caller may open; otherwise what is public."""
        query = CeremonyQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        wanted = query.validated_data
        if wanted.get("scope") == "mine":
            person = person_of(request)
            found = _filtered(ceremonies_of(person), wanted)
            return Response({"results": [_mine(person, ceremony) for ceremony in found]})
        found = _filtered(public_ceremonies(), wanted)
        return Response({"results": bodies.public_ceremonies(found)})

    @described(takes=CeremonyIn, answers={201: CeremonyOut})
    def post(self, request: Request) -> Response:
        """Make a draft."""
        person = person_of(request)
        given = CeremonyIn(data=request.data)
        given.is_valid(raise_exception=True)
        require_in_unit(request, given.validated_data["unit"], May.CREATE_CEREMONY)
        return _answer(request, ceremonies.create(person, **given.validated_data), status=201)


def _mine(person: User, ceremony: Ceremony) -> dict[str, Any]:
    return bodies.staff_ceremony(ceremony, standing_in_ceremony(person, ceremony))


def _filtered(found: QuerySet[Ceremony], wanted: dict[str, Any]) -> QuerySet[Ceremony]:
    names = {"state": "state", "unit": "unit_id", "from": "starts_at__gte", "to": "starts_at__lt"}
    return found.filter(**{names[key]: value for key, value in wanted.items() if key in names})[:MAX_LISTED]


class CeremonyView(APIView):
    """One ceremony."""

    permission_classes = (AllowAny,)
    parser_classes = PARSERS

    @described(answers={200: CeremonyOut})
    def get(self, request: Request, slug: str) -> Response:
        """The working copy for its staff, else the published version; `?view=public` forces that."""
        ceremony = ceremony_by_slug(slug)
        standing = standing_in_ceremony(request.user, ceremony)
        if allowed(May.SEE_DESK, standing) and request.query_params.get("view") != "public":
            return Response(bodies.staff_ceremony(ceremony, standing))
        if ceremony.published is None:
            raise NotFound
        return Response(bodies.public_ceremony(ceremony))

    @described(takes=CeremonyIn, answers={200: CeremonyOut})
    def patch(self, request: Request, slug: str) -> Response:
        """Change the working copy."""
        ceremony = ceremony_for(request, slug, May.EDIT_CEREMONY)
        given = CeremonyIn(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        moved_to = given.validated_data.get("unit")
        if moved_to not in (None, ceremony.unit):
            require_in_unit(request, moved_to, May.CREATE_CEREMONY)
        return _answer(request, ceremonies.edit(person_of(request), ceremony, **given.validated_data))


class ActView(APIView):
    """Base of the acts; one subclass an act, so that each has its address and its row in the matrix."""

    act: Act

    @described(takes=None, answers={200: CeremonyOut})
    def post(self, request: Request, slug: str) -> Response:
        """Carry the act out; 409 names what would be legal."""
        return self._carry_out(request, slug)

    def _carry_out(self, request: Request, slug: str, **detail: Any) -> Response:
        ceremony = ceremony_for(request, slug, May.SEE_DESK)
        if not act_allowed(self.act, standing_in_ceremony(request.user, ceremony)):
            raise NotPermitted
        return _answer(request, lifecycle.act_on(person_of(request), ceremony, self.act, **detail))


class SubmitView(ActView):
    """Ask for approval."""

    act = Act.SUBMIT


class ApproveView(ActView):
    """Approve the text."""

    act = Act.APPROVE


class SendBackView(ActView):
    """Back to a draft."""

    act = Act.SEND_BACK


class PublishView(ActView):
    """Make the working copy public as the next version."""

    act = Act.PUBLISH


class ReopenView(ActView):
    """Open an ended ceremony again, for two hours after its end."""

    act = Act.REOPEN


class CancelView(ActView):
    """Cancel it, with a reason that the public sees."""

    act = Act.CANCEL

    @described(takes=CancelIn, answers={200: CeremonyOut})
    def post(self, request: Request, slug: str) -> Response:
        """Carry the act out."""
        given = CancelIn(data=request.data)
        given.is_valid(raise_exception=True)
        return self._carry_out(request, slug, **given.validated_data)


class AuditView(APIView):
    """What was changed about one ceremony."""

    @described(answers={200: AuditOut(many=True)})
    def get(self, request: Request, slug: str) -> Response:
        """The last 100 entries."""
        ceremony = ceremony_for(request, slug, May.READ_AUDIT)
        require(May.READ_AUDIT, standing_in_ceremony(request.user, ceremony))
        return Response([_entry(entry) for entry in ceremony.audit.all()[:100]])


def _entry(entry: AuditEntry) -> dict[str, Any]:
    at = bodies.moment(entry.at)
    return {"at": at, "actor": entry.actor_name, "action": entry.action, "detail": entry.detail}
