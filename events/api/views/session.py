"""Logging in and out, and who there is to work with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from rest_framework.authtoken.models import Token
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api import bodies
from events.api.access import person_of, require_in_unit
from events.api.schema import described
from events.api.serializers.common import UnitOut
from events.api.serializers.session import LoginIn, PersonWithRoles, SessionOut, TokenOut
from events.errors import BadLogin, NotFound
from events.models import Unit, User
from events.permissions import May
from events.selectors import people_of, standing_in_unit, units_reached


def _checked_login(request: Request) -> User:
    given = LoginIn(data=request.data)
    given.is_valid(raise_exception=True)
    user = authenticate(request._request, **given.validated_data)
    if not isinstance(user, User):
        raise BadLogin
    return user


def _session(request: Request, user: User | None) -> dict[str, Any]:
    memberships = user.memberships.select_related("unit") if user else []
    return {
        "user": {**bodies.person(user), "is_superuser": user.is_superuser} if user else None,
        "memberships": [{"unit": bodies.unit(m.unit), "role": m.role} for m in memberships],
        "language": (get_language() or "vi")[:2],
        "server_now": bodies.now(),
        "demo": (settings.ENV.data / "demo").exists(),
    }


class SessionView(APIView):
    """The cookie session of the screens."""

    permission_classes = (AllowAny,)

    @described(answers={200: SessionOut})
    def get(self, request: Request) -> Response:
        """Who is calling; also sets the CSRF cookie."""
        get_token(request._request)
        return Response(_session(request, request.user if isinstance(request.user, User) else None))

    @described(takes=LoginIn, answers={200: SessionOut})
    def post(self, request: Request) -> Response:
        """Log in. JSON alone is taken here, which no foreign page can send without being asked first."""
        user = _checked_login(request)
        login(request._request, user)
        return Response(_session(request, user))

    @described(answers={204: None})
    def delete(self, request: Request) -> Response:
        """Log out."""
        logout(request._request)
        return Response(status=204)


class TokenView(APIView):
    """A token for programs."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    @described(takes=LoginIn, answers={200: TokenOut})
    def post(self, request: Request) -> Response:
        """Trade a login for a token."""
        token, _ = Token.objects.get_or_create(user=_checked_login(request))
        return Response({"token": token.key})


class UnitsView(APIView):
    """The units that the caller works for."""

    @described(answers={200: UnitOut(many=True)})
    def get(self, request: Request) -> Response:
        """Those reached by any role."""
        return Response([_unit(unit) for unit in units_reached(person_of(request))])


def _unit(unit: Unit) -> dict[str, Any]:
    return {**bodies.unit(unit), "parent": unit.parent_id, "zone": unit.zone}


class PeopleView(APIView):
    """Whom a crew can be made of."""

    @described(answers={200: PersonWithRoles(many=True)})
    def get(self, request: Request, unit_id: int) -> Response:
        """The people of the unit, of those above it and of those below it."""
        unit = Unit.objects.filter(pk=unit_id).first()
        if unit is None or not standing_in_unit(person_of(request), unit).roles:
            raise NotFound
        require_in_unit(request, unit, May.SEE_PEOPLE)
        return Response([_person(user) for user in people_of(unit)])


def _person(user: User) -> dict[str, Any]:
    return {**bodies.person(user), "roles": sorted({m.role for m in user.memberships.all()})}
