"""What is said of one page, and how grave it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from streaming.enums import Level, PageKind
from streaming.policies import LONGEST_S
from streaming.rates import FULL, ROOMY

# Facebook, "Live Video API": a stream URL has to be used within 24 hours; persistent keys bear no mark.
KEY_LASTS = {PageKind.FACEBOOK: timedelta(hours=24)}
GRAVEST = (Level.RED, Level.AMBER, Level.GREEN)


@dataclass(frozen=True)
class Finding:
    """`code` is one of streaming.messages; `backup`: it is about the page's backup address."""

    level: Level
    code: str
    backup: bool = False
    hours: int = 0

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return {"level": str(self.level), "code": self.code, "backup": self.backup, "hours": self.hours}


@dataclass(frozen=True)
class Asked:
    """One page, and what its servers answered: codes of `check_page`; `second`: "" without a backup."""

    kind: str
    first: str
    second: str = ""
    key_set_at: datetime | None = None
    withdrawn: bool = False


def findings(asked: Asked, starts_at: datetime, ends_at: datetime) -> list[Finding]:
    """All that is wrong, the gravest first; empty: ready."""
    found = [_first(asked), _second(asked), _key(asked, starts_at), _length(asked, ends_at - starts_at)]
    if asked.withdrawn:
        found.append(Finding(Level.AMBER, "page_withdrawn"))
    return sorted(filter(None, found), key=lambda it: GRAVEST.index(it.level))


def gravest(levels: Sequence[str]) -> Level:
    """The worst of all; green where there is nothing."""
    return next((level for level in GRAVEST if level in levels), Level.GREEN)


def _first(asked: Asked) -> Finding | None:
    return None if asked.first == "page_ok" else Finding(Level.RED, asked.first)


def _second(asked: Asked) -> Finding | None:
    """A backup that fails costs nothing while the first goes on; a missing key is said once."""
    if asked.second in ("", "page_ok", asked.first):
        return None
    return Finding(Level.AMBER, asked.second, backup=True)


def _key(asked: Asked, starts_at: datetime) -> Finding | None:
    lasts = KEY_LASTS.get(PageKind(asked.kind))
    if lasts is None or asked.first in ("key_missing", "key_unreadable"):
        return None
    if asked.key_set_at is not None and starts_at - asked.key_set_at <= lasts:
        return None
    return Finding(Level.AMBER, "key_old", hours=lasts // timedelta(hours=1))


def _length(asked: Asked, planned: timedelta) -> Finding | None:
    longest = LONGEST_S.get(asked.kind, 0.0)
    if not longest or planned.total_seconds() <= longest:
        return None
    return Finding(Level.AMBER, "page_too_long", hours=int(longest // 3600))


def uplink_level(needs: float, uplink: float | None) -> Level | None:
    """Of kb/s against kb/s; None: nobody knows what the line carries."""
    if not uplink:
        return None
    if needs <= ROOMY * uplink:
        return Level.GREEN
    return Level.AMBER if needs <= FULL * uplink else Level.RED
