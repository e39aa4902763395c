"""What a machine had to carry, for the charts of the console."""

from __future__ import annotations

from django.db import models


class LoadSample(models.Model):
    """One look of one worker at its machine; at most streaming.load.KEPT a worker are kept.

    Percentages are of all processors together; kb/s are what leaves, null where nothing was known.
    """

    node = models.CharField(max_length=80)
    at = models.DateTimeField()
    cores = models.PositiveSmallIntegerField()
    machine_pct = models.FloatField(null=True, help_text="everything on this machine")
    own_pct = models.FloatField(null=True, help_text="the worker and all that it runs")
    pages_kbps = models.FloatField(default=0.0, help_text="to all pages, those of a rehearsal too")
    viewers_kbps = models.FloatField(default=0.0, help_text="to the own page's, as if all took the best")
    limit_kbps = models.FloatField(null=True, help_text="of the uplink; null: not known")

    class Meta:
        indexes = [models.Index(fields=["node", "at"], name="load_of_a_node")]

    def __str__(self) -> str:
        return f"{self.node} {self.at:%T}"
