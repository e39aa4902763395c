"""Single letters in a row: "P H Ò N G" spells a common word, and is not "P H Ò" with something after it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from realtime.words.common import is_word
from realtime.words.syllables import LONGEST, units, written


class Runs:
    """The rows of letters in a text: the letter at each place or nothing; whether the last one is near it."""

    def __init__(self, letters: Sequence[str], joined: Sequence[bool]) -> None:
        self._letters = letters
        self._first = list(range(len(letters)))
        for at in range(1, len(letters)):
            if letters[at] and letters[at - 1] and joined[at]:
                self._first[at] = self._first[at - 1]
        self._cuts: dict[int, frozenset[int] | None] = {}

    def may_cut(self, start: int, end: int) -> bool:
        """Whether `start:end` can be a word of its own: not where common words only fit across its ends."""
        first = self._first[start]
        if first not in self._cuts:
            self._cuts[first] = self._cuts_of(first)
        cuts = self._cuts[first]
        return cuts is None or {start, end} <= cuts

    def _cuts_of(self, first: int) -> frozenset[int] | None:
        """Where common words that spell the whole row may be cut; None where none do."""
        last = first + 1
        while last < len(self._letters) and self._first[last] == first:
            last += 1
        ends = {at: self._words_from(at, last) for at in range(first, last)}
        before = {first}
        for at in range(first, last):
            before.update(ends[at] if at in before else ())
        after = {last}
        for at in range(last - 1, first - 1, -1):
            if not after.isdisjoint(ends[at]):
                after.add(at)
        return frozenset(before & after) if last in before else None

    def _words_from(self, start: int, last: int) -> list[int]:
        ends = range(start + 1, min(last, start + LONGEST) + 1)
        return [end for end in ends if _spells("".join(self._letters[start:end]))]


@lru_cache(maxsize=20_000)
def _spells(letters: str) -> bool:
    return is_word(written(units(letters)))
