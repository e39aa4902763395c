"""What a unit's moderators block, hold and allow."""

from __future__ import annotations

from django.db import models

from events.models import Unit, User


class WordRules(models.Model):
    """A unit's list, as `realtime.words.parse` reads it; it holds for the units below, too."""

    unit = models.OneToOneField(Unit, models.CASCADE, primary_key=True, related_name="word_rules")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "danh sách từ"
        verbose_name_plural = "danh sách từ"

    def __str__(self) -> str:
        return f"{self.unit} · {self.version}"
