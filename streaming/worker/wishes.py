"""What people want, read from the database as plain values that the plan can work with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from events.enums import CeremonyState
from streaming.argv.shapes import SHAPES, USUAL, Shape
from streaming.cards.slate import Card
from streaming.enums import BY_KEY, Desired, Profile, ProgramPhase, SourceKind
from streaming.inputs import SourceWish, digest, source_wish
from streaming.models import Broadcast, ProgramState, Relay, Source
from streaming.services.slates import card_of, picture_file
from streaming.worker.plan import Key, What
from streaming.worker.relay_wish import RelayWish, relay_wish

OVER = (CeremonyState.ENDED, CeremonyState.CANCELLED)
NO_WORDS = Card()
SETTLED = (ProgramPhase.IDLE, ProgramPhase.STOPPED)


@dataclass(frozen=True)
class Sound:
    """How the program's sound is treated: gain in dB, offset in ms (positive: the sound is later)."""

    loudness: bool = True
    gain_db: float = 0.0
    av_offset_ms: int = 0


@dataclass(frozen=True)
class ProgramWish:
    """One broadcast's mixer. `public`: on air; else only its previews are wanted.

    `order`: ids of sources, main first; `take`: the one that goes before all; `passing`: the main source
    is copied, and nothing is mixed.
    """

    key: Key
    slug: str
    airing: int
    marker: str
    sources: tuple[SourceWish, ...]
    order: tuple[int, ...]
    take: int | None = None
    mode: str = "auto"
    public: bool = True
    shape: Shape = USUAL
    sound: Sound = Sound()
    card: Card = NO_WORDS
    slate_picture: Path | None = None
    passing: bool = False

    @property
    def first(self) -> int | None:
        """The source that people want to see now."""
        return self.take if self.take is not None else next(iter(self.order), None)


@dataclass(frozen=True)
class Wishes:
    """Everything that should run. `previews`: mixers of broadcasts that are not on air."""

    programs: dict[Key, ProgramWish]
    relays: dict[Key, RelayWish]
    senders: dict[int, str] = field(default_factory=dict)  # source → the digest of its stream key
    previews: dict[Key, ProgramWish] = field(default_factory=dict)
    passing: frozenset[int] = frozenset()  # sources that are to be passed on as they are

    @property
    def mixers(self) -> dict[Key, ProgramWish]:
        """On air or not."""
        return self.programs | self.previews

    @property
    def caps(self) -> set[Key]:
        """The smaller copies of programs that some relay needs."""
        return {wish.source for wish in self.relays.values() if wish.source is not None}

    def listening(self, mixer: Key) -> set[int]:
        """Those of its sources that wait for an SRT sender."""
        wish = self.mixers.get(mixer)
        return {it.id for it in wish.sources if it.feed.kind == SourceKind.SRT} if wish else set()


def read_wishes() -> Wishes:
    """Five queries."""
    now = timezone.now()
    wanted = Broadcast.objects.filter(Q(desired=Desired.ON_AIR) | Q(ceremony__sources__preview_until__gt=now))
    rows = list(wanted.distinct().select_related("ceremony__unit", "ceremony__published", "program"))
    sources: dict[int, list[Source]] = defaultdict(list)
    for source in Source.objects.filter(ceremony_id__in=[row.pk for row in rows]):
        sources[source.ceremony_id].append(source)
    programs = [_program(row, sources[row.pk]) for row in rows if row.on_air]
    previews = [_program(row, sources[row.pk]) for row in rows if not row.on_air and _may_preview(row)]
    # Of these rows and of no newer look: a relay without its program has nothing to read.
    on_air = [row.pk for row in rows if row.on_air]
    found = Relay.objects.filter(broadcast_id__in=on_air).select_related("page", "broadcast")
    relays = [relay_wish(relay) for relay in found if relay.wanted]
    return Wishes(
        {wish.key: wish for wish in programs},
        {wish.key: wish for wish in relays},
        _senders(),
        {wish.key: wish for wish in previews},
        _passing(),
    )


def _may_preview(broadcast: Broadcast) -> bool:
    """Not while an earlier program still ends: that would look as if it never did."""
    seen: ProgramState | None = getattr(broadcast, "program", None)
    return broadcast.ceremony.state not in OVER and (seen is None or seen.state in SETTLED)


def _passing() -> frozenset[int]:
    found = Source.objects.filter(ceremony__broadcast__profile=Profile.PASS)
    return frozenset(found.exclude(ceremony__state__in=OVER).values_list("pk", flat=True))


def _senders() -> dict[int, str]:
    """Those of ceremonies that are not over may send."""
    found = Source.objects.filter(kind__in=BY_KEY).exclude(ceremony__state__in=OVER).exclude(key_digest="")
    return dict(found.values_list("pk", "key_digest"))


def program_key(broadcast_id: int) -> Key:
    """The program of a broadcast."""
    return Key(What.PROGRAM, broadcast_id, broadcast_id)


def _program(broadcast: Broadcast, sources: list[Source]) -> ProgramWish:
    now = timezone.now()
    order = _order(broadcast, sources)
    on_air = {*order, broadcast.take_id} if broadcast.on_air else set()
    wishes = [
        source_wish(it, looked)
        for it in sources
        if (looked := it.preview_until is not None and it.preview_until > now) or it.pk in on_air
    ]
    ceremony = broadcast.ceremony
    return ProgramWish(
        key=program_key(broadcast.pk),
        slug=ceremony.slug,
        airing=broadcast.airing,
        marker=f"{digest([wish.spec for wish in wishes])}:{broadcast.version}",
        sources=tuple(wishes),
        order=order,
        take=broadcast.take_id,
        mode=broadcast.mode,
        public=broadcast.on_air,
        shape=SHAPES.get(broadcast.profile, USUAL),
        sound=Sound(broadcast.loudness, broadcast.gain_db, broadcast.av_offset_ms),
        card=card_of(ceremony),
        slate_picture=picture_file(broadcast.slate_picture),
        passing=broadcast.profile == Profile.PASS,
    )


def _order(broadcast: Broadcast, sources: list[Source]) -> tuple[int, ...]:
    backups = sorted((it.backup, it.pk) for it in sources if it.backup is not None)
    main = [broadcast.source_id] if broadcast.source_id else []
    return tuple(dict.fromkeys([*main, *(pk for _, pk in backups)]))
