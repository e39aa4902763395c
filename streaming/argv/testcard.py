"""The test card in motion: a clock, a dot that crosses a deck, and a lamp that flashes to a beep.

No fonts and no drawing in ffmpeg: numbers are cut out of the still's sheet and laid over it. All goes by the
time of day: whenever this was started, the lamp flashes, the beep sounds and the dot is in the middle as the
clock's second changes.
"""

from __future__ import annotations

from typing import Any

import ffmpeg

from streaming.argv.shapes import Shape
from streaming.cards.places import ACROSS, Box, Places

# Seconds since midnight in Việt Nam, which is seven hours ahead all the year; STARTPTS takes it off again.
TIME_OF_DAY = "PTS+mod(RTCSTART/1000000+25200,86400)/TB"
FROM_ZERO = "PTS-STARTPTS"
CLOCK = ("mod(floor(t/3600),24)", "mod(floor(t/60),60)", "mod(floor(t),60)")
BEEP_S = 0.1
BEEPS = f"lt(mod(t,1),{BEEP_S})"
HUMS = f"between(mod(t,1),{BEEP_S},{1 - BEEP_S})"
TONE_HZ, BEEP_HZ = 500, 1000
PIECE = 480  # samples: 10 ms hold whole waves of both tones, so that neither begins nor ends with a click
# `sine` gives an eighth of full scale, and one channel made two loses 3 dB: this makes -20 dBFS of it.
LEVEL = round(0.8 * 2**0.5, 4)


def card_inputs(still: str, shape: Shape) -> tuple[Any, Any]:
    """(picture, sound). `still`: what `streaming.cards.testcard` made for this size; else plain bars."""
    return _card(still, shape) if still else _bars(shape), _sound()


def _bars(shape: Shape) -> Any:
    bars = f"smptehdbars=size={shape.width}x{shape.height}:rate={shape.fps}"
    return ffmpeg.input(bars, f="lavfi", re=None).video.filter("format", "yuv420p")


def _card(still: str, shape: Shape) -> Any:
    places = Places(*shape.size)
    raw = {"f": "rawvideo", "pix_fmt": "yuv420p", "video_size": (places.width, places.tall)}
    read = ffmpeg.input(f"file:{still}", stream_loop=-1, re=None, framerate=shape.fps, **raw)
    # Half a picture ahead, so that the one nearest to the whole second is the one that flashes.
    timed = read.video.filter("setpts", f"{TIME_OF_DAY}+0.5/({shape.fps}*TB)")
    copies = timed.filter_multi_output("split", 6)
    card = copies[0].filter("crop", places.width, places.height, 0, 0)
    for number, (cell, shown) in enumerate(zip(places.cells, CLOCK, strict=True), start=1):
        card = _laid(card, _number(copies[number], shown, places), cell.x, cell.y)
    card = _laid(card, _cut(copies[4], places.spare_dot), _crossing(places), places.dot.y)
    lit = _cut(copies[5], places.spare_flash)
    card = _laid(card, lit, places.flash.x, places.flash.y, enable=BEEPS)
    return card.filter("setpts", FROM_ZERO).filter("format", "yuv420p")


def _number(sheet: Any, shown: str, places: Places) -> Any:
    cell = places.cells[0]
    x, y = f"{cell.w}*mod({shown},{ACROSS})", f"{places.height}+{cell.h}*floor({shown}/{ACROSS})"
    return sheet.filter("crop", cell.w, cell.h, x, y)


def _cut(sheet: Any, box: Box) -> Any:
    return sheet.filter("crop", box.w, box.h, box.x, box.y)


def _crossing(places: Places) -> str:
    """To and fro in two seconds, in the middle at each whole one."""
    way = places.track.w - places.dot.w
    return f"{places.track.x}+2*floor({way // 2}*abs(2*mod((t+0.5)/2,1)-1))"


def _laid(card: Any, piece: Any, x: int | str, y: int, **more: str) -> Any:
    return ffmpeg.filter([card, piece], "overlay", x, y, **more)


def _sound() -> Any:
    """A quiet tone that pauses before each whole second, and a higher one to the flash."""
    tones = ffmpeg.filter([_tone(TONE_HZ, HUMS), _tone(BEEP_HZ, BEEPS)], "amix", normalize=0)
    level = tones.filter("asetpts", FROM_ZERO).filter("aresample", 48000, **{"async": 1, "first_pts": 0})
    return level.filter("aformat", channel_layouts="stereo")


def _tone(hertz: int, when: str) -> Any:
    sine = f"sine=frequency={hertz}:sample_rate=48000:samples_per_frame={PIECE}"
    timed = ffmpeg.input(sine, f="lavfi", re=None).audio.filter("asetpts", TIME_OF_DAY)
    return timed.filter("volume", f"{LEVEL}*{when}", eval="frame")
