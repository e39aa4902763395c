"""Terms followed from word to word of a text, also where a word was spaced into letters ("đ ị t", "l ồn")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from realtime.words.common import is_word
from realtime.words.letters import ASIDE
from realtime.words.lexicon import Node, Reading
from realtime.words.listed import is_certain
from realtime.words.runs import Runs
from realtime.words.syllables import LONGEST, SPACED, UNSURE, units, written

Words = Sequence[tuple[int, int]]
Readings = Sequence[Reading | None]
Put = Mapping[str, Reading | None]
# Between two words of one phrase: no new line, no end of a sentence (dots in a row are no end).
BREAK = re.compile(r"[^\n]*\n|[.] ")
WIDEST_GAP, WIDEST_BREAK = 4, 12  # characters between two letters of a word, two words of a phrase


class Chain(NamedTuple):
    """A term at `start:end` of the folded text, how it differs, of how many syllables."""

    term: int
    start: int
    end: int
    how: int
    syllables: int


class Edge(NamedTuple):
    """A word from one place to the next; more than one where letters were put together."""

    to: int
    reading: Reading
    how: int


def may_have(tokens: Sequence[str], readings: Readings, put: Put) -> bool:
    """Whether any term can be in words that read so; most texts go no further than this."""
    before: Reading | None = None
    for at, reading in enumerate(readings):
        if reading is not None:
            if reading.inside or _ends_one(reading) or _goes_on(before, reading):
                return True
            if reading.lone and at and _may_join(before, reading, put[tokens[at - 1] + tokens[at]]):
                return True
        if (
            before is not None
            and before.lone
            and _may_join(before, reading, put[tokens[at - 1] + tokens[at]])
        ):
            return True
        before = reading
    return False


def _ends_one(reading: Reading) -> bool:
    return any([node.term >= 0 for node in reading.begun])  # noqa: C419  a list is faster here


def _goes_on(before: Reading | None, reading: Reading) -> bool:
    if before is None or not before.begun:
        return False
    syllables = reading.syllables.keys()
    return not all([syllables.isdisjoint(node.after) for node in before.begun])  # noqa: C419


def _may_join(before: Reading | None, reading: Reading | None, joined: Reading | None) -> bool:
    return (_is_lone(before) and _is_lone(reading)) or (joined is not None and bool(joined.syllables))


@dataclass(frozen=True, slots=True)
class Line:
    """A folded text, where its words are, what each may be, and what letters put together may be."""

    folded: str
    words: Words
    readings: Readings
    put: Put

    def chains(self, root: Node) -> Iterator[Chain]:
        """Every term that is spelled by words in a row."""
        put_together = self._put_together()
        for at in range(len(self.words)):
            if at in put_together or at + 1 in put_together or self._may_begin(at):
                for edge in self._edges(at, put_together):
                    if edge.reading.begun:
                        yield from self._from(at, edge, put_together, root)

    def _may_begin(self, at: int) -> bool:
        reading = self.readings[at]
        if reading is None or not reading.begun:
            return False
        following = self.readings[at + 1] if at + 1 < len(self.readings) else None
        return _ends_one(reading) or (following is not None and _goes_on(reading, following))

    def _edges(self, at: int, put_together: dict[int, list[Edge]]) -> list[Edge]:
        edges, reading = list(put_together.get(at, ())), self.readings[at]
        if reading is not None and reading.syllables:
            edges.append(Edge(at + 1, reading, 0))
        return edges

    def _from(
        self, first: int, edge: Edge, put_together: dict[int, list[Edge]], root: Node
    ) -> Iterator[Chain]:
        """The terms that begin with one word; one step a syllable, so at most as many as a term may have."""
        open_ends = [(node, edge.to, how, 1) for node, how in _steps(root, edge)]
        while open_ends:
            node, at, how, count = open_ends.pop()
            if node.term >= 0 and self._is_whole(first, at, how):
                start, end = _trimmed(self.folded, self.words[first][0], self.words[at - 1][1])
                yield Chain(node.term, start, end, how, count)
            if not node.after or at == len(self.words) or self._is_broken(at):
                continue
            for following in self._edges(at, put_together):
                open_ends += [(n, following.to, how | more, count + 1) for n, more in _steps(node, following)]

    def _put_together(self) -> dict[int, list[Edge]]:
        """Words made of single letters in a row, or of one letter and what is beside it."""
        lone = [_is_lone(reading) for reading in self.readings]
        starts = [at for at in range(len(lone) - 1) if lone[at] or lone[at + 1]]
        if not starts:
            return {}
        near = [at > 0 and self._is_near(at) for at in range(len(lone))]
        runs = Runs([self._word(at).strip(ASIDE) if one else "" for at, one in enumerate(lone)], near)
        return {at: edges for at in starts if (edges := list(self._joined_from(at, lone, near, runs)))}

    def _joined_from(self, at: int, lone: Sequence[bool], near: Sequence[bool], runs: Runs) -> Iterator[Edge]:
        token = self._word(at)
        for end in range(at + 1, min(len(self.words), at + LONGEST)):
            all_lone = all(lone[at : end + 1])
            if not near[end] or (end > at + 1 and not all_lone):
                return
            token += self._word(end)
            reading = self.put[token]
            if reading is None or (all_lone and not runs.may_cut(at, end + 1)):
                continue
            # "ng.u" was cut on purpose; "di t" may be two words, and so may "l ồn".
            cut = all_lone or " " not in self.folded[self.words[at][1] : self.words[end][0]]
            unsure = 0 if cut or not self._is_word(at if lone[end] else end) else UNSURE
            kept = {n: how | unsure for n, how in reading.syllables.items() if cut or is_certain(how)}
            if kept:
                yield Edge(end + 1, Reading(kept, reading.begun), SPACED)

    def _is_word(self, at: int) -> bool:
        return is_word(written(units(self._word(at))))

    def _word(self, at: int) -> str:
        start, end = self.words[at]
        return self.folded[start:end]

    def _is_broken(self, at: int) -> bool:
        """Whether a new line or the end of a sentence lies before this word."""
        start, end = self.words[at - 1][1], self.words[at][0]
        if end - start <= 1:
            return self.folded[start:end] == "\n"
        return end - start > WIDEST_BREAK or BREAK.match(self.folded, start, end) is not None

    def _is_near(self, at: int) -> bool:
        """To the word before: in one line, if both are not single letters, one below the other."""
        start, end = self.words[at - 1][1], self.words[at][0]
        letters = _is_lone(self.readings[at - 1]) and _is_lone(self.readings[at])
        return end - start <= WIDEST_GAP and (letters or "\n" not in self.folded[start:end])

    def _is_whole(self, first: int, end: int, how: int) -> bool:
        """What was spaced out and has no marks has to be all of the letters that stand alone there."""
        if not how & SPACED or is_certain(how):
            return True
        before = first > 0 and _is_lone(self.readings[first - 1]) and self._is_near(first)
        after = end < len(self.words) and _is_lone(self.readings[end]) and self._is_near(end)
        return not (before or after)


def _steps(node: Node, edge: Edge) -> Iterator[tuple[Node, int]]:
    after, found = node.after, edge.reading.syllables
    for number in found if len(found) < len(after) else after:
        if number in found and number in after:
            yield after[number], found[number] | edge.how


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """Without the signs around it: "ngu!!!" is "ngu"."""
    while end > start and folded[end - 1] in "!|*@$":
        end -= 1
    while start < end and folded[start] in "!*@":
        start += 1
    return start, end


def _is_lone(reading: Reading | None) -> bool:
    return reading is not None and reading.lone
