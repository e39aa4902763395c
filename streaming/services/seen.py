"""A person saw the stream on the page itself, and says so, or takes it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from events.audit import record
from events.errors import NotFound
from events.models import Ceremony, User
from streaming.errors import NotOnAir
from streaming.models import PageSeen, Relay
from streaming.wake import changed_on_commit

SEEN, NOT_SEEN = "relay.seen", "relay.unseen"


@transaction.atomic
def saw(actor: User, ceremony: Ceremony, page_id: int) -> None:
    """Now, in this airing; the newest look counts. Raises NotFound, NotOnAir."""
    relay = _relay(ceremony, page_id)
    if not (relay.broadcast.on_air and relay.wanted):
        raise NotOnAir
    fresh = {"airing": relay.broadcast.airing, "by": actor, "at": timezone.now()}
    PageSeen.objects.update_or_create(relay=relay, defaults=fresh)
    record(actor, SEEN, ceremony, page=relay.page.name)
    changed_on_commit(ceremony.pk)


@transaction.atomic
def take_back(actor: User, ceremony: Ceremony, page_id: int) -> None:
    """It was a slip, or is not so any more. Harmless where nobody said so. Raises NotFound."""
    relay = _relay(ceremony, page_id)
    if PageSeen.objects.filter(relay=relay).delete()[0]:
        record(actor, NOT_SEEN, ceremony, page=relay.page.name)
        changed_on_commit(ceremony.pk)


def _relay(ceremony: Ceremony, page_id: int) -> Relay:
    found = Relay.objects.select_related("broadcast", "page").filter(broadcast=ceremony.pk, page=page_id)
    relay = found.first()
    if relay is None:
        raise NotFound
    return relay
