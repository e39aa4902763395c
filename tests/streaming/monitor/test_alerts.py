"""Alerts: raised once, cleared, acknowledged by a person, kept; and what the desks are told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events.models import AuditEntry, Ceremony, User
from streaming.enums import Desired, MonitorPhase
from streaming.incidents.log import lines
from streaming.models import Alert, Broadcast, MonitorState, ProgramState
from streaming.monitored import alerts as shown
from streaming.monitored import monitor
from streaming.selectors import broadcast_of
from streaming.services.alerts import Fault, acknowledge, settle
from streaming.worker.sighting import Sightings, phase
from streaming.worker.watching import is_media, read_wishes

pytestmark = pytest.mark.django_db
BLACK, SILENT = Fault("picture_black"), Fault("sound_silent")
REPORT: dict[str, Any] = {
    "player": None,
    "cpu_pct": 3.0,
    "streams": {"own": {"state": "watching", "faults": {}, "numbers": None}},
}


@pytest.fixture
def on_air(ceremony: Ceremony) -> Ceremony:
    """With a first segment, and a source shown."""
    Broadcast.objects.filter(pk=ceremony.pk).update(desired=Desired.ON_AIR, airing=1)
    now = timezone.now()
    ProgramState.objects.create(
        pk=ceremony.pk, airing=1, first_segment_at=now, state="running", showing="source"
    )
    return ceremony


def actions(ceremony: Ceremony) -> list[str]:
    entries = AuditEntry.objects.filter(ceremony=ceremony, action__startswith="alert.").order_by("pk")
    return list(entries.values_list("action", flat=True))


def logged(ceremony: Ceremony) -> list[tuple[str, bool]]:
    """The incident log's lines of the monitor: code and gravity, oldest first."""
    return [(line["code"], line["grave"]) for line in lines(ceremony)[::-1] if line["about"] == "monitor"]


def test_an_alert_is_raised_once_cleared_when_it_is_over_and_kept(ceremony: Ceremony) -> None:
    now = timezone.now()
    assert settle(ceremony.pk, 1, {BLACK: now, SILENT: now}, now)
    assert not settle(ceremony.pk, 1, {BLACK: now, SILENT: now}, now), "nothing new"
    assert settle(ceremony.pk, 1, {SILENT: now}, now + timedelta(seconds=4))
    black, silent = Alert.objects.get(code="picture_black"), Alert.objects.get(code="sound_silent")
    assert (black.until, silent.until) == (now + timedelta(seconds=4), None)
    raised = [("picture_black", True), ("sound_silent", True)]
    assert sorted(logged(ceremony)[:2]) == raised
    assert logged(ceremony)[2:] == [("picture_black", False)]
    assert actions(ceremony) == []  # nobody did anything
    (over,) = [line for line in lines(ceremony) if not line["grave"]]
    assert over["message"].startswith("Giám sát báo trang xem đã hết sau 4 giây: Người xem đang thấy")


def test_the_first_who_acknowledges_is_named_and_an_alert_that_is_over_and_known_is_shown_no_more(
    ceremony: Ceremony, technician: User
) -> None:
    now = timezone.now()
    settle(ceremony.pk, 0, {BLACK: now}, now)
    alert = Alert.objects.get()
    acknowledge(technician, ceremony, alert.pk)
    acknowledge(User.objects.create(username="second"), ceremony, alert.pk)
    (told,) = shown(broadcast_of(ceremony))
    assert told["acknowledged_by"] == technician.shown_name()
    assert told["message"].startswith("Người xem đang thấy màn hình đen")
    settle(ceremony.pk, 0, {}, timezone.now())
    assert shown(broadcast_of(ceremony)) == []
    assert actions(ceremony) == ["alert.ack"]
    assert [line["code"] for line in lines(ceremony)[::-1]] == ["picture_black", "alert.ack", "picture_black"]


def test_acknowledging_over_rest_answers_the_alert_and_another_ceremonys_is_not_found(
    ceremony: Ceremony, technician: User, client: Client
) -> None:
    settle(ceremony.pk, 0, {SILENT: timezone.now()}, timezone.now())
    client.force_login(technician)
    address = f"/api/v1/ceremonies/{ceremony.slug}/broadcast/alerts/"
    answer = client.post(f"{address}{Alert.objects.get().pk}/ack/")
    assert answer.status_code == 200
    assert answer.json()["acknowledged_at"] is not None
    assert client.post(f"{address}987654/ack/").status_code == 404
    assert [it["code"] for it in client.get(address).json()["alerts"]] == ["sound_silent"]


def test_faults_that_flicker_are_one_alert_and_all_are_over_with_the_broadcast(
    on_air: Ceremony, tmp_path: Path
) -> None:
    sightings, wishes = Sightings(), read_wishes("http://x", tmp_path)
    faulty = {
        **REPORT,
        "streams": {"own": {"state": "watching", "faults": {"sound_loud": 0.0}, "numbers": None}},
    }
    for said in (faulty, REPORT, faulty, None):
        sightings.write(wishes, {on_air.pk: said}, {on_air.pk: 0}, tmp_path)
    assert [alert.until for alert in Alert.objects.all()] == [None]
    sightings.write({}, {}, {}, tmp_path)
    assert Alert.objects.get().until is not None
    assert MonitorState.objects.get().state == MonitorPhase.OFF


def test_a_slate_that_nobody_ordered_is_said_and_an_ordered_one_is_not(
    on_air: Ceremony, tmp_path: Path
) -> None:
    long_ago = timezone.now() - timedelta(seconds=9)
    ProgramState.objects.update(showing="slate", showing_since=long_ago)
    wishes = read_wishes("http://x", tmp_path)
    Sightings().write(wishes, {on_air.pk: REPORT}, {on_air.pk: 0}, tmp_path)
    assert Alert.objects.get().code == "slate_shown"
    Broadcast.objects.update(mode="slate")
    (wish,) = read_wishes("http://x", tmp_path).values()
    assert (wish.slate_since, wish.still, wish.quiet) == (None, True, True)


def test_a_source_that_is_passed_through_and_sends_nothing_is_no_slate(
    on_air: Ceremony, tmp_path: Path
) -> None:
    long_ago = timezone.now() - timedelta(seconds=9)
    ProgramState.objects.update(showing="nothing", showing_since=long_ago)
    assert [read_wishes("http://x", tmp_path)[on_air.pk].told(0.0)["nothing"]] == [False]  # it is mixed
    Broadcast.objects.update(profile="pass")
    wishes = read_wishes("http://x", tmp_path)
    assert wishes[on_air.pk].told(0.0)["nothing"] is True
    Sightings().write(wishes, {on_air.pk: REPORT}, {on_air.pk: 0}, tmp_path)
    assert Alert.objects.get().code == "source_away"


def test_without_libvlc_the_desks_are_told_how_to_install_it(on_air: Ceremony, tmp_path: Path) -> None:
    said = {**REPORT, "player": {"state": "no_libvlc", "restarts": 0}}
    assert phase(said, 0) == MonitorPhase.NO_LIBVLC
    Sightings().write(read_wishes("http://x", tmp_path), {on_air.pk: said}, {on_air.pk: 0}, tmp_path)
    told = monitor(broadcast_of(on_air), on_air)
    assert (told["state"], told["watched"]["cpu_pct"]) == ("no_libvlc", 3.0)
    assert "apt install libvlc5 vlc-plugin-base" in told["how"]


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://cdn.example/live/index.m3u8?a=1", True),
        ("https://www.facebook.com/xa/live", False),
        ("file:///etc/index.m3u8", False),
    ],
)
def test_only_a_playlist_is_watched_of_a_page(url: str, is_one: bool) -> None:
    assert is_media(url) is is_one


def test_behind_tls_the_player_reads_from_the_disk_and_the_checks_go_through_the_web(
    on_air: Ceremony, tmp_path: Path
) -> None:
    (wish,) = read_wishes("https://127.0.0.1:8000", tmp_path).values()
    assert wish.own == f"https://127.0.0.1:8000/live/{on_air.slug}/index.m3u8"
    assert wish.play == (tmp_path / on_air.slug / "index.m3u8").as_uri()
