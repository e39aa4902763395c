"""The platform behind a rehearsal page: behaves as those of the public do, in kind. No I/O.

A live video is public only while bytes really arrive at its ingest; its status is told some seconds late; who
asks too often is told to wait; a login expires. Everything is forgotten with the process, and bounded.
"""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

LAG_S = 2.0  # as long as the platforms' status is behind
STEADY_S = 2.0  # of bytes before it is shown
SILENT_S = 3.0  # without bytes it is shown no more; a segment a second arrives
CALLS, WINDOW_S = 240, 60.0
MOST_LIVES, MOST_REMARKS, MOST_CHANGES = 20, 2000, 64
PERSISTENT_KEY = "rehearsal"  # of the page: receives for the newest live video, as persistent keys do


class Refusal(Exception):
    """`status`: of HTTP; `retry_after` in seconds."""

    def __init__(self, status: int, code: str, retry_after: float = 0.0) -> None:
        super().__init__(code)
        self.status, self.code, self.retry_after = status, code, retry_after


@dataclass
class Remark:
    """What a viewer wrote."""

    id: str
    author: str
    text: str
    at: str
    hidden: bool = False
    replies: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Video:
    """One live video; `changes`: (moment, phase), of which the status tells late."""

    id: str
    key: str
    title: str
    changes: deque[tuple[float, str]]
    began: float | None = None
    heard: float = 0.0
    held: bool = False
    remarks: list[Remark] = field(default_factory=list)

    @property
    def phase(self) -> str:
        """As it is now."""
        return self.changes[-1][1]

    def turn(self, at: float, phase: str) -> None:
        """From then on."""
        if self.phase != phase:
            self.changes.append((at, phase))


class Platform:
    """`ingest`: where bytes are to be sent; `now`: a monotonic clock."""

    def __init__(self, ingest: str, lag_s: float = LAG_S, now: Callable[[], float] = time.monotonic) -> None:
        self.ingest, self.lag_s, self.now = ingest, lag_s, now
        self.token, self.calls_in_window = "rehearsal", CALLS
        self.watching = 0
        self._videos: dict[str, Video] = {}
        self._deleted: set[str] = set()
        self._calls: deque[float] = deque()

    def enter(self, token: str) -> None:
        """Of every call. Raises Refusal 401, 429."""
        if token != self.token:
            raise Refusal(401, "token_expired")
        now = self.now()
        while self._calls and now - self._calls[0] >= WINDOW_S:
            self._calls.popleft()
        if len(self._calls) >= self.calls_in_window:
            raise Refusal(429, "rate_limited", WINDOW_S - (now - self._calls[0]))
        self._calls.append(now)

    def create(self, title: str, held: bool = False) -> Video:
        """`held`: public only after `start`, as one that was planned."""
        if len(self._videos) >= MOST_LIVES:
            self.delete(next(iter(self._videos)))
        number, key = secrets.token_hex(8), secrets.token_urlsafe(16)
        video = Video(number, key, title, deque([(self.now(), "created")], MOST_CHANGES), held=held)
        self._videos[number] = video
        return video

    def arrived(self, key: str) -> None:
        """Bytes came in by this key."""
        video, now = self._by_key(key), self.now()
        if video is None or video.phase == "ended":
            return
        self._settle(video, now)
        if video.began is None:
            video.began = now
        video.heard = now
        ready = video.held or now - video.began < STEADY_S
        video.turn(now, "ready" if ready else "live")

    def _settle(self, video: Video, now: float) -> None:
        """Where nothing came for a while, the public sees nothing any more."""
        if video.began is not None and now - video.heard > SILENT_S:
            video.began = None
            if video.phase == "live":
                video.turn(video.heard + SILENT_S, "ready")

    def _by_key(self, key: str) -> Video | None:
        mine = [it for it in self._videos.values() if key in (it.key, PERSISTENT_KEY) and it.phase != "ended"]
        return mine[-1] if mine else None

    def video(self, number: str) -> Video:
        """Raises Refusal 404, 410."""
        if number in self._deleted:
            raise Refusal(410, "gone")
        if number not in self._videos:
            raise Refusal(404, "not_found")
        return self._videos[number]

    def told(self, number: str) -> str:
        """Its phase as the status tells it: what it was a moment ago."""
        video, now = self.video(number), self.now()
        self._settle(video, now)
        known = [phase for at, phase in video.changes if at <= now - self.lag_s]
        return known[-1] if known else video.changes[0][1]

    def start(self, number: str) -> None:
        """Public as soon as bytes come."""
        self.video(number).held = False

    def end(self, number: str) -> None:
        """Over."""
        self.video(number).turn(self.now(), "ended")

    def delete(self, number: str) -> None:
        """As its owner does by hand."""
        if self._videos.pop(number, None) is not None:
            self._deleted = {*list(self._deleted)[-MOST_LIVES:], number}

    def viewers(self, number: str) -> int | None:
        """None while the public sees nothing."""
        return self.watching if self.told(number) == "live" else None

    def write(self, number: str, author: str, text: str) -> Remark:
        """As somebody of the public does."""
        video = self.video(number)
        at = datetime.now(UTC).isoformat()
        remark = Remark(f"{number}_{len(video.remarks)}", author, text, at)
        if len(video.remarks) < MOST_REMARKS:
            video.remarks.append(remark)
        return remark

    def page(self, number: str, after: str, limit: int) -> tuple[list[Remark], str, bool]:
        """(comments behind the cursor, the next cursor, whether more are there). Raises Refusal 400."""
        remarks = self.video(number).remarks
        if after and (not after.isdecimal() or int(after) > len(remarks)):
            raise Refusal(400, "bad_cursor")
        begin = int(after or 0)
        end = min(len(remarks), begin + max(1, min(100, limit)))
        return remarks[begin:end], str(end), end < len(remarks)

    def remark(self, number: str) -> Remark:
        """Raises Refusal 404, 410."""
        for remark in self.video(number.partition("_")[0]).remarks:
            if remark.id == number:
                return remark
        raise Refusal(404, "not_found")

    def reply(self, number: str, text: str) -> str:
        """Under a comment; the reply's id."""
        remark = self.remark(number)
        if len(remark.replies) >= MOST_LIVES:
            raise Refusal(400, "too_many_replies")
        made = f"{number}_r{len(remark.replies)}"
        remark.replies.append((made, text))
        return made
