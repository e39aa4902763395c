"""The jitter buffer under a sender that is unsteady, drifts, or brings only half: by the test's own clock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from streaming.mixer.feed import Feed, Taken
from streaming.mixer.frames import Pool
from streaming.mixer.process import big_pipe
from streaming.mixer.wire import FILM, LIVE, PULL, Profile

PROFILE = Profile(16, 16, 30)
Due = Callable[[float], float]  # time → seconds of media that have arrived by then


@dataclass
class Bench:
    """A feed with a sender on its pipes; every picture and every sample carries its picture's number."""

    pace: str = LIVE
    target_s: float = 1.0
    video: bool = True
    audio: bool = True
    sent_video: int = 0
    sent_audio: int = 0
    taken: list[Taken] = field(default_factory=list)
    shown: list[int | None] = field(default_factory=list)
    heard: list[int | None] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)
    now: float = 100.0

    def __post_init__(self) -> None:
        self.pipes = [big_pipe(), big_pipe()]
        for read, write in self.pipes:
            os.set_blocking(read, False)
            os.set_blocking(write, False)
        fds = (self.pipes[0][0] if self.video else None, self.pipes[1][0] if self.audio else None)
        self.feed = Feed(Pool(PROFILE.picture), PROFILE, self.pace, self.target_s, fds)

    def send(self, video_until: int, audio_until: int) -> None:
        """As much of it as the pipes take."""
        while self.video and self.sent_video < video_until:
            number = self.sent_video
            if not _wrote(self.pipes[0][1], number.to_bytes(4, "big") + bytes(PROFILE.picture - 4)):
                break
            self.sent_video += 1
        while self.audio and self.sent_audio < audio_until:
            block = np.full((PROFILE.samples, 2), self.sent_audio % 30_000, "<i2").tobytes()
            if not _wrote(self.pipes[1][1], block):
                break
            self.sent_audio += 1

    def run(self, seconds: float, video: Due, audio: Due | None = None, on_air: bool = True) -> Bench:
        """Tick by tick; `video` and `audio` say what has arrived by a time since the beginning."""
        for _ in range(round(seconds * 30)):
            self.now += 1 / 30
            since = self.now - 100.0
            self.send(int(video(since) * 30), int((audio or video)(since) * 30))
            self.feed.pump(self.now)
            taken = self.feed.step(self.now, on_air)
            self.taken.append(taken)
            self.shown.append(int.from_bytes(taken.frame.view[:4], "big") if taken.frame else None)
            real = taken.sound if taken.have else None
            self.heard.append(None if real is None else round(float(real[800, 0]) * 32768))
            self.levels.append(self.feed.level_s(self.now))
        return self

    @property
    def frozen(self) -> int:
        """Ticks without a new picture after the first one."""
        first = next(at for at, number in enumerate(self.shown) if number is not None)
        played = self.shown[first:]
        return sum(one is None or one == two for one, two in zip(played[1:], played, strict=False))

    def close(self) -> None:
        self.feed.close()
        for _, write in self.pipes:
            os.close(write)


def _wrote(fd: int, data: bytes) -> bool:
    try:
        return os.write(fd, data) == len(data)
    except BlockingIOError:
        return False


Made = Callable[..., Bench]


@pytest.fixture
def bench() -> Iterator[Made]:
    made: list[Bench] = []

    def make(pace: str = LIVE, target_s: float = 1.0, video: bool = True, audio: bool = True) -> Bench:
        made.append(Bench(pace, target_s, video, audio))
        return made[-1]

    yield make
    for one in made:
        one.close()


def steady(since: float) -> float:
    return since


def with_hiccups(since: float) -> float:
    """600 ms of nothing every 5 s, then all of it at once."""
    return since if since % 5 < 4.4 else since - (since % 5 - 4.4)


def test_a_steady_sender_is_played_one_picture_a_tick_after_its_buffer(bench: Made) -> None:
    run = bench(target_s=0.5).run(10, steady)
    assert run.shown[:14] == [None] * 14
    assert run.frozen == 0
    assert run.feed.rate == 1.0


def test_sound_belongs_to_its_picture(bench: Made) -> None:
    run = bench().run(10, steady)
    assert [one for one in run.shown if one is not None] == [one for one in run.heard if one is not None]


def test_a_hiccup_of_600_ms_every_5_s_freezes_nothing_at_a_buffer_of_1_s(bench: Made) -> None:
    run = bench().run(60, with_hiccups)
    assert run.frozen == 0
    assert not any(taken.cut for taken in run.taken[40:])


def test_a_hiccup_longer_than_the_buffer_freezes_and_is_followed_by_a_larger_buffer(bench: Made) -> None:
    run = bench(target_s=0.15).run(60, with_hiccups)
    early, late = _frozen_in(run, 0, 20), _frozen_in(run, 40, 60)
    assert early > 10
    assert late < early / 3
    assert run.feed.want_s < 0.15 + 1.0


def _frozen_in(run: Bench, since: int, until: int) -> int:
    return run.shown[since * 30 + 10 : until * 30].count(None)


@pytest.mark.parametrize("ppm", [-1000, -200, 200, 1000])
def test_a_senders_clock_that_drifts_is_followed_without_a_freeze_or_a_skip(bench: Made, ppm: int) -> None:
    run = bench(target_s=0.3).run(240, lambda since: since * (1 + ppm / 1e6))
    assert not any(one is None for one in run.shown[20:])
    assert not any(taken.cut for taken in run.taken[20:])
    assert abs(np.mean(run.levels[-900:]) - 0.3) < 0.1
    apart = {
        a - b
        for a, b in zip(run.shown[600:], run.heard[600:], strict=True)
        if a is not None and b is not None
    }
    assert apart <= {-1, 0, 1}


def test_far_too_much_at_once_is_skipped_to_the_live_end(bench: Made) -> None:
    run = bench(target_s=0.15).run(5, lambda since: since + 3.0)
    assert run.levels[-1] == pytest.approx(0.15, abs=0.1)
    assert run.feed.skipped > 0


@pytest.mark.parametrize(("video", "audio"), [(True, False), (False, True)])
def test_half_a_source_is_played_for_what_it_is(bench: Made, video: bool, audio: bool) -> None:
    run = bench(target_s=0.3, video=video, audio=audio).run(5, steady)
    assert [one is not None for one in run.shown[30:]] == [video] * 120
    assert [one is not None for one in run.heard[30:]] == [audio] * 120


def test_a_promised_stream_that_never_comes_is_not_waited_for(bench: Made) -> None:
    run = bench(target_s=0.3).run(5, steady, lambda since: 0.0)
    assert run.shown[30] is not None
    assert run.frozen == 0


def test_a_stream_that_always_comes_later_is_waited_for_and_stays_in_step(bench: Made) -> None:
    run = bench(target_s=0.15).run(10, steady, lambda since: max(0.0, since - 0.4))
    late = zip(run.shown[90:], run.heard[90:], strict=True)
    assert all(one == other is not None for one, other in late)


def test_sound_that_falls_behind_on_air_is_waited_for(bench: Made) -> None:
    run = bench(target_s=0.15).run(
        20, steady, lambda since: since if since < 5 else since - min(0.6, since - 5)
    )
    shown, heard = run.shown[-1], run.heard[-1]
    assert shown is not None
    assert heard is not None
    assert abs(shown - heard) <= 1


def test_a_stream_that_stops_does_not_stop_the_other(bench: Made) -> None:
    run = bench(target_s=0.15).run(10, steady, lambda since: min(since, 4.0))
    assert run.frozen <= 1
    assert run.heard[-1] is None


def test_a_film_stands_still_until_it_is_taken_and_misses_nothing(bench: Made) -> None:
    run = bench(FILM, 0.3).run(4, lambda since: 1e3, on_air=False)
    assert run.shown[-1] == 0
    run.run(6, lambda since: 1e3, on_air=True)
    assert run.shown[120:] == list(range(180))


def test_a_pulled_source_that_comes_in_gulps_waits_instead_of_skipping(bench: Made) -> None:
    run = bench(PULL, 1.0).run(30, lambda since: since // 4 * 4 + 4)
    assert run.frozen == 0
    assert run.feed.skipped == 0


@pytest.mark.parametrize(("delays", "apart"), [((0, 24_000), 15), ((24_000, 0), -15)])
def test_the_offset_moves_sound_against_picture(bench: Made, delays: tuple[int, int], apart: int) -> None:
    run = bench(target_s=0.3).run(3, steady)
    run.feed.delay(*delays)
    run.run(3, steady)
    shown, heard = run.shown[-1], run.heard[-1]
    assert shown is not None
    assert heard is not None
    assert shown - heard == apart


def test_a_feed_that_ended_plays_out_and_is_over(bench: Made) -> None:
    run = bench(target_s=0.5).run(2, steady)
    for read, write in run.pipes:
        other = os.open(os.devnull, os.O_WRONLY)
        os.dup2(other, write)
        os.close(other)
        assert read
    run.run(2, lambda since: 0.0)
    played = [one for one in run.shown if one is not None]
    assert played == list(range(run.sent_video))
    assert run.feed.over
