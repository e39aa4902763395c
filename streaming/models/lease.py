"""Who may run what, where several workers share one database."""

from __future__ import annotations

from django.db import models


class Lease(models.Model):
    """One thing that only one worker may run, until a moment on the database's clock.

    Keys: "maker" (all programs), "page:ID" or "relay:ID" (what is sent there), "node:NAME" (that it lives).
    """

    key = models.CharField(max_length=100, primary_key=True)
    node = models.CharField(max_length=80, blank=True, help_text="a worker; empty: nobody had it yet")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.node}"
