"""What a mixer says, as the worker reads every process: its state, and the lives of its encoder."""

from __future__ import annotations

import time
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from streaming.enums import Showing, SourcePhase
from streaming.faults import Ending, program_fault, refused_by
from streaming.host.child import State
from streaming.worker import passed
from streaming.worker.passed import Passed
from streaming.worker.plan import Key, What
from streaming.worker.unit import Unit

SPEC = "mixer"
WAITS = "waits"  # for a look at its address
ASKED = ("ended", "changed")  # an encoder's life that nobody has to worry about
Report = dict[str, Any]


@dataclass
class Mixing:
    """What the worker remembers of one mixer. `noted`: the last life of an encoder that was counted."""

    noted: int | None = None
    begin_s: float = 0.0
    first_run: int = 1
    resumed: bool = False
    sent: Report = field(default_factory=dict)
    generation: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)  # by source: why it may not be connected now
    verdicts: dict[int, tuple[str, str]] = field(default_factory=dict)
    changing: str = ""
    changed_at: float = 0.0
    blamed: str = ""
    written: dict[int, int | None] = field(default_factory=dict)
    passed: Passed = field(default_factory=Passed)


def state_of(name: str, report: Report, began: float) -> State:
    """As a host would tell it; `run` is the encoder's present life."""
    encoder = report.get("encoder") or {}
    lives = encoder.get("runs") or []
    last: Report = lives[-1] if lives else {}
    if encoder.get("feed", {}).get("state", "flowing") != "flowing":
        last = {}  # a copy that does not go on: the picture stands, whatever was written before
    broadcast = int(name.removeprefix("program-"))
    return {
        "key": str(Key(What.PROGRAM, broadcast, broadcast)),
        "run": int(last.get("id", -report["pid"])),
        "pid": int(report["pid"]),
        "meta": {"spec": SPEC, "clock_s": encoder.get("clock_s", 0.0), "report": report},
        "started_at": began,
        "age_s": time.time() - began,
        "progress": last.get("progress"),
        "stopping": False,
        "exit": None,
        "tail": list(last.get("tail", [])),
    }


def gone(view: State) -> State:
    """A mixer that was there and is no more; a kill where nobody had asked."""
    asked = "worker" if view["stopping"] else ""
    exit_ = {"code": 0 if asked else -9, "asked": asked, "lived_s": view["age_s"]}
    return {**view, "exit": exit_}  # type: ignore[typeddict-item]


def lives(view: State) -> list[Report]:
    """The encoder's."""
    report = view["meta"].get("report") or {}
    found: list[Report] = (report.get("encoder") or {}).get("runs") or []
    return found


def reason_of(life: Report) -> str:
    """Why an encoder's life ended."""
    code = life["code"]
    asked = "worker" if life["asked"] in ASKED else ""
    return program_fault(Ending(code, asked, life["lived_s"], tuple(life["tail"])), True, False) or "asked"


def note(mixing: Mixing, unit: Unit, view: State, wall: datetime) -> None:
    """Count the encoder's restarts, and take the source's trouble for the program's last error."""
    ended = [life for life in lives(view) if life["code"] is not None]
    if mixing.noted is None:  # another worker counted these
        mixing.noted = max((life["id"] for life in ended), default=0)
    for life in ended:
        if life["id"] > mixing.noted:
            mixing.noted = life["id"]
            if life["asked"] in ASKED:
                continue
            unit.restarts += 1
            unit.error_code, unit.error_at = reason_of(life), wall
    _note_sources(mixing, unit, view, wall)


def _note_sources(mixing: Mixing, unit: Unit, view: State, wall: datetime) -> None:
    sources: Report = (view["meta"].get("report") or {}).get("sources") or {}
    for key, source in sources.items():
        known = mixing.starts.get(key)
        over = source["code"] is not None and source["pid"] is None
        if source["next_try_s"] is None and source["state"] != "ended":
            continue  # its last pictures are still to be shown
        if not over or known == source["starts"]:
            continue
        mixing.starts[key] = source["starts"]
        code = fault_of(source)
        if code:
            unit.error_code, unit.error_at = code, wall


def fault_of(source: Report) -> str:
    """Why a source's process ended."""
    ended = source["state"] == "ended"
    tail = tuple(source["tail"])
    return program_fault(Ending(source["code"], "", 0.0, tail), not ended, True)


PHASES = {
    "connecting": SourcePhase.CONNECTING,
    "buffering": SourcePhase.CONNECTING,
    "playing": SourcePhase.LIVE,
    "starved": SourcePhase.SILENT,
    "lost": SourcePhase.SILENT,
    "ended": SourcePhase.ENDED,
    "backoff": SourcePhase.FAILED,
}


# One stream plays and the other does not come: (what is missing) → the words.
LACKS = {"audio": "source_no_audio", "video": "source_no_video", None: ""}
# For one that listens: nobody has come yet, or who came has gone.
LISTENING = {
    "connecting": SourcePhase.OFF,
    "buffering": SourcePhase.CONNECTING,
    "backoff": SourcePhase.SILENT,
    "lost": SourcePhase.SILENT,
}


def phases(view: State, listening: Set[int]) -> dict[int, tuple[str, str]]:
    """(phase, problem) of every source of this mixer; `listening`: those that wait for an SRT sender."""
    sources: Report = (view["meta"].get("report") or {}).get("sources") or {}
    seen = {
        int(key): _listened(source) if int(key) in listening else _phase(source)
        for key, source in sources.items()
    }
    return seen | passed.phases(view, listening)


def _listened(source: Report) -> tuple[str, str]:
    """That nobody sends is no failure; a wrong passphrase and a port that is taken are worth a word."""
    said = refused_by(source["tail"])
    if said == "srt_port_taken":
        return SourcePhase.FAILED.value, said
    phase = LISTENING.get(source["state"])
    return (phase.value, said) if phase is not None else _phase(source)


def _phase(source: Report) -> tuple[str, str]:
    """One that fails keeps saying why while it tries again."""
    phase = PHASES[source["state"]]
    if phase is SourcePhase.LIVE:
        return phase.value, LACKS[source.get("lacks")]
    troubled = phase in (SourcePhase.FAILED, SourcePhase.CONNECTING) and source["code"]
    if not troubled:
        return phase.value, ""
    return SourcePhase.FAILED.value, fault_of(source)


def levels(view: State) -> Report | None:
    """The program's sound now: dB below full scale, left and right; LUFS over the last 3 s."""
    report: Report = view["meta"].get("report") or {}
    last = (report.get("levels") or [None])[-1]
    if last is None or passed.feed_of(view) is not None:
        return None
    return {
        "peak_db": last["peak"],
        "rms_db": last["rms"],
        "lufs_s": (report.get("loudness") or {}).get("short_term"),
    }


def showing(view: State) -> tuple[str, int | None]:
    """What goes out, and of which source."""
    report: Report = view["meta"].get("report") or {}
    on_air = report.get("on_air")
    if report.get("encoder") is None:
        return Showing.NOTHING.value, None
    if (feed := passed.feed_of(view)) is not None:
        return passed.showing(feed)
    if on_air is None or report.get("showing_slate"):
        return Showing.SLATE.value, None
    return Showing.SOURCE.value, int(on_air)
