"""Cases: whose they are, which are wanted, and what the public reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from events.enums import Role
from events.models import Unit, User
from events.permissions import case_allowed
from events.selectors import Person, standing_in_ceremony, standing_in_unit, units_reached
from realtime import codes
from realtime.enums import CommentState
from realtime.models import Case
from realtime.models.cases import late_at
from realtime.text import folded

SHOWN, WHOLE, ANSWERS_SHOWN, OWN_SHOWN = 100, 20_000, 100, 20
MAX_WORDS = 8  # of a search


@dataclass(frozen=True)
class Narrow:
    """Which of them; None or "" is all."""

    unit: int | None = None
    state: str = ""
    late: bool | None = None
    q: str = ""


def _joined(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related(
        "room__ceremony__unit", "room__ceremony__published", "comment", "unit", "owner"
    )


def cases_of(person: User, narrow: Narrow) -> QuerySet[Case]:
    """Those that the person may handle: of units that any role reaches, and of ceremonies moderated."""
    moderates = Q(room__ceremony__crew__user=person, room__ceremony__crew__role=Role.MODERATOR)
    moderates |= Q(room__ceremony__unit__in=units_reached(person, frozenset({Role.MODERATOR})))
    mine = Case.objects.filter(Q(unit__in=units_reached(person)) | moderates)
    # By id, since a join with the crew would bring a case once a place.
    return _narrowed(_joined(Case.objects.filter(pk__in=mine.values("pk"))), narrow)


def _narrowed(cases: QuerySet[Case], narrow: Narrow) -> QuerySet[Case]:
    if narrow.unit is not None:
        cases = cases.filter(unit_id=narrow.unit)
    if narrow.state:
        cases = cases.filter(state=narrow.state)
    if narrow.late is not None:
        late = late_at(timezone.now())
        cases = cases.filter(late if narrow.late else ~Q(pk__in=Case.objects.filter(late).values("pk")))
    code = codes.code_in(narrow.q)
    if code:
        return cases.filter(code=code)
    for word in folded(narrow.q).split()[:MAX_WORDS]:
        cases = cases.filter(folded__contains=word)
    return cases


def case_by_id(case_id: int) -> Case | None:
    """With what a screen shows of it."""
    return _joined(Case.objects.filter(pk=case_id)).first()


def case_by_code(code: str) -> Case | None:
    """The same by the citizen's code."""
    return _joined(Case.objects.filter(code=code)).first()


def cases_by_device(device: str) -> list[Case]:
    """Those made of what this device wrote, the newest first: how its owner learns of the code."""
    return list(_joined(Case.objects.filter(comment__device=device))[:OWN_SHOWN])


def public_answers(ceremony_id: int) -> list[Case]:
    """The newest first. Of comments that everybody sees alone: an answer must not bring a hidden one back."""
    answered = Case.objects.filter(room_id=ceremony_id, answer_public=True, answered_at__isnull=False)
    shown = answered.filter(comment__state=CommentState.PUBLISHED)
    return list(_joined(shown).order_by("-answered_at", "-id")[:ANSWERS_SHOWN])


def may_handle(person: Person, case: Case) -> bool:
    """See events.permissions.case_allowed."""
    in_ceremony = standing_in_ceremony(person, case.room.ceremony)
    return case_allowed(standing_in_unit(person, case.unit), in_ceremony)


def units_for(near: Unit) -> QuerySet[Unit]:
    """Who could be responsible: the whole tree that a unit stands in."""
    return Unit.objects.filter(path__startswith=f"/{near.ancestor_ids()[0]}/")


def owners_of(unit: Unit) -> QuerySet[User]:
    """Who could answer for a unit: those with a role there or in a unit above it."""
    there = User.objects.filter(memberships__unit_id__in=unit.ancestor_ids(), is_active=True)
    return there.distinct().order_by("name")
