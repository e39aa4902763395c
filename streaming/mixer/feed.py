"""One life of a source: two streams aligned by index, and the head that plays them from the jitter buffer."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from streaming.mixer.drift import Drift
from streaming.mixer.frames import Frame, Pool
from streaming.mixer.inlet import Inlet
from streaming.mixer.resample import resampled
from streaming.mixer.rings import AudioRing, VideoRing
from streaming.mixer.wire import FILM, LIVE, MAX_OFFSET_MS, RATE, Profile

Sound = npt.NDArray[np.float32]
GRACE_S = 0.5  # how much more of one stream is gathered while the other may still come
FORGOTTEN_S = 5.0  # a stream that was away for so long is not waited for
TORN_S, TORN_FOR_S = 4.0, 3.0  # streams this far apart for so long never meet again
BEHIND_S = 0.5
SLACK_S = 0.4  # more than this too much is skipped at once, less is played off
ROOM_S = {LIVE: 2.0}  # beyond the target; where the sender can wait 1 s is enough
STEP_S, MOST_EXTRA_S, HICCUP_S, FADES_IN_S = 0.25, 1.0, 2.0, 60.0
FULL_SCALE = np.float32(1 / 32768)


@dataclass(frozen=True)
class Taken:
    """One tick's worth. `frame` None: repeat the last. `have`: real samples. `cut`: does not follow on."""

    frame: Frame | None = None
    sound: Sound | None = None
    have: int = 0
    cut: bool = False


NOTHING = Taken()


class Feed:
    """`delays`: samples that picture and sound are played behind the head (the A/V offset)."""

    def __init__(
        self, pool: Pool, profile: Profile, pace: str, target_s: float, fds: tuple[int | None, int | None]
    ) -> None:
        room, live = target_s + ROOM_S.get(pace, 1.0), pace == LIVE
        self.pace, self.unit = pace, profile.samples
        self._capacity = max(4, math.ceil(room * profile.fps))
        self._pictures = VideoRing(pool, self._capacity, live)
        self._samples = AudioRing(int((room + MAX_OFFSET_MS / 1000) * RATE), live)
        self.video, self.audio = Inlet(fds[0], self._pictures, self.unit), Inlet(fds[1], self._samples, 1)
        self.inlets = (self.video, self.audio)
        self._drift = Drift(profile.fps, only_slower=not live)
        self._fade = STEP_S / FADES_IN_S / profile.fps
        self.target_s, self.extra_s, self._most_s = target_s, 0.0, room - GRACE_S
        self.head = 0.0
        self.playing = self.begun = False
        self.dry_at, self._whole_at = 0.0, math.inf
        self.skipped = 0.0
        self.delays = (0, 0)

    @property
    def want_s(self) -> float:
        """The buffer to hold: what was asked for (at least two pictures), more after a hiccup emptied it."""
        return max(self.target_s + self.extra_s, 2 * self.unit / RATE)

    @property
    def rate(self) -> float:
        """How fast it is played, to follow the sender's clock."""
        return self._drift.rate

    @property
    def arrived_at(self) -> float:
        """When anything came last."""
        return max(inlet.arrived_at for inlet in self.inlets)

    @property
    def over(self) -> bool:
        """Nothing more comes, and nothing is left."""
        return all(i.ring.eof for i in self.inlets) and all(i.ahead(self.head) <= 0 for i in self.inlets)

    def retarget(self, target_s: float) -> None:
        """Another buffer. A larger one is filled at once, while the picture stands; less is skipped.

        One much larger comes with the next life, since the rings' room is fixed.
        """
        target_s = min(target_s, self._most_s)
        if self.pace == LIVE and target_s > self.target_s + SLACK_S:
            self.playing = False
        self.target_s = target_s

    def delay(self, picture: int, sound: int) -> None:
        """Play these many samples behind the head."""
        self.delays = (picture, sound)
        self._pictures.capacity = self._capacity + picture // self.unit

    @property
    def full(self) -> bool:
        """A pipe was full when it was read: look again soon."""
        return self.video.full or self.audio.full

    def pump(self, now: float) -> int:
        """Read both pipes, neither waiting for the other; how many bytes came."""
        return self.video.pump(now) + self.audio.pump(now)

    def level_s(self, now: float) -> float:
        """Seconds in the buffer: of the stream that has less, where both come in."""
        aheads = [a for i in self.inlets if (a := i.ahead(self.head)) > 0 or i.here(now)]
        return max(0.0, min(aheads, default=0.0)) / RATE

    def torn(self, now: float) -> bool:
        """Whether picture and sound both come in, but at places that have nothing to do with one another."""
        apart = abs(self.video.ahead(0.0) - self.audio.ahead(0.0)) / RATE
        if self.pace != LIVE or apart <= TORN_S or not all(i.here(now) for i in self.inlets):
            self._whole_at = now
        return now - self._whole_at > TORN_FOR_S

    def lacks(self, now: float) -> str | None:
        """The stream, "video" or "audio", of which nothing has come for long while the other plays."""
        gone = [now - i.arrived_at > FORGOTTEN_S for i in self.inlets]
        if not self.playing or self.pace == FILM or all(gone) or not any(gone):
            return None
        return "video" if gone[0] else "audio"

    def ready(self, now: float) -> bool:
        """Whether playing may begin."""
        aheads = [a for i in self.inlets if (a := i.ahead(self.head)) > 0]
        if not aheads or all(i.ring.eof for i in self.inlets):
            return bool(aheads)
        missing = [i for i in self.inlets if i.ahead(self.head) <= 0 and self._may_come(i, now)]
        return min(aheads) / RATE >= self.want_s + (GRACE_S if missing else 0.0)

    def _may_come(self, inlet: Inlet, now: float) -> bool:
        return not inlet.ring.eof and (not self.begun or now - inlet.arrived_at < FORGOTTEN_S)

    def step(self, now: float, on_air: bool) -> Taken:
        """One tick."""
        cut = not self.playing
        if cut and not self._begin(now):
            return NOTHING
        if self.pace == FILM and not on_air:
            return Taken(self._picture())
        if self._starved(now):
            self.playing, self.dry_at = False, now
            return NOTHING
        cut = self._trimmed(now) or cut
        self.extra_s = max(0.0, self.extra_s - self._fade)
        return self._play(cut, self._drift.step(self.level_s(now), self.want_s))

    def _begin(self, now: float) -> bool:
        if not self.ready(now):
            return False
        if self.begun and self.pace == LIVE and now - self.dry_at < HICCUP_S:
            self.extra_s = min(MOST_EXTRA_S, self.extra_s + STEP_S)
        self.head = float(round(self.head))
        if self.pace == LIVE:
            self._jump(now)
        self.playing = self.begun = True
        self._drift.reset()
        return True

    def _starved(self, now: float) -> bool:
        """Nothing to play, or one of the streams comes in but too late: then wait for it."""
        behind = max(inlet.behind(self.head, now) for inlet in self.inlets)
        return behind > BEHIND_S or all(i.ahead(self.head) <= 0 for i in self.inlets)

    def _trimmed(self, now: float) -> bool:
        return self.pace == LIVE and self.level_s(now) > self.want_s + SLACK_S and self._jump(now)

    def _jump(self, now: float) -> bool:
        """Skip what is too much, by whole pictures."""
        excess = (self.level_s(now) - self.want_s) * RATE
        if excess < self.unit:
            return False
        step = int(excess // self.unit) * self.unit
        self.head = float(round(self.head) + step)
        self.skipped += step if self.playing else 0
        self._drift.reset()
        return True

    def _picture(self) -> Frame | None:
        return self._pictures.at(int(self.head - self.delays[0]) // self.unit)

    def _play(self, cut: bool, rate: float) -> Taken:
        if rate == 1.0 and self.head % 1:
            rate = (round(self.head + self.unit) - self.head) / self.unit  # back onto whole samples
        frame, at = self._picture(), self.head - self.delays[1]
        if rate == 1.0:
            found, have = self._samples.peek(int(at), self.unit)
            sound = found * FULL_SCALE
        else:
            sound, have = resampled(self._samples, at, rate, self.unit)
        self._forget()
        self.head += self.unit * rate
        if rate != 1.0 and abs(self.head - round(self.head)) < 1e-6:
            self.head = float(round(self.head))
        return Taken(frame, sound, have, cut)

    def _forget(self) -> None:
        """All before the picture on show; of the sound, not what a change of the offset may ask for."""
        self._pictures.forget(int(self.head - self.delays[0]) // self.unit)
        self._samples.forget(int(self.head - MAX_OFFSET_MS / 1000 * RATE))

    def close(self) -> None:
        """Give pipes and pictures back."""
        for inlet in self.inlets:
            inlet.close()
        self._pictures.clear()
