"""From facts to faults: what is said about a stream, and since when. Pure, and table-tested.

A fault is said so long after it began that nothing usual is one, and so early that a person hears of it
within ten seconds, of which the stream's own way to the monitor takes up to three.
"""

from __future__ import annotations

from dataclasses import dataclass

from streaming.monitor.reading import Facts

BLACK_S, FROZEN_S, SILENT_S, LOUD_S, MISSING_S = 2.5, 3.0, 3.5, 1.5, 5.0
PAGE_MISSING_S = 30.0  # a platform's own stream lags behind and pauses longer
BEGINS_WITHIN_S = 8.0
LAG_S = 4.0  # so long the slate is still seen after the program left it
BLACK, FROZEN, NO_PICTURE = "picture_black", "picture_frozen", "picture_missing"
SILENT, ONE_SIDE, LOUD, NO_SOUND = "sound_silent", "sound_one_side", "sound_loud", "sound_missing"
UNREACHABLE = "stream_unreachable"
BOTH = frozenset({1, 2})
Faults = dict[str, float]


@dataclass
class Allowed:
    """When the program last showed what may stand still, what may be silent, nothing at all (monotonic)."""

    still_at: float = float("-inf")
    quiet_at: float = float("-inf")
    nothing_at: float = float("-inf")

    def told(self, still: bool, quiet: bool, now: float, nothing: bool = False) -> None:
        """What it shows now."""
        self.still_at = now if still else self.still_at
        self.quiet_at = now if quiet else self.quiet_at
        self.nothing_at = now if nothing else self.nothing_at


@dataclass(frozen=True)
class Watched:
    """One stream. `began`: since when it is wanted; `played`: the player shows that it moves."""

    began: float
    own: bool = True
    played: bool = False


def judge(facts: Facts, watched: Watched, allowed: Allowed, now: float) -> Faults:
    """{code: since}; of what explains one another only the first is said."""
    missing = _missing(facts, watched, allowed, now)
    if UNREACHABLE in missing or not watched.own:
        return missing
    looks = {} if NO_PICTURE in missing else _looks(facts, allowed, now)
    sounds = {} if NO_SOUND in missing else _sounds(facts, allowed, now)
    return missing | looks | sounds


def _missing(facts: Facts, watched: Watched, allowed: Allowed, now: float) -> Faults:
    within = MISSING_S if watched.own else PAGE_MISSING_S
    gone = {}
    for code, at in ((NO_PICTURE, facts.picture_at), (NO_SOUND, facts.sound_at)):
        came = watched.began + BEGINS_WITHIN_S if at is None else at
        began = max(came, allowed.nothing_at + LAG_S)
        if now - began > within:
            gone[code] = began
    if len(gone) == 2:
        return {} if watched.played else {UNREACHABLE: max(gone.values())}
    return gone


def _looks(facts: Facts, allowed: Allowed, now: float) -> Faults:
    """Black stands still, too."""
    for code, since, within in (
        (BLACK, facts.black_since, BLACK_S),
        (FROZEN, facts.frozen_since, FROZEN_S),
    ):
        if since is not None and now - (began := max(since, allowed.still_at + LAG_S)) >= within:
            return {code: began}
    return {}


def _sounds(facts: Facts, allowed: Allowed, now: float) -> Faults:
    silent = set(facts.silent)
    if silent:
        since = max(facts.silent.values()) if silent >= BOTH else min(facts.silent.values())
        began = max(since, allowed.quiet_at + LAG_S)
        if now - began >= SILENT_S:
            return {SILENT if silent >= BOTH else ONE_SIDE: began}
    if facts.loud_since is not None and now - facts.loud_since >= LOUD_S:
        return {LOUD: facts.loud_since}
    return {}
