"""A case as the staff, the citizen and everybody else read it; and as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from events.api.bodies import moment, unit
from events.errors import in_caller_language
from events.keyring import CannotOpen
from events.models import Ceremony, User
from events.permissions import May, allowed
from events.selectors import Person, standing_in_unit
from realtime.enums import CaseState
from realtime.models import Case, CaseNote, Comment
from realtime.selectors.cases import owners_of, units_for
from realtime.services.receipts import contact_of
from streaming.incidents.table import BOM, plain

Body = dict[str, Any]
HEAD = (
    ("Mã", "Code"),
    ("Nội dung", "Subject"),
    ("Bình luận", "Comment"),
    ("Người viết", "Author"),
    ("Buổi lễ", "Ceremony"),
    ("Đơn vị phụ trách", "Unit"),
    ("Người phụ trách", "Owner"),
    ("Trạng thái", "State"),
    ("Lập lúc", "Lifted at"),
    ("Hạn", "Due at"),
    ("Trễ", "Late"),
    ("Trả lời", "Answer"),
    ("Trả lời lúc", "Answered at"),
    ("Kết thúc lúc", "Closed at"),
    ("Lý do kết thúc", "Reason"),
)


def listed(case: Case) -> Body:
    """A line of the list."""
    ceremony = case.room.ceremony
    return {
        "id": case.pk,
        "code": case.code,
        "subject": case.subject,
        "state": case.state,
        "unit": unit(case.unit),
        "owner": _person(case.owner) if case.owner else None,
        "due_at": moment(case.due_at),
        "late": case.late(timezone.now()),
        "lifted_at": moment(case.lifted_at),
        "author": case.comment.name,
        "ceremony": {"slug": ceremony.slug, "title": ceremony.title},
        "version": case.version,
    }


def detailed(case: Case, reader: Person) -> Body:
    """The whole of it, as far as the reader may see it."""
    standing = standing_in_unit(reader, case.unit)
    answers = allowed(May.ANSWER_CASE, standing)
    return {
        **listed(case),
        "comment": said(case.comment),
        "answer": case.answer,
        "answer_public": case.answer_public,
        "answered_by": case.answered_name,
        "answered_at": moment(case.answered_at),
        "close_reason": case.close_reason,
        "closed_at": moment(case.closed_at),
        "lifted_by": case.lifted_name,
        "notes": [noted(note) for note in case.notes.all()],
        "may_answer": answers,
        "contact": _contact(case) if answers else None,
        "units": [unit(one) for one in units_for(case.room.ceremony.unit)],
        "people": [_person(user) for user in owners_of(case.unit)] if answers else [],
    }


def _person(user: User) -> Body:
    return {"id": user.pk, "name": user.shown_name()}


def _contact(case: Case) -> Body | None:
    try:
        given = contact_of(case)
    except CannotOpen:
        return {"readable": False, "name": "", "phone": "", "email": ""}
    return {"readable": True, **given} if given else None


def said(comment: Comment) -> Body:
    """What the case is about."""
    return {
        "id": comment.pk,
        "name": comment.name,
        "body": comment.body,
        "at": moment(comment.created_at),
        "state": comment.state,
    }


def noted(note: CaseNote) -> Body:
    """An internal note."""
    return {"id": note.pk, "by": note.author_name, "body": note.body, "at": moment(note.at)}


def receipt(case: Case) -> Body:
    """For who has the code."""
    return {
        "code": case.code,
        "subject": case.subject,
        "state": case.state,
        "unit": case.unit.name,
        "body": case.comment.body,
        "lifted_at": moment(case.lifted_at),
        "due_at": moment(case.due_at),
        "late": case.late(timezone.now()),
        "answer": case.answer,
        "answered_at": moment(case.answered_at),
        "close_reason": case.close_reason,
        "closed_at": moment(case.closed_at),
        "has_contact": bool(case.contact_sealed),
        "ceremony": {"slug": case.room.ceremony.slug, "title": _public_title(case.room.ceremony)},
    }


def _public_title(ceremony: Ceremony) -> str:
    return str(ceremony.published.content["title"]) if ceremony.published else ""


def answered(case: Case) -> Body:
    """For everybody."""
    return {
        "comment": case.comment_id,
        "name": case.comment.name,
        "body": case.comment.body,
        "at": moment(case.comment.created_at),
        "subject": case.subject,
        "unit": case.unit.name,
        "answer": case.answer,
        "answered_at": moment(case.answered_at),
    }


def as_csv(cases: Iterable[Case]) -> str:
    """In the caller's language, times as ISO 8601; no contact details and no internal notes."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(in_caller_language(vi, en) for vi, en in HEAD)
    for case in cases:
        writer.writerow(plain(cell) for cell in _cells(case))
    return out.getvalue()


def _cells(case: Case) -> list[str]:
    return [
        case.code,
        case.subject,
        case.comment.body,
        case.comment.name,
        case.room.ceremony.title,
        case.unit.name,
        case.owner.shown_name() if case.owner else "",
        in_caller_language(CaseState(case.state).label, case.state),
        moment(case.lifted_at) or "",
        moment(case.due_at) or "",
        in_caller_language("trễ", "late") if case.late(timezone.now()) else "",
        case.answer,
        moment(case.answered_at) or "",
        moment(case.closed_at) or "",
        case.close_reason,
    ]
