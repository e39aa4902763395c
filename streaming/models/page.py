"""A place where the stream is shown."""

from __future__ import annotations

from django.db import models

from events.keyring import CannotOpen, open_sealed
from events.models import Unit
from streaming.enums import KeyState, PageBehaviour, PageKind, Priority


class Page(models.Model):
    """A Facebook page, a YouTube channel, any RTMP(S) address, or a rehearsal page; a unit owns it.

    The stream key is sealed at rest and never leaves this server but to the page itself.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pages")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=PageKind.choices)
    address = models.CharField(max_length=500, blank=True, help_text="without the stream key")
    address_backup = models.CharField(max_length=500, blank=True, help_text="with the same stream key")
    key_sealed = models.TextField(blank=True, editable=False)
    target_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="of address and key, by a key of this server"
    )
    backup_digest = models.CharField(max_length=64, blank=True, editable=False, help_text="as target_digest")
    max_kbps = models.PositiveIntegerField(null=True, blank=True, help_text="null: as the program is")
    priority = models.PositiveSmallIntegerField(
        choices=Priority.choices, default=Priority.USUAL, help_text="who goes on when the uplink is short"
    )
    public_url = models.URLField(max_length=500, blank=True)
    contact = models.CharField(max_length=120, blank=True, help_text="who to call where the page fails")
    key_set_at = models.DateTimeField(null=True, editable=False)
    note = models.CharField(max_length=500, blank=True)
    behaviour = models.CharField(
        max_length=12,
        choices=PageBehaviour.choices,
        default=PageBehaviour.ACCEPT,
        help_text="rehearsals only",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "trang"
        verbose_name_plural = "trang"
        ordering = ["unit__path", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_page_a_name"),
            models.UniqueConstraint(
                fields=["target_digest"], condition=~models.Q(target_digest=""), name="one_page_a_target"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_rehearsal(self) -> bool:
        """Whether it is one of our own that throws everything away."""
        return self.kind == PageKind.REHEARSAL

    def key(self) -> str:
        """The stream key; raises events.keyring.CannotOpen."""
        return open_sealed(self.key_sealed)

    def key_state(self) -> KeyState:
        """Whether the key is there and can be opened; over SRT a page may need none."""
        if not self.key_sealed:
            return KeyState.OK if self.address.startswith("srt://") else KeyState.MISSING
        try:
            self.key()
        except CannotOpen:
            return KeyState.UNREADABLE
        return KeyState.OK
