"""What the crew of a ceremony says among itself."""

from __future__ import annotations

from django.db import models

from events.models import User
from realtime.models.room import Room


class CrewMessage(models.Model):
    """One message on the desks; `seq` is the room's number of its last change. Never shown to the public.

    The names are kept beside the people, so that the log reads the same when an account is gone.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="crew_messages")
    seq = models.BigIntegerField()
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=150)
    ref = models.CharField(max_length=64)
    body = models.TextField(max_length=500)
    urgent = models.BooleanField(default=False, help_text="stays on top until somebody has seen it")
    seen_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    seen_name = models.CharField(max_length=150, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tin nhắn ê-kíp"
        verbose_name_plural = "tin nhắn ê-kíp"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_crew_change_a_number"),
            models.UniqueConstraint(fields=["room", "author", "ref"], name="one_crew_message_a_ref"),
        ]
        indexes = [models.Index(fields=["author", "created_at"], name="crew_rate")]

    def __str__(self) -> str:
        return f"{self.name}: {self.body[:60]}"
