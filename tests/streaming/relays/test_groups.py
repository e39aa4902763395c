"""Many pages at once: all, those of a commune, or these; one transaction, one entry, and how many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from events.models import AuditEntry, Ceremony, User
from streaming.enums import RelayPhase
from streaming.models import Page, Relay, RelayState
from streaming.services import pages, relays
from tests.people import House

pytestmark = pytest.mark.django_db
Post = Callable[..., Any]


@pytest.fixture
def places(house: House, ceremony: Ceremony) -> dict[str, Relay]:
    """Two pages of the commune, one of the parent unit, one that its unit took back; all on."""
    boss = house.person("technician", "parent")
    owners = {
        "a": house.commune,
        "b": house.commune,
        "c": house.parent,
        "back": house.parent,
    }
    made: dict[str, Relay] = {}
    for name, unit in owners.items():
        page = pages.create_page(boss, unit=unit, name=name, kind="rehearsal")
        made[name] = relays.add_page(boss, ceremony, page)
    Relay.objects.filter(pk=made["back"].pk).update(withdrawn=True)
    return made


@pytest.fixture
def post(house: House, technician: User, ceremony: Ceremony, places: dict[str, Relay]) -> Post:
    api: APIClient = house.client(technician)
    return lambda act, **body: api.post(
        f"/api/v1/ceremonies/{ceremony.slug}/broadcast/relays/{act}/", body, format="json"
    )


def named(answer: Any, key: str = "pages") -> list[str]:
    return sorted(Page.objects.filter(pk__in=answer.json()[key]).values_list("name", flat=True))


def wanted() -> list[str]:
    return sorted(Relay.objects.filter(desired="on").values_list("page__name", flat=True))


def test_all_are_stopped_and_started_again_and_what_was_taken_back_stays(post: Post) -> None:
    stopped = post("stop")
    assert (stopped.status_code, stopped.json()["count"], named(stopped)) == (200, 3, ["a", "b", "c"])
    assert named(stopped, "withdrawn") == ["back"]
    assert wanted() == ["back"]
    assert {relay["desired"] for relay in stopped.json()["broadcast"]["relays"]} == {"on", "off"}
    assert post("stop").json()["count"] == 0
    assert post("start").json()["count"] == 3
    assert wanted() == ["a", "b", "back", "c"]
    entries = AuditEntry.objects.filter(action__startswith="relays.").order_by("pk")
    assert [entry.action for entry in entries] == ["relays.stop", "relays.start"]
    assert entries[0].detail == {"count": 3, "pages": ["a", "b", "c"]}


def test_those_of_one_commune(post: Post, house: House) -> None:
    assert named(post("stop", unit=house.commune.pk)) == ["a", "b"]
    assert wanted() == ["back", "c"]
    assert named(post("start", unit=house.parent.pk)) == ["a", "b"]  # with the communes under it


def test_these_by_name_and_none_where_one_is_not_here(post: Post, places: dict[str, Relay]) -> None:
    assert named(post("stop", pages=[places["a"].page_id, places["a"].page_id])) == ["a"]
    assert post("stop", pages=[places["b"].page_id, 10**6]).status_code == 404
    assert wanted() == ["b", "back", "c"]
    assert post("stop", pages=[]).json()["count"] == 0


def test_only_what_is_in_trouble_is_tried_again(post: Post, places: dict[str, Relay]) -> None:
    for name, state, on_backup in [
        ("a", RelayPhase.FAILED, False),
        ("b", RelayPhase.RUNNING, True),
        ("c", RelayPhase.RUNNING, False),
        ("back", RelayPhase.FAILED, False),
    ]:
        RelayState.objects.create(relay=places[name], state=state, on_backup=on_backup)
    asked = dict(Relay.objects.values_list("page__name", "asked"))
    assert named(post("retry")) == ["a", "b"]
    more = {name: count - asked[name] for name, count in Relay.objects.values_list("page__name", "asked")}
    assert more == {"a": 1, "b": 1, "c": 0, "back": 0}


@pytest.mark.parametrize("body", [{"pages": "all"}, {"pages": [0]}, {"unit": 10**6}, {"pages": ["x"]}])
def test_what_names_nobody_is_refused(body: dict[str, Any], post: Post) -> None:
    assert post("stop", **body).status_code == 400
    assert len(wanted()) == 4
