"""What a crowd is to do, and what it saw: bench.comments and bench.crowd speak in these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Plan:
    """`post`: how a comment is sent: "ws" (a command, acknowledged), "text" (as it is), "http" (to `to`).

    `rate`: comments a second, 0 for as fast as acknowledgements come with `flight` on their way.
    """

    url: str
    viewers: int
    rate: float
    seconds: float
    post: str
    to: str = ""
    flight: int = 0


@dataclass
class Tally:
    """What came; times in milliseconds, `took_s` from the first to the last comment sent."""

    posted: int = 0
    acked: int = 0
    refused: int = 0
    expected: int = 0
    delivered: int = 0
    wrong: int = 0  # viewers whose numbers do not add up
    took_s: float = 0.0
    p50: float = 0.0
    p99: float = 0.0
    p999: float = 0.0
    ack_p50: float = 0.0
    ack_p99: float = 0.0
    dropped: int = 0
    client_pct: float = 0.0


def quantile(nanoseconds: list[int], share: float) -> float:
    """A quantile in milliseconds; 0 of nothing."""
    ordered = sorted(nanoseconds)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] / 1e6, 1) if ordered else 0.0
