"""Looking at a source before it is public: no act that the history has to know."""

from __future__ import annotations

import pytest

from events.models import AuditEntry, Ceremony, User
from streaming.models import Source
from tests.people import House

pytestmark = pytest.mark.django_db


def test_looking_writes_no_history_and_what_the_public_sees_does(
    house: House, technician: User, ceremony: Ceremony, test_card: Source
) -> None:
    api, url = house.client(technician), f"/api/v1/ceremonies/{ceremony.slug}/broadcast/"
    before = AuditEntry.objects.count()
    for on in (True, True, False, True):
        answer = api.post(f"{url}preview/", {"source": test_card.pk, "on": on}, format="json")
        assert (answer.json()["sources"][0]["preview"] is not None) is on
    assert AuditEntry.objects.count() == before
    for path in ("start/", "take/", "slate/", "unslate/", "stop/"):
        given = {"source": test_card.pk} if path in ("start/", "take/") else {}
        assert api.post(url + path, given, format="json").status_code == 200, path
    acts = list(AuditEntry.objects.filter(ceremony=ceremony).order_by("id").values_list("action", flat=True))
    assert [act for act in acts if act.startswith("broadcast.")] == [
        "broadcast.start",
        "broadcast.take",
        "broadcast.mode",
        "broadcast.mode",
        "broadcast.stop",
    ]
