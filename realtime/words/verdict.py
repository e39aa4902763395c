"""What was found in a text, and what is left of it beside allowed phrases and longer hits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from realtime.words.syllables import (
    BARE,
    FLOODED,
    INVISIBLE,
    JOINED,
    LEET,
    LOOK_ALIKE,
    MASKED,
    PARTIAL,
    REPEATED,
    SHORTENED,
    SPACED,
    TEENCODE,
    TELEX,
)
from realtime.words.terms import WordList


class Decision(StrEnum):
    """What becomes of the text."""

    PASS = "pass"  # noqa: S105  no password
    HOLD = "hold"
    BLOCK = "block"


class Disguise(StrEnum):
    """How a hit differs from the term as it is listed."""

    BARE = "bare"
    PARTIAL = "partial"
    REPEATED = "repeated"
    LEET = "leet"
    TEENCODE = "teencode"
    SPACED = "spaced"
    JOINED = "joined"
    MASKED = "masked"
    FLOODED = "flooded"
    TELEX = "telex"
    SHORTENED = "shortened"
    LOOK_ALIKE = "look_alike"
    INVISIBLE = "invisible"


BITS = dict(
    zip(
        Disguise,
        (
            *(BARE, PARTIAL, REPEATED, LEET, TEENCODE, SPACED, JOINED),
            *(MASKED, FLOODED, TELEX, SHORTENED, LOOK_ALIKE, INVISIBLE),
        ),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at `start:end` of the text as it was given.

    `list` is what the term is listed as, `weight` what it counts for here: not spelled exactly, it is held.
    """

    term: str
    list: WordList
    weight: WordList
    start: int
    end: int
    disguises: tuple[Disguise, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, in the order of the text; `allowed` are the phrases that took something out."""

    decision: Decision
    hits: tuple[Hit, ...] = ()
    allowed: tuple[Hit, ...] = ()


CLEAN = Verdict(Decision.PASS)


def not_within(hits: Sequence[Hit], allowed: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The hits that lie in no allowed phrase, and the phrases that had one; both sorted by start."""
    kept: list[Hit] = []
    used: dict[Hit, None] = {}
    at, widest = 0, None
    for hit in hits:
        while at < len(allowed) and allowed[at].start <= hit.start:
            widest = allowed[at] if widest is None or allowed[at].end > widest.end else widest
            at += 1
        if widest is not None and widest.end >= hit.end:
            used[widest] = None
        else:
            kept.append(hit)
    return kept, list(used)


def outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Without those that lie in a longer one that weighs as much."""
    kept: list[Hit] = []
    reach = {WordList.BLOCK: -1, WordList.HOLD: -1}
    for hit in hits:
        if hit.end > reach[WordList.BLOCK] and (
            hit.weight is WordList.BLOCK or hit.end > reach[WordList.HOLD]
        ):
            kept.append(hit)
            reach[hit.weight] = max(reach[hit.weight], hit.end)
    return kept
