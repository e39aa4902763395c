"""Many pages of one broadcast at once: started, stopped, tried again, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import F, Q, QuerySet

from events.audit import record
from events.errors import NotFound
from events.models import Ceremony, Unit, User
from streaming.enums import RelayPhase, Switch
from streaming.models import Relay
from streaming.services.locking import locked
from streaming.wake import changed_on_commit

TROUBLED = (RelayPhase.FAILED, RelayPhase.BACKOFF)


class GroupAct(StrEnum):
    """What can be done to many."""

    START = "start"
    STOP = "stop"
    RETRY = "retry"


@dataclass(frozen=True)
class Whom:
    """These pages, those of a unit and of all under it, or (neither) all."""

    pages: Collection[int] | None = None
    unit: Unit | None = None


@dataclass(frozen=True)
class Done:
    """`changed`: page ids; `withdrawn`: those of them that their unit took back, which stay as they are."""

    changed: list[int]
    withdrawn: list[int]


def _started(found: QuerySet[Relay]) -> QuerySet[Relay]:
    return found.filter(desired=Switch.OFF)


def _stopped(found: QuerySet[Relay]) -> QuerySet[Relay]:
    return found.filter(desired=Switch.ON)


def _retried(found: QuerySet[Relay]) -> QuerySet[Relay]:
    """Those that wait, gave up, or are not where they should be: what flows is left alone."""
    ill = Q(observed__state__in=TROUBLED) | Q(observed__on_backup=True)
    return found.filter(ill, desired=Switch.ON)


CHANGED: dict[GroupAct, Callable[[QuerySet[Relay]], QuerySet[Relay]]] = {
    GroupAct.START: _started,
    GroupAct.STOP: _stopped,
    GroupAct.RETRY: _retried,
}


@transaction.atomic
def act_on_many(actor: User, ceremony: Ceremony, act: GroupAct, whom: Whom) -> Done:
    """What is so already is not touched. Raises NotFound for a page that is not in this broadcast."""
    ceremony = locked(ceremony)
    found = _meant(ceremony, whom)
    back = list(found.filter(withdrawn=True).values_list("page_id", flat=True))
    chosen = list(CHANGED[act](found.filter(withdrawn=False)).select_related("page"))
    rows = Relay.objects.filter(pk__in=[relay.pk for relay in chosen])
    if act is GroupAct.STOP:
        rows.update(desired=Switch.OFF)
    else:
        rows.update(desired=Switch.ON, asked=F("asked") + 1)
    if chosen:
        names = [relay.page.name for relay in chosen]
        record(actor, f"relays.{act.value}", ceremony, count=len(names), pages=names)
        changed_on_commit(ceremony.pk)
    return Done([relay.page_id for relay in chosen], back)


def _meant(ceremony: Ceremony, whom: Whom) -> QuerySet[Relay]:
    found = Relay.objects.filter(broadcast_id=ceremony.pk).order_by("pk")
    if whom.unit is not None:
        found = found.filter(page__unit__path__startswith=whom.unit.path)
    if whom.pages is None:
        return found
    found = found.filter(page_id__in=whom.pages)
    if found.count() != len(set(whom.pages)):
        raise NotFound
    return found
