"""One way in, through all its lives: its ffmpeg, the feed that plays, the one that fills after a restart."""

from __future__ import annotations

import os
import time

from streaming.mixer.chooser import Health
from streaming.mixer.feed import NOTHING, Feed, Taken
from streaming.mixer.frames import Frame, Pool
from streaming.mixer.leveller import Leveller
from streaming.mixer.levels import Levels
from streaming.mixer.preview import Preview
from streaming.mixer.process import Process, filled, pipes_for, told
from streaming.mixer.wire import LIVE, Profile, SourceSpec

LOST_S = 1.0
FIRST_WAIT_S, LONGEST_WAIT_S, GOOD_S = 0.2, 5.0, 10.0


class Source:
    """Connected from the constructor on, on air or not: so a take is a cut."""

    def __init__(self, key: str, spec: SourceSpec, pool: Pool, profile: Profile) -> None:
        self.key, self.spec = key, spec
        self._pool, self._profile = pool, profile
        self.leveller, self.levels = Leveller(), Levels(profile.fps)
        self.process: Process | None = None
        self.feed: Feed | None = None
        self._filling: Feed | None = None
        self.preview: Preview | None = None
        self._picture: Frame | None = None
        self._delays = (0, 0)
        self._next_try, self._wait, self._wanted = 0.0, 0.0, True
        self._arrived_at = self._played_at = float("-inf")
        self.starts = self.starved = 0
        self.last_words: list[str] = []
        self.code: int | None = None
        self.error = ""
        self._set_preview()

    def apply(self, spec: SourceSpec) -> None:
        """What is equal goes on; another command line is another life, at once."""
        changed = _read_by(spec) != _read_by(self.spec)
        self.spec = spec
        for feed in (self.feed, self._filling):
            if feed is not None:
                feed.retarget(spec.buffer_s)
        if changed or spec.cut:
            self._wanted, self._next_try, self._wait = True, 0.0, 0.0
            if self.process is not None:
                self.process.kill("changed")
        self._set_preview()

    def _set_preview(self) -> None:
        if self.preview is not None and self.preview.spec != self.spec.preview:
            self.preview.end()
            self.preview = None
        if self.preview is None and self.spec.preview is not None:
            self.preview = Preview(self.spec.preview, self._profile)

    def delay(self, delays: tuple[int, int]) -> None:
        """The A/V offset, as samples that picture and sound are held back."""
        self._delays = delays
        for feed in (self.feed, self._filling):
            if feed is not None:
                feed.delay(*delays)

    def pump(self, now: float) -> bool:
        """Read what came; True where more of it is probably waiting."""
        full = False
        for feed in (self.feed, self._filling):
            if feed is not None and feed.pump(now):
                self._arrived_at = now
                full = full or feed.full
        if self.preview is not None:
            self.preview.pump()
        return full

    def step(self, now: float, on_air: bool) -> Taken:
        """One tick: keep it alive, play it, show it in the preview."""
        self._keep_alive(now)
        changed = self._change_over(now)
        taken = self.feed.step(now, on_air) if self.feed else NOTHING
        if self.feed and self.feed.playing:
            self._played_at = now
        elif self._played_at > 0:
            self.starved += 1
        self._show(taken, now)
        self.levels.feed(taken.sound)
        return Taken(taken.frame, taken.sound, taken.have, taken.cut or changed)

    def _show(self, taken: Taken, now: float) -> None:
        if taken.frame is not None and taken.frame is not self._picture:
            if self._picture is not None:
                self._picture.drop()
            self._picture = taken.frame.hold()
        if self.preview is not None and self._picture is not None:
            self.preview.put(self._picture, taken.sound, now)

    def _keep_alive(self, now: float) -> None:
        if self.process is None and self._wanted and not self.spec.cut and now >= self._next_try:
            self._start(now)
        elif self.process is not None and self._hangs(self.process, now):
            self.process.kill("stalled")

    def _hangs(self, process: Process, now: float) -> bool:
        """Nothing comes, or picture and sound have come so far apart that nothing joins them again."""
        if self.feed is not None and self._filling is None and self.feed.torn(now):
            return True
        last = max(self._arrived_at, process.began)
        late = self.spec.stall_s is not None and now - last > self.spec.stall_s
        return late and not (self.feed and self.feed.playing)

    def _change_over(self, now: float) -> bool:
        """The new life takes over once the old one has played out, or when it is ready itself."""
        new, old = self._filling, self.feed
        if new is None or (old is not None and old.playing and not new.ready(now)):
            return False
        if old is not None:
            new.extra_s = old.extra_s
            old.close()
        self.feed, self._filling = new, None
        return True

    def _start(self, now: float) -> None:
        pipes = pipes_for(self.spec.argv)
        for ends in pipes.values():
            os.set_blocking(ends[0], False)
        given = {name: ends[1] for name, ends in pipes.items()}
        if self.spec.listing is not None:
            given["listing"] = told(self.spec.listing)
        theirs = list(given.values())
        argv = filled(self.spec.argv, {name: f"pipe:{fd}" for name, fd in given.items()})
        try:
            self.process = Process(argv, theirs, self._ended, mask=self.spec.mask, cwd=self.spec.cwd)
        except (OSError, ValueError) as error:
            self.error = os.strerror(getattr(error, "errno", None) or 0)
            theirs += [ends[0] for ends in pipes.values()]
            self._later(now, good=False)
        else:
            self.starts, self.error = self.starts + 1, ""
            self._fill(pipes.get("video", (None,))[0], pipes.get("audio", (None,))[0])
        for fd in theirs:
            os.close(fd)

    def _fill(self, video: int | None, audio: int | None) -> None:
        if self._filling is not None:
            self._filling.close()
        self._filling = Feed(self._pool, self._profile, self.spec.pace, self.spec.buffer_s, (video, audio))
        self._filling.delay(*self._delays)

    def _later(self, now: float, good: bool) -> None:
        longer = min(LONGEST_WAIT_S, self._wait * 2)
        self._wait = FIRST_WAIT_S if good else max(FIRST_WAIT_S, longer)
        self._next_try = now + self._wait

    def _ended(self, process: Process) -> None:
        now = time.monotonic()
        self.code, self.process = process.code, None
        self.last_words = list(process.tail.lines)
        if process.asked == "changed":
            return
        self._wanted = self._wanted and (self.spec.restart or process.asked == "stalled")
        # Who sends to us may come again at once; who is pulled from is not to be knocked at all the time.
        sent = self.spec.pace == LIVE and self._arrived_at > process.began
        self._later(now, good=sent or now - process.began >= GOOD_S)

    @property
    def pid(self) -> int | None:
        """Of its ffmpeg, while there is one."""
        return self.process.pid if self.process else None

    @property
    def next_try_s(self) -> float | None:
        """Seconds until it is started again; None where it runs or will not be."""
        return max(0.0, self._next_try - time.monotonic()) if self._wanted and not self.process else None

    @property
    def ended(self) -> bool:
        """It has given all it had, and is not started again."""
        return not self._wanted and self.process is None and (self.feed is None or self.feed.over)

    def health(self, now: float) -> Health:
        """Lost: nothing came for 1 s, or nothing could be played for 1 s and a buffer's time."""
        playing = self.feed is not None and self.feed.playing
        if playing or self._played_at < 0:
            return Health(playing, False)
        silent = now - self._arrived_at >= LOST_S
        starving = now - self._played_at >= LOST_S + self.spec.buffer_s
        return Health(False, silent or starving or self.ended)

    def end(self) -> None:
        """Let go of everything."""
        self._wanted = False
        if self.process is not None:
            self.process.stop("ended")
        if self.preview is not None:
            self.preview.end()
        for feed in (self.feed, self._filling):
            if feed is not None:
                feed.close()
        self.feed = self._filling = None
        if self._picture is not None:
            self._picture.drop()
            self._picture = None


def _read_by(spec: SourceSpec) -> tuple[object, ...]:
    """What of it a running ffmpeg cannot be told any more."""
    return spec.argv, spec.cwd, spec.pace, spec.listing
