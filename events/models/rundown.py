"""The running order of a ceremony, the cues that were given, the moments that were marked."""

from __future__ import annotations

from django.db import models

from events.enums import SegmentKind
from events.models.ceremony import Ceremony
from events.models.unit import User


class Segment(models.Model):
    """One item of the rundown; its planned start follows from the durations before it."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=SegmentKind.choices, default=SegmentKind.OTHER)
    duration_s = models.PositiveIntegerField(default=300)
    responsible = models.CharField(max_length=120, blank=True)
    notes = models.TextField(max_length=2000, blank=True)

    class Meta:
        verbose_name = "tiết mục"
        verbose_name_plural = "tiết mục"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Cue(models.Model):
    """Somebody said "now": the newest cue is what is on. No segment means that nothing is on."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="cues")
    segment = models.ForeignKey(Segment, models.SET_NULL, null=True, related_name="cues")
    title = models.CharField(max_length=200, blank=True, help_text="kept when the segment is deleted")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S} {self.title}"


class Mark(models.Model):
    """Somebody said "this moment": found again in the log and in the recording. `ref` is the screen's own."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="marks")
    ref = models.CharField(max_length=64)
    words = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["ceremony", "ref"], name="one_mark_a_ref")]

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S} {self.words}"
