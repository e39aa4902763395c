"""Who is let in at the sockets, and for how long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from events.models import Ceremony, User
from tests.people import House
from tests.realtime.places import desk, public, session, token
from tests.realtime.server import serving

pytestmark = pytest.mark.django_db(transaction=True)
thread = asyncio.to_thread


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [
        ("{own}", True),
        ("https://evil.example", False),
        ("null", False),
        ("{own}0", False),
        ("http://", False),
        ("http://[", False),
    ],
)
async def test_only_our_own_pages_open_sockets(ceremony: Ceremony, origin: str, let_in: bool) -> None:
    async with serving() as web:
        header = origin.format(own=web.origin)
        if let_in:
            async with web.open(public(ceremony), Origin=header) as viewer:
                assert (await viewer.hear())["type"] == "snapshot"
        else:
            with pytest.raises(InvalidStatus) as refused:
                async with web.open(public(ceremony), Origin=header):
                    pass
            assert refused.value.response.status_code == 403


async def test_strangers_find_no_draft_and_no_desk(
    make_ceremony: Callable[..., Ceremony], ceremony: Ceremony, house: House, moderator: User
) -> None:
    draft = await thread(make_ceremony, published=False)
    sibling, ours = [await thread(token, house.person("moderator", at)) for at in ("sibling", "commune")]
    cases: list[tuple[str, Any, int]] = [
        (public(draft), {}, 4404),
        ("/ws/ceremonies/nothing/", {}, 4404),
        ("/ws/nope/", {}, 4404),
        (desk(ceremony), {}, 4401),
        (desk(ceremony), {"Authorization": "Token wrong"}, 4401),
        (desk(ceremony), {"Authorization": sibling}, 4403),
        (desk(draft), {"Authorization": sibling}, 4404),
        (desk(ceremony).replace(ceremony.slug, "nothing"), {"Authorization": ours}, 4404),
        (desk(ceremony), {"Cookie": await thread(session, moderator)}, 4401),  # no page named its origin
    ]
    async with serving() as web:
        for path, headers, code in cases:
            async with web.open(path, **headers) as stranger:
                assert await stranger.end() == code, (path, headers)
