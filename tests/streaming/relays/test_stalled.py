"""A page that holds the connection and takes nothing is found by its socket, and hurts no other."""

from __future__ import annotations

import time

import pytest

from streaming.models import RelayState, Source
from tests.figures import Figure
from tests.servers import NginxRtmp
from tests.streaming.conftest import MakePage
from tests.streaming.relays.fickle import Fickle
from tests.streaming.stage import Stage, db

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


async def test_a_stalled_page_is_found_within_ten_seconds_and_tried_again(
    stage: Stage, test_card: Source, make_page: MakePage, nginx_rtmp: NginxRtmp, figure: Figure
) -> None:
    with Fickle(nginx_rtmp.port) as door:
        ill = await db(lambda: make_page("Trang đứng", address=door.address, stream_key="mot"))
        well = await db(lambda: make_page("Trang khoẻ", address=nginx_rtmp.address, stream_key="hai"))
        await stage.add(ill, well)
        await stage.start(test_card)
        await stage.running(ill, well)
        await stage.until(lambda: flows(stage.relay(ill)) and flows(stage.relay(well)))
        before = await db(stage.pids)
        door.stalled.set()
        began = time.monotonic()
        await stage.until(lambda: stage.relay(ill).error_code == "page_stalled", within_s=15)
        took = time.monotonic() - began
        figure("a page stops reading to page_stalled", took, "s, at most 10")
        assert took <= 10
        assert (await db(stage.relay, ill)).flowing is None
        seen = await db(stage.relay, well)
        assert (seen.state, seen.flowing) == ("running", True)
        door.stalled.clear()
        await stage.running(ill, well)
        after = await db(stage.pids)
        assert after[well.name] == before[well.name]
        assert after[ill.name] != before[ill.name]
        assert (await db(stage.relay, ill)).restarts == 1


def flows(seen: RelayState) -> bool:
    """And at the program's rate, counted by what left."""
    return bool(seen.flowing) and (seen.bitrate_kbps or 0) > 500
