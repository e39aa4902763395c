"""The acts of the transition table: review, publish, cancel, live, ended, reopen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from events import ports
from events.announce import Announcement, What, announce_on_commit
from events.audit import record
from events.enums import Act, CeremonyState
from events.errors import IllegalTransition
from events.models import Ceremony, CeremonyVersion, User
from events.selectors import segments_of
from events.transitions import after, is_legal, legal_acts

REOPEN_FOR = timedelta(hours=2)


def act_on(actor: User | None, ceremony: Ceremony, act: Act, **detail: Any) -> Ceremony:
    """Carry out one act. Raises IllegalTransition with what would be legal."""
    with transaction.atomic():
        ceremony = Ceremony.objects.select_for_update(of=("self",)).select_related("unit").get(pk=ceremony.pk)
        if not possible(ceremony, act):
            raise IllegalTransition(act, [str(other) for other in possible_acts(ceremony)])
        ceremony.review_state, ceremony.state = after(act, ceremony.review_state, ceremony.state)
        _side_effects(actor, ceremony, act, detail)
        ceremony.save()
        record(actor, f"ceremony.{act}", ceremony, **detail)
        announce_on_commit(Announcement(ceremony.pk, What.CEREMONY))
    return ceremony


def possible(ceremony: Ceremony, act: Act) -> bool:
    """The table, and the two hours in which an ended ceremony can be reopened."""
    if act is Act.REOPEN and not _within_reopening(ceremony):
        return False
    return is_legal(act, ceremony.review_state, ceremony.state)


def possible_acts(ceremony: Ceremony) -> list[Act]:
    """What people could do with it now, permission aside."""
    legal = legal_acts(ceremony.review_state, ceremony.state)
    return [act for act in legal if possible(ceremony, act)]


def _within_reopening(ceremony: Ceremony) -> bool:
    return ceremony.ended_at is not None and timezone.now() - ceremony.ended_at <= REOPEN_FOR


def _side_effects(actor: User | None, ceremony: Ceremony, act: Act, detail: dict[str, Any]) -> None:
    if act is Act.PUBLISH:
        detail["version"] = _new_version(actor, ceremony)
    elif act is Act.CANCEL:
        ceremony.cancel_reason = str(detail.get("reason", ""))[:300]
        for cancelled in ports.ceremony_cancelled.handlers.values():
            cancelled(ceremony.pk)
    elif act is Act.END:
        ceremony.ended_at = timezone.now()


def _new_version(actor: User | None, ceremony: Ceremony) -> int:
    """Freeze what the public will see; publishing an unchanged text makes no new number."""
    content = frozen_content(ceremony)
    last = ceremony.versions.order_by("-number").first()
    if last is not None and last.content == content:
        ceremony.published = last
        return last.number
    number = last.number + 1 if last else 1
    ceremony.published = CeremonyVersion.objects.create(
        ceremony=ceremony, number=number, content=content, published_by=actor
    )
    return number


def frozen_content(ceremony: Ceremony) -> dict[str, Any]:
    """The public part of the working copy, as JSON."""
    return {
        "title": ceremony.title,
        "kind": ceremony.kind,
        "summary": ceremony.summary,
        "place": ceremony.place,
        "starts_at": ceremony.starts_at.isoformat(),
        "ends_at": ceremony.ends_at.isoformat(),
        "cover": ceremony.cover.name if ceremony.cover else None,
        "rundown": [
            {"id": segment.pk, "title": segment.title, "kind": segment.kind, "duration_s": segment.duration_s}
            for segment in segments_of(ceremony)
        ],
    }


def publish(actor: User, ceremony: Ceremony) -> Ceremony:
    """Make the working copy public as the next version."""
    return act_on(actor, ceremony, Act.PUBLISH)


def mark_live(ceremony_id: int) -> None:
    """The worker saw the first public segment; already live is no error."""
    _by_system(ceremony_id, CeremonyState.SCHEDULED, Act.GO_LIVE)


def mark_ended(ceremony_id: int) -> None:
    """The broadcast was ended; a ceremony that was never live stays scheduled."""
    _by_system(ceremony_id, CeremonyState.LIVE, Act.END)


def _by_system(ceremony_id: int, when: CeremonyState, act: Act) -> None:
    ceremony = Ceremony.objects.filter(pk=ceremony_id, state=when).first()
    if ceremony is not None:
        act_on(None, ceremony, act)
