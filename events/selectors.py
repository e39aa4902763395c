"""Reads of this room: standings, ceremonies, rundowns."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet

from events.enums import Role
from events.errors import NotFound
from events.models import Ceremony, CrewMember, Cue, Membership, Segment, Unit, User
from events.permissions import STRANGER, Standing

Person = User | AnonymousUser


def standing_in_unit(person: Person, unit: Unit) -> Standing:
    """What a person is to a unit: the roles held there or in any unit above it."""
    if not isinstance(person, User) or not person.is_active:
        return STRANGER
    found = Membership.objects.filter(user=person, unit_id__in=unit.ancestor_ids())
    roles = frozenset(Role(role) for role in found.values_list("role", flat=True))
    return Standing(unit_roles=roles, superuser=person.is_superuser)


def standing_in_ceremony(person: Person, ceremony: Ceremony) -> Standing:
    """What a person is to a ceremony: through its unit's tree and through its crew."""
    in_unit = standing_in_unit(person, ceremony.unit)
    if not isinstance(person, User) or not person.is_active:
        return STRANGER
    places = CrewMember.objects.filter(user=person, ceremony=ceremony).values_list("role", flat=True)
    crew = frozenset(Role(role) for role in places)
    return Standing(in_unit.unit_roles, crew, in_unit.superuser)


def standing_by_ids(user_id: int, ceremony_id: int) -> Standing:
    """The present standing, read anew: for sockets, which outlive the roles they began with."""
    person = User.objects.filter(pk=user_id).first()
    ceremony = Ceremony.objects.select_related("unit").filter(pk=ceremony_id).first()
    if person is None or ceremony is None:
        return STRANGER
    return standing_in_ceremony(person, ceremony)


def units_reached(person: User, roles: frozenset[Role] = frozenset(Role)) -> QuerySet[Unit]:
    """Units in the subtrees where the person holds one of these roles."""
    if person.is_superuser:
        return Unit.objects.all()
    held = Membership.objects.filter(user=person, role__in=roles).select_related("unit")
    reach = Q(pk__in=[])
    for membership in held:
        reach |= Q(path__startswith=membership.unit.path)
    return Unit.objects.filter(reach)


def ceremonies_of(person: User) -> QuerySet[Ceremony]:
    """The ceremonies whose desks this person may open."""
    mine = Q(unit__in=units_reached(person)) | Q(crew__user=person)
    return _full(Ceremony.objects.filter(mine).distinct())


def public_ceremonies() -> QuerySet[Ceremony]:
    """Those with a published version, cancelled ones included: the public must learn of it."""
    return _full(Ceremony.objects.filter(published__isnull=False))


def ceremony_by_slug(slug: str) -> Ceremony:
    """One ceremony with its unit and published version; raises NotFound."""
    ceremony = _full(Ceremony.objects.filter(slug=slug)).first()
    if ceremony is None:
        raise NotFound
    return ceremony


def _full(found: QuerySet[Ceremony]) -> QuerySet[Ceremony]:
    return found.select_related("unit", "published")


def segments_of(ceremony: Ceremony) -> list[Segment]:
    """The rundown in its order."""
    return list(ceremony.segments.all())


def current_cue(ceremony: Ceremony) -> Cue | None:
    """The newest cue, which says what is on."""
    return ceremony.cues.select_related("segment").first()


def planned_starts(starts_at: datetime, durations: list[int]) -> list[datetime]:
    """The planned start of each segment; durations in seconds."""
    times, at = [], starts_at
    for duration in durations:
        times.append(at)
        at += timedelta(seconds=duration)
    return times


def crew_of(ceremony: Ceremony) -> list[CrewMember]:
    """The crew with its people."""
    return list(ceremony.crew.select_related("user"))


def people_of(unit: Unit) -> QuerySet[User]:
    """Who belongs to the unit, to those above it or to those below it."""
    near = Q(memberships__unit_id__in=unit.ancestor_ids()) | Q(memberships__unit__path__startswith=unit.path)
    with_roles = Prefetch("memberships", Membership.objects.select_related("unit"))
    return User.objects.filter(near, is_active=True).distinct().prefetch_related(with_roles).order_by("name")
