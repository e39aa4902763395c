"""What pages take of the uplink, in kb/s; the worker's budget and the board before the start count alike."""

from __future__ import annotations

FULL, ROOMY = 0.95, 0.85  # of the uplink: more than the first is too much, less than the second is enough
UNWRAPPED = 0.92  # the program as FLV, of what it is as MPEG-TS


def page_kbps(program: float, cap: int | None) -> float:
    """One page's part of a program of so many kb/s, with its bitrate cap."""
    whole = program * UNWRAPPED
    return min(whole, cap) if cap else whole
