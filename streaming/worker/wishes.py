"""What people want, read from the database as plain values that the plan can work with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
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
    is copied, and nothing is mixed; `cut`: a rehearsal holds its sources away.
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
    cut: bool = False

    @property
    def first(self) -> int | None:
        """The source that people want to see now."""
        return self.take if self.take is not None else next(iter(self.order), None)


@dataclass(frozen=True)
class Wishes:
    """Everything that should run. `previews`: mixers of broadcasts that are not on air.

    `maker`: programs are made here; `elsewhere`: relays that other workers hold.
    """

    programs: dict[Key, ProgramWish]
    relays: dict[Key, RelayWish]
    senders: dict[int, str] = field(default_factory=dict)  # source → the digest of its stream key
    previews: dict[Key, ProgramWish] = field(default_factory=dict)
    passing: frozenset[int] = frozenset()  # sources that are to be passed on as they are
    maker: bool = True
    elsewhere: Mapping[Key, RelayWish] = field(default_factory=dict)

    @property
    def mixers(self) -> dict[Key, ProgramWish]:
        """On air or not; none where another worker makes them."""
        return self.programs | self.previews if self.maker else {}

    @property
    def caps(self) -> set[Key]:
        """The smaller copies of programs that some relay needs, here or elsewhere."""
        relays = (*self.relays.values(), *self.elsewhere.values()) if self.maker else ()
        return {wish.source for wish in relays if wish.source is not None}

    def only(self, held: Collection[str], maker: bool) -> Wishes:
        """What of it is this worker's; what programs are on air stays known, since relays read them."""
        mine = {key: wish for key, wish in self.relays.items() if wish.lease in held}
        others = {key: wish for key, wish in self.relays.items() if key not in mine}
        return replace(self, relays=mine, elsewhere=others, maker=maker)

    def listening(self, mixer: Key) -> set[int]:
        """Those of its sources that wait for an SRT sender."""
        wish = self.mixers.get(mixer)
        return {it.id for it in wish.sources if it.feed.kind == SourceKind.SRT} if wish else set()


def read_wishes() -> Wishes:
    """Five queries."""
    now = timezone.now()
    wanted = Broadcast.objects.filter(Q(desired=Desired.ON_AIR) | Q(ceremony__sources__preview_until__gt=now))
    found_rows = wanted.distinct().select_related(
        "ceremony__unit", "ceremony__published", "program", "rehearses__unit", "rehearses__published"
    )
    rows = _without_beaten(list(found_rows))
    sources = _sources(rows)
    programs = [_program(row, sources[row.pk]) for row in rows if row.on_air]
    # A rehearsal has the sources, and looks at them for both.
    rehearsed = {row.rehearses_id for row in rows}
    waiting = [row for row in rows if not row.on_air and row.pk not in rehearsed]
    previews = [_program(row, sources[row.pk]) for row in waiting if _may_preview(row)]
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


def _without_beaten(rows: list[Broadcast]) -> list[Broadcast]:
    """A ceremony that is on air has its sources for itself, whatever a rehearsal's row still says."""
    on_air = {row.pk for row in rows if row.on_air}
    return [
        row for row in rows if row.rehearses_id is None or (row.on_air and row.rehearses_id not in on_air)
    ]


def _sources(rows: list[Broadcast]) -> dict[int, list[Source]]:
    """By broadcast; a rehearsal has those of its ceremony, and a test card of its own where that has none."""
    by_ceremony: dict[int, list[Source]] = defaultdict(list)
    of: set[int] = {pk for row in rows for pk in (row.pk, row.rehearses_id or row.pk)}
    for source in Source.objects.filter(ceremony_id__in=of):
        by_ceremony[source.ceremony_id].append(source)
    return {row.pk: by_ceremony[row.pk] + by_ceremony[row.rehearses_id or 0] for row in rows}


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
        card=card_of(broadcast.rehearses or ceremony),
        slate_picture=picture_file(broadcast.slate_picture),
        passing=broadcast.profile == Profile.PASS,
        cut=broadcast.cut,
    )


def _order(broadcast: Broadcast, sources: list[Source]) -> tuple[int, ...]:
    backups = sorted((it.backup, it.pk) for it in sources if it.backup is not None)
    main = [broadcast.source_id] if broadcast.source_id else []
    return tuple(dict.fromkeys([*main, *(pk for _, pk in backups)]))
