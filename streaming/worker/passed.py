"""A broadcast that is passed through, as the worker sees it: what flows, what it holds, what is wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from streaming.argv.passing import SOUND_ALONE
from streaming.enums import Showing, SourcePhase
from streaming.faults import Ending, program_fault, refused_by
from streaming.folder import MUXING, LiveFolder
from streaming.host.child import State
from streaming.passing import ts
from streaming.passing.sent import HARD, Sent, problems, steady, told
from streaming.playlist import Playlist, Variant

LAST = 5  # segments whose lengths and sizes count
STEP_KBPS, SPARE = 500, 1.25  # what the master promises: rarely another number, and some more than the mean
USUAL_SIZE, USUAL_FPS, MOST_FPS = (1280, 720), 30, 60
# Told of a source that is decoded; where nothing is, it means more.
MEANS = {"source_no_audio": "pass_no_sound", "source_no_video": "pass_no_picture"}
Report = dict[str, Any]
Phase = tuple[str, str]


@dataclass
class Passed:
    """What the segments of the present run hold."""

    run: int = 0
    sent: Sent | None = None

    def look(self, folder: LiveFolder, known: Playlist) -> None:
        """The file is read once a run; its rate and its keyframes go by the last segments."""
        run = known.segments[-1].run if known.segments else 0
        mine = [segment for segment in known.segments if segment.run == run][-LAST:]
        if not mine:
            return
        if run != self.run or self.sent is None:
            self.sent = ts.sent_in(folder.path / mine[-1].name)
            self.run = run
        if self.sent is not None:
            keyframe = max(segment.duration_s for segment in mine)
            self.sent = replace(self.sent, keyframe_s=keyframe, kbps=folder.kbps(known))

    def variants(self, alone: bool) -> list[Variant]:
        """For the public master; none where the public could not play it."""
        sent = self.sent
        if sent is None or not sent.width or not sent.height or HARD & set(problems(sent)):
            return []
        mean = STEP_KBPS * math.ceil((sent.kbps or 1) * SPARE / STEP_KBPS)
        size, fps = (sent.width, sent.height), round(sent.fps or USUAL_FPS)
        best = Variant("program.m3u8", sent.codecs, (round(mean * MUXING), mean), size, fps)
        sound = sent.codecs.partition(",")[2]
        less = [Variant(it.playlist, sound, (192, 160), None, fps) for it in SOUND_ALONE if alone]
        return [best, *less]


def shape_of(sent: Sent | None) -> tuple[tuple[int, int], int]:
    """(size, pictures a second) of the slate that stands in for it."""
    if sent is None or not sent.width or not sent.height:
        return USUAL_SIZE, USUAL_FPS
    size = (sent.width // 2 * 2, sent.height // 2 * 2)
    return size, min(MOST_FPS, max(1, round(sent.fps or USUAL_FPS)))


def feed_of(view: State) -> Report | None:
    """What is copied, and whether it flows; None where the program is mixed."""
    encoder: Report = (view["meta"].get("report") or {}).get("encoder") or {}
    found: Report | None = encoder.get("feed")
    return found


def showing(feed: Report) -> tuple[str, int | None]:
    """What goes out, and of which source."""
    if feed["state"] != "flowing":
        return Showing.NOTHING.value, None
    return (Showing.SOURCE.value, int(feed["key"])) if feed["key"] else (Showing.SLATE.value, None)


def phases(view: State, listening: Set[int]) -> dict[int, Phase]:
    """(phase, problem) of the source that is passed through."""
    feed = feed_of(view)
    if not feed or not feed["key"]:
        return {}
    number, said = int(feed["key"]), refused_by(feed["tail"])
    if feed["state"] != "waiting":
        phase = SourcePhase.LIVE if feed["state"] == "flowing" else SourcePhase.SILENT
        return {number: (phase.value, "")}
    code = _why_not(view, feed)
    if number in listening and not code.startswith("pass_"):
        taken = said == "srt_port_taken"
        return {number: (SourcePhase.FAILED.value if taken else SourcePhase.OFF.value, said)}
    return {number: (SourcePhase.FAILED.value if code else SourcePhase.CONNECTING.value, code)}


def _why_not(view: State, feed: Report) -> str:
    """What the copy said last, or the process that fetched for it."""
    lives: list[Report] = (view["meta"]["report"]["encoder"] or {}).get("runs") or []
    tails = [(it["code"], it["tail"]) for it in (*lives[-1:], feed) if it["code"]]
    found = [program_fault(Ending(code, "", 0.0, tuple(tail)), True, True) for code, tail in tails]
    code = next((code for code in found if code not in ("unknown", "killed")), next(iter(found), ""))
    return MEANS.get(code, code)


def sent_by(
    senders: Mapping[str, Mapping[str, Any]], copied: Mapping[int, Sent], before: Mapping[int, Sent]
) -> dict[int, Sent]:
    """What every source sends that anything is known of; numbers that hardly moved stay as they were."""
    found = {int(key): sent for key, status in senders.items() if (sent := told(status)) is not None}
    return {number: steady(before.get(number), sent) for number, sent in (dict(copied) | found).items()}


def judged(phase: Phase, sent: Sent | None) -> Phase:
    """With what is wrong with it, where nothing worse is said already."""
    wrong = problems(sent) if sent is not None and not phase[1] else []
    return (phase[0], wrong[0]) if wrong else phase


def refused(sent: Sent | None) -> str:
    """Why it may not reach the public; "" where it may."""
    return next((code for code in problems(sent) if code in HARD), "") if sent is not None else ""
