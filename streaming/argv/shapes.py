"""The pictures that a broadcast can have: sizes in pixels, rates in kb/s."""

from __future__ import annotations

from dataclasses import dataclass

from streaming.enums import Profile


@dataclass(frozen=True)
class Shape:
    """`codecs`: as a master playlist names them (avc1: High profile 64, no constraints 00, the level)."""

    width: int
    height: int
    fps: int
    video_kbps: int
    max_kbps: int
    audio_kbps: int
    level: str
    codecs: str

    @property
    def kbps(self) -> int:
        """Picture and sound, as they are meant to be."""
        return self.video_kbps + self.audio_kbps

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height


SHAPES: dict[str, Shape] = {
    Profile.P480: Shape(854, 480, 30, 1100, 1200, 96, "3.1", "avc1.64001f,mp4a.40.2"),
    Profile.P720: Shape(1280, 720, 30, 2300, 2500, 128, "3.1", "avc1.64001f,mp4a.40.2"),
    Profile.P1080: Shape(1920, 1080, 30, 4300, 4500, 128, "4.0", "avc1.640028,mp4a.40.2"),
}
USUAL = SHAPES[Profile.P720]


@dataclass(frozen=True)
class Rung:
    """A smaller copy of the program for weak lines, made by the same encoder; `size` None: sound alone."""

    name: str
    size: tuple[int, int] | None
    video_kbps: int
    max_kbps: int
    audio_kbps: int
    channels: int
    muxing: float  # what MPEG-TS adds: measured 1.12 with a picture, 1.29 to sound alone
    codecs: str

    @property
    def playlist(self) -> str:
        """Its file in the ceremony's folder."""
        return f"{self.name}.m3u8"


# At 48 kb/s, ffmpeg's AAC was 26 dB away from what went in as one channel, and 15 dB as two.
LADDER = (
    Rung("low", (640, 360), 460, 500, 64, 2, 1.12, "avc1.64001e,mp4a.40.2"),
    Rung("audio", None, 0, 4, 48, 1, 1.3, "mp4a.40.2"),
)
