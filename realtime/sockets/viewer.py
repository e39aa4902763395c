"""/ws/ceremonies/{slug}/: the public's socket."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError

from realtime import device, frames
from realtime.commands import VIEWER_COMMANDS, CommentPost, React, parse, ref_in
from realtime.errors import Busy, RoomClosed, RoomError
from realtime.frames import CloseCode
from realtime.hub.fanout import Viewer
from realtime.hub.hub import Hub, current
from realtime.hub.joining import join_viewer
from realtime.hub.outlet import outlet_to
from realtime.hub.room import LiveRoom
from realtime.services.drafts import Posting
from realtime.sockets.answers import pong, refusal, slow_down, written
from realtime.sockets.line import Line, Receive, Scope

log = logging.getLogger(__name__)


async def viewer_socket(scope: Scope, receive: Receive, send: Any) -> None:
    """The room as the public sees it, and comments on their way in."""
    line = Line(scope, receive, send)
    known = device.device_in(line.cookie(device.COOKIE))
    who = known or device.new_device()
    if not await line.opened([] if known else [device.set_cookie_header(who)]):
        return
    hub = current()
    if hub is None:
        await line.close(CloseCode.RESTART)
        return
    viewer = Viewer(outlet_to(send), who)
    try:
        room = await hub.find_public(line.slug)
        joined = room is not None and await join_viewer(room, viewer, line.after, new=known is None)
    except (Busy, DatabaseError) as error:
        log.warning("a viewer could not join: %s", type(error).__name__)
        await line.close(CloseCode.FULL)
        return
    if room is None or not joined:
        await line.close(room.why_not if room is not None else CloseCode.NO_CEREMONY)
        return
    try:
        await _converse(line, hub, room, viewer)
    finally:
        room.leave(viewer)


async def _converse(line: Line, hub: Hub, room: LiveRoom, viewer: Viewer) -> None:
    language, network = line.language, device.address_hash(line.address)
    async for text in line.frames():
        if viewer.outlet.closed:
            continue
        if line.too_fast():  # not even read
            slow_down(line, viewer.outlet, language)
            continue
        try:
            command = parse(text, VIEWER_COMMANDS)
        except RoomError as error:
            viewer.outlet.offer(refusal(error, ref_in(text), language))
            continue
        if isinstance(command, CommentPost):
            posting = Posting(
                room.ceremony_id, viewer.device, command.ref, command.name, command.body, network
            )
            viewer.outlet.offer(await written(_post(hub, posting), command.ref, language))
        elif isinstance(command, React):
            _react(room, viewer, command, language)
        else:
            viewer.outlet.offer(pong())


def _react(room: LiveRoom, viewer: Viewer, command: React, language: str) -> None:
    try:
        room.react(command.kind, command.count)
    except RoomClosed as error:
        viewer.outlet.offer(refusal(error, None, language))


async def _post(hub: Hub, posting: Posting) -> frames.Ack:
    comment = (await hub.commits.post(posting)).comment
    return {
        "type": "ack",
        "ref": comment.ref,
        "id": comment.pk,
        "seq": comment.seq,
        "state": comment.told_state,
    }
