"""What a platform can be asked, whichever it is. No Django here.

Made to fit Facebook's Graph API (`live_videos`: UNPUBLISHED, LIVE, VOD; errors 190, 4 and 32) and YouTube's
Live Streaming API (`liveBroadcasts`: created, ready and testing, live, complete; errors 401, 403 and 429).
Neither was tried.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

MOST_REMARKS = 100  # a page of comments


class Phase(StrEnum):
    """A live video's life on its platform. READY: it may receive, and the public does not see it."""

    CREATED = "created"
    READY = "ready"
    LIVE = "live"
    ENDED = "ended"


@dataclass(frozen=True)
class Live:
    """A live video that was made: where to send, by which key, where the public sees it."""

    id: str
    ingest: str
    key: str = field(repr=False)
    public_url: str = ""


@dataclass(frozen=True)
class Status:
    """What the platform says now, which may be some seconds old."""

    phase: Phase
    public_url: str = ""


@dataclass(frozen=True)
class Remark:
    """A comment that somebody wrote on the platform."""

    id: str
    author: str
    text: str
    at: datetime
    hidden: bool = False


@dataclass(frozen=True)
class Remarks:
    """The oldest first; `cursor` goes on behind the last one, also where there are no more yet."""

    remarks: tuple[Remark, ...]
    cursor: str
    more: bool


@dataclass(frozen=True)
class Pace:
    """Seconds between two questions about one page: while it is not live yet, and while it is."""

    seeking_s: float
    steady_s: float


class ConnectorError(Exception):
    """The platform did not do it."""

    code = "platform_error"


class NoAnswer(ConnectorError):
    """Nothing came in time, or nothing that can be read."""

    code = "platform_silent"


class TokenExpired(ConnectorError):
    """The login at the platform is over; a person has to renew it."""

    code = "platform_expired"


class RateLimited(ConnectorError):
    """Asked too often; `retry_after` in seconds."""

    code = "platform_limited"

    def __init__(self, retry_after: float) -> None:
        super().__init__()
        self.retry_after = retry_after


class NotThere(ConnectorError):
    """The platform knows no such live video or comment."""

    code = "platform_not_found"


class Gone(ConnectorError):
    """It was there and was deleted."""

    code = "platform_gone"


class Connector(Protocol):
    """One page's line to its platform. Each call ends within CALL_S, and raises ConnectorErrors only."""

    pace: Pace

    async def create(self, title: str) -> Live:
        """A new live video, which becomes public by itself once it receives, or by `start`."""

    async def start(self, live_id: str) -> None:
        """Make it public. Harmless where it is."""

    async def end(self, live_id: str) -> None:
        """Over. Harmless where it is."""

    async def status(self, live_id: str) -> Status:
        """Whether the public sees it."""

    async def viewers(self, live_id: str) -> int | None:
        """People watching now; None where the platform does not say."""

    async def comments(self, live_id: str, after: str = "", limit: int = MOST_REMARKS) -> Remarks:
        """Those behind a cursor."""

    async def hide(self, comment_id: str) -> None:
        """From the public. Harmless where it is."""

    async def reply(self, comment_id: str, text: str) -> str:
        """Under a comment, as the page; the reply's id."""


CALL_S = 3.0
