"""Where the pages of somebody's units are lent: asked by those who may take them back."""

from __future__ import annotations

from django.db.models import QuerySet

from events.api.bodies import moment, unit
from events.enums import CeremonyState
from events.models import Ceremony, User
from events.permissions import May, allowed
from events.selectors import standing_in_ceremony
from streaming import bodies
from streaming.models import Relay, RelayState
from streaming.selectors import MAX_LISTED, Body, pages_of

TO_COME = (CeremonyState.SCHEDULED, CeremonyState.LIVE)


def loans_of(person: User) -> list[Body]:
    """Every place of their pages in a ceremony that is not over, the earliest first."""
    found = list(_places(person)[:MAX_LISTED])
    ceremonies = {relay.broadcast_id: relay.broadcast.ceremony for relay in found}
    own = {key for key, ceremony in ceremonies.items() if _runs(person, ceremony)}
    return [_loan(relay, relay.broadcast_id in own) for relay in found]


def _places(person: User) -> QuerySet[Relay]:
    mine = Relay.objects.filter(page__in=pages_of(person), broadcast__ceremony__state__in=TO_COME)
    with_all = mine.select_related("broadcast__ceremony__unit", "observed")
    return with_all.order_by("broadcast__ceremony__starts_at", "id")


def _runs(person: User, ceremony: Ceremony) -> bool:
    return allowed(May.RUN_BROADCAST, standing_in_ceremony(person, ceremony))


def _loan(relay: Relay, runs: bool) -> Body:
    broadcast, ceremony = relay.broadcast, relay.broadcast.ceremony
    named = {"slug": ceremony.slug, "title": ceremony.title, "unit": unit(ceremony.unit)}
    seen = getattr(relay, "observed", RelayState())
    return {
        "page": relay.page_id,
        "ceremony": {**named, "starts_at": moment(ceremony.starts_at)},
        "wanted": relay.wanted,
        "withdrawn": relay.withdrawn,
        "on_air": broadcast.on_air and relay.wanted,
        "state": str(bodies.relay_phase(relay, broadcast, seen)),
        "runs": runs,
    }
