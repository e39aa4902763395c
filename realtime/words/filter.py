"""The word filter: lists of terms made ready once, then `look(text)`; pure, bounded, safe in any thread.

A text is folded to what is seen, cut into words, and each word read once (readings are remembered). Phrases
are followed in a tree from word to word. What a likeness is worth is decided last, from what else is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from realtime.words.edges import Chain, Line, may_have
from realtime.words.letters import Places, fold
from realtime.words.lexicon import Inside, Lexicon, Reading
from realtime.words.terms import TOKEN, Term, WordList
from realtime.words.verdict import BITS, CLEAN, Decision, Hit, Verdict, not_within, outermost
from realtime.words.weighing import Surroundings, is_meant, seen_only, weight_of

REMEMBERED = 50_000  # readings of words
REMEMBERED_LENGTH = 40
MOST_HITS = 100  # of one text


class _Memory(dict[str, Reading | None]):
    """Readings by word, so that a word of every day is read once in the life of a filter."""

    def __init__(self, lexicon: Lexicon, *, among_letters: bool = False) -> None:
        super().__init__()
        self._lexicon, self._among_letters = lexicon, among_letters

    def __missing__(self, token: str) -> Reading | None:
        found = self._lexicon.read(token, among_letters=self._among_letters)
        if len(token) <= REMEMBERED_LENGTH:
            if len(self) >= REMEMBERED:
                self.clear()
            self[token] = found
        return found


class Filter:
    """Compiled lists; `strict` takes every likeness for meant: for names, which are too short to be read."""

    def __init__(self, terms: Iterable[Term], *, strict: bool = False) -> None:
        """Raises TermError for a term that cannot be listed."""
        self._lexicon = Lexicon(terms)
        self._strict = strict
        self._memory = _Memory(self._lexicon)
        self._put = _Memory(self._lexicon, among_letters=True)

    def __len__(self) -> int:
        return len(self._lexicon.listed)

    def look(self, text: str) -> Verdict:
        """What of the lists is in the text; never raises, time linear in the length of the text."""
        folded = fold(text)
        memory = self._memory
        tokens = TOKEN.findall(folded)
        readings = [memory[token] for token in tokens]
        if not may_have(tokens, readings, self._put):
            return CLEAN
        ends = [token.span() for token in TOKEN.finditer(folded)]
        found = list(Line(folded, ends, readings, self._put).chains(self._lexicon.root))
        found += _inside(ends, readings)
        return self._weighed(text, Surroundings(folded, ends), found) if found else CLEAN

    def _weighed(self, text: str, around: Surroundings, found: Iterable[Chain]) -> Verdict:
        places = Places(text)
        hits = [hit for chain in found if (hit := self._hit(places, around, chain)) is not None]
        hits.sort(key=lambda hit: (hit.start, -hit.end, hit.list is not WordList.BLOCK, len(hit.disguises)))
        allowed = [hit for hit in hits if hit.list is WordList.ALLOW]
        rest, used = not_within([hit for hit in hits if hit.list is not WordList.ALLOW], allowed)
        rest = outermost(rest)[:MOST_HITS]
        blocked = any(hit.weight is WordList.BLOCK for hit in rest)
        decision = Decision.BLOCK if blocked else Decision.HOLD if rest else Decision.PASS
        return Verdict(decision, tuple(rest), tuple(used))

    def _hit(self, places: Places, around: Surroundings, chain: Chain) -> Hit | None:
        term = self._lexicon.listed[chain.term].term
        start, end = places.span(chain.start, chain.end)
        how = chain.how | seen_only(places.text[start:end])
        weight = term.list
        if not self._strict:
            marked = around.marked(chain)
            if not is_meant(chain, how, bare=term.bare, marked=marked, alone=around.alone(chain)):
                return None
            weight = weight_of(term, how, marked=marked)
        disguises = tuple(one for one, bit in BITS.items() if how & bit)
        return Hit(term.text, term.list, weight, start, end, disguises)


def _inside(words: Sequence[tuple[int, int]], readings: Sequence[Reading | None]) -> Iterator[Chain]:
    for (start, _), reading in zip(words, readings, strict=True):
        for part in reading.inside if reading else ():
            yield _chain_of(start, part)


def _chain_of(start: int, part: Inside) -> Chain:
    return Chain(part.term, start + part.start, start + part.end, part.how, 2)
