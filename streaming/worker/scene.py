"""What lies on the disk and in the rows beside the wishes: read once a step."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from streaming import viewers
from streaming.argv.capped import capped_name
from streaming.enums import ProgramPhase, RelayPhase
from streaming.folder import LiveFolder
from streaming.models import ProgramState, RelayState
from streaming.playlist import Playlist
from streaming.worker.plan import Key, What
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
    closing_relays: set[Key] = field(default_factory=set)


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
    for state in RelayState.objects.exclude(state=RelayPhase.OFF).select_related("relay"):
        key = Key(What.RELAY, state.pk, state.relay.broadcast_id)
        if key not in scene.wishes.relays:
            scene.closing_relays.add(key)
    return scene
