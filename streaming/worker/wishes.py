"""What people want, read from the database as plain values that the plan can work with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from events import keyring
from events.enums import CeremonyState
from events.keyring import CannotOpen
from streaming.argv.program import Feed
from streaming.argv.relay import Outlet
from streaming.enums import Desired, SourceKind
from streaming.models import Broadcast, Page, ProgramState, Relay, Source
from streaming.services.sources import file_of
from streaming.worker.plan import Key, What

SECRET_CHARS = 8  # a part of an address that is this long may be a key


@dataclass(frozen=True)
class ProgramWish:
    """One broadcast that should be on air. `fault`: why it cannot be, whatever runs."""

    key: Key
    slug: str
    airing: int
    spec: str
    marker: str
    feed: Feed
    source_id: int
    duration_s: float | None
    fault: str = ""
    mode: str = "auto"
    mask: tuple[str, ...] = ()

    @property
    def pulled(self) -> bool:
        """Whether it comes over the network."""
        return self.feed.kind == SourceKind.URL


@dataclass(frozen=True)
class RelayWish:
    """One page that should be sent to; `outlet`: None for a rehearsal page, whose port is chosen later."""

    key: Key
    spec: str
    marker: str
    outlet: Outlet | None
    rehearsal: bool = False
    fault: str = ""

    @property
    def sink(self) -> Key:
        """The listener of a rehearsal page."""
        return Key(What.SINK, self.key.id, self.key.broadcast)


@dataclass(frozen=True)
class Wishes:
    """Everything that should run."""

    programs: dict[Key, ProgramWish]
    relays: dict[Key, RelayWish]
    senders: dict[int, str] = field(default_factory=dict)  # source → the digest of its stream key


def read_wishes() -> Wishes:
    """Three queries."""
    on_air = Broadcast.objects.filter(desired=Desired.ON_AIR)
    programs = [
        _program(broadcast)
        for broadcast in on_air.select_related("ceremony", "source", "program")
        if broadcast.source is not None
    ]
    found = Relay.objects.filter(broadcast__in=on_air).select_related("page")
    relays = [_relay(relay) for relay in found if relay.wanted]
    by_key = {wish.key: wish for wish in programs}
    return Wishes(by_key, {wish.key: wish for wish in relays}, _senders())


def _senders() -> dict[int, str]:
    """Those of ceremonies that are to come or live may send."""
    open_ = (CeremonyState.SCHEDULED, CeremonyState.LIVE)
    found = Source.objects.filter(kind=SourceKind.RTMP, ceremony__state__in=open_).exclude(key_digest="")
    return dict(found.values_list("pk", "key_digest"))


def program_key(broadcast_id: int) -> Key:
    """The program of a broadcast."""
    return Key(What.PROGRAM, broadcast_id, broadcast_id)


def relay_key(relay: Relay) -> Key:
    """One relay."""
    return Key(What.RELAY, relay.pk, relay.broadcast_id)


def _program(broadcast: Broadcast) -> ProgramWish:
    source = broadcast.source
    assert source is not None  # noqa: S101  the caller looked
    silent = not source.has_audio or _found_silent(broadcast, source)
    where, fault = _location(source)
    spec = digest(source.pk, where, source.loop, silent)
    return ProgramWish(
        key=program_key(broadcast.pk),
        slug=broadcast.ceremony.slug,
        airing=broadcast.airing,
        spec=spec,
        marker=f"{spec}:{broadcast.version}",
        feed=Feed(source.kind, where, source.endless, silent),
        source_id=source.pk,
        duration_s=source.duration_s,
        fault=fault,
        mode=broadcast.mode,
        mask=secrets_in(where) if source.kind == SourceKind.URL else (),
    )


def _found_silent(broadcast: Broadcast, source: Source) -> bool:
    """Whether it turned out to have no sound, in this airing: the next one asks again."""
    seen: ProgramState | None = getattr(broadcast, "program", None)
    return seen is not None and (seen.airing, seen.silent_source) == (broadcast.airing, source.pk)


def _location(source: Source) -> tuple[str, str]:
    """(where to read, why that is not possible)."""
    if source.kind == SourceKind.FILE:
        path = file_of(source)
        return str(path), "" if path.is_file() else "source_missing"
    if source.kind == SourceKind.URL:
        try:
            return opened(source.url_sealed), ""
        except CannotOpen:
            return "", "source_unreadable"
    if source.kind == SourceKind.RTMP:
        return f"{source.pk}.sock", ""
    return "", ""


def _relay(relay: Relay) -> RelayWish:
    page, key = relay.page, relay_key(relay)
    if page.is_rehearsal:
        return RelayWish(key, "rehearsal", str(relay.asked), None, rehearsal=True)
    secret, fault = _secret(page)
    spec = digest(page.address, secret)
    return RelayWish(key, spec, f"{spec}:{relay.asked}", Outlet(page.address, secret), fault=fault)


def _secret(page: Page) -> tuple[str, str]:
    """(stream key, why there is none)."""
    try:
        secret = opened(page.key_sealed)
    except CannotOpen:
        return "", "key_unreadable"
    return secret, "" if secret else "key_missing"


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
