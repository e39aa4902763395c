"""What AAC's own headers say: AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1) and ADTS (annex 1.A)."""

from __future__ import annotations

from dataclasses import dataclass

RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
ESCAPED = 31


@dataclass(frozen=True)
class Sound:
    """`kind`: the audio object type, 2 is AAC-LC; `hz`: 0 where it is written out in another way."""

    kind: int
    hz: int
    channels: int

    @property
    def codec(self) -> str:
        """As a master playlist names it."""
        return f"mp4a.40.{self.kind}"


def of_header(body: bytes) -> Sound | None:
    """From an FLV audio tag that holds an AudioSpecificConfig, also behind an ex-header."""
    start = 5 if body[:1] and body[0] >> 4 == 9 else 2
    config = int.from_bytes(body[start : start + 2], "big")
    kind, rate, channels = config >> 11, config >> 7 & 15, config >> 3 & 15
    if len(body) < start + 2 or not kind or kind == ESCAPED:
        return None
    return Sound(kind, _rate(rate), channels)


def of_adts(head: bytes) -> Sound | None:
    """From the beginning of an ADTS frame."""
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return None
    channels = (head[2] & 1) << 2 | head[3] >> 6
    return Sound((head[2] >> 6) + 1, _rate(head[2] >> 2 & 15), channels)


def _rate(index: int) -> int:
    return RATES[index] if index < len(RATES) else 0
