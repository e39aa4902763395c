"""What lies on the disk and in the rows beside the wishes: read once a step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from streaming import viewers
from streaming.argv.capped import capped_name
from streaming.enums import ProgramPhase, RelayPhase
from streaming.folder import LiveFolder
from streaming.models import ProgramState, RelayState
from streaming.playlist import Playlist
from streaming.worker.plan import Key, What
from streaming.worker.relay_wish import lease_of
from streaming.worker.wishes import Wishes, program_key, read_wishes


@dataclass
class Scene:
    """`closing`: programs that nobody wants and whose rows do not say so yet, with their folders."""

    wishes: Wishes
    playlists: dict[Key, Playlist] = field(default_factory=dict)
    copies: dict[Key, Playlist] = field(default_factory=dict)  # for pages with a bitrate cap
    kbps: dict[Key, float | None] = field(default_factory=dict)
    viewers: dict[int, int] = field(default_factory=dict)  # by broadcast
    closing: dict[Key, Path] = field(default_factory=dict)
    closing_relays: dict[Key, str] = field(default_factory=dict)  # with the lease of each
    runs_elsewhere: frozenset[int] = frozenset()  # broadcasts whose program another worker makes

    @property
    def leases(self) -> set[str]:
        """What some worker has to hold so that all this is done."""
        return {wish.lease for wish in self.wishes.relays.values()} | set(self.closing_relays.values())

    def relays_of(self, leases: Collection[str]) -> set[Key]:
        """Those that need one of these leases, wanted and closing."""
        wanted = {key for key, wish in self.wishes.relays.items() if wish.lease in leases}
        return wanted | {key for key, lease in self.closing_relays.items() if lease in leases}

    @property
    def at_maker(self) -> set[str]:
        """Those that read a smaller copy of the program: only its maker's disk has it."""
        return {wish.lease for wish in self.wishes.relays.values() if wish.source is not None}

    def only(self, held: Collection[str], maker: bool) -> Scene:
        """This worker's part. What is not made here is read as its maker wrote it down."""
        made = replace(
            self,
            wishes=self.wishes.only(held, maker),
            closing_relays={key: lease for key, lease in self.closing_relays.items() if lease in held},
        )
        if not maker:
            made.closing, made.runs_elsewhere = {}, _running()
        return made


def read_scene(live_dir: Path) -> Scene:
    """Wishes, unsettled rows and playlists."""
    scene = Scene(read_wishes(), viewers=viewers.counted())
    for key, wish in scene.wishes.programs.items():
        folder = LiveFolder(live_dir / wish.slug)
        known = scene.playlists[key] = folder.read()
        scene.kbps[key] = folder.kbps(known)
    for key in scene.wishes.caps:
        slug = scene.wishes.programs[program_key(key.broadcast)].slug
        scene.copies[key] = LiveFolder(live_dir / slug).read(capped_name(key.id))
    settled = (ProgramPhase.IDLE, ProgramPhase.STOPPED)
    for row in ProgramState.objects.exclude(state__in=settled).select_related("broadcast__ceremony"):
        key = program_key(row.pk)
        if key not in scene.wishes.programs:
            scene.closing[key] = live_dir / row.broadcast.ceremony.slug
    unsettled = RelayState.objects.exclude(state=RelayPhase.OFF)
    for state in unsettled.select_related("relay__page", "relay__broadcast"):
        key = Key(What.RELAY, state.pk, state.relay.broadcast_id)
        if key not in scene.wishes.relays:
            page, tried = state.relay.page, state.relay.broadcast.is_rehearsal
            scene.closing_relays[key] = lease_of(state.pk, 0 if page.is_rehearsal or tried else page.pk)
    return scene


def _running() -> frozenset[int]:
    found = ProgramState.objects.filter(state=ProgramPhase.RUNNING)
    return frozenset(found.values_list("pk", flat=True))
