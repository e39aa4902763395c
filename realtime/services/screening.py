"""What a comment is held or refused for before anybody reads it.

Nothing here decides what citizens may think: it holds for a moderator what lists, links and numbers say.
A check that cannot run holds the comment: it is never the reason why something is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from realtime.enums import HeldFor
from realtime.limits import Windows
from realtime.selectors import words
from realtime.services.drafts import Posting
from realtime.words import Decision, Filter
from realtime.words.contacts import contacts
from realtime.words.names import ReservedNames
from realtime.words.sameness import fingerprint

log = logging.getLogger(__name__)
# The same long text so often within a minute is sent by a machine; short wishes are said by many.
SAME_MOST, SAME_SECONDS, SAME_LETTERS, TEXTS_KEPT = 10, 60, 30, 10_000
same_texts = Windows(SAME_MOST, SAME_SECONDS, TEXTS_KEPT)


@dataclass(frozen=True)
class Screened:
    """`hits`: where words are, as [from, to] in UTF-16 units, which is how browsers count."""

    held_for: tuple[HeldFor, ...] = ()
    hits: tuple[tuple[int, int], ...] = ()
    refused: bool = False


def screen(posting: Posting, unit_id: int) -> Screened:
    """Never raises: what cannot be checked is held."""
    try:
        return screened(posting, words.filters.of(unit_id))
    except Exception:
        log.exception("a comment could not be checked, and is held")
        return Screened((HeldFor.UNCHECKED,))


def screened(posting: Posting, listed: Filter, counted: bool = True) -> Screened:
    """By the lists, by what it holds, by its author's name, by how often it came, where it is `counted`."""
    body = listed.look(posting.body)
    name = listed.look(posting.name)
    if Decision.BLOCK in (body.decision, name.decision):
        return Screened(refused=True)
    why = [HeldFor(found.kind.value) for found in contacts(posting.body, own_hosts())]
    if Decision.HOLD in (body.decision, name.decision):
        why.append(HeldFor.WORDS)
    if reserved().find(posting.name):
        why.append(HeldFor.NAME)
    if counted and _too_often(posting):
        why.append(HeldFor.SAME)
    spans = ((hit.start, hit.end) for hit in body.hits)
    return Screened(tuple(dict.fromkeys(why)), tuple(in_utf16(posting.body, spans)))


def _too_often(posting: Posting) -> bool:
    if len(posting.body) < SAME_LETTERS:
        return False
    return bool(same_texts.count(f"{posting.ceremony_id} {fingerprint(posting.body)}"))


def in_utf16(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in code points as a browser counts them."""
    return [(_units(text[:start]), _units(text[:end])) for start, end in spans]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


@cache
def reserved() -> ReservedNames:
    """Names of offices and of those who lead them."""
    return ReservedNames()


@cache
def own_hosts() -> tuple[str, ...]:
    """Links to ourselves are no way out of the room."""
    host = urlsplit(settings.ENV.public_url).hostname
    return (host,) if host else ()
