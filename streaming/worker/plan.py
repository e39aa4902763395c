"""The plan: from what is wanted and what is seen to what is to be done. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """Kinds of processes, in the order in which they start."""

    PROGRAM = "program"
    CAP = "cap"  # a smaller copy of the program; its id is the rate in kb/s
    SINK = "sink"  # a rehearsal page's listener; its id is the relay's
    RELAY = "relay"
    SOURCE = "source"  # no process of the plan's: the mixer's own


@dataclass(frozen=True)
class Key:
    """One process by what it is for; it outlives restarts of the process."""

    what: What
    id: int
    broadcast: int

    def __str__(self) -> str:
        return f"{self.what}:{self.id}:{self.broadcast}"

    @classmethod
    def parse(cls, text: str) -> Key:
        """The reverse of str()."""
        what, number, broadcast = text.split(":")
        return cls(What(what), int(number), int(broadcast))


@dataclass(frozen=True)
class Wanted:
    """`spec`: what it should run; `marker`: the person's wish, a new one tries again what had given up."""

    spec: str
    marker: str = ""
    ready: bool = True


@dataclass(frozen=True)
class Seen:
    """`spec`: what it runs; `not_before` (monotonic): its backoff; `given_up`: the marker it failed for."""

    alive: bool = False
    stopping: bool = False
    spec: str = ""
    not_before: float = 0.0
    given_up: str | None = None
    stalled: bool = False


@dataclass(frozen=True)
class Start:
    """Start this; it does not run."""

    key: Key


@dataclass(frozen=True)
class Stop:
    """End this; nobody wants it."""

    key: Key


@dataclass(frozen=True)
class Restart:
    """End this, since it runs something else than what is wanted; a Start follows when it has ended."""

    key: Key


@dataclass(frozen=True)
class Cut:
    """Kill this; its peer takes nothing, or it hangs: it would not hear a polite word. A failure."""

    key: Key


Action = Start | Stop | Restart | Cut
NOTHING = Seen()


def plan(wanted: Mapping[Key, Wanted], seen: Mapping[Key, Seen], now: float) -> list[Action]:
    """Ends first, then starts; a program ends only after its relays, so that they send its last second."""
    ends = list(_ends(wanted, seen))
    order = list(What)
    starts = [Start(key) for key, want in wanted.items() if _starts(want, seen.get(key, NOTHING), now)]
    return ends + sorted(starts, key=lambda action: (order.index(action.key.what), action.key.id))


def _starts(want: Wanted, seen: Seen, now: float) -> bool:
    return want.ready and not seen.alive and now >= seen.not_before and seen.given_up != want.marker


def _ends(wanted: Mapping[Key, Wanted], seen: Mapping[Key, Seen]) -> Iterator[Action]:
    read = {key.broadcast for key, state in seen.items() if state.alive and key.what is What.RELAY}
    for key, state in seen.items():
        if not state.alive or state.stopping:
            continue
        want = wanted.get(key)
        if want is None:
            ends = key.what in (What.RELAY, What.CAP)
            if ends or key.broadcast not in read or _outlives_readers(key, wanted):
                yield Stop(key)
        elif want.spec != state.spec:
            yield Restart(key)
        elif state.stalled:
            yield Cut(key)


def _outlives_readers(key: Key, wanted: Mapping[Key, Wanted]) -> bool:
    """A sink whose own relay is still wanted has nobody to wait for."""
    return key.what is What.SINK and Key(What.RELAY, key.id, key.broadcast) in wanted
