"""Commands at the edges: in the same moment as a cancel, on old copies, with numbers that nobody has."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import Act
from events.errors import IllegalTransition
from events.models import Ceremony, User
from events.services import lifecycle
from streaming.models import Broadcast, RelayState, Source
from streaming.services import broadcasts, relays, sources
from streaming.worker.wishes import read_wishes
from tests.people import House
from tests.streaming.conftest import MakePage
from tests.streaming.test_broadcast_api import post


def test_who_changes_a_broadcast_takes_the_ceremonys_row_first(
    technician: User, ceremony: Ceremony, test_card: Source, make_page: MakePage
) -> None:
    """As a cancel does: on PostgreSQL the other order is a deadlock, and no lock a cancelled one on air."""
    page = make_page()
    spare = Source.objects.create(ceremony=ceremony, kind="test_card", name="y")
    for change in (
        lambda: broadcasts.set_source(technician, ceremony, test_card),
        lambda: broadcasts.start(technician, ceremony),
        lambda: relays.add_page(technician, ceremony, page),
        lambda: broadcasts.stop(technician, ceremony),
        lambda: sources.delete_source(technician, spare),
    ):
        with CaptureQueriesContext(connection) as asked:
            change()
        tables = [query["sql"] for query in asked if query["sql"].startswith(("SELECT", "UPDATE"))]
        assert 'FROM "events_ceremony"' in tables[0]


def test_a_start_on_an_old_copy_of_a_cancelled_ceremony_is_refused(
    house: House, technician: User, ceremony: Ceremony, test_card: Source
) -> None:
    lifecycle.act_on(house.person("organizer"), Ceremony.objects.get(pk=ceremony.pk), Act.CANCEL)
    assert ceremony.state == "scheduled"
    with pytest.raises(IllegalTransition):
        broadcasts.start(technician, ceremony, test_card)
    assert Broadcast.objects.get().desired == "idle"


def test_seventeen_pages_cost_no_more_questions_than_one_for_the_body_a_group_and_the_workers_look(
    house: House, technician: User, ceremony: Ceremony, make_page: MakePage
) -> None:
    api, url = house.client(technician), f"/api/v1/ceremonies/{ceremony.slug}/broadcast/"

    def cost() -> list[int]:
        found = []
        for ask in (lambda: api.get(url), lambda: post(api, f"{url}relays/retry/"), read_wishes):
            with CaptureQueriesContext(connection) as asked:
                ask()
            found.append(len(asked))
        return found

    Broadcast.objects.update(desired="on_air")
    add(technician, ceremony, make_page, 0)
    one = cost()
    for number in range(1, 17):
        add(technician, ceremony, make_page, number)
    assert cost() == one


def add(technician: User, ceremony: Ceremony, make_page: MakePage, number: int) -> None:
    """A page with all that a page can have, in trouble."""
    at = {"address": "rtmp://127.0.0.1:9/live", "address_backup": "rtmp://127.0.0.1:9/two"}
    page = make_page(f"Trang {number}", **at, stream_key=f"khoa-{number}", max_kbps=500)
    relay = relays.add_page(technician, ceremony, page)
    RelayState.objects.create(relay=relay, state="backoff", error_code="page_closed", failures=1)


@pytest.mark.parametrize("number", [2**63, 2**70, 0, -1])
def test_a_number_that_no_column_holds_is_no_server_error(
    house: House, technician: User, ceremony: Ceremony, number: int
) -> None:
    api, url = house.client(technician), f"/api/v1/ceremonies/{ceremony.slug}/broadcast/"
    for answer in (
        api.get(f"{url}runs/?page={number}"),
        api.patch(url, {"version": number, "source": 1}, format="json"),
        api.patch(url, {"version": 1, "source": number}, format="json"),
        post(api, f"{url}start/", source=number),
        post(api, f"{url}stop/", version=number),
    ):
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    for path in (f"{url}relays/{number}/", f"{url}sources/{number}/", f"/api/v1/pages/{number}/"):
        assert api.delete(path).status_code == 404
        assert post(api, f"{path}start/").status_code == 404
