"""What /metrics counts from the database, at the moment it is asked."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from prometheus_client.core import REGISTRY, GaugeMetricFamily
from prometheus_client.registry import Collector

from realtime.models import Comment
from streaming.models import ProgramState, RelayState


class DeskCollector(Collector):
    """Relays and programs by state, comments by state."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing is counted while the registry is being filled: the database may not be there yet."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family a question."""
        yield _by_state("nhipcau_relays", "Relays by state", RelayState)
        yield _by_state("nhipcau_programs", "Programs by state", ProgramState)
        yield _by_state("nhipcau_comments", "Comments by state", Comment)


def _by_state(
    name: str, text: str, model: type[RelayState] | type[ProgramState] | type[Comment]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=["state"])
    for row in model._default_manager.order_by().values("state").annotate(count=Count("pk")):
        family.add_metric([str(row["state"])], float(row["count"]))
    return family


def register() -> None:
    """Once a process."""
    if not any(isinstance(known, DeskCollector) for known in list(REGISTRY._collector_to_names)):
        REGISTRY.register(DeskCollector())
