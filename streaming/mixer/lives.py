"""The runs of what writes the segments: one process after another, each with its place on the clock."""

from __future__ import annotations

from typing import TypedDict

from streaming.host.progress import Report
from streaming.mixer.process import Process, filled, uses
from streaming.mixer.wire import EncoderSpec

RESTART = "{restart}"
SHORT_S, FIRST_WAIT_S, LONGEST_WAIT_S = 2.0, 0.2, 5.0
KEPT_RUNS = 20
END_WITHIN_S = 2.0


class Run(TypedDict):
    """One life. `offset_s`: where on the program's clock it begins; `code` None: it lives."""

    id: int
    pid: int
    started_at: float
    offset_s: float
    lived_s: float
    code: int | None
    asked: str
    dropped: int
    progress: Report | None
    tail: list[str]


class Life:
    """A run and its process."""

    def __init__(self, number: int, offset_s: float, process: Process) -> None:
        self.number, self.offset_s, self.process = number, offset_s, process
        self.lived_s: float | None = None

    @property
    def dropped(self) -> int:
        """Pictures that it never got."""
        return 0

    def report(self, now: float) -> Run:
        """For the worker."""
        return {
            "id": self.number,
            "pid": self.process.pid,
            "started_at": round(self.process.started_at, 3),
            "offset_s": round(self.offset_s, 3),
            "lived_s": round(self.lived_s if self.lived_s is not None else now - self.process.began, 3),
            "code": self.process.code,
            "asked": self.process.asked,
            "dropped": self.dropped,
            "progress": self.process.progress.report(now),
            "tail": list(self.process.tail.lines)[-10:],
        }


def words_of(spec: EncoderSpec, again: bool, values: dict[str, str]) -> list[str]:
    """The command line of one run; `again`: it goes on with what an earlier one has written."""
    extra = list(spec.restart_args) if again else []
    words = list(spec.argv)
    if extra and not uses(words, RESTART.strip("{}")):
        words.insert(len(words) - 1, RESTART)
    spread = [w for word in words for w in (extra if word == RESTART else [word])]
    return filled(spread, values)
