"""/ws/sources/{id}/camera/: a technician's phone that is one source's camera. What comes is streaming's."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import translation

from events.permissions import May, Standing, allowed
from realtime.errors import Busy
from realtime.frames import CloseCode
from realtime.hub.hub import Hub, current
from realtime.selectors.identity import Proof, standing_by_proof
from realtime.sockets.desk import proof_of
from realtime.sockets.line import Line, Receive, Scope
from streaming.camera import frames
from streaming.camera.errors import CameraClose, CameraError, LoggedOut, Stalled
from streaming.camera.selectors import Camera, camera, still_there
from streaming.camera.serving import serve

log = logging.getLogger(__name__)
SENDS_WITHIN_S = 10.0


class Phone:
    """streaming.camera.serving.Peer over a Line."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def hear(self) -> str | bytes | None:
        """The next frame; None when the phone has gone."""
        return await self._line.next()

    async def say(self, frame: frames.ServerFrame) -> None:
        """One frame. Raises Stalled for a phone that reads nothing, OSError for one that is gone."""
        try:
            async with asyncio.timeout(SENDS_WITHIN_S):
                await self._line.send(frames.encode(frame))
        except TimeoutError:
            raise Stalled from None


async def camera_socket(scope: Scope, receive: Receive, send: Any) -> None:
    """Only for who may run the broadcast; asked again every two seconds."""
    line = Line(scope, receive, send)
    if not await line.opened():
        return
    hub = current()
    try:
        code = await _served(line, hub) if hub is not None else CloseCode.RESTART
    except (Busy, DatabaseError) as error:
        log.warning("a camera could not go on: %s", type(error).__name__)
        code = CloseCode.FULL
    except (OSError, Stalled):  # it left while something was said to it
        return
    if code is not None:
        await line.close(code)


async def _served(line: Line, hub: Hub) -> CloseCode | CameraClose | None:
    """The code to close with; None where the phone left by itself."""
    proof = await hub.joins.run(partial(proof_of, line))
    if proof is None:
        return CloseCode.NOT_LOGGED_IN
    found = await hub.joins.run(partial(camera, int(line.scope["url_route"]["kwargs"]["source_id"])))
    if found is None:
        return CloseCode.NO_CEREMONY
    standing = await hub.joins.run(partial(standing_by_proof, proof, found.ceremony_id))
    if standing is None or not _may(standing):
        return _refused(standing, found)

    async def still() -> bool:
        return await hub.looks.run(partial(_still, proof, found))

    try:
        await serve(found, Phone(line), still, settings.ENV.run_dir)
    except CameraError as error:
        with translation.override(line.language):
            message = error.message
        await Phone(line).say({"type": "error", "code": error.code, "message": message})
        return error.close
    return None


def _may(standing: Standing) -> bool:
    return allowed(May.RUN_BROADCAST, standing)


def _refused(standing: Standing | None, found: Camera) -> CloseCode:
    if standing is None:
        return CloseCode.NOT_LOGGED_IN
    seen = found.public or allowed(May.SEE_DESK, standing)
    return CloseCode.NOT_PERMITTED if seen else CloseCode.NO_CEREMONY


def _still(proof: Proof, found: Camera) -> bool:
    standing = standing_by_proof(proof, found.ceremony_id)
    if standing is None:
        raise LoggedOut
    return _may(standing) and still_there(found.source_id)
