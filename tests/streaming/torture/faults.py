"""What is done to the broadcast, at random: to its sender, to its line, to its processes, to its choice."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence

from tests.desk import Desk
from tests.streaming.torture.sending import Road, Sender
from tests.waiting import eventually

OF_PROGRAM_APART_S = 5.0  # two deaths of an encoder within one segment leave one seam, which cannot be told
OF_SOURCES = ("kill_sender", "cut_line", "freeze_sender", "take_and_back", "kill_ingest")
OF_PROGRAM = ("kill_encoder", "kill_mixer")  # each leaves exactly one discontinuity, the others none
KINDS = (*OF_SOURCES, *OF_PROGRAM, "kill_worker")


def pause(seconds: float) -> None:
    """Let the broadcast go on for a while."""
    until = time.monotonic() + seconds
    eventually(lambda: time.monotonic() > until, seconds + 5)


class Torturer:
    """One fault a call; each leaves the sender as it found it."""

    def __init__(self, desk: Desk, broadcast: str, sources: Sequence[int], seed: int) -> None:
        self.desk, self._broadcast, self._sources = desk, broadcast, sources
        self.draw = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.deeds: list[str] = []
        self._killed_at = 0.0

    def plan(self, count: int) -> list[str]:
        """Each kind at least once, the rest at random, in any order."""
        more = self.draw.choices(KINDS, k=max(0, count - len(KINDS)))
        planned = [*KINDS, *more][:count] if count >= len(KINDS) else self.draw.sample(KINDS, count)
        self.draw.shuffle(planned)
        return planned

    def do(self, kind: str, sender: Sender, road: Road) -> None:
        """One fault."""
        deeds: dict[str, Callable[[], None]] = {
            "kill_sender": lambda: self._kill_sender(sender),
            "cut_line": road.cut,
            "freeze_sender": lambda: self._freeze(sender),
            "take_and_back": self._take_and_back,
            "kill_ingest": self._kill_ingest,
            "kill_encoder": lambda: self._kill_of_program(self.encoders),
            "kill_mixer": lambda: self._kill_of_program(self._mixers),
            "kill_worker": self._kill_worker,
        }
        self.deeds.append(f"{time.strftime('%H:%M:%S')} {kind}")
        deeds[kind]()
        self.done[kind] += 1

    def _kill_sender(self, sender: Sender) -> None:
        sender.leave()
        pause(self.draw.uniform(0.0, 3.0))
        sender.come_back()

    def _freeze(self, sender: Sender) -> None:
        sender.signal(signal.SIGSTOP)
        pause(self.draw.uniform(0.5, 4.0))
        sender.signal(signal.SIGCONT)

    def _take_and_back(self) -> None:
        self._take(self.draw.choice(self._sources))
        pause(self.draw.uniform(0.5, 3.0))
        self._take(None)

    def _take(self, source: int | None) -> None:
        self.desk.ok("technician", "POST", f"{self._broadcast}take/", source=source)

    @property
    def breaks(self) -> int:
        """Discontinuities that what was done may leave, and has to."""
        return sum(self.done[kind] for kind in OF_PROGRAM)

    def _kill_of_program(self, pids: Callable[[], list[int]]) -> None:
        """Once what was killed before writes again: two deaths in one gap leave one discontinuity."""
        pause(max(0.0, self._killed_at + OF_PROGRAM_APART_S - time.monotonic()))
        eventually(self.encoders, within_s=10)
        (pid,) = pids()
        os.kill(pid, signal.SIGKILL)
        self._killed_at = time.monotonic()
        eventually(lambda: pid not in pids() and pids() and self.encoders(), within_s=15)

    def encoders(self) -> list[int]:
        """The one ffmpeg that writes the program."""
        return list(self.desk.pids("ffmpeg", "seg-"))

    def _mixers(self) -> list[int]:
        """The one process that mixes: its encoder, sources and previews die with it."""
        return list(self.desk.pids("-m streaming.mixer"))

    def _kill_ingest(self) -> None:
        """Who receives RTMP; nobody but the product itself brings it back."""
        (pid,) = eventually(lambda: list(self.desk.pids("-m streaming.ingest")), within_s=10)
        os.kill(pid, signal.SIGKILL)
        eventually(lambda: self.desk.pids("-m streaming.ingest").keys() - {pid}, within_s=15)

    def _kill_worker(self) -> None:
        (pid,) = [pid for pid, line in self.desk.pids("manage.py", "worker").items() if "worker" in line]
        os.kill(pid, signal.SIGKILL)
        eventually(lambda: self.desk.pids("manage.py", "worker").keys() - {pid}, within_s=15)
