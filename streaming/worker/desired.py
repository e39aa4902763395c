"""The whole desired state of one broadcast's mixer, from what people want. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.argv.passing import copy_argv, fetch_argv, still_argv
from streaming.argv.program import AGAIN, PREVIEW_FPS, encoder_argv, preview_argv, source_argv
from streaming.argv.shapes import LADDER, USUAL, Shape
from streaming.argv.ways import listing_of
from streaming.enums import BY_KEY, CANNOT_PASS, Mode, SourceKind
from streaming.host.server import PROXY
from streaming.ingest.server import ONCE
from streaming.inputs import SourceWish
from streaming.worker.mixing import Mixing
from streaming.worker.wishes import ProgramWish

PACES = {SourceKind.FILE: "film", SourceKind.PLAYLIST: "film", SourceKind.URL: "pull"}  # else live
# A server that goes on by itself after a silence may send another clock, which a copy cannot mend.
COPY_STALL_S = 3.0
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
    film: str = ""  # the slate as it is sent where nothing is encoded


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
    spec |= _guarded(argv, around)
    if wish.preview:
        cwd = str(preview_folder(around.previews, wish.id))
        spec["preview"] = {"argv": preview_argv(shape), "fps": PREVIEW_FPS, "cwd": cwd}
    return spec


def _guarded(argv: list[str], around: Around) -> State:
    """Pulled http goes through our own proxy."""
    if PROXY not in argv:
        return {}
    return {"argv": hosts.guarded(around.policy, argv), "cwd": str(hosts.ROOT)}


def encoder_spec(shape: Shape, folder: Path, ladder: bool, mixing: Mixing) -> State:
    """Where `mixing` begins matters at a mixer's start only."""
    begin = {"begin_s": mixing.begin_s, "first_run": mixing.first_run, "resumed": mixing.resumed}
    argv = encoder_argv(shape, LADDER if ladder else ())
    return {"argv": argv, "restart_args": list(AGAIN), "cwd": str(folder), **begin}


def copier_spec(folder: Path, ladder: bool, mixing: Mixing) -> State:
    """As `encoder_spec`, where nothing is encoded; what is copied comes with `passed`."""
    return encoder_spec(USUAL, folder, False, mixing) | {"argv": copy_argv(ladder)}


def feed_spec(wish: ProgramWish, around: Around, faults: Mapping[int, str]) -> State:
    """What is copied now: the slate by the red button, else the main source; else nothing."""
    if wish.mode == Mode.SLATE:
        return {"key": "", "argv": still_argv(around.film)} if around.film else {"key": ""}
    source = next((it for it in wish.sources if it.id == wish.first), None)
    if source is None or faults.get(source.id) or source.feed.kind in CANNOT_PASS:
        return {"key": "" if source is None else str(source.id)}
    named: State = {"key": str(source.id), "mask": list(source.mask)}
    if source.feed.kind in BY_KEY:
        name = source.feed.location.removesuffix(".sock")
        return named | {"socket": f"{name}{ONCE}.sock", "cwd": str(around.ingest)}
    named |= {"argv": fetch_argv(source.feed), "listing": listing_of(source.feed)}
    if source.feed.kind == SourceKind.URL:
        pulled_by_pieces = source.feed.location.startswith("http")
        named["stall_s"] = STALL_S if pulled_by_pieces else COPY_STALL_S
    return named | _guarded(named["argv"], around)


def passed(wish: ProgramWish, encoder: State, around: Around, faults: Mapping[int, str]) -> State:
    """Nothing is mixed; who wants to look at a source still can, but not where it has one port only."""
    aired = wish.first if wish.public else None
    looked = [it for it in wish.sources if it.preview and not faults.get(it.id)]
    free = [it for it in looked if it.id != aired or it.feed.kind in BY_KEY]
    shape = wish.shape
    return {
        "profile": {"width": shape.width, "height": shape.height, "fps": shape.fps},
        "slate": None,
        "order": [],
        "mode": wish.mode,
        "take": None,
        "sources": {str(it.id): source_spec(it, shape, around) for it in free},
        "encoder": encoder | {"feed": feed_spec(wish, around, faults)} if wish.public else None,
    }


def desired(
    wish: ProgramWish, encoder: State, around: Around, before: State, faults: Mapping[int, str]
) -> State:
    """`before`: sources that stay connected until the wanted one is there, so that the change is a cut.

    `faults`: why a source may not be connected now, by its id.
    """
    shape = wish.shape
    if wish.passing:
        return passed(wish, encoder, around, faults)
    away = {"cut": True} if wish.cut else {}
    sources = {
        str(it.id): source_spec(it, shape, around) | away for it in wish.sources if not faults.get(it.id)
    }
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
