"""What a rehearsal remembers of what it saw: plain values, kept as JSON with the verdict."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Tried:
    """One fault of the script and what was seen of it; seconds since it began, `back_s` since it was over.

    `proof`: the sink itself says that it did what it was told. `code_s`: from what the sink did until the
    relay's state named it. `run`: of the encoder that was ended. `again_s`: until a slow page received.
    """

    what: str
    relay: int | None = None
    page: str = ""
    began_at: float | None = None
    over_at: float | None = None
    proof: bool = False
    run: int = 0
    code: str = ""
    code_s: float | None = None
    again_s: float | None = None
    slate_s: float | None = None
    alert_s: float | None = None
    back_s: float | None = None


@dataclass
class PageSeen:
    """One page from its sink's side; `flowed_s`: since the first segment; the rest if it was left alone."""

    name: str
    faulted: bool = False
    flowed_s: float | None = None
    connections: int = 0
    longest_gap_s: float = 0.0
    video: int = 0
    audio: int = 0
    last_error: str = ""


@dataclass
class Facts:
    """All of it. `monitor_s`: how long the monitor watched; `alerts`: those that nothing explains."""

    length_s: float
    began_at: float
    faults: list[str] = field(default_factory=list)
    pages: dict[str, PageSeen] = field(default_factory=dict)
    tried: list[Tried] = field(default_factory=list)
    on_air_s: float | None = None
    source_s: float | None = None
    ran_s: float = 0.0
    sequence: int = 0
    sequence_back: int = 0
    segments: int = 0
    monitor_s: float = 0.0
    alerts: list[str] = field(default_factory=list)
    cues: int = 0
    cued: int = 0
    program_error: str = ""
    source_error: str = ""

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)
