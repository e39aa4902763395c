"""What is a fault, since when, and what is none: tables without a process."""

from __future__ import annotations

from dataclasses import replace

import pytest

from streaming.monitor.judge import LAG_S, Allowed, Watched, judge
from streaming.monitor.player import Stalls
from streaming.monitor.reading import Facts, Reading

NOW = 1000.0
WELL = Facts(picture_at=NOW - 1, sound_at=NOW)
OWN, PAGE = Watched(NOW - 60), Watched(NOW - 60, own=False)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (WELL, []),
        (replace(WELL, black_since=NOW - 3), ["picture_black"]),
        (replace(WELL, black_since=NOW - 1), []),
        (replace(WELL, black_since=NOW - 9, frozen_since=NOW - 9), ["picture_black"]),
        (replace(WELL, frozen_since=NOW - 5), ["picture_frozen"]),
        (replace(WELL, frozen_since=NOW - 2), []),
        (replace(WELL, silent={1: NOW - 5, 2: NOW - 5}), ["sound_silent"]),
        (replace(WELL, silent={1: NOW - 50, 2: NOW - 1}), []),
        (replace(WELL, silent={2: NOW - 5}), ["sound_one_side"]),
        (replace(WELL, loud_since=NOW - 2), ["sound_loud"]),
        (replace(WELL, loud_since=NOW - 1), []),
        (replace(WELL, picture_at=NOW - 6, frozen_since=NOW - 9), ["picture_missing"]),
        (replace(WELL, sound_at=NOW - 6, silent={1: NOW - 9, 2: NOW - 9}), ["sound_missing"]),
        (Facts(sound_at=NOW), ["picture_missing"]),
        (replace(WELL, picture_at=NOW - 6, sound_at=NOW - 7), ["stream_unreachable"]),
        (
            replace(WELL, black_since=NOW - 3, silent={1: NOW - 5}),
            ["picture_black", "sound_one_side"],
        ),
    ],
)
def test_each_fault_has_its_word_once_it_lasted(facts: Facts, codes: list[str]) -> None:
    assert sorted(judge(facts, OWN, Allowed(), NOW)) == codes


def test_a_slate_and_what_is_still_seen_of_it_are_no_fault_and_what_follows_it_is() -> None:
    standing = replace(WELL, frozen_since=NOW - 90, black_since=NOW - 90, silent={1: NOW - 90, 2: NOW - 90})
    shown = Allowed()
    shown.told(still=True, quiet=True, now=NOW)
    assert judge(standing, OWN, shown, NOW) == {}
    shown.told(still=False, quiet=False, now=NOW + 1)
    after = replace(standing, picture_at=NOW + LAG_S, sound_at=NOW + LAG_S)
    assert judge(after, OWN, shown, NOW + LAG_S) == {}, "the slate is still on its way"
    late = replace(standing, picture_at=NOW + 9, sound_at=NOW + 9)
    assert judge(late, OWN, shown, NOW + 9) == {"picture_black": NOW + 4, "sound_silent": NOW + 4}


def test_what_gives_nothing_because_nobody_sends_is_not_a_broken_web_server_and_later_it_may_be() -> None:
    stopped, given = replace(WELL, picture_at=NOW - 9, sound_at=NOW - 9), Allowed()
    given.told(still=True, quiet=True, now=NOW, nothing=True)
    assert judge(stopped, OWN, given, NOW) == {}
    assert judge(stopped, OWN, given, NOW + LAG_S) == {}, "the first new segment is on its way"
    assert list(judge(stopped, OWN, given, NOW + LAG_S + 6)) == ["stream_unreachable"]


def test_a_slate_with_a_sources_sound_may_stand_and_not_be_silent() -> None:
    shown = Allowed()
    shown.told(still=True, quiet=False, now=NOW)
    facts = replace(WELL, frozen_since=NOW - 9, silent={1: NOW - 9, 2: NOW - 9})
    assert list(judge(facts, OWN, shown, NOW)) == ["sound_silent"]


def test_a_stream_that_only_the_player_gets_is_not_called_unreachable() -> None:
    gone = Facts(picture_at=NOW - 20, sound_at=NOW - 20)
    assert judge(gone, replace(OWN, played=True), Allowed(), NOW) == {}
    assert list(judge(gone, OWN, Allowed(), NOW)) == ["stream_unreachable"]


def test_a_stream_that_begins_has_its_time() -> None:
    assert judge(Facts(), Watched(NOW - 12), Allowed(), NOW) == {}
    assert list(judge(Facts(), Watched(NOW - 14), Allowed(), NOW)) == ["stream_unreachable"]


def test_of_a_platforms_own_stream_only_its_absence_is_said_and_later() -> None:
    faulty = Facts(picture_at=NOW - 20, sound_at=NOW, frozen_since=NOW - 60, loud_since=NOW - 60)
    assert judge(faulty, PAGE, Allowed(), NOW) == {}
    assert list(judge(replace(faulty, picture_at=NOW - 31), PAGE, Allowed(), NOW)) == ["picture_missing"]


TOLD = b"""frame:0    pts:0       pts_time:0
nc.picture=1
lavfi.black_start=0
lavfi.freezedetect.freeze_start=0
frame:1    pts:9600    pts_time:0.2
lavfi.r128.M=-14.2
lavfi.r128.true_peaks_ch0=0.500
lavfi.r128.true_peaks_ch1=0.794
lavfi.silence_start.2=0
lavfi.astats.1.RMS_level=-20.2
lavfi.astats.2.RMS_level=-inf
lavfi.astats.1.Peak_level=-9.000000
nc.sound=1
"""


def test_what_ffmpeg_says_is_read_however_it_is_cut() -> None:
    whole, cut = Reading(), Reading()
    whole.feed(TOLD, NOW)
    for number in range(0, len(TOLD), 7):
        cut.feed(TOLD[number : number + 7], NOW)
    assert cut.facts == whole.facts
    facts = whole.facts
    assert (facts.picture_at, facts.sound_at, facts.black_since) == (NOW, NOW, NOW)
    assert (facts.frozen_since, facts.silent) == (NOW - 2.0, {2: NOW - 1.0})
    assert (facts.lufs, facts.rms_db) == (-14.2, {1: -20.2, 2: -90.0})
    assert facts.highest_peak_db == pytest.approx(-2.0, abs=0.01)
    assert facts.loud_since is None
    whole.feed(b"lavfi.black_end=3\nlavfi.freezedetect.freeze_end=3\nlavfi.silence_end.2=3\n", NOW + 3)
    assert (facts.black_since, facts.frozen_since, facts.silent) == (None, None, {})


def test_loud_is_loudness_or_clipping_and_ends_with_both() -> None:
    reading = Reading()
    reading.feed(b"lavfi.r128.M=-8.5\nnc.sound=1\n", NOW)
    reading.feed(b"lavfi.r128.M=-7.5\nnc.sound=1\n", NOW + 2)
    assert reading.facts.loud_since == NOW
    reading.feed(b"lavfi.r128.M=-14\nlavfi.astats.2.Peak_level=-0.1\nnc.sound=1\n", NOW + 3)
    assert reading.facts.loud_since == NOW
    reading.feed(b"lavfi.r128.M=-14\nlavfi.astats.2.Peak_level=-4\nnc.sound=1\n", NOW + 4)
    assert reading.facts.loud_since is None


def test_a_stall_is_counted_once_and_nothing_before_the_first_picture() -> None:
    stalls = Stalls()
    looks = [(0, 0.0), (0, 9.0), (5, 10.0), (5, 11.0), (5, 12.5), (5, 14.0), (6, 15.0), (6, 17.5)]
    still = [stalls.look(shown, now) for shown, now in looks]
    assert still == [0.0, 0.0, 0.0, 1.0, 2.5, 4.0, 0.0, 2.5]
    assert stalls.count == 2
