"""Terms made ready: syllables by their letters, phrases as a tree, phrases run together as an automaton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import ahocorasick

from realtime.words.common import KNOWN
from realtime.words.letters import FOREIGN, MARKS, OTHER, fold
from realtime.words.listed import Listed, how_written, is_certain, joined_how, mask_of, strength
from realtime.words.spellings import LEET_LETTERS, SHORT, spellings
from realtime.words.syllables import (
    INEXACT,
    JOINED,
    MASKED,
    NO_QUALITY,
    NO_WORD,
    SHORTENED,
    Unit,
    Written,
    fits,
    units,
    written,
)
from realtime.words.terms import MAX_TERMS, Fault, Term, TermError, WordList, syllables

LETTERS_ONLY = LEET_LETTERS | {ord(mark): None for mark in (*MARKS, FOREIGN)} | {ord("đ"): "d"}
LONGEST_WORD = 24  # letters; longer is looked at as words run together only
JOINED_FROM = 5  # letters of a phrase that is found without its marks where its words are run together,
WITHIN_FROM = 6  # and of one that is found among others: "condition" is no "con di"


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: what may follow, by the syllable's number; the term that ends here."""

    after: dict[int, Node] = field(default_factory=dict)
    term: int = -1


@dataclass(frozen=True, slots=True)
class Inside:
    """A term among letters that were run together, `start:end` from the token's beginning."""

    term: int
    start: int
    end: int
    how: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word of a text may be: syllables of terms by number, each with how it differs."""

    syllables: dict[int, int]
    begun: tuple[Node, ...] = ()  # the places in the tree of the terms that begin with one of them
    lone: bool = False  # one letter, perhaps of a word that was spaced out
    inside: tuple[Inside, ...] = ()


class Lexicon:
    """All terms of a filter; not changed once it is made."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Raises TermError."""
        self.root = Node()
        self.listed: list[Listed] = []
        self._numbers: dict[tuple[Written, bool, bool], int] = {}
        self._by_base: dict[str, list[tuple[Written, bool, bool, int]]] = {}
        self._by_mask: dict[str, list[tuple[Written, int]]] = {}
        for term in terms:
            self._add(term)
        self._automaton = self._run_together()

    def _add(self, term: Term) -> None:
        if len(self.listed) == MAX_TERMS:
            raise TermError(Fault.TOO_MANY, term.text)
        parts, node = syllables(term), self.root
        for part in parts:
            node = node.after.setdefault(self._number(part, term), Node())
        self.listed.append(Listed(term, parts))
        # What is listed twice is allowed rather than blocked rather than held.
        if node.term < 0 or strength(term) > strength(self.listed[node.term].term):
            node.term = len(self.listed) - 1

    def _number(self, part: Written, term: Term) -> int:
        key = (part, term.any_marks, term.bare)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers)
            self._by_base.setdefault(part.base, []).append((*key, self._numbers[key]))
            mask = mask_of(part.base)
            if mask and term.bare:
                self._by_mask.setdefault(mask, []).append((part, self._numbers[key]))
        return self._numbers[key]

    def _run_together(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        automaton.add_word(OTHER, ())  # an empty one cannot be asked
        by_letters: dict[str, list[int]] = {}
        for at, listed in enumerate(self.listed):
            long = len(listed.parts) > 1 and len(listed.joined) >= JOINED_FROM
            if listed.term.list is not WordList.ALLOW and (
                long or (listed.has_marks and len(listed.joined) > 2)
            ):
                by_letters.setdefault(listed.joined, []).append(at)
        for letters, numbers in by_letters.items():
            automaton.add_word(letters, tuple(numbers))
        automaton.make_automaton()
        return automaton

    def read(self, token: str, *, among_letters: bool = False) -> Reading | None:
        """What a folded token may be; None where it is nothing of ours.

        `among_letters`: it was put together from pieces, so only the plain reading counts.
        """
        if among_letters and not self._may_be(token):
            return None
        parts = units(token)
        while parts and parts[-1].letter in "!|*@$":
            parts.pop()
        while parts and parts[0].letter in "!*@":
            parts.pop(0)
        if not parts:
            return None
        found: dict[int, int] = {}
        if len(parts) <= 3 * LONGEST_WORD:
            self._add_readings(parts, found, plain=among_letters)
        begun = tuple(self.root.after[number] for number in found if number in self.root.after)
        if len(parts) == 1 or len({unit.letter for unit in parts}) == 1:
            return Reading(found, begun, parts[0].letter.isalnum())
        inside = () if found or among_letters else tuple(self._inside(parts))
        return Reading(found, begun, inside=inside) if found or inside else None

    def _may_be(self, token: str) -> bool:
        """A quick look at the letters alone: hostile texts are put together in thousands of ways."""
        base = token.translate(LETTERS_ONLY)
        return base in self._by_base or base[:1] == "i" or "y" in base or not base.isalpha()

    def _add_readings(self, parts: Sequence[Unit], found: dict[int, int], *, plain: bool) -> None:
        for form in spellings(parts, plain=plain):
            for part, any_marks, bare, number in self._by_base.get(form.base, ()):
                how = how_written(form, part, any_marks=any_marks, bare=bare)
                if how is not None and (
                    number not in found or (found[number] & INEXACT and not how & INEXACT)
                ):
                    found[number] = how
            if "*" in form.base:
                self._add_masked(form, found)
        if not plain:
            self._add_short(written(parts), found)

    def _add_masked(self, form: Written, found: dict[int, int]) -> None:
        start, stars, end = form.base.partition("*")
        end = end.lstrip("*")
        for part, number in self._by_mask.get(f"{start}*{end}", ()):
            ours = part.quality[: len(start)] + part.quality[len(part.quality) - len(end) :]
            typed = form.quality[: len(start)] + form.quality[len(form.quality) - len(end) :]
            if stars and all(mine in (NO_QUALITY, its) for mine, its in zip(typed, ours, strict=True)):
                found.setdefault(number, form.how | MASKED | NO_WORD)

    def _add_short(self, plain: Written, found: dict[int, int]) -> None:
        whole = SHORT.get("đ" + plain.base[1:] if plain.quality[0] == "-" else plain.base)
        if whole and not plain.tone:
            meant = written(units(fold(whole)))
            for part, _, bare, number in self._by_base.get(meant.base, ()):
                if bare and part[:3] == meant[:3]:
                    found.setdefault(number, SHORTENED | NO_WORD)

    def _inside(self, parts: Sequence[Unit]) -> Iterator[Inside]:
        base = written(parts).base
        before: list[bool] = []
        for last, numbers in self._automaton.iter(base):
            for at in numbers:
                listed = self.listed[at]
                start, end = last + 1 - len(listed.joined), last + 1
                how = joined_how(parts[start:end], listed)
                least = JOINED_FROM if end - start == len(base) else WITHIN_FROM
                if how is None or (end - start < least and not is_certain(how)):
                    continue
                if not before:
                    before, after = fits(base, KNOWN)
                if before[start] and after[end]:
                    yield Inside(at, parts[start].start, parts[end - 1].end, how | JOINED)
