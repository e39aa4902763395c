"""Which of the free pages a worker takes, so that several have about as many each. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def share(total: int, nodes: int) -> int:
    """How many of the pages one of so many workers may have; together they may have all."""
    return -(-total // max(1, nodes))


def to_take(free: Sequence[str], room: int, place: tuple[int, int], left: Collection[str]) -> list[str]:
    """Of the `free` ones, as many as there is `room` for in this worker's share.

    `left`: free for so long that whoever should have taken them does not, so anybody takes them. Workers
    that look at once begin at other places of the list (`place`: which of how many), so that they rarely
    want the same. What runs is never taken from anybody: a fair share is not worth an interruption.
    """
    which, nodes = place
    begin = len(free) * which // max(1, nodes)
    turned = [*free[begin:], *free[:begin]]
    most = max(0, room)
    return turned[:most] + [key for key in turned[most:] if key in left]
