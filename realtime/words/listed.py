"""A term beside what was written: how they differ, syllable by syllable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from realtime.words.common import is_ambiguous, is_word
from realtime.words.syllables import (
    BARE,
    COMMON,
    INEXACT,
    MARKED,
    NO_QUALITY,
    NO_WORD,
    PARTIAL,
    REPEATED,
    UNMARKED,
    VOWELS,
    Unit,
    Written,
    likeness,
    written,
)
from realtime.words.terms import Term, WordList


@dataclass(frozen=True, slots=True)
class Listed:
    """A term with its syllables."""

    term: Term
    parts: tuple[Written, ...]

    @property
    def joined(self) -> str:
        """Its letters in one word, without marks."""
        return "".join(part.base for part in self.parts)

    @property
    def has_marks(self) -> bool:
        """Whether any of its letters has a mark, so that a text with these marks means it."""
        return any(map(_has_marks, self.parts))


def is_certain(how: int) -> bool:
    """Whether the term's own marks were typed, all of them."""
    return bool(how & MARKED) and not how & INEXACT


def _has_marks(form: Written) -> bool:
    return bool(form.tone or form.quality.strip(NO_QUALITY))


def strength(term: Term) -> int:
    """Which of two lists with the same term counts: the higher."""
    return [WordList.HOLD, WordList.BLOCK, WordList.ALLOW].index(term.list)


def mask_of(base: str) -> str:
    """ "d*t" for "dit": consonants around one run of vowels, else empty."""
    start = next((at for at, char in enumerate(base) if char in VOWELS), 0)
    end = start
    while end < len(base) and base[end] in VOWELS:
        end += 1
    rest = base[end:]
    return f"{base[:start]}*{rest}" if start and rest and not VOWELS.intersection(rest) else ""


def how_written(form: Written, part: Written, *, any_marks: bool, bare: bool) -> int | None:
    """How a written form differs from a syllable of a term; None where it is another word."""
    if any_marks:
        return form.how
    how = likeness(form, part)
    if how is None or (not bare and how not in (0, MARKED)):
        return None
    if how == 0:
        return form.how | (UNMARKED if is_ambiguous(part.base) else 0)
    if how == MARKED:
        return form.how | how
    if how == PARTIAL and not form.how & ~REPEATED and is_word(form):
        return None
    unknown = 0 if is_word(form) and how == BARE else NO_WORD
    common = COMMON if how == BARE and is_ambiguous(form.base) else 0
    return form.how | how | unknown | common


def joined_how(parts: Sequence[Unit], listed: Listed) -> int | None:
    """The same for a phrase whose words were run together; `parts` are its letters."""
    found, start = 0, 0
    for part in listed.parts:
        form = written(parts[start : start + len(part.base)])
        how = how_written(form, part, any_marks=listed.term.any_marks, bare=listed.term.bare)
        if how is None or form.base != part.base:
            return None
        found, start = found | how, start + len(part.base)
    return found
