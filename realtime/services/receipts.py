"""The citizen's side: a look-up by the receipt's code, slowed, and the contact details, sealed."""

from __future__ import annotations

import json
import time
from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from events.audit import record
from events.errors import NotFound
from events.keyring import CannotOpen, open_sealed, seal
from realtime import codes
from realtime.case_errors import CaseClosed, ContactMissing
from realtime.enums import CaseState
from realtime.errors import Busy
from realtime.models import Case
from realtime.selectors.cases import case_by_code

WINDOW_S = 60
# By network. Codes that are none are what guessing is made of: 20 a minute against 2**40.
MISSES, LOOKS, CONTACTS = 20, 300, 10


def looked_up(typed: str, network: str) -> Case:
    """The case of a code. Raises Busy, NotFound; who guesses too much hears nothing of true ones either."""
    _count("look", network, LOOKS)
    if _counted("miss", network) >= MISSES:
        raise Busy(_left())
    code = codes.code_in(typed)
    case = case_by_code(code) if code else None
    if case is None:
        _count("miss", network, MISSES)
        raise NotFound
    return case


@transaction.atomic
def set_contact(typed: str, network: str, *, name: str = "", phone: str = "", email: str = "") -> Case:
    """Keep how the citizen can be reached, in place of what was there; nothing of it is in the record.

    Raises Busy, NotFound, ContactMissing, CaseClosed.
    """
    found = looked_up(typed, network)
    _count("contact", network, CONTACTS)
    if not (phone or email):
        raise ContactMissing
    case = Case.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if case.state == CaseState.CLOSED:
        raise CaseClosed
    again = bool(case.contact_sealed)
    case.contact_sealed = seal(json.dumps({"name": name, "phone": phone, "email": email}))
    case.save(update_fields=["contact_sealed"])
    record(None, "case.contact", found.room.ceremony, case=case.pk, again=again)
    found.contact_sealed = case.contact_sealed
    return found


def contact_of(case: Case) -> dict[str, str] | None:
    """For the unit's staff; None where nothing was given. Raises CannotOpen."""
    opened = open_sealed(case.contact_sealed)
    if not opened:
        return None
    try:
        given: dict[str, str] = json.loads(opened)
    except ValueError:
        raise CannotOpen from None
    return given


def _key(what: str, network: str) -> str:
    return f"receipt:{what}:{int(time.time()) // WINDOW_S}:{network}"


def _left() -> int:
    return WINDOW_S - int(time.time()) % WINDOW_S


def _counted(what: str, network: str) -> int:
    return int(cache.get(_key(what, network), 0))


def _count(what: str, network: str, most: int) -> None:
    """Over all web processes where they share a cache, else in each of them."""
    key = _key(what, network)
    cache.add(key, 0, 2 * WINDOW_S)
    if cache.incr(key) > most:
        raise Busy(_left())


def forget_contacts(before: datetime) -> int:
    """Of cases that ended before a moment; returns how many."""
    old = Case.objects.filter(closed_at__lt=before).exclude(contact_sealed="")
    return old.update(contact_sealed="")
