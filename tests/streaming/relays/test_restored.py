"""What the next worker makes of a page's failures: it has to be as patient as the one before."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.models import Ceremony, User
from streaming.enums import RelayPhase
from streaming.models import RelayState
from streaming.services import relays
from streaming.worker.memory import restore
from streaming.worker.plan import Key, What
from streaming.worker.unit import Unit
from tests.streaming.conftest import MakePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def restored(technician: User, ceremony: Ceremony, make_page: MakePage) -> Any:
    """restored(error_code="…"): as its row says that it was."""
    relay = relays.add_page(technician, ceremony, make_page("Trang", address="rtmp://127.0.0.1:9/live"))

    def look(**row: Any) -> Unit:
        RelayState.objects.create(relay=relay, **{"state": RelayPhase.BACKOFF} | row)
        return restore().unit(Key(What.RELAY, relay.pk, ceremony.pk))

    return look


def test_a_refused_key_is_tried_no_more_often_and_no_sooner(restored: Any) -> None:
    later = timezone.now() + timedelta(seconds=55)
    unit = restored(error_code="page_refused_key", failures=2, next_try_at=later)
    assert unit.not_before - time.monotonic() > 50
    unit.wish("key:1")
    unit.failed("page_refused_key", 1000.0, timezone.now(), 0.5)
    assert unit.given_up == "key:1"


@pytest.mark.parametrize(
    ("row", "on_backup"),
    [
        ({"error_code": "page_unreachable", "failures": 1}, False),
        ({"error_code": "page_unreachable", "failures": 2}, True),
        ({"error_code": "page_unreachable", "failures": 3, "on_backup": True}, True),
        ({"error_code": "page_closed", "failures": 5, "on_backup": True}, False),
        ({"error_code": "page_refused", "failures": 2}, False),
    ],
)
def test_the_way_to_the_other_address_is_as_long_as_before(
    restored: Any, row: dict[str, Any], on_backup: bool
) -> None:
    unit = restored(**row)
    unit.failed("page_unreachable", 1000.0, timezone.now(), 0.5)
    unit.turn(1000.0)
    assert unit.on_backup is on_backup
