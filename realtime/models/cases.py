"""A citizen's question or complaint, taken out of the comments, and what the staff note about it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from events.models import Unit, User
from events.models.audit import WrittenOnce
from realtime.enums import CaseState
from realtime.models.comment import Comment
from realtime.models.room import Room

MAX_SUBJECT, MAX_ANSWER, MAX_NOTE, MAX_CLOSE_REASON = 200, 4000, 2000, 500  # characters


class Case(models.Model):
    """One comment's case. The citizen reads subject, state, unit, deadline and answer by the code; never the
    notes, and nobody but the unit's staff the contact details.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="cases")
    comment = models.OneToOneField(Comment, models.CASCADE, related_name="case")
    code = models.CharField(max_length=12, unique=True, help_text="the citizen's receipt")
    subject = models.CharField(max_length=MAX_SUBJECT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases", help_text="responsible")
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="cases")
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.NEW)
    due_at = models.DateTimeField()
    answer = models.TextField(max_length=MAX_ANSWER, blank=True)
    answer_public = models.BooleanField(default=True, help_text="for everybody, else by the code alone")
    answered_name = models.CharField(max_length=150, blank=True, help_text="kept when the person leaves")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="the first time")
    close_reason = models.CharField(max_length=MAX_CLOSE_REASON, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    contact_sealed = models.TextField(blank=True, help_text="events.keyring; forgotten 90 days after the end")
    folded = models.TextField(blank=True, editable=False, help_text="what is searched in")
    lifted_name = models.CharField(max_length=150)
    lifted_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False), name="answered_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False), name="closed_has_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"]),
            models.Index(fields=["closed_at"], condition=~Q(contact_sealed=""), name="contacts_to_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.subject}"

    def late(self, now: datetime) -> bool:
        """Whether it was answered, or ended, after its deadline, or still waits behind it."""
        return (self.answered_at or self.closed_at or now) > self.due_at


def late_at(now: datetime) -> Q:
    """The same for the database."""
    waits = Q(answered_at=None, closed_at=None, due_at__lt=now)
    ended = Q(answered_at=None, closed_at__gt=F("due_at"))
    return waits | ended | Q(answered_at__gt=F("due_at"))


class CaseNote(WrittenOnce):
    """What the staff write down for each other; it never leaves the desks."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=150, help_text="kept when the person leaves")
    body = models.TextField(max_length=MAX_NOTE)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "ghi chú"
        verbose_name_plural = "ghi chú"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.author_name}"
