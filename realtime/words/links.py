"""Addresses in a text, also those that were pulled apart: "bit . ly/x", "abc[.]com", "zalo chấm me"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
MARK = "\u0300-\u036f"
# Endings that are no words: a name before them is an address.
SURE = (
    "com net org edu gov mil int info biz xyz online site website store asia mobi vn us uk eu ru cn jp kr sg "
    "icu"
)
# Endings that are words too, or stand where a space after a full stop was forgotten: "vui qua.me ve roi".
UNSURE = (
    "me to la ai co io so do am in it is be tv top live link app pro vip win bet name club shop cc ly gg ee "
    "id vi no th de gd st ws fm im dev wiki page life fun one pub run"
)
# Names that shorten or gather addresses, found even with spaces in them.
KNOWN = (
    "zalo.me bit.ly cutt.ly tinyurl.com fb.com fb.me fb.watch m.me t.me wa.me youtu.be goo.gl is.gd s.id "
    "shp.ee linktr.ee rebrand.ly ouo.io adf.ly discord.gg telegram.me telegram.org tiktok.com facebook.com "
    "youtube.com shopee.vn lazada.vn"
)
REST = r"[^\s<>\"]"
TAIL = rf"(?::\d{{2,5}})?(?:/{REST}*)?"
BEFORE, AFTER = rf"(?<![\w@{MARK}.-])", rf"(?![\w{MARK}@-]|\.[a-z0-9])"
DOT_WORDS = "dot|cham|cha\u0302\u0301m"
CUT = rf"(?:\s{{0,2}}[\[({{<]\s{{0,2}}(?:\.|{DOT_WORDS})\s{{0,2}}[\])}}>]\s{{0,2}}|\s(?:{DOT_WORDS})\s)"


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


def _known() -> str:
    pairs = [address.split(".") for address in KNOWN.split()]
    # "t. me" may be the end of one sentence and the beginning of another.
    gap = {True: r"\s{0,3}", False: ""}
    cuts = [f"{name}(?:{gap[len(name) > 1]}\\.{gap[len(name) > 1]}|{CUT}){ending}" for name, ending in pairs]
    return "|".join(cuts)


SCHEME = re.compile(
    rf"(?<![a-z0-9])h(?:tt|xx)ps?\s?:\s?/\s?/\s?{REST}{{1,2000}}|(?<![\w.])www\s?\.\s?{REST}{{2,2000}}"
    r"(?: \. [a-z]{2,10}){0,3}"
)
SURELY = rf"(?:{LABEL}\.){{1,5}}(?:{_any(SURE)})"
UNSURELY = rf"(?:{LABEL}\.){{2,5}}(?:{_any(UNSURE)})"
WITH_PATH = rf"{LABEL}\.(?:{_any(UNSURE)})(?::\d{{2,5}})?/{REST}+"
BARE = re.compile(rf"{BEFORE}(?:(?:{SURELY}|{UNSURELY}){AFTER}{TAIL}|{WITH_PATH})")
SPACED = rf"{LABEL}(?:\s{{1,3}}\.\s{{1,3}}|{CUT})(?:{_any(SURE)})"
APART = re.compile(rf"{BEFORE}(?:{SPACED}|{_known()}){AFTER}(?:\s?/\s?{REST}+)?")
EMAIL = re.compile(
    rf"(?<![\w.+-])[a-z0-9][a-z0-9._+-]{{0,63}}(?:@|\s?[\[(]\s?(?:at|@|a co\u0300ng)\s?[\])]\s?|\s@\s)"
    rf"(?:{LABEL}(?:\.|{CUT})){{1,4}}[a-z]{{2,24}}{AFTER}"
)
MAY_HAVE = re.compile(r"\.|dot|cham|cha\u0302\u0301m|//|: /")
TRAILING = ".,;:!?)]}'\"…”’"


def links(seen: str, own_hosts: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Where links are in a text folded by `plain`, without the full stop after them; in no order."""
    if not MAY_HAVE.search(seen):
        return
    for pattern in (SCHEME, BARE, APART):
        for found in pattern.finditer(seen):
            if not _is_own(found[0], own_hosts):
                yield found.start(), found.start() + max(1, len(found[0].rstrip(TRAILING)))


def emails(seen: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses are in a text folded by `plain`."""
    if "@" in seen or "at" in seen:
        yield from (found.span() for found in EMAIL.finditer(seen))


def _is_own(address: str, own_hosts: Collection[str]) -> bool:
    host = re.sub(r"^h\w+://|[:/?#].*$", "", address).rstrip(TRAILING)
    return any(host == own.lower() or host.endswith(f".{own.lower()}") for own in own_hosts)
