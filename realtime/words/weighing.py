"""What a likeness is worth: whether it was meant, and whether that is sure enough to block."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from realtime.words.edges import Chain
from realtime.words.letters import MARKS, fold
from realtime.words.syllables import (
    COMMON,
    FLOODED,
    INEXACT,
    INVISIBLE,
    JOINED,
    LEET,
    LOOK_ALIKE,
    MARKED,
    MASKED,
    NO_WORD,
    SHORTENED,
    SPACED,
    UNMARKED,
    UNSURE,
    VOWELS,
)
from realtime.words.terms import Term, WordList

DELIBERATE = LEET | SPACED | MASKED | FLOODED | LOOK_ALIKE | INVISIBLE
MARKED_SHARE = 4  # one word in so many with marks: its author types marks
Words = Sequence[tuple[int, int]]


def seen_only(original: str) -> int:
    """Look-alikes and what is invisible are gone from the folded text: found in the original."""
    if original.isascii() and original.isprintable():
        return 0
    letters = [fold(char) for char in original]
    invisible = INVISIBLE if any(not seen for seen in letters) else 0
    return invisible | (LOOK_ALIKE if any(map(_is_look_alike, original, letters)) else 0)


def _is_look_alike(char: str, seen: str) -> bool:
    return "a" <= seen[:1] <= "đ" and not (
        char.isascii() or "\u00c0" <= char <= "\u01b0" or "\u1ea0" <= char <= "\u1ef9"
    )


class Surroundings:
    """What the rest of a text says about a hit: whether its author types marks, whether there is a rest."""

    def __init__(self, folded: str, words: Words) -> None:
        self._folded, self._words = folded, words
        self._starts = [start for start, _ in words]
        self._distinct = {folded[start:end].strip("!*") for start, end in words}
        self._counts = self._counted(words)

    def marked(self, chain: Chain) -> bool:
        """Whether the text around the hit is written with marks."""
        first, last = bisect_left(self._starts, chain.start), bisect_left(self._starts, chain.end)
        of_hit = self._counted(self._words[first:last])
        letters, marked = (all_ - its for all_, its in zip(self._counts, of_hit, strict=True))
        return marked * MARKED_SHARE >= letters > 0

    def alone(self, chain: Chain) -> bool:
        """Whether the text says nothing else, once or many times."""
        whole = chain.start < self._words[0][1] and self._words[-1][0] < chain.end
        return whole or self._distinct == {self._folded[chain.start : chain.end]}

    def _counted(self, words: Words) -> tuple[int, int]:
        """Words of more than a letter, and those of them with marks."""
        long = [self._folded[start:end] for start, end in words if end - start > 1]
        return len(long), sum(not MARKS.isdisjoint(word) or "đ" in word for word in long)


def is_meant(chain: Chain, how: int, *, bare: bool, marked: bool, alone: bool) -> bool:
    """Whether what is not spelled exactly is likely to be the term and not what it says as it stands."""
    if how & UNMARKED and not (bare or marked or alone):
        return False
    if how & SHORTENED and chain.syllables == 1:  # "50.000 đ"
        return False
    small = chain.end - chain.start <= 2  # "d1", "c3": names of houses and schools
    if not how & INEXACT or how & (DELIBERATE & ~LEET if small else DELIBERATE):
        return True
    if marked:
        return bool(how & NO_WORD)
    return chain.syllables > 1 or alone or not how & COMMON


def weight_of(term: Term, how: int, *, marked: bool) -> WordList:
    """What is unsure is held at most, initials among it ("Đ.M. Tuấn")."""
    unsure = (
        how & (INEXACT | UNSURE) or (how & UNMARKED and not marked) or (how & JOINED and not how & MARKED)
    )
    initials = how & SPACED and VOWELS.isdisjoint(fold(term.text))
    return WordList.HOLD if (unsure or initials) and term.list is WordList.BLOCK else term.list
