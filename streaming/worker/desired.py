"""The whole desired state of one broadcast's mixer, from what people want. Pure."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.argv.program import AGAIN, FPS, HEIGHT, WIDTH, encoder_argv, source_argv
from streaming.enums import SourceKind
from streaming.host.server import PROXY
from streaming.worker.wishes import ProgramWish

PACES = {
    SourceKind.FILE: "film",
    SourceKind.URL: "pull",
    SourceKind.TEST_CARD: "live",
    SourceKind.RTMP: "live",
}
BUFFERS_S = {SourceKind.FILE: 0.3, SourceKind.URL: 1.0, SourceKind.TEST_CARD: 0.15, SourceKind.RTMP: 0.15}
STALL_S = 15.0  # a pulled source that says nothing for so long is connected anew
State = dict[str, Any]


@dataclass(frozen=True)
class Around:
    """What is the same for every broadcast of this machine: whom http may reach, the ingest's sockets."""

    policy: Mapping[str, Any]
    ingest: Path


def source_spec(wish: ProgramWish, around: Around) -> State:
    """One source as the mixer takes it."""
    argv, kind = source_argv(wish.feed), SourceKind(wish.feed.kind)
    spec: State = {"argv": argv, "pace": PACES[kind], "buffer_s": BUFFERS_S[kind], "mask": list(wish.mask)}
    if kind == SourceKind.URL:
        spec["stall_s"] = STALL_S
    if kind == SourceKind.RTMP:
        spec["cwd"] = str(around.ingest)
    if PROXY in argv:
        guard = [sys.executable, "-m", "streaming.host.guarded", json.dumps(around.policy)]
        spec |= {"argv": [*guard, *argv], "cwd": str(hosts.ROOT)}
    return spec | {"restart": wish.feed.loop}


def encoder_spec(folder: Path, begin_s: float, first_run: int, resumed: bool) -> State:
    """`begin_s`, `first_run` and `resumed` matter at a mixer's start only."""
    begin = {"begin_s": begin_s, "first_run": first_run, "resumed": resumed}
    return {"argv": encoder_argv(), "restart_args": list(AGAIN), "cwd": str(folder), **begin}


def desired(wish: ProgramWish, encoder: State, around: Around, before: State, *, fault: str = "") -> State:
    """`before`: sources that stay connected until the wanted one is there, so that the change is a cut."""
    name = str(wish.source_id)
    sources = {} if fault else {name: source_spec(wish, around)}
    kept = {key: spec for key, spec in before.items() if key != name}
    return {
        "profile": {"width": WIDTH, "height": HEIGHT, "fps": FPS},
        "slate": None,
        "order": [*sources, *kept],
        "mode": wish.mode,
        "take": None,
        "sources": sources | kept,
        "encoder": encoder,
    }
