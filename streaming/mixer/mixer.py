"""The program that never stops: every tick one picture with its samples, whatever the sources do."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from streaming.mixer.chooser import Chooser
from streaming.mixer.clock import Schedule
from streaming.mixer.copier import LOOK_S as COPIER_LOOK_S
from streaming.mixer.copier import Copier
from streaming.mixer.encoder import Encoder
from streaming.mixer.feed import NOTHING, Taken
from streaming.mixer.frames import Pool, black, read_picture
from streaming.mixer.sound import Desk
from streaming.mixer.source import Source
from streaming.mixer.told import Event, Refused
from streaming.mixer.wire import SLATE, Profile, Wanted

LOOK_S, PRESSED_S = 0.016, 0.002  # pipes are looked at so often; where one was full, or a tick is late
BLIND_S = 1.0  # sound without a picture for so long is shown with the slate
KEPT_EVENTS = 100
SAID_FAULTS = 20
log = logging.getLogger("streaming.mixer")


class Mixer:
    """Reconciles by value; runs on one thread and one loop, so nothing here waits for anything."""

    def __init__(self, told: Callable[[Event], None]) -> None:
        self.wanted: Wanted | None = None
        self.sources: dict[str, Source] = {}
        self.encoder: Encoder | Copier | None = None
        self._leaving: list[Source | Encoder | Copier] = []
        self.chooser = Chooser()
        self.events: deque[Event] = deque(maxlen=KEPT_EVENTS)
        self._told, self._events = told, 0
        self.slate_error, self.faults = "", 0
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    def _set_up(self, profile: Profile) -> None:
        self.pool, self.desk = Pool(profile.picture), Desk(profile)
        self._slate = black(self.pool, profile)
        self._shown = self._slate.hold()
        self._blind, self._silence = 0, bytes(profile.samples * 4)
        self.schedule = Schedule(time.monotonic(), profile.fps)
        if self._timer is None:
            self._wake()

    def apply(self, wanted: Wanted) -> bool:
        """Make it so; False where it was so already."""
        before = self.wanted
        if before is not None and wanted.generation < before.generation:
            raise Refused("stale")
        if before is None or wanted.profile != before.profile:
            self._reshape(wanted.profile)
        elif replace(before, generation=wanted.generation) == wanted:
            self.wanted = wanted
            return False
        self.wanted = wanted
        if before is None or wanted.slate != before.slate or wanted.profile != before.profile:
            self._load_slate(wanted)
        if wanted.take is not None and (before is None or wanted.take != before.take):
            self.chooser.forgive(wanted.take)
        self._reconcile(wanted)
        return True

    def _reshape(self, profile: Profile) -> None:
        if self.encoder is not None:
            raise Refused("profile_fixed")
        for key in list(self.sources):
            self._leave(self.sources.pop(key))
        self._set_up(profile)

    def _load_slate(self, wanted: Wanted) -> None:
        self.slate_error = ""
        try:
            fresh = (
                read_picture(wanted.slate, self.pool) if wanted.slate else black(self.pool, wanted.profile)
            )
        except (OSError, ValueError) as error:  # the picture before stays
            self.slate_error = type(error).__name__
            self._note("slate_unreadable", None, self.slate_error)
            return
        self._slate.drop()
        self._slate = fresh

    def _reconcile(self, wanted: Wanted) -> None:
        for key in self.sources.keys() - wanted.sources.keys():
            self._leave(self.sources.pop(key))
        offset = round(wanted.av_offset_ms * 48)
        for key, spec in wanted.sources.items():
            if key in self.sources:
                self.sources[key].apply(spec)
            else:
                self.sources[key] = Source(key, spec, self.pool, wanted.profile)
            self.sources[key].delay((max(0, -offset), max(0, offset)))
        self.desk.wanted_db, self.desk.loudness = wanted.gain_db, wanted.loudness
        self._set_encoder(wanted)

    def _set_encoder(self, wanted: Wanted) -> None:
        spec = wanted.encoder
        if self.encoder is not None and (spec is None or self.encoder.mixes != (spec.feed is None)):
            self._leave(self.encoder)
            self.encoder = None
        if spec is None:
            return
        if self.encoder is not None:
            self.encoder.apply(spec)
        elif spec.feed is not None:
            self.encoder = Copier(spec, time.monotonic())
        else:
            self.encoder = Encoder(spec, wanted.profile.fps)

    def _leave(self, what: Source | Encoder | Copier) -> None:
        what.end()
        self._leaving = [one for one in self._leaving if one.pid is not None] + [what]

    def _wake(self) -> None:
        pressed = True
        try:
            pressed = self._work(time.monotonic())
        finally:  # whatever went wrong (the loop's handler says it), the next tick comes
            self._again(pressed)

    @property
    def idle(self) -> bool:
        """Nothing is to be mixed: what goes out is copied, and nobody looks at a source."""
        return self.encoder is not None and not self.encoder.mixes and not self.sources

    def _work(self, now: float) -> bool:
        if self.encoder is not None and not self._retiring():
            self.encoder.tend(now)
        if self.idle:
            self.schedule.begin_again(now + COPIER_LOOK_S)
            return False
        pressed = self._pump(now)
        if self.schedule.due(now):
            self._tick(now)
        return pressed

    def _again(self, pressed: bool) -> None:
        now = time.monotonic()
        next_look = now + (PRESSED_S if pressed or self.schedule.next_at < now else LOOK_S)
        if self.idle:
            next_look = self.schedule.next_at
        self._timer = self._loop.call_at(min(next_look, max(now, self.schedule.next_at)), self._wake)

    def _pump(self, now: float) -> bool:
        full = [source.pump(now) for source in self.sources.values()]
        return (self.encoder is not None and self.encoder.pump()) or any(full)

    def _tick(self, now: float) -> None:
        sound = self._silence
        try:
            sound = self._mixed(now)
        except Exception:  # a bug in here shows the last picture in silence, it does not stop the program
            self._fault("mix")
        if self.encoder is not None and not self._retiring():
            self.encoder.put(self._shown, sound, now)

    def _mixed(self, now: float) -> bytes:
        """Chooses, sets the picture on show, and gives the samples."""
        wanted, before = self.wanted, self.chooser.on_air
        if wanted is None:
            return self._silence
        taken = {key: self._stepped(source, now, key == before) for key, source in self.sources.items()}
        healths = {key: source.health(now) for key, source in self.sources.items()}
        order = [key for key in (wanted.take, *wanted.order) if key is not None]
        on_air = self.chooser.step(now, list(dict.fromkeys(order)), healths, wanted.mode == SLATE)
        if on_air != before:
            self._note("on_air", on_air, self.chooser.why)
        chosen = NOTHING if on_air is None else taken[on_air]
        self._show(chosen, on_air, on_air != before)
        leveller = self.sources[on_air].leveller if on_air is not None else None
        return self.desk.block(chosen, on_air != before, leveller)

    def _stepped(self, source: Source, now: float, on_air: bool) -> Taken:
        try:
            return source.step(now, on_air)
        except Exception:  # one source's trouble is not the others'
            self._fault(source.key)
            return NOTHING

    def _fault(self, where: str) -> None:
        self.faults += 1
        if self.faults <= SAID_FAULTS:
            log.exception("fault %d in %s", self.faults, where)

    def _retiring(self) -> bool:
        """An encoder that was taken away still writes its last segment: the next must not write beside it."""
        return any(not isinstance(one, Source) and one.pid is not None for one in self._leaving)

    def _show(self, taken: Taken, on_air: str | None, cut: bool) -> None:
        """Its picture; the last one where it has none now; the slate where it has none at all."""
        self._blind = 0 if taken.frame is not None or taken.sound is None else self._blind + 1
        frame = taken.frame
        if frame is None:
            blind = cut or on_air is None or self._blind > BLIND_S * self.schedule.fps
            frame = self._slate if blind else self._shown
        if frame is not self._shown:
            self._shown.drop()
            self._shown = frame.hold()

    @property
    def showing_slate(self) -> bool:
        """Whether the picture that goes out is the slate."""
        return self._shown is self._slate

    def _note(self, what: str, key: str | None, why: str) -> None:
        self._events += 1
        event: Event = {
            "n": self._events,
            "at": round(time.time(), 3),
            "clock_s": round(self.encoder.clock_s, 3) if self.encoder else 0.0,
            "what": what,
            "key": key,
            "why": why,
        }
        self.events.append(event)
        self._told(event)

    def end(self) -> None:
        """No more ticks; everything is asked to end."""
        if self._timer is not None:
            self._timer.cancel()
        for source in self.sources.values():
            self._leave(source)
        self.sources = {}
        if self.encoder is not None:
            self._leave(self.encoder)

    @property
    def left(self) -> list[int]:
        """Pids that have not ended yet, after `end`."""
        return [pid for one in self._leaving if (pid := one.pid) is not None]
