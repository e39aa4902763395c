"""Rehearsals as the desks ask for them; the stand-in is nowhere to be found."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from events.models import AuditEntry, Ceremony, User
from streaming.drill.conductor import ALONE_FOR, Conductor
from streaming.incidents.log import lines
from streaming.models import Alert, Broadcast, Incident, Rehearsal, Relay, Source
from streaming.selectors import public_broadcast
from streaming.services import broadcasts, rehearsals, relays
from streaming.worker.wishes import read_wishes
from tests.people import House
from tests.streaming.conftest import MakePage

pytestmark = pytest.mark.django_db


def address(ceremony: Ceremony, rest: str = "") -> str:
    return f"/api/v1/ceremonies/{ceremony.slug}/broadcast/rehearsals/{rest}"


def begun(technician: User, ceremony: Ceremony) -> Rehearsal:
    return rehearsals.begin(technician, ceremony, 120, [])


def stand_in(ceremony: Ceremony) -> Broadcast:
    return Broadcast.objects.select_related("ceremony").get(rehearses=ceremony)


def test_it_is_begun_told_stopped_and_taken_away_as_a_file(
    house: House, technician: User, ceremony: Ceremony
) -> None:
    client = house.client(technician)
    made = client.post(address(ceremony), {"length_s": 120}, format="json")
    assert (made.status_code, len(made.data["faults"])) == (201, 7), made.data
    assert made.data["running"]
    again = client.post(address(ceremony), {"length_s": 120}, format="json")
    assert (again.status_code, again.data["code"]) == (409, "rehearsal_runs")
    one = made.data["id"]
    stopped = client.post(address(ceremony, f"{one}/stop/"))
    assert stopped.status_code == 200
    assert client.post(address(ceremony, f"{one}/stop/")).status_code == 200
    row = Rehearsal.objects.get()
    assert (row.stopped_for, stand_in(ceremony).on_air) == ("person", False)
    assert AuditEntry.objects.filter(action="rehearsal.stop").count() == 1
    whole = client.get(address(ceremony, f"{one}/")).data
    assert whole["untested"]
    file = client.get(address(ceremony, f"{one}.csv"))
    assert file["Content-Type"].startswith("text/csv")
    assert client.get(address(ceremony)).data["rehearsals"][0]["id"] == one
    assert client.get(address(ceremony, "999/")).status_code == 404


@pytest.mark.parametrize("body", [{}, {"length_s": 5}, {"length_s": 120, "faults": ["fire"]}])
def test_what_is_no_rehearsal_is_refused(
    house: House, technician: User, ceremony: Ceremony, body: dict[str, Any]
) -> None:
    assert house.client(technician).post(address(ceremony), body, format="json").status_code == 400
    assert not Rehearsal.objects.exists()


def test_what_is_on_air_or_over_is_not_rehearsed(
    house: House, technician: User, ceremony: Ceremony, test_card: Source
) -> None:
    client = house.client(technician)
    broadcasts.start(technician, ceremony, test_card)
    on_air = client.post(address(ceremony), {"length_s": 120}, format="json")
    assert (on_air.status_code, on_air.data["code"]) == (409, "rehearsal_on_air")
    broadcasts.stop(technician, ceremony)
    Ceremony.objects.filter(pk=ceremony.pk).update(state="ended")
    over = client.post(address(ceremony), {"length_s": 120}, format="json")
    assert (over.status_code, over.data["code"]) == (409, "rehearsal_over")


def test_the_stand_in_is_in_no_list_and_at_no_address(
    house: House, technician: User, ceremony: Ceremony, make_page: MakePage
) -> None:
    relays.add_page(technician, ceremony, make_page())
    before = public_broadcast(ceremony)
    begun(technician, ceremony)
    hidden, client = stand_in(ceremony).ceremony, house.client(technician)
    assert not Ceremony.objects.filter(pk=hidden.pk).exists()
    listed = str(client.get("/api/v1/ceremonies/").content + client.get("/calendar.ics").content)
    assert hidden.slug not in listed
    assert hidden.slug not in str(client.get("/api/v1/pages/loans/").data)
    for place in (f"/api/v1/ceremonies/{hidden.slug}/", f"/live/{hidden.slug}/index.m3u8"):
        assert client.get(place).status_code == 404
    assert public_broadcast(ceremony) == before
    real = Broadcast.objects.get(pk=ceremony.pk)
    assert (real.desired, real.airing) == ("idle", 0)


def test_no_address_and_no_key_of_a_real_page_gets_as_far_as_the_plan(
    technician: User, ceremony: Ceremony, make_page: MakePage, test_card: Source
) -> None:
    given = {"address": "rtmp://a.example.vn/live", "address_backup": "rtmp://b.example.vn/live"}
    relays.add_page(technician, ceremony, make_page("Xã", stream_key="rat-bi-mat", **given))
    begun(technician, ceremony)
    (wish,) = read_wishes().relays.values()
    assert (wish.rehearsal, wish.outlet, wish.backup) == (True, None, None)
    assert "rat-bi-mat" not in repr(read_wishes())
    assert "example.vn" not in repr(read_wishes())


def test_the_start_ends_it_and_its_row_alone_would_lose_against_it(
    technician: User, ceremony: Ceremony, test_card: Source
) -> None:
    begun(technician, ceremony)
    broadcasts.start(technician, ceremony, test_card)
    assert Rehearsal.objects.get().stopped_for == "start"
    Broadcast.objects.filter(rehearses=ceremony).update(desired="on_air")
    assert {key.broadcast for key in read_wishes().programs} == {ceremony.pk}


def test_a_rehearsal_whose_conductor_is_gone_is_closed_and_said_to_be_broken(
    technician: User, ceremony: Ceremony, tmp_path: Path
) -> None:
    row = begun(technician, ceremony)
    long_ago = timezone.now() - ALONE_FOR - timedelta(seconds=1)
    Rehearsal.objects.update(conductor="another", seen_at=timezone.now())
    Conductor(tmp_path).look()
    assert Rehearsal.objects.get().ended_at is None
    Rehearsal.objects.update(seen_at=long_ago)
    Conductor(tmp_path).look()
    row.refresh_from_db()
    assert (row.verdict, stand_in(ceremony).on_air) == ("broken", False)
    assert begun(technician, ceremony).airing == 2


def test_what_was_seen_in_a_rehearsal_is_marked_in_the_incident_log(
    technician: User, ceremony: Ceremony, make_page: MakePage
) -> None:
    page = make_page("Xã")
    relays.add_page(technician, ceremony, page)
    begun(technician, ceremony)
    of = stand_in(ceremony)
    Incident.objects.create(ceremony_id=of.pk, about="page", subject=page.pk, name="Xã", happening="lost")
    Alert.objects.create(broadcast=of, airing=1, code="sound_silent", since=timezone.now())
    Incident.objects.create(ceremony=ceremony, about="page", subject=page.pk, name="Xã", happening="lost")
    found = [line for line in lines(ceremony) if line["about"] != "person"]
    assert [line["message"].startswith("Diễn tập: ") for line in found] == [
        line["rehearsal"] for line in found
    ]
    assert sorted(line["rehearsal"] for line in found) == [False, True, True]


def test_the_relays_of_an_earlier_rehearsal_are_made_anew(
    technician: User, ceremony: Ceremony, make_page: MakePage
) -> None:
    first, second = make_page("A"), make_page("B")
    relays.add_page(technician, ceremony, first)
    row = begun(technician, ceremony)
    rehearsals.stop(technician, ceremony, row.pk)
    rehearsals.close(row, row.verdict or "stopped")  # type: ignore[arg-type]
    relays.add_page(technician, ceremony, second)
    relays.stop_page(technician, ceremony, first)
    begun(technician, ceremony)
    of = Relay.objects.filter(broadcast=stand_in(ceremony))
    assert list(of.values_list("page__name", flat=True)) == ["B"]
