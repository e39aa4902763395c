"""What comes in."""

from __future__ import annotations

from django.db import models

from events.keyring import open_sealed
from events.models import Ceremony
from streaming.enums import BUFFERS_MS, SourceKind


class Source(models.Model):
    """A test card, video files, a pulled address or somebody who sends to us, of one ceremony.

    An address may carry a login, so it is sealed; `url_shown` is the same without secrets.
    """

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=12, choices=SourceKind.choices)
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=500, blank=True, help_text="under the media folder")
    url_sealed = models.TextField(blank=True, editable=False)
    url_shown = models.CharField(max_length=500, blank=True)
    loop = models.BooleanField(default=True)
    duration_s = models.FloatField(null=True, blank=True)
    has_audio = models.BooleanField(default=True, help_text="where it has none, silence is sent")
    problem = models.CharField(max_length=40, blank=True, help_text="a code of streaming.messages")
    key_sealed = models.TextField(blank=True, editable=False)
    key_digest = models.CharField(max_length=64, blank=True, editable=False)
    files = models.JSONField(
        default=list, blank=True, help_text="of a playlist: paths under the media folder"
    )
    port = models.PositiveIntegerField(null=True, blank=True, help_text="UDP, where an SRT sender sends to")
    latency_ms = models.PositiveIntegerField(default=200, help_text="SRT's receive buffer")
    buffer_ms = models.PositiveIntegerField(
        null=True, blank=True, help_text="against jitter of the network; null: as usual for its kind"
    )
    backup = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="its place after the main source"
    )
    preview_until = models.DateTimeField(
        null=True, blank=True, help_text="connected and watched by staff until then"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "nguồn"
        verbose_name_plural = "nguồn"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def endless(self) -> bool:
        """Whether it never ends by itself; a pulled address that ends is an error."""
        return self.kind not in (SourceKind.FILE, SourceKind.PLAYLIST) or self.loop

    @property
    def buffer(self) -> int:
        """The jitter buffer in ms."""
        return BUFFERS_MS[SourceKind(self.kind)] if self.buffer_ms is None else self.buffer_ms

    def url(self) -> str:
        """The whole address; raises events.keyring.CannotOpen."""
        return open_sealed(self.url_sealed)
