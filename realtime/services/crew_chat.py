"""The crew talks with each other: a message comes in, somebody has seen an urgent one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from events.audit import record
from events.errors import NotFound
from events.models import Ceremony, User
from realtime import limits
from realtime.errors import BadRef, EmptyMessage, MessageTooLong
from realtime.models import CrewMessage
from realtime.services.rooms import locked_room, next_seq
from realtime.text import REF, clean_body


@dataclass(frozen=True)
class Said:
    """What became of it; `repeated` where this person had sent this ref before."""

    message: CrewMessage
    repeated: bool


def say(author: User, ceremony_id: int, *, ref: str, body: str, urgent: bool = False) -> Said:
    """Write one message, or find the one that this `ref` already made. Returned means committed.

    Raises BadRef, EmptyMessage, MessageTooLong, Busy. Who may is asked by the caller.
    """
    if not REF.fullmatch(ref):
        raise BadRef
    text = _checked(body)
    with transaction.atomic():
        room = locked_room(ceremony_id)
        already = CrewMessage.objects.filter(room=room, author=author, ref=ref).first()
        if already is not None:
            return Said(already, repeated=True)
        limits.check_person(author.pk)
        fields = {"ref": ref, "body": text, "urgent": urgent, "name": author.shown_name()}
        message = CrewMessage.objects.create(room=room, seq=next_seq(room), author=author, **fields)
    return Said(message, repeated=False)


def _checked(body: str) -> str:
    text = clean_body(body)
    if not text:
        raise EmptyMessage
    if len(text) > limits.MAX_CREW_BODY:
        raise MessageTooLong(length=len(text), most=limits.MAX_CREW_BODY)
    return text


@transaction.atomic
def seen(actor: User, ceremony: Ceremony, message_id: int) -> CrewMessage:
    """Somebody of the crew has seen an urgent one: the first name stays. Raises NotFound."""
    room = locked_room(ceremony.pk)
    message = CrewMessage.objects.filter(room=room, pk=message_id).first()
    if message is None:
        raise NotFound
    if message.seen_at is not None or not message.urgent:
        return message
    message.seen_by, message.seen_name, message.seen_at = actor, actor.shown_name(), timezone.now()
    message.seq = next_seq(room)
    message.save(update_fields=["seen_by", "seen_name", "seen_at", "seq"])
    record(actor, "crew_chat.seen", ceremony, message=message.pk)
    return message
