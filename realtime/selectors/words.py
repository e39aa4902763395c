"""The word filter that holds in a unit: its own list and those of the units above it, made ready once."""

from __future__ import annotations

import time
from collections import OrderedDict
from functools import cache

from events.models import Unit
from realtime.models import WordRules
from realtime.words import Filter, parse
from realtime.words.starter import STARTER, starter

FRESH_S = 2.0  # how soon a list that was saved holds in every process
KEPT = 32  # filters, some 20 MB each at 5,000 terms
Key = tuple[tuple[int, int], ...]


class Filters:
    """Of this process: by unit for a moment, by the versions of its lists for longer. Safe in any thread:
    what two make at once is the same."""

    def __init__(self) -> None:
        self._keys: dict[int, tuple[float, Key]] = {}
        self._filters: OrderedDict[Key, Filter] = OrderedDict()

    def of(self, unit_id: int) -> Filter:
        """What holds now, two seconds late at most."""
        at, key = self._keys.get(unit_id, (float("-inf"), ()))
        now = time.monotonic()
        if now - at > FRESH_S:
            key = versions(unit_id)
            self._keys[unit_id] = now, key
        if key not in self._filters:
            self._filters[key] = made(key)
            while len(self._filters) > KEPT:
                self._filters.popitem(last=False)
        return self._filters[key]


filters = Filters()


def versions(unit_id: int) -> Key:
    """(unit, version) of every list that holds in a unit."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    above = [int(step) for step in path.split("/") if step]
    found = WordRules.objects.filter(unit_id__in=above).order_by("unit_id")
    return tuple(found.values_list("unit_id", "version"))


def made(key: Key) -> Filter:
    """Of these lists together; of the list to begin with where nobody has saved one."""
    if not key:
        return _starting()
    lists = WordRules.objects.filter(unit_id__in=[unit_id for unit_id, _ in key])
    return Filter(term for text in lists.values_list("text", flat=True) for term in parse(text))


@cache
def _starting() -> Filter:
    return Filter(starter())


def rules_of(unit: Unit) -> WordRules:
    """The unit's own list; unsaved, and to begin with, where it has none and no unit above has."""
    found = WordRules.objects.select_related("changed_by").filter(pk=unit.pk).first()
    if found is not None:
        return found
    return WordRules(unit=unit, version=0, text="" if versions(unit.pk) else STARTER.strip())
