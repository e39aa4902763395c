"""A comment becomes a case, is handed to a unit and a person, answered and closed; all of it recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.audit import record
from events.errors import NotFound
from events.models import Unit, User
from realtime import codes
from realtime.case_errors import (
    CaseAnswered,
    CaseChanged,
    CaseClosed,
    DeadlinePast,
    OwnerNotOfUnit,
    ReasonNeeded,
    UnitNotHere,
)
from realtime.enums import CaseState
from realtime.models import Case, CaseNote, Comment
from realtime.selectors.cases import owners_of, units_for
from realtime.services.rooms import locked_room
from realtime.text import folded

DAYS = 7  # to answer in, where nobody set another deadline


@dataclass(frozen=True)
class Lifted:
    """`repeated`: the comment was a case already, and nothing changed."""

    case: Case
    repeated: bool


@transaction.atomic
def lift(
    actor: User,
    comment: Comment,
    *,
    subject: str,
    unit: int | None = None,
    owner: int | None = None,
    due_at: datetime | None = None,
) -> Lifted:
    """Make a case of a comment, of the ceremony's own unit where none is named.

    Raises UnitNotHere, OwnerNotOfUnit, DeadlinePast.
    """
    room = locked_room(comment.room_id)
    already = Case.objects.filter(comment=comment).first()
    if already is not None:
        return Lifted(already, repeated=True)
    responsible = _unit(room.ceremony.unit, unit) if unit is not None else room.ceremony.unit
    person = _owner(responsible, owner)
    case = Case(
        room=room,
        comment=comment,
        code=_free_code(),
        subject=subject,
        unit=responsible,
        owner=person,
        state=CaseState.ASSIGNED if person else CaseState.NEW,
        due_at=_deadline(due_at) if due_at else timezone.now() + timedelta(days=DAYS),
        lifted_name=actor.shown_name(),
    )
    _keep(case)
    _record(actor, "lift", case, comment=comment.pk, **_standing(case))
    return Lifted(case, repeated=False)


@transaction.atomic
def change(actor: User, case_id: int, wanted: Mapping[str, Any], version: int | None = None) -> Case:
    """Change `subject`, `unit`, `owner` (ids) or `due_at`; what is so already is no change. Another unit
    begins without an owner unless one is named.

    Raises NotFound, CaseChanged, CaseClosed, CaseAnswered, UnitNotHere, OwnerNotOfUnit, DeadlinePast.
    """
    case = _locked(case_id, version)
    before = _standing(case)
    case.subject = wanted.get("subject", case.subject)
    if wanted.get("due_at", case.due_at) != case.due_at:
        case.due_at = _deadline(wanted["due_at"])
    if wanted.get("unit", case.unit_id) != case.unit_id:
        if case.state == CaseState.ANSWERED:
            raise CaseAnswered
        case.unit, case.owner = _unit(case.room.ceremony.unit, wanted["unit"]), None
    if "owner" in wanted and wanted["owner"] != case.owner_id:
        case.owner = _owner(case.unit, wanted["owner"])
    if case.state != CaseState.ANSWERED:
        case.state = CaseState.ASSIGNED if case.owner_id else CaseState.NEW
    after = _standing(case)
    changed = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    if changed:
        _keep(case)
        _record(actor, "change", case, **changed)
    return case


@transaction.atomic
def note(actor: User, case_id: int, body: str) -> CaseNote:
    """Write down something for the other staff, of a closed case too; the record says only that."""
    case = _found(case_id)
    made = CaseNote.objects.create(case=case, author=actor, author_name=actor.shown_name(), body=body)
    _record(actor, "note", case, note=made.pk)
    return made


@transaction.atomic
def answer(actor: User, case_id: int, *, text: str, public: bool = True, version: int | None = None) -> Case:
    """Answer, or put an answer right. Whose it was not becomes the owner of a case without one.

    Raises NotFound, CaseChanged, CaseClosed.
    """
    case = _locked(case_id, version)
    if (case.state, case.answer, case.answer_public) == (CaseState.ANSWERED, text, public):
        return case
    case.answer, case.answer_public, case.answered_name = text, public, actor.shown_name()
    case.answered_at = case.answered_at or timezone.now()
    case.owner = case.owner or actor
    case.state = CaseState.ANSWERED
    _keep(case)
    # A crew's guests read the record: what is for the citizen alone does not stand there.
    _record(actor, "answer", case, public=public, **({"answer": text} if public else {}))
    return case


@transaction.atomic
def close(actor: User, case_id: int, *, reason: str = "", version: int | None = None) -> Case:
    """End it; a closed one stays as it is. Raises NotFound, CaseChanged, ReasonNeeded."""
    case = _found(case_id)
    if case.state == CaseState.CLOSED:
        return case
    _check_version(case, version)
    if case.state != CaseState.ANSWERED and not reason:
        raise ReasonNeeded
    was = str(case.state)
    case.state, case.close_reason, case.closed_at = CaseState.CLOSED, reason, timezone.now()
    _keep(case)
    _record(actor, "close", case, was=was, answered=case.answered_at is not None)
    return case


def _found(case_id: int) -> Case:
    cases = Case.objects.select_for_update(of=("self",)).select_related(
        "room__ceremony__unit", "unit", "owner"
    )
    case = cases.filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def _locked(case_id: int, version: int | None) -> Case:
    case = _found(case_id)
    if case.state == CaseState.CLOSED:
        raise CaseClosed
    _check_version(case, version)
    return case


def _check_version(case: Case, version: int | None) -> None:
    if version is not None and version != case.version:
        raise CaseChanged


def _keep(case: Case) -> None:
    case.version += 1 if case.pk else 0
    said = case.comment
    case.folded = folded(" ".join([case.code, case.subject, said.name, said.body, case.answer]))
    case.save()


def _standing(case: Case) -> dict[str, Any]:
    """What the record keeps of it: neither the code, which is the citizen's, nor who that is."""
    return {
        "subject": case.subject,
        "unit": case.unit.name,
        "owner": case.owner.shown_name() if case.owner else None,
        "due_at": case.due_at.isoformat(),
        "state": str(case.state),
    }


def _record(actor: User, act: str, case: Case, **detail: Any) -> None:
    record(actor, f"case.{act}", case.room.ceremony, case=case.pk, **detail)


def _unit(near: Unit, unit_id: int) -> Unit:
    unit = units_for(near).filter(pk=unit_id).first()
    if unit is None:
        raise UnitNotHere
    return unit


def _owner(unit: Unit, user_id: int | None) -> User | None:
    if user_id is None:
        return None
    person = owners_of(unit).filter(pk=user_id).first()
    if person is None:
        raise OwnerNotOfUnit
    return person


def _deadline(at: datetime) -> datetime:
    if at <= timezone.now():
        raise DeadlinePast
    return at


def _free_code() -> str:
    while Case.objects.filter(code=(code := codes.new_code())).exists():
        pass
    return code
