"""One JSON object, read field by field: what is not as the protocol says is refused with its place."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

MAX_WORDS, MAX_TEXT = 2000, 16_384
Value = TypeVar("Value")


class Malformed(Exception):
    """Not what the protocol says; the text is the place of the fault."""


class Fields:
    """One JSON object, read field by field."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, dict):
            raise Malformed(place or "not an object")
        self.data: dict[str, Any] = data
        self.place = place

    def _bad(self, name: str) -> Malformed:
        return Malformed(f"{self.place}.{name}" if self.place else name)

    def number(self, name: str, default: float, least: float, most: float) -> float:
        """A finite number within its bounds."""
        value = self.data.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._bad(name)
        if not math.isfinite(value) or not least <= value <= most:
            raise self._bad(name)
        return float(value)

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        """An integer within its bounds."""
        value = self.number(name, default, least, most)
        if value != int(value):
            raise self._bad(name)
        return int(value)

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            raise self._bad(name)
        return value

    def text(self, name: str) -> str | None:
        """Some text without a zero byte, or None."""
        value = self.data.get(name)
        if value is not None and not is_word(value):
            raise self._bad(name)
        return value

    def one_of(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """One of these words."""
        value = self.data.get(name, default)
        if value not in allowed:
            raise self._bad(name)
        return str(value)

    def words(self, name: str, needed: bool = False) -> tuple[str, ...]:
        """A list of words; `needed`: an empty one is refused."""
        value = self.data.get(name) or []
        if not isinstance(value, list) or len(value) > MAX_WORDS or not all(map(is_word, value)):
            raise self._bad(name)
        if needed and not value:
            raise self._bad(name)
        return tuple(value)

    def nested(self, name: str, parse: Callable[[Fields], Value]) -> Value | None:
        """An object of its own, or None."""
        value = self.data.get(name)
        return None if value is None else parse(Fields(value, f"{self.place}.{name}".lstrip(".")))


def is_word(value: object) -> bool:
    """What can stand in an argv: it also has to be encodable, which a lone surrogate is not."""
    if not isinstance(value, str) or len(value) > MAX_TEXT or "\0" in value:
        return False
    return not any("\ud800" <= sign <= "\udfff" for sign in value)
