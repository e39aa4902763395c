"""Who watches all along: a viewer's player over HTTP, the pages' own server, and the relays' processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

import httpx

from config.processes import start_time
from streaming import playlist
from streaming.playlist import Playlist
from tests.servers import NginxRtmp

LOOK_EVERY_S = 0.25
STAT_EVERY_S = 1.0
CUT = "#EXT-X-DISCONTINUITY"


class Watcher:
    """Looks from a thread of its own until told to end; what was wrong is in `problems`."""

    every_s = LOOK_EVERY_S

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.looks = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join(15)

    def _run(self) -> None:
        while not self._over.wait(self.every_s):
            try:
                self.look()
                self.looks += 1
            except Exception as error:  # it must be told, not lost in a thread
                self.wrong(f"{type(error).__name__}: {error}")

    def look(self) -> None:
        """Once."""
        raise NotImplementedError

    def wrong(self, what: str) -> None:
        """Remember it, with its time."""
        self.problems.append(f"{time.strftime('%H:%M:%S')} {what}")


class Viewer(Watcher):
    """Follows the public playlist as a player does, and fetches every segment that is new."""

    def __init__(self, base: str, slug: str) -> None:
        super().__init__()
        self._where, self._client = f"{base}/live/{slug}/", httpx.Client(timeout=10)
        self.numbers: dict[str, int] = {}
        self.cuts: set[str] = set()
        self.began = self._fresh_at = self.longest_wait_s = 0.0
        self._sequence = 0

    def __exit__(self, *exc: object) -> None:
        super().__exit__(*exc)
        self._client.close()

    def look(self) -> None:
        """The master, the playlist, the new segments."""
        if not self._get("index.m3u8"):
            return
        self.began = self.began or time.monotonic()
        self._follow(playlist.parse(self._get("program.m3u8")))

    def _get(self, name: str) -> str:
        answer = self._client.get(self._where + name)
        if answer.status_code == 200:
            return answer.text if name.endswith("m3u8") else name
        if self.began:  # before the first segment a 404 is meant
            self.wrong(f"{name}: {answer.status_code}")
        return ""

    def _follow(self, listed: Playlist) -> None:
        if listed.sequence < self._sequence:
            self.wrong(f"media sequence went from {self._sequence} back to {listed.sequence}")
        self._sequence = max(self._sequence, listed.sequence)
        fresh = [segment.name for segment in listed.segments if segment.name not in self.numbers]
        for number, segment in enumerate(listed.segments, listed.sequence):
            if self.numbers.setdefault(segment.name, number) != number:
                self.wrong(f"{segment.name} was number {self.numbers[segment.name]} and is {number}")
            if CUT in segment.lines:
                self.cuts.add(segment.name)
        for name in fresh:
            self._get(name)
        self._note_wait(bool(fresh))

    def _note_wait(self, fresh: bool) -> None:
        now = time.monotonic()
        if fresh:
            self._fresh_at = now
        elif self._fresh_at:
            self.longest_wait_s = max(self.longest_wait_s, now - self._fresh_at)


@dataclass
class _Seen:
    """One stream on the pages' server."""

    bytes_in: int = 0
    grew_at: float = field(default_factory=time.monotonic)
    longest_still_s: float = 0.0


class Pages(Watcher):
    """The relays: always the same processes, always connected, and bytes going on."""

    every_s = STAT_EVERY_S

    def __init__(self, nginx: NginxRtmp, names: Sequence[str], relays: Iterable[int]) -> None:
        super().__init__()
        self._nginx = nginx
        self.relays = {pid: start_time(pid) for pid in relays}
        self._seen = {name: _Seen() for name in names}

    def look(self) -> None:
        """The processes, then the server's own words."""
        for pid, began in self.relays.items():
            if start_time(pid) != began:
                self.wrong(f"the relay {pid} is gone")
        streams = self._nginx.streams()
        for name, seen in self._seen.items():
            stream = streams.get(name)
            if stream is None or not stream.publishing:
                self.wrong(f"{name} is not connected")
            elif stream.bytes_in < seen.bytes_in:
                self.wrong(f"{name} was connected anew")
            else:
                self._count(seen, stream.bytes_in)

    def _count(self, seen: _Seen, bytes_in: int) -> None:
        now = time.monotonic()
        if bytes_in > seen.bytes_in:
            seen.bytes_in, seen.grew_at = bytes_in, now
        seen.longest_still_s = max(seen.longest_still_s, now - seen.grew_at)

    @property
    def longest_still_s(self) -> float:
        """For how long nothing came in on any of them."""
        return max(seen.longest_still_s for seen in self._seen.values())
