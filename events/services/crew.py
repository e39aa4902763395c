"""Who does what at one ceremony."""

from __future__ import annotations

from django.db import transaction

from events.announce import Announcement, What, announce_on_commit
from events.audit import record
from events.errors import UnknownPerson
from events.models import Ceremony, CrewMember, User
from events.selectors import crew_of, people_of


@transaction.atomic
def replace(actor: User, ceremony: Ceremony, places: list[tuple[int, str]]) -> list[CrewMember]:
    """Write the whole crew as (user id, role). Raises UnknownPerson for one outside the unit's tree."""
    present = {(member.user_id, member.role): member for member in ceremony.crew.all()}
    wanted = set(places)
    new = wanted - present.keys()
    known = set(people_of(ceremony.unit).values_list("pk", flat=True))
    for user_id, _ in sorted(new):
        if user_id not in known:
            raise UnknownPerson(user=user_id)
    CrewMember.objects.filter(pk__in=[m.pk for key, m in present.items() if key not in wanted]).delete()
    CrewMember.objects.bulk_create(
        CrewMember(ceremony=ceremony, user_id=user_id, role=role) for user_id, role in sorted(new)
    )
    crew = crew_of(ceremony)
    record(actor, "crew.replace", ceremony, crew=[f"{m.user.username}:{m.role}" for m in crew])
    announce_on_commit(Announcement(ceremony.pk, What.ACCESS))
    return crew
