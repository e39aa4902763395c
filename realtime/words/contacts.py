"""Ways out of the room: links, e-mail, telephone; and what must not be shown: numbers of identity papers.

What is found is for holding or masking; nothing here says that it is bad. Pure, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from realtime.words import links, numbers
from realtime.words.letters import Places, plain


class Kind(StrEnum):
    """What was found."""

    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Contact:
    """Found at `start:end` of the text as it was given; `masked` is what may stand there instead."""

    kind: Kind
    start: int
    end: int
    masked: str


GONE = "[…]"
SHOWN_FIRST, SHOWN_LAST = 3, 2  # digits of a telephone number
COVER = "•"
Finder = Callable[[str], Iterator[tuple[int, int]]]


def contacts(text: str, own_hosts: Collection[str] = ()) -> tuple[Contact, ...]:
    """Everything of these kinds in the order of the text; addresses under `own_hosts` are left alone."""
    seen = plain(text)
    found = [
        *_all(Kind.EMAIL, links.emails, seen),
        *_all(Kind.LINK, lambda s: links.links(s, own_hosts), seen),
    ]
    if numbers.may_have(seen):
        found += [*_all(Kind.IDENTITY, numbers.identities, seen), *_all(Kind.PHONE, numbers.phones, seen)]
    if not found:
        return ()
    places = Places(text, signs=True)
    made = [_contact(text, kind, *places.span(start, end)) for kind, start, end in _apart(found)]
    return tuple(sorted(made, key=lambda contact: contact.start))


def mask(text: str, found: Iterable[Contact]) -> str:
    """The text with what was found in it covered."""
    parts, at = [], 0
    for contact in found:
        parts += [text[at : contact.start], contact.masked]
        at = contact.end
    return "".join([*parts, text[at:]])


def _all(kind: Kind, find: Finder, seen: str) -> Iterator[tuple[Kind, int, int]]:
    return ((kind, start, end) for start, end in find(seen))


def _apart(found: Iterable[tuple[Kind, int, int]]) -> list[tuple[Kind, int, int]]:
    """None over another: the one that begins first, of two that do the longer."""
    kept: list[tuple[Kind, int, int]] = []
    for one in sorted(found, key=lambda one: (one[1], -one[2])):
        if not kept or one[1] >= kept[-1][2]:
            kept.append(one)
    return kept


def _contact(text: str, kind: Kind, start: int, end: int) -> Contact:
    original = text[start:end]
    if kind in (Kind.LINK, Kind.EMAIL):
        return Contact(kind, start, end, GONE)
    first, last = (SHOWN_FIRST, SHOWN_LAST) if kind is Kind.PHONE else (0, SHOWN_LAST)
    return Contact(kind, start, end, _covered(original, first, last))


def _covered(original: str, first: int, last: int) -> str:
    """Digits covered but for the first and last; a number in words is covered whole."""
    digits = [at for at, char in enumerate(original) if char.isdigit()]
    if len(digits) <= first + last or re.search(r"[^\W\d_]{2}", original):
        return COVER * 3
    hidden = original[digits[first] if first else 0 : digits[-last]]
    covered = re.sub(r"[^\s.\-()+]", COVER, hidden)
    return original[: digits[first] if first else 0] + covered + original[digits[-last] :]
