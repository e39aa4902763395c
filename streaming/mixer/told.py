"""What a mixer tells of itself, and why it refuses."""

from __future__ import annotations

from typing import TypedDict


class Refused(Exception):
    """A state that cannot be taken; the text is the answer's `error`."""


class Event(TypedDict):
    """Something happened, numbered."""

    n: int
    at: float
    clock_s: float
    what: str
    key: str | None
    why: str
