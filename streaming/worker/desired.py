"""The whole desired state of one broadcast's mixer, from what people want. Pure."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.argv.program import AGAIN, PREVIEW_FPS, encoder_argv, preview_argv, source_argv
from streaming.argv.shapes import LADDER, Shape
from streaming.argv.ways import listing_of
from streaming.enums import BY_KEY, SourceKind
from streaming.host.server import PROXY
from streaming.worker.inputs import SourceWish
from streaming.worker.mixing import Mixing
from streaming.worker.wishes import ProgramWish

PACES = {SourceKind.FILE: "film", SourceKind.PLAYLIST: "film", SourceKind.URL: "pull"}  # else live
STALL_S = 15.0  # a pulled source that says nothing for so long is connected anew
State = dict[str, Any]


@dataclass(frozen=True)
class Around:
    """This machine: whom http may reach, the ingest's sockets, where previews go, this broadcast's stills."""

    policy: Mapping[str, Any]
    ingest: Path
    previews: Path
    slate: str | None = None
    test_card: str = ""
    ladder: bool = False


def preview_folder(previews: Path, source_id: int) -> Path:
    """Where the small stream of one source is written."""
    return previews / str(source_id)


def source_spec(wish: SourceWish, shape: Shape, around: Around) -> State:
    """One source as the mixer takes it."""
    kind, feed = SourceKind(wish.feed.kind), wish.feed
    if kind == SourceKind.TEST_CARD:
        feed = replace(feed, location=around.test_card)
    argv = source_argv(feed, shape)
    spec: State = {"argv": argv, "pace": PACES.get(kind, "live"), "buffer_s": wish.buffer_s}
    spec |= {"mask": list(wish.mask), "restart": wish.feed.loop}
    if kind == SourceKind.URL:
        spec["stall_s"] = STALL_S
    if (listing := listing_of(wish.feed)) is not None:
        spec["listing"] = listing
    if kind in BY_KEY:
        spec["cwd"] = str(around.ingest)
    if PROXY in argv:
        guard = [sys.executable, "-m", "streaming.host.guarded", json.dumps(around.policy)]
        spec |= {"argv": [*guard, *argv], "cwd": str(hosts.ROOT)}
    if wish.preview:
        cwd = str(preview_folder(around.previews, wish.id))
        spec["preview"] = {"argv": preview_argv(shape), "fps": PREVIEW_FPS, "cwd": cwd}
    return spec


def encoder_spec(shape: Shape, folder: Path, ladder: bool, mixing: Mixing) -> State:
    """Where `mixing` begins matters at a mixer's start only."""
    begin = {"begin_s": mixing.begin_s, "first_run": mixing.first_run, "resumed": mixing.resumed}
    argv = encoder_argv(shape, LADDER if ladder else ())
    return {"argv": argv, "restart_args": list(AGAIN), "cwd": str(folder), **begin}


def desired(
    wish: ProgramWish, encoder: State, around: Around, before: State, faults: Mapping[int, str]
) -> State:
    """`before`: sources that stay connected until the wanted one is there, so that the change is a cut.

    `faults`: why a source may not be connected now, by its id.
    """
    shape = wish.shape
    sources = {str(it.id): source_spec(it, shape, around) for it in wish.sources if not faults.get(it.id)}
    kept = {key: spec for key, spec in before.items() if key not in sources}
    order = [str(number) for number in wish.order if str(number) in sources]
    return {
        "profile": {"width": shape.width, "height": shape.height, "fps": shape.fps},
        "slate": around.slate,
        "order": [*order, *kept],
        "mode": wish.mode,
        "take": str(wish.take) if wish.take is not None and str(wish.take) in sources else None,
        "sources": sources | kept,
        "encoder": encoder if wish.public else None,
        "loudness": wish.sound.loudness,
        "gain_db": wish.sound.gain_db,
        "av_offset_ms": wish.sound.av_offset_ms,
    }
