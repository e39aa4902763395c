"""A viewer's message."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from events.models import User
from realtime.enums import CommentState
from realtime.models.room import Room


class Comment(models.Model):
    """One message, by a device of ours or from a page of another platform.

    `seq` is the number of its last change. `position` is the number at which it first became
    public and its place on public screens; it stays when the comment is hidden, which is how a
    resume knows that the public must be told.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="comments")
    seq = models.BigIntegerField()
    position = models.BigIntegerField(null=True, blank=True, editable=False)
    ref = models.CharField(max_length=64)
    device = models.CharField(max_length=64, help_text="the signed cookie's id; never shown")
    name = models.CharField(max_length=60)
    body = models.TextField(max_length=1000)
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.PENDING)
    pinned = models.BooleanField(default=False)
    shadow = models.BooleanField(default=False, help_text="hidden, and its author is not told")
    first_time = models.BooleanField(default=False, help_text="the device's first comment anywhere")
    origin_page = models.ForeignKey(
        "streaming.Page", models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    external_id = models.CharField(max_length=128, null=True, blank=True)
    handled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    held_for = models.JSONField(default=list, blank=True, help_text="realtime.enums.HeldFor")
    hits = models.JSONField(default=list, blank=True, help_text="[from, to] of words, in UTF-16 units")
    address_hash = models.CharField(max_length=32, blank=True, help_text="keyed; forgotten after 30 days")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "bình luận"
        verbose_name_plural = "bình luận"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_change_a_number"),
            models.UniqueConstraint(fields=["room", "device", "ref"], name="one_comment_a_ref"),
            models.UniqueConstraint(fields=["origin_page", "external_id"], name="one_comment_an_origin"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(position__isnull=False), name="published_has_a_position"
            ),
            models.CheckConstraint(
                condition=Q(pinned=False) | Q(state="published"), name="pinned_is_published"
            ),
            models.CheckConstraint(condition=Q(shadow=False) | Q(state="hidden"), name="shadow_is_hidden"),
        ]
        indexes = [
            models.Index(fields=["room", "state", "position"]),
            models.Index(fields=["device", "created_at"]),
            models.Index(fields=["created_at"], condition=~Q(address_hash=""), name="addresses_to_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.body[:60]}"

    @property
    def told_state(self) -> str:
        """What its author is told: who is hidden in silence sees it stand there."""
        return CommentState.PUBLISHED if self.shadow else self.state

    @property
    def was_public(self) -> bool:
        """Whether the public has ever seen it."""
        return self.position is not None
