"""From a request to a permitted thing: every view begins with one of these."""

from __future__ import annotations

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from events.errors import NotFound, NotPermitted
from events.models import Ceremony, Unit, User
from events.permissions import May, Standing, allowed
from events.selectors import ceremony_by_slug, standing_in_ceremony, standing_in_unit


def person_of(request: Request) -> User:
    """The logged-in member of staff; 401/403 otherwise."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


def require(may: May, standing: Standing) -> None:
    """Raise NotPermitted unless the table allows it."""
    if not allowed(may, standing):
        raise NotPermitted


def ceremony_for(request: Request, slug: str, may: May) -> Ceremony:
    """The ceremony, if the caller may do this to it.

    Who has no standing and could not see it in public either learns only that there is nothing.
    """
    person = person_of(request)
    ceremony = ceremony_by_slug(slug)
    standing = standing_in_ceremony(person, ceremony)
    if not standing.roles and ceremony.published_id is None:
        raise NotFound
    require(may, standing)
    return ceremony


def require_in_unit(request: Request, unit: Unit, may: May) -> None:
    """Raise NotPermitted unless the caller may do this in the unit."""
    require(may, standing_in_unit(person_of(request), unit))
