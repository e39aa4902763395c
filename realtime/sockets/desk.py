"""/ws/ceremonies/{slug}/desk/: the socket of the ceremony's staff."""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import Any

from django.db import DatabaseError

from events.errors import NotPermitted
from events.models import User
from events.permissions import May, allowed
from realtime.commands import DESK_COMMANDS, CrewSay, parse, ref_in
from realtime.errors import Busy, RoomError
from realtime.frames import Ack, CloseCode
from realtime.hub.fanout import Desk
from realtime.hub.hub import Hub, current, find_ceremony
from realtime.hub.joining import join_desk
from realtime.hub.outlet import Outlet, outlet_to
from realtime.hub.room import STANDING_FRESH_S, LiveRoom
from realtime.selectors.identity import Proof, proof_by_token, standing_by_proof
from realtime.services import crew_chat
from realtime.sockets.answers import pong, refusal, slow_down, written
from realtime.sockets.line import Line, Receive, Scope

log = logging.getLogger(__name__)


class _Refused(Exception):
    def __init__(self, code: CloseCode) -> None:
        self.code = code
        super().__init__(code.name)


async def desk_socket(scope: Scope, receive: Receive, send: Any) -> None:
    """The ceremony as its staff sees it; a desk acts over REST, and the crew talks here."""
    line = Line(scope, receive, send)
    if not await line.opened():
        return
    hub = current()
    desk: Desk | None = None
    room: LiveRoom | None = None
    try:
        if hub is None:
            raise _Refused(CloseCode.RESTART)
        room, desk = await _admitted(line, hub, outlet_to(send))
        await join_desk(room, desk, line.after)
        await _converse(line, hub, room, desk)
    except _Refused as refused:
        await line.close(refused.code)
    except (Busy, DatabaseError) as error:
        log.warning("a desk could not go on: %s", type(error).__name__)
        await line.close(CloseCode.FULL)
    finally:
        if room is not None and desk is not None:
            room.leave(desk)


async def _admitted(line: Line, hub: Hub, outlet: Outlet) -> tuple[LiveRoom, Desk]:
    proof = await hub.joins.run(partial(proof_of, line))
    if proof is None:
        raise _Refused(CloseCode.NOT_LOGGED_IN)
    found = await hub.joins.run(partial(find_ceremony, line.slug))
    if found is None:
        raise _Refused(CloseCode.NO_CEREMONY)
    asked_at = time.monotonic()
    standing = await hub.joins.run(partial(standing_by_proof, proof, found[0]))
    if standing is None:
        raise _Refused(CloseCode.NOT_LOGGED_IN)
    if not allowed(May.SEE_DESK, standing):
        # Whoever could not see it in public either learns only that there is nothing.
        raise _Refused(CloseCode.NOT_PERMITTED if found[1] else CloseCode.NO_CEREMONY)
    room = await hub.room(found[0])
    if room is None:
        raise _Refused(CloseCode.NO_CEREMONY)
    return room, Desk(outlet, proof, line.language, standing, asked_at)


def proof_of(line: Line) -> Proof | None:
    """By header, for programs; by session only where a page's origin was named and is ours."""
    scheme, _, key = line.header(b"authorization").partition(" ")
    if scheme.lower() == "token":
        return proof_by_token(key.strip())
    user, session = line.scope.get("user"), line.scope.get("session")
    if not line.has_origin or not isinstance(user, User) or session is None:
        return None
    return Proof("session", str(session.session_key), user.pk)


async def _converse(line: Line, hub: Hub, room: LiveRoom, desk: Desk) -> None:
    async for text in line.frames():
        await room.ask_standings(time.monotonic() - STANDING_FRESH_S)
        if desk.outlet.closed:
            continue
        if line.too_fast():  # not even read
            slow_down(line, desk.outlet, desk.language)
            continue
        try:
            command = parse(text, DESK_COMMANDS)
        except RoomError as error:
            desk.outlet.offer(refusal(error, ref_in(text), desk.language))
            continue
        if isinstance(command, CrewSay):
            work = partial(_say, desk.proof, room.ceremony_id, command)
            desk.outlet.offer(await written(hub.posts.run(work), command.ref, desk.language))
        else:
            desk.outlet.offer(pong())


def _say(proof: Proof, ceremony_id: int, said: CrewSay) -> Ack:
    standing = standing_by_proof(proof, ceremony_id)  # asked again in the step that writes
    if standing is None or not allowed(May.SEE_DESK, standing):
        raise NotPermitted
    author = User.objects.get(pk=proof.user_id)
    message = crew_chat.say(author, ceremony_id, ref=said.ref, body=said.body, urgent=said.urgent).message
    return {"type": "ack", "ref": message.ref, "id": message.pk, "seq": message.seq, "state": "said"}
