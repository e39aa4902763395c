"""Sound: measured as ffmpeg measures it, brought to level slowly, never over the ceiling, never a click."""

from __future__ import annotations

import re
import subprocess

import numpy as np
import numpy.typing as npt
import pytest

from streaming.ffmpeg import executable
from streaming.mixer.feed import NOTHING, Taken
from streaming.mixer.leveller import MOST_UP_DB, TARGET, Leveller
from streaming.mixer.levels import Levels
from streaming.mixer.limiter import CEILING, Limiter
from streaming.mixer.loudness import Meter
from streaming.mixer.sound import Desk
from streaming.mixer.wire import RATE, Profile
from tests.figures import Figure

Sound = npt.NDArray[np.float32]
PROFILE = Profile(16, 16, 30)
BLOCK = PROFILE.samples


def sine(seconds: float, db: float = -20.0, hertz: float = 1000.0) -> Sound:
    at = np.arange(int(seconds * RATE)) / RATE
    one = 10 ** (db / 20) * np.sin(2 * np.pi * hertz * at)
    return np.stack([one, one], axis=1).astype(np.float32)


def noise(seconds: float, db: float = -20.0) -> Sound:
    drawn = np.random.default_rng(7).standard_normal((int(seconds * RATE), 2)) * 10 ** (db / 20)
    return np.clip(drawn, -1, 1).astype(np.float32)


def speech(seconds: float, db: float = -18.0) -> Sound:
    """Words of noise with pauses, left louder than right."""
    sound = noise(seconds, db)
    at = np.arange(len(sound)) / RATE
    sound[(at % 1.7 > 1.1) | (at % 7 > 5)] *= 0.003
    return sound * np.array([1.0, 0.6], dtype=np.float32)


SIGNALS = {
    "a tone": sine(12),
    "a low tone": sine(12, -14, 60),
    "a high tone": sine(12, -25, 8000),
    "noise": noise(12),
    "speech with pauses": speech(20),
    "loud after quiet": np.concatenate((noise(8, -45), noise(8, -16))),
}


def measured_by_ffmpeg(sound: Sound) -> tuple[float, float, float]:
    """Momentary and short-term at the end, and integrated."""
    argv = [executable(), "-nostdin", "-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0"]
    argv += ["-af", "ebur128=framelog=info", "-f", "null", "-"]
    said = subprocess.run(argv, input=sound.tobytes(), capture_output=True, check=True).stderr.decode()
    momentary, short = re.findall(r"M:\s*(-?[\d.]+)\s+S:\s*(-?[\d.]+)", said)[-1]
    integrated = re.findall(r"I:\s*(-?[\d.]+) LUFS", said)[-1]
    return float(momentary), float(short), float(integrated)


@pytest.mark.parametrize("name", SIGNALS)
def test_the_meter_agrees_with_ffmpegs_ebur128(name: str, figure: Figure) -> None:
    sound, meter = SIGNALS[name], Meter()
    for at in range(0, len(sound), BLOCK):
        meter.feed(sound[at : at + BLOCK])
    ours = meter.report()
    found = (ours["momentary"], ours["short_term"], ours["integrated"])
    apart = [
        abs((a if a is not None else -70.0) - b)
        for a, b in zip(found, measured_by_ffmpeg(sound), strict=True)
    ]
    figure(f"Loudness, off ffmpeg's ebur128: {name}", max(apart), "LU, at most 0.5")
    assert max(apart) <= 0.5


def test_silence_has_no_loudness() -> None:
    meter = Meter()
    meter.feed(np.zeros((RATE * 2, 2), np.float32))
    assert meter.report() == {"momentary": None, "short_term": None, "integrated": None}


def levelled(sound: Sound) -> tuple[Sound, Desk, Leveller, list[float]]:
    """What comes out of the desk with the loudness control on, and the gain at every tick."""
    desk, leveller, gains, out = Desk(PROFILE), Leveller(), [], []
    desk.loudness = True
    for at in range(0, len(sound) // BLOCK * BLOCK, BLOCK):
        data = desk.block(Taken(None, sound[at : at + BLOCK].copy(), BLOCK), False, leveller)
        out.append(np.frombuffer(data, "<i2").reshape(-1, 2) / np.float32(32767))
        gains.append(desk.auto_db)
    return np.concatenate(out).astype(np.float32), desk, leveller, gains


@pytest.mark.parametrize("db", [-24.0, -10.0])
def test_what_is_too_quiet_or_too_loud_comes_slowly_to_minus_16(db: float, figure: Figure) -> None:
    out, desk, _, gains = levelled(noise(40, db))
    assert max(abs(np.diff(gains[::30]))) <= 0.51
    momentary = desk.meter.report()["short_term"]
    assert momentary is not None
    figure(
        f"Loudness control, {db:.0f} dB noise after 40 s, off −16 LUFS",
        abs(momentary - TARGET),
        "LU, at most 1",
    )
    assert abs(momentary - TARGET) <= 1
    assert np.abs(out).max() <= CEILING + 1e-4


def test_a_quiet_room_is_not_made_loud() -> None:
    _, _, leveller, _ = levelled(noise(15, -66))
    assert leveller.gain_db == 0.0


def test_the_boost_has_an_end() -> None:
    _, _, leveller, _ = levelled(noise(60, -44))
    assert leveller.gain_db == pytest.approx(MOST_UP_DB, abs=0.4)


def test_pauses_between_words_do_not_move_the_gain() -> None:
    _, _, _, gains = levelled(speech(40, -12))
    late = gains[25 * 30 :]
    assert max(late) - min(late) < 1.5


def test_nothing_passes_the_ceiling_and_what_is_under_it_is_left_alone() -> None:
    limiter, loud = Limiter(), sine(0.5, 6.0)
    out = np.concatenate([limiter.block(loud[at : at + BLOCK]) for at in range(0, 24_000, BLOCK)])
    assert np.abs(out).max() <= CEILING + 1e-6
    assert np.abs(out[2000:]).max() > 0.8
    quiet, gentle = Limiter(), noise(0.2, -30)
    same = np.concatenate([quiet.block(gentle[at : at + BLOCK]) for at in range(0, 9600, BLOCK)])
    assert (same[80:] == gentle[: len(same) - 80]).all()


def test_the_limiter_bends_a_loud_tone_but_does_not_break_it() -> None:
    limiter, loud = Limiter(), sine(1.0, 6.0, 100)
    out = np.concatenate([limiter.block(loud[at : at + BLOCK]) for at in range(0, RATE, BLOCK)])
    assert steepest(out) < 0.03


def steepest(sound: Sound) -> float:
    return float(np.abs(np.diff(sound, axis=0)).max())


def played(desk: Desk, *steps: tuple[Taken, bool]) -> Sound:
    blocks = [np.frombuffer(desk.block(taken, cut, None), "<i2").reshape(-1, 2) for taken, cut in steps]
    return np.asarray(np.concatenate(blocks) / np.float32(32767), dtype=np.float32)


def test_no_cut_clicks_neither_between_sources_nor_to_silence_and_back() -> None:
    one, other = sine(0.2, -6, 300), -sine(0.2, -6, 430)
    part = one[40 + BLOCK : 40 + BLOCK * 2].copy()
    part[700:] = 0
    heard = played(
        Desk(PROFILE),
        (Taken(None, one[300 : 300 + BLOCK].copy(), BLOCK), True),
        (Taken(None, one[300 + BLOCK : 300 + 2 * BLOCK].copy(), BLOCK), False),
        (Taken(None, other[100 : 100 + BLOCK].copy(), BLOCK), True),
        (NOTHING, True),
        (Taken(None, one[40 : 40 + BLOCK].copy(), BLOCK), False),
        (Taken(None, part, 700), False),
        (NOTHING, False),
        (NOTHING, False),
    )
    own = max(steepest(one), steepest(other))
    assert steepest(heard) < own * 1.15


def test_a_fader_moves_without_a_jump() -> None:
    desk, tone = Desk(PROFILE), sine(1.0, -20, 200)
    out = []
    for at in range(0, RATE, BLOCK):
        desk.wanted_db = 6.0 if at > 8000 else 0.0
        out.append(
            np.frombuffer(desk.block(Taken(None, tone[at : at + BLOCK].copy(), BLOCK), False, None), "<i2")
        )
    heard = np.concatenate(out).reshape(-1, 2) / np.float32(32767)
    assert np.abs(heard[-BLOCK:]).max() == pytest.approx(0.2, abs=0.01)
    assert steepest(heard.astype(np.float32)) < steepest(tone) * 2.05


def test_meters_show_peak_and_rms_of_each_channel_ten_times_a_second() -> None:
    levels, tone = Levels(30), sine(1.0, -20)
    tone[:, 1] *= 0.1
    for at in range(0, RATE, BLOCK):
        levels.feed(tone[at : at + BLOCK])
    assert len(levels.last) == 10
    assert levels.last[-1]["peak"] == pytest.approx([-20, -40], abs=0.2)
    assert levels.last[-1]["rms"] == pytest.approx([-23, -43], abs=0.2)
