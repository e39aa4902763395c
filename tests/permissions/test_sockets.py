"""Every socket route, asked by everybody, behind a real uvicorn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.authtoken.models import Token
from websockets.exceptions import ConnectionClosed

from events.models import Ceremony, User
from realtime.routing import websocket_urlpatterns
from realtime.sockets.nowhere import refuse
from streaming.enums import SourceKind
from streaming.models import Source
from streaming.services import sources
from tests.people import House
from tests.permissions.columns import columns, passes
from tests.permissions.matrix import SOCKETS
from tests.realtime.server import Web, serving

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_socket_route_has_a_row_and_every_row_a_route() -> None:
    *routes, last = websocket_urlpatterns  # the last refuses every other address, whoever asks
    assert last.callback is refuse
    assert {str(entry.pattern) for entry in routes} == set(SOCKETS)


def camera_of(ceremony: Ceremony, house: House) -> Source:
    return sources.add_source(house.person("technician"), ceremony, kind=SourceKind.CAMERA, name="Máy 1")


def tokens(people: dict[str, User | None]) -> dict[str, str]:
    made = {name: Token.objects.create(user=user).key for name, user in people.items() if user}
    return {name: f"Token {made[name]}" if name in made else "" for name in people}


async def lets_in(web: Web, path: str, proof: str) -> bool:
    """Whether the socket speaks, and not with a close code of refusal."""
    headers: dict[str, Any] = {"Authorization": proof} if proof else {}
    async with web.open(path, **headers) as line:
        try:
            if path.endswith("/camera/"):  # it waits for the phone's word, and takes none but its own
                await line.say("?")
                return bool((await line.hear_anything())["code"] == "bad_frame")
            return bool((await line.hear())["type"] == "snapshot")
        except ConnectionClosed:
            code = line.line.close_code
            assert code in (4401, 4403), code
            return False


@pytest.mark.parametrize("route", sorted(SOCKETS))
async def test_only_those_of_the_matrix_are_greeted(
    route: str, house: House, make_ceremony: Callable[..., Ceremony]
) -> None:
    ceremony, other = [await asyncio.to_thread(make_ceremony) for _ in range(2)]
    people = await asyncio.to_thread(columns, house, ceremony, other)
    proofs = await asyncio.to_thread(tokens, people)
    source = await asyncio.to_thread(camera_of, ceremony, house)
    path = "/" + route.replace("<slug:slug>", ceremony.slug).replace("<int:source_id>", str(source.pk))
    async with serving() as web:
        wrong = [
            column
            for column, proof in proofs.items()
            if await lets_in(web, path, proof) != passes(SOCKETS[route], column)
        ]
    assert not wrong
