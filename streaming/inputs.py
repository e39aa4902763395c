"""One source as the worker takes it: what is read, and why that may not be possible."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings

from events import keyring
from events.keyring import CannotOpen
from streaming.argv.ways import Feed, Part
from streaming.enums import BY_KEY, SourceKind
from streaming.models import Source
from streaming.services.files import file_of, part_file

SECRET_CHARS = 8  # a part of an address that is this long may be a key


@dataclass(frozen=True)
class SourceWish:
    """`spec` changes when what is read changes; `preview`: staff look at it; `buffer_s`: against jitter."""

    id: int
    feed: Feed
    spec: str
    preview: bool
    fault: str = ""
    mask: tuple[str, ...] = ()
    buffer_s: float = 1.0

    @property
    def pulled(self) -> bool:
        """Whether its address has to be allowed first."""
        return self.feed.kind == SourceKind.URL


def source_wish(source: Source, preview: bool) -> SourceWish:
    """`preview`: staff look at it."""
    where, phrase, fault = _location(source)
    quiet = not source.has_audio
    parts = _parts(source)
    if any(not part_file(part.location).is_file() for part in parts):
        fault = "source_missing"
    feed = Feed(source.kind, where, source.endless, quiet, parts, source.latency_ms, phrase)
    spec = digest(source.pk, where, phrase, source.loop, quiet, parts, source.latency_ms)
    mask = secrets_in(where) if source.kind == SourceKind.URL else (phrase,) if phrase else ()
    return SourceWish(source.pk, feed, spec, preview, fault, mask, source.buffer / 1000)


def _parts(source: Source) -> tuple[Part, ...]:
    if source.kind != SourceKind.PLAYLIST:
        return ()
    return tuple(
        Part(str(part_file(it["path"])), it["duration_s"], not it["has_audio"], it.get("progressive", False))
        for it in source.files
    )


def _location(source: Source) -> tuple[str, str, str]:
    """(where to read, with which passphrase, why that is not possible)."""
    if source.kind == SourceKind.FILE:
        path = file_of(source)
        return str(path), "", "" if path.is_file() else "source_missing"
    if source.kind in BY_KEY:
        return f"{source.pk}.sock", "", ""
    try:
        if source.kind == SourceKind.URL:
            return opened(source.url_sealed), "", ""
        if source.kind == SourceKind.SRT:
            return f"srt://{settings.ENV.host}:{source.port}", opened(source.key_sealed), ""
    except CannotOpen:
        return "", "", "source_unreadable"
    return "", "", ""


@lru_cache(maxsize=1024)
def opened(sealed: str) -> str:
    """Opening costs more than a look twice a second should."""
    return keyring.open_sealed(sealed)


def digest(*parts: object) -> str:
    """A name for what something runs; it goes to the host's records, so it must not be reversible."""
    return hashlib.blake2s(repr(parts).encode(), digest_size=16).hexdigest()


def secrets_in(url: str) -> tuple[str, ...]:
    """The words of a pulled address that nobody may read."""
    parts = urlsplit(url)
    login = parts.netloc.rpartition("@")[0]
    inside = [*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query))]
    long = [word for word in inside if len(word) >= SECRET_CHARS]
    words = (url, login, parts.password, parts.query, *long, *map(unquote, long))
    return tuple(dict.fromkeys(word for word in words if word))
