"""What can no longer change, by the ceremony's state; asked under its row's lock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from events.enums import CeremonyState
from events.errors import CancelledFixed, EndedFixed
from events.models import Ceremony

# Words and a picture are put right for the archive; when it was, whose, and under which address, is not.
TEXTS = frozenset({"kind", "title", "summary", "place", "cover"})
TIMES = frozenset({"starts_at", "ends_at"})


def require_text_may_change(ceremony: Ceremony) -> None:
    """Raises CancelledFixed."""
    if ceremony.state == CeremonyState.CANCELLED:
        raise CancelledFixed


def without_kept_times(ceremony: Ceremony, fields: dict[str, Any]) -> dict[str, Any]:
    """A form shows minutes and sends them back: for a ceremony that is over that is no change."""
    if ceremony.state != CeremonyState.ENDED:
        return fields
    kept = {
        name for name in TIMES & fields.keys() if _minute(fields[name]) == _minute(getattr(ceremony, name))
    }
    return {name: value for name, value in fields.items() if name not in kept}


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0).astimezone(UTC)


def require_may_change(ceremony: Ceremony, changed: Iterable[str]) -> None:
    """Raises EndedFixed for what is more than a text of a ceremony that is over."""
    if ceremony.state == CeremonyState.ENDED and not TEXTS.issuperset(changed):
        raise EndedFixed


def require_may_cue(ceremony: Ceremony) -> None:
    """Raises CancelledFixed, EndedFixed."""
    require_text_may_change(ceremony)
    if ceremony.state == CeremonyState.ENDED:
        raise EndedFixed
