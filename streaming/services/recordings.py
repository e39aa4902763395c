"""What people ask of a recording: delete it, try again. The worker does it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from events.audit import record
from events.models import Ceremony, User
from streaming.enums import RecordingState
from streaming.errors import NothingToRetry, RecordingBusy
from streaming.models import Recording
from streaming.selectors import broadcast_of
from streaming.wake import changed_on_commit


@transaction.atomic
def purge(actor: User, ceremony: Ceremony) -> None:
    """Delete the MP4 and the segments, for good. Raises RecordingBusy."""
    if broadcast_of(ceremony).on_air:
        raise RecordingBusy
    asked = {"purge_asked_at": timezone.now(), "purge_asked_by": actor}
    Recording.objects.update_or_create(pk=ceremony.pk, defaults=asked)
    record(actor, "recording.purge", ceremony)
    changed_on_commit(ceremony.pk)


@transaction.atomic
def retry(actor: User, ceremony: Ceremony) -> None:
    """Put it together now and not later. Raises NothingToRetry."""
    failed = Recording.objects.filter(pk=ceremony.pk, state=RecordingState.FAILED)
    if not failed.update(retry_asked_at=timezone.now()):
        raise NothingToRetry
    record(actor, "recording.retry", ceremony)
    changed_on_commit(ceremony.pk)
