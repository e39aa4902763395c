"""What an H.264 sequence parameter set says of the picture (ITU-T H.264, 7.3.2.1.1 and annex E)."""

from __future__ import annotations

from dataclasses import dataclass

SPS = 7
# Profiles whose parameter sets say more of the colours; all others are 4:2:0 of 8 bits.
HIGH = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
ANY_SHAPE = 255  # a sample aspect ratio that is written out
MAX_LISTED = 256


class Odd(Exception):
    """Not what the standard says."""


@dataclass(frozen=True)
class Picture:
    """`plain`: yuv420p of 8 bits. `fps`: None where the parameter set does not say it."""

    width: int
    height: int
    profile: int
    constraints: int
    level: int
    plain: bool
    progressive: bool
    fps: float | None = None

    @property
    def codec(self) -> str:
        """As a master playlist names it."""
        return f"avc1.{self.profile:02x}{self.constraints:02x}{self.level:02x}"


class Bits:
    """Read from the left; emulation prevention taken out before."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "big")
        self._left = len(data) * 8

    def u(self, count: int) -> int:
        """So many bits as a number."""
        self._left -= count
        if self._left < 0:
            raise Odd
        return self._value >> self._left & (1 << count) - 1

    def ue(self) -> int:
        """Exp-Golomb."""
        zeros = 0
        while not self.u(1):
            zeros += 1
            if zeros > 32:
                raise Odd
        return (1 << zeros) - 1 + self.u(zeros)

    def se(self) -> int:
        """Signed Exp-Golomb."""
        value = self.ue()
        return (value + 1) // 2 if value % 2 else -(value // 2)


def of_header(body: bytes) -> Picture | None:
    """From an FLV video tag that holds an AVCDecoderConfigurationRecord (also behind an ex-header)."""
    start = 5  # of both forms of the tag's own head; ISO/IEC 14496-15, 5.3.3.1: the first set is at 8
    config = body[start:]
    if len(config) < 9 or config[0] != 1 or not config[5] & 31:
        return None
    size = int.from_bytes(config[6:8], "big")
    return of_sps(config[8 : 8 + size])


def of_sps(unit: bytes) -> Picture | None:
    """From the whole NAL unit; None where it cannot be read."""
    if len(unit) < 5 or unit[0] & 31 != SPS:
        return None
    try:
        return _read(Bits(unit[1:].replace(b"\0\0\3", b"\0\0")))
    except Odd:
        return None


def _read(bits: Bits) -> Picture:
    profile, constraints, level = bits.u(8), bits.u(8), bits.u(8)
    bits.ue()
    chroma, plain = 1, True
    if profile in HIGH:
        chroma, plain = _colours(bits)
    bits.ue()  # log2_max_frame_num
    _order(bits)
    bits.ue()  # reference frames
    bits.u(1)
    wide, tall = bits.ue() + 1, bits.ue() + 1
    progressive = bool(bits.u(1))
    if not progressive:
        bits.u(1)
        tall *= 2
    bits.u(1)
    width, height = _cropped(bits, wide * 16, tall * 16, chroma, progressive)
    fps = _rate(bits) if bits.u(1) else None
    if not 0 < width <= 16384 or not 0 < height <= 16384:
        raise Odd
    return Picture(width, height, profile, constraints, level, plain, progressive, fps)


def _colours(bits: Bits) -> tuple[int, bool]:
    """(chroma format, whether it is 4:2:0 of 8 bits)."""
    chroma = bits.ue()
    if chroma == 3:
        bits.u(1)
    depths = bits.ue(), bits.ue()
    bits.u(1)
    if bits.u(1):
        for number in range(8 if chroma != 3 else 12):
            if bits.u(1):
                _scaling(bits, 16 if number < 6 else 64)
    return chroma, chroma == 1 and depths == (0, 0)


def _scaling(bits: Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.se()) % 256
        last = following or last


def _order(bits: Bits) -> None:
    kind = bits.ue()
    if kind == 0:
        bits.ue()
    elif kind == 1:
        bits.u(1)
        bits.se()
        bits.se()
        count = bits.ue()
        if count >= MAX_LISTED:
            raise Odd
        for _ in range(count):
            bits.se()


def _cropped(bits: Bits, width: int, height: int, chroma: int, progressive: bool) -> tuple[int, int]:
    if not bits.u(1):
        return width, height
    left, right, top, bottom = (bits.ue() for _ in range(4))
    across = 2 if chroma in (1, 2) else 1
    down = (2 if chroma == 1 else 1) * (1 if progressive else 2)
    return width - across * (left + right), height - down * (top + bottom)


def _rate(bits: Bits) -> float | None:
    """Frames a second out of the usability information, where it has them."""
    if bits.u(1) and bits.u(8) == ANY_SHAPE:
        bits.u(32)
    if bits.u(1):
        bits.u(1)
    if bits.u(1):
        bits.u(4)
        if bits.u(1):
            bits.u(24)
    if bits.u(1):
        bits.ue()
        bits.ue()
    if not bits.u(1):
        return None
    tick, scale = bits.u(32), bits.u(32)
    return round(scale / tick / 2, 3) if tick and scale else None
