"""The append-only record of what staff and the system changed."""

from __future__ import annotations

from typing import Any

from django.db import models

from events.models.ceremony import Ceremony
from events.models.unit import User


class WrittenOnce(models.Model):
    """Rows that stay as they were written: what is looked up in them afterwards must be what was."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once."""
        if self.pk:
            raise TypeError(f"{self._meta.model_name}: a row is written once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never one by one; retention has a command of its own, and a ceremony takes its rows with it."""
        raise TypeError(f"{self._meta.model_name}: a row is never deleted")


class AuditEntry(WrittenOnce):
    """One change: who, when, what, with the values that matter. Never a secret in `detail`."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(max_length=150, blank=True, help_text="kept when the person leaves")
    action = models.CharField(max_length=60)
    ceremony = models.ForeignKey(Ceremony, models.SET_NULL, null=True, related_name="audit")
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.actor_name} {self.action}"
