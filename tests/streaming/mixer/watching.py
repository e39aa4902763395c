"""What a viewer of the playlist gets: decoded, with the burnt-in numbers, flashes and beeps read back."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from streaming.ffmpeg import executable
from tests.streaming.mixer.rig import FPS, HEIGHT, WIDTH

BITS, CELL, STRIP = 16, WIDTH // 16, 24
FLASH = slice(60, 150)
RATE = 48_000
FLASH_TICKS = 3
Pictures = npt.NDArray[np.uint8]
Sound = npt.NDArray[np.int16]


def material(path: Path, seconds: int) -> Path:
    """A TS whose pictures carry their number in a strip of 16 cells; every second a flash with a beep."""
    pictures = np.full((seconds * FPS, HEIGHT, WIDTH), 40, np.uint8)
    for number, picture in enumerate(pictures):
        for bit in range(BITS):
            picture[:STRIP, bit * CELL : (bit + 1) * CELL] = 220 if number >> bit & 1 else 20
        if number % FPS < FLASH_TICKS:
            picture[FLASH] = 230
    at = np.arange(seconds * RATE)
    beeping = at % RATE < FLASH_TICKS * RATE // FPS
    tone = (np.sin(2 * np.pi * 1000 * at / RATE) * 12_000 * beeping).astype("<i2")
    raw = path.with_suffix(".s16")
    raw.write_bytes(np.stack([tone, tone], axis=1).tobytes())
    argv = [executable(), "-nostdin", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray"]
    argv += ["-video_size", f"{WIDTH}x{HEIGHT}", "-framerate", str(FPS), "-i", "pipe:0", "-f", "s16le"]
    argv += ["-ar", str(RATE), "-ac", "2", "-i", str(raw), "-c:v", "libx264", "-preset", "ultrafast"]
    argv += ["-crf", "18", "-g", "30", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "128k", str(path)]
    subprocess.run(argv, input=pictures.tobytes(), check=True, timeout=120)
    return path


@dataclass
class Watched:
    """The whole program as a viewer decodes it: luma pictures, and left-and-right samples."""

    pictures: Pictures
    colours: npt.NDArray[np.int16]
    sound: Sound

    def numbers(self) -> list[int]:
        """The burnt-in number of each picture."""
        middles = self.pictures[:, 6 : STRIP - 6, CELL // 2 :: CELL].mean(axis=1) > 128
        return [int(value) for value in middles @ (1 << np.arange(BITS))]

    def luma(self) -> npt.NDArray[np.float64]:
        """Mean brightness of each picture's middle."""
        return np.asarray(self.pictures[:, FLASH, WIDTH // 4 : WIDTH * 3 // 4].mean(axis=(1, 2)))

    def flashes(self) -> list[float]:
        """When each flash begins, in seconds."""
        lit = self.luma() > 150
        return [at / FPS for at in range(1, len(lit)) if lit[at] and not lit[at - 1]]

    def beeps(self) -> list[float]:
        """When each beep begins, in seconds."""
        pieces = (
            np.abs(self.sound[: len(self.sound) // 480 * 480, 0].astype(float)).reshape(-1, 480).max(axis=1)
        )
        loud = pieces > 3000
        return [at / 100 for at in range(3, len(loud)) if loud[at] and not loud[at - 3 : at].any()]

    def apart_ms(self, since: float = 0.0, until: float = 1e9) -> list[float]:
        """Of each flash with a beep near it: how much later the beep is."""
        beeps = np.array(self.beeps())
        near = [beeps[np.abs(beeps - at).argmin()] - at for at in self.flashes() if since <= at <= until]
        return [1000 * float(one) for one in near if abs(one) < 0.45]


def watched(playlist: Path) -> Watched:
    """Decode it from the first segment to the last that is listed, at a constant 30 pictures a second."""
    said = playlist.read_text()
    ended = playlist.with_name("ended.m3u8")
    ended.write_text(said.rstrip() + "\n#EXT-X-ENDLIST\n")
    argv = [executable(), "-nostdin", "-loglevel", "error", "-i", str(ended)]
    picture = [*argv, "-map", "0:v", "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    sound = [*argv, "-map", "0:a", "-ac", "2", "-f", "s16le", "-"]
    raw = np.frombuffer(_run(picture), np.uint8).reshape(-1, HEIGHT * 3 // 2, WIDTH)
    chroma = raw[:, HEIGHT:].reshape(len(raw), 2, -1)
    colours = chroma.mean(axis=2).astype(np.int16) - 128
    return Watched(raw[:, :HEIGHT], colours, np.frombuffer(_run(sound), "<i2").reshape(-1, 2))


def _run(argv: list[str]) -> bytes:
    done = subprocess.run(argv, capture_output=True, check=True, timeout=120)
    assert not done.stderr, done.stderr.decode()
    return done.stdout


def packet_times(playlist: Path, stream: str) -> list[float]:
    """The timestamps of one stream's packets, in the order of the segments, as they are in the files."""
    times: list[float] = []
    for name in re.findall(r"^seg-.*$", playlist.read_text(), re.MULTILINE):
        argv = [executable(), "-nostdin", "-loglevel", "error", "-copyts", "-i", str(playlist.parent / name)]
        argv += ["-map", f"0:{stream}", "-c", "copy", "-f", "framecrc", "-"]
        lines = [line for line in _run(argv).decode().splitlines() if not line.startswith("#")]
        base = next(line for line in _run(argv).decode().splitlines() if line.startswith("#tb 0:"))
        over, under = base.split(":")[1].split("/")
        times += [int(line.split(",")[1]) * int(over) / int(under) for line in lines]
    return times
