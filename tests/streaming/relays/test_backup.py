"""A page's second address: taken after three failures of the first, said, and left by a person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from events.models import Ceremony, User
from streaming.models import Relay, Source
from streaming.services import pages, relays
from streaming.worker.memory import Memory
from streaming.worker.plan import Key, What
from streaming.worker.relay_wish import relay_wish
from streaming.worker.unit import Unit
from tests.servers import NginxRtmp
from tests.streaming.conftest import MakePage
from tests.streaming.relays.fickle import Fickle
from tests.streaming.stage import Stage, db
from tests.streaming.test_units import view

R = Key(What.RELAY, 7, 1)
WALL = datetime(2027, 4, 16, tzinfo=UTC)


@pytest.mark.long
@pytest.mark.servers
@pytest.mark.django_db(transaction=True)
async def test_the_backup_takes_over_and_a_person_brings_the_first_one_back(
    stage: Stage,
    test_card: Source,
    make_page: MakePage,
    nginx_rtmp: NginxRtmp,
    other_nginx_rtmp: NginxRtmp,
) -> None:
    with Fickle(nginx_rtmp.port) as door:
        targets = {"address": door.address, "address_backup": other_nginx_rtmp.address}
        page = await db(lambda: make_page("Trang", **targets, stream_key="khoa"))
        well = await db(lambda: make_page("Khác", address=other_nginx_rtmp.address, stream_key="khac"))
        await stage.add(page, well)
        await stage.start(test_card)
        await stage.running(page, well)
        before = await db(stage.pids)
        assert not (await db(stage.relay, page)).on_backup
        door.refuse()
        await stage.until(lambda: stage.relay(page).on_backup and stage.relay(page).flowing, within_s=40)
        assert other_nginx_rtmp.bytes_in("khoa") > 0
        assert (await db(stage.relay, page)).error_code == "page_unreachable"
        stage.worker.memory = None  # the next worker goes on there
        await stage.steps(2)
        assert (await db(stage.relay, page)).on_backup
    with Fickle(nginx_rtmp.port, at=door.port):
        await stage.add(page)
        await stage.until(lambda: stage.relay(page).flowing and not stage.relay(page).on_backup)
        assert nginx_rtmp.bytes_in("khoa") > 0
    assert (await db(stage.pids))[well.name] == before[well.name]


@pytest.mark.django_db
def test_an_edit_of_one_address_disturbs_only_who_sends_there(
    technician: User, ceremony: Ceremony, make_page: MakePage
) -> None:
    one, two, three = (f"rtmp://127.0.0.1:9/{name}" for name in ("one", "two", "three"))
    page = make_page("Trang", address=one, stream_key="khoa")
    relay = relays.add_page(technician, ceremony, page)

    def specs(**edit: str) -> tuple[str, str, str]:
        pages.edit_page(technician, page, **edit)
        found = relay_wish(Relay.objects.select_related("page", "broadcast").get(pk=relay.pk))
        return found.marker, found.spec, found.using(True).spec

    alone = specs()
    with_two, with_three = specs(address_backup=two), specs(address_backup=three)
    assert alone[:2] == with_two[:2] == with_three[:2]
    assert len({alone[2], with_two[2], with_three[2]}) == 3
    moved, new_key = specs(address=two), specs(stream_key="khac")
    assert moved[2] == with_three[2], "the backup is where it was"
    assert len({with_three[1], moved[1], new_key[1]}) == len({with_three[0], moved[0], new_key[0]}) == 3
    assert new_key[2] != moved[2]


def lost(unit: Unit, *codes: str) -> Unit:
    for code in codes:
        unit.failed(code, 1000.0, WALL, 0.5)
        unit.turn(1000.0)
    return unit


@pytest.mark.parametrize(
    ("codes", "on_backup"),
    [
        (["page_unreachable"] * 2, False),
        (["page_unreachable"] * 3, True),
        (["page_stalled", "page_closed", "page_name_not_found"], True),
        (["page_closed", "page_closed", "page_refused", "page_closed"], False),
        (["page_refused_key"] * 3, False),
        (["page_unreachable"] * 6, False),  # neither answers: both are tried in turn
    ],
)
def test_when_the_address_is_changed(codes: list[str], on_backup: bool) -> None:
    assert lost(Unit(R), *codes).on_backup is on_backup


def test_the_backup_is_tried_at_once_and_the_way_back_keeps_the_wait() -> None:
    unit = lost(Unit(R), *["page_unreachable"] * 3)
    assert unit.not_before == 1000.0
    assert lost(unit, *["page_unreachable"] * 3).not_before > 1000.0


def test_a_person_or_the_next_start_goes_back_to_the_first_address() -> None:
    unit = Unit(R)
    unit.wish("key:1")
    lost(unit, *["page_closed"] * 3)
    unit.wish("key:2")
    assert (unit.on_backup, unit.lost) == (False, 0)
    unit = Memory().unit(R)
    lost(unit, *["page_closed"] * 3)
    unit.new_airing()
    assert not unit.on_backup


@pytest.mark.parametrize("knocked", [False, True])
def test_half_a_minute_of_peace_forgives_the_losses(knocked: bool) -> None:
    unit = lost(Unit(R, view=None), "page_closed", "page_unreachable")
    if knocked:
        unit.try_now(1000.0)  # its port answered again
    unit.view = view(R, age_s=31.0)
    unit.steady()
    unit.view = None
    assert not lost(unit, "page_closed", "page_closed").on_backup
