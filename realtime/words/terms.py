"""What an institution lists: words and phrases to block, to hold and to allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from realtime.words.letters import TOKEN_CHARS, fold
from realtime.words.syllables import Written, units, written

MAX_TERMS, MAX_SYLLABLES, MAX_LENGTH = 20_000, 12, 100
TOKEN = re.compile(f"[{re.escape(TOKEN_CHARS)}]+")


class WordList(StrEnum):
    """What becomes of a comment with such a word."""

    BLOCK = "block"
    HOLD = "hold"
    ALLOW = "allow"


HEADINGS = frozenset(kind.value for kind in WordList)


class Fault(StrEnum):
    """Why a term cannot be listed."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"


class TermError(ValueError):
    """A term that cannot be listed; `fault` says why, `text` which."""

    def __init__(self, fault: Fault, text: str) -> None:
        super().__init__(f"{fault.value}: {text[:MAX_LENGTH]!r}")
        self.fault, self.text = fault, text


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase as it is listed.

    `any_marks`: "ngu" would hit "ngủ" too. `bare`: whether it is found without its marks, too, and held.
    """

    text: str
    list: WordList
    any_marks: bool = False
    bare: bool = True


def syllables(term: Term) -> tuple[Written, ...]:
    """Its syllables. Raises TermError."""
    if len(term.text) > MAX_LENGTH:
        raise TermError(Fault.TOO_LONG, term.text)
    found = tuple(written(units(token)) for token in TOKEN.findall(fold(term.text)))
    found = tuple(one for one in found if one.base)
    if not found:
        raise TermError(Fault.EMPTY, term.text)
    if len(found) == 1 and len(found[0].base) == 1:
        raise TermError(Fault.TOO_SHORT, term.text)
    if len(found) > MAX_SYLLABLES:
        raise TermError(Fault.TOO_LONG, term.text)
    return found


def parse(lines: str) -> list[Term]:
    """Terms from text: one a line after a heading [block], [hold] or [allow]; "#" begins a remark.

    "~" before a term: with any marks; "=": only with the marks it has. A line before any heading is held.
    """
    found, kind = [], WordList.HOLD
    for raw in lines.splitlines():
        line = raw.partition("#")[0].strip()
        if line[:1] == "[" and line[1:-1] in HEADINGS:
            kind = WordList(line[1:-1])
        elif line:
            found.append(Term(line.lstrip("~=").strip(), kind, line[0] == "~", line[0] != "="))
    return found
