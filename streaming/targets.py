"""`check_target()`: the one gate for every address that a person types.

It is passed when the address is saved and again right before a process is started with it, since a
name can point elsewhere by then.

What it cannot hold: ffmpeg resolves by itself once more and an RTSP server may redirect it, past this
judgement (http and https cannot: they pass streaming.host.guard). Until RTSP, RTMP and SRT have such a guard
too, only people with the technician's role may name such an address, and the machine's own firewall is the
fence; docs/operations.md says so.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.conf import settings

from streaming.addresses import allow_listed, judge
from streaming.errors import TargetRefused

MAX_LENGTH = 500
RESOLVE_WITHIN_S = 5.0
# Printable ASCII without blanks, quotes, backslash, <>, # and the bar of ffmpeg's own protocols.
CLEAN = re.compile(r"[!$-&(-;=?-\[\]_a-z~@]+", re.ASCII)
PORTS = {"rtmp": 1935, "rtmps": 443, "rtsp": 554, "http": 80, "https": 443, "srt": 0}
_resolvers = ThreadPoolExecutor(4, thread_name_prefix="resolve")


class Use(Enum):
    """What an address is for; the value is the form's field that an error belongs to."""

    PAGE = "address"
    PULL = "url"

    @property
    def schemes(self) -> tuple[str, ...]:
        """The closed set."""
        return SCHEMES[self]

    @property
    def field(self) -> str:
        """The form's field."""
        return str(self.value)


SCHEMES = {Use.PAGE: ("rtmp", "rtmps", "srt"), Use.PULL: ("rtsp", "http", "https", "rtmp", "srt")}


@dataclass(frozen=True)
class Target:
    """A parsed address; `addresses` are the resolved and judged ones."""

    url: str
    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...] = ()


Resolve = Callable[[str, int], tuple[str, ...]]


def parse_target(url: str, use: Use) -> Target:
    """What can be said without the network. Raises TargetRefused."""
    if not url or len(url) > MAX_LENGTH or url.startswith("-") or not CLEAN.fullmatch(url):
        raise TargetRefused("malformed", use.field)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise TargetRefused("malformed", use.field) from None
    if parts.scheme not in use.schemes or not url.startswith(f"{parts.scheme}://"):
        raise TargetRefused("scheme", use.field, schemes=", ".join(f"{s}://" for s in use.schemes))
    if use is Use.PAGE and parts.username is not None:
        raise TargetRefused("login", use.field)
    host, port = parts.hostname or "", PORTS[parts.scheme] if port is None else port
    if not host or not port or "%" in host or "@" in _after_login(parts) or _listens(parts):
        raise TargetRefused("malformed", use.field)
    return Target(url, parts.scheme, host, port)


def _listens(parts: SplitResult) -> bool:
    """An SRT address can ask to be called; a pulled source only ever calls."""
    return parts.scheme == "srt" and any(mode != "caller" for mode in parse_qs(parts.query).get("mode", []))


def _after_login(parts: SplitResult) -> str:
    """ "user:p@ss@host" is read differently by different parsers, so only one @ is taken."""
    return parts.netloc.partition("@")[2]


def check_target(url: str, use: Use, resolve: Resolve | None = None) -> Target:
    """Parse, resolve, and judge every resolved address. Raises TargetRefused."""
    target = parse_target(url, use)
    if allow_listed(target.host, target.port, settings.ENV.allowed_targets):
        return Target(target.url, target.scheme, target.host, target.port, (target.host,))
    found = (resolve or resolved)(target.host, target.port)
    if not found:
        raise TargetRefused("not_found", use.field, host=target.host)
    for address in found:
        reason = judge(address, settings.ENV.allow_lan)
        if reason:
            raise TargetRefused(reason, use.field, host=target.host)
    return Target(target.url, target.scheme, target.host, target.port, found)


def check_typed(url: str, use: Use) -> Target:
    """The check on saving: a name that cannot be found now may be found at the start, which checks again."""
    try:
        return check_target(url, use)
    except TargetRefused as refused:
        if refused.reason != "not_found":
            raise
        return parse_target(url, use)


def resolved(host: str, port: int) -> tuple[str, ...]:
    """Every address of a name; empty where there is none within 5 seconds."""
    task = _resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = task.result(RESOLVE_WITHIN_S)
    except (OSError, UnicodeError, TookTooLong):
        task.cancel()  # one that still waits for its turn is of no use to anybody
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def masked(url: str) -> str:
    """The same address without login, query (it may hold a passphrase) and the key of an RTMP stream."""
    parts = urlsplit(url)
    login, at, rest = parts.netloc.rpartition("@")
    shown = f"{parts.scheme}://{'•••@' if login or at else ''}{rest}{_path_shown(parts)}"
    return shown + ("?•••" if parts.query else "")


def _path_shown(parts: SplitResult) -> str:
    """Over RTMP and SRT the last part of the path is the stream's key."""
    front, slash, last = parts.path.rpartition("/")
    return f"{front}{slash}•••" if last and parts.scheme in ("rtmp", "srt") else parts.path


def guard_policy() -> dict[str, Any]:
    """What the proxy of pulled http lets through."""
    env = settings.ENV
    return {"allow_lan": env.allow_lan, "allowed": list(env.allowed_targets)}
