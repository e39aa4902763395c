"""What is: written by the worker alone."""

from __future__ import annotations

from django.db import models

from streaming.enums import ProgramPhase, RelayPhase, RunOf, Showing, SourcePhase, WaitsFor
from streaming.models.broadcast import Broadcast, Relay
from streaming.models.page import Page
from streaming.models.source import Source


class Observation(models.Model):
    """What the worker sees of one process, whichever kind it is."""

    bitrate_kbps = models.FloatField(null=True)
    since = models.DateTimeField(null=True)
    restarts = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0, help_text="in a row; sets how long the next wait is")
    error_code = models.CharField(max_length=40, blank=True)
    error_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class ProgramState(Observation):
    """The program of one broadcast. `airing` says which start this is about.

    `timeline_s` is where the stream's own time stood at `timeline_mono` (CLOCK_MONOTONIC) and
    `timeline_at` (wall clock, for after a reboot): a restarted encoder goes on from there.
    """

    broadcast = models.OneToOneField(Broadcast, models.CASCADE, primary_key=True, related_name="program")
    state = models.CharField(max_length=10, choices=ProgramPhase.choices, default=ProgramPhase.IDLE)
    airing = models.PositiveIntegerField(default=0)
    fps = models.FloatField(null=True)
    first_segment_at = models.DateTimeField(null=True)
    timeline_s = models.FloatField(default=0.0)
    timeline_mono = models.FloatField(default=0.0)
    timeline_at = models.DateTimeField(null=True)
    showing = models.CharField(max_length=8, choices=Showing.choices, default=Showing.NOTHING)
    showing_source = models.BigIntegerField(null=True)
    showing_since = models.DateTimeField(null=True)
    levels = models.JSONField(null=True, help_text="peak_db and rms_db, left and right; lufs_s, short-term")

    def __str__(self) -> str:
        return f"{self.broadcast_id} {self.state}"


class RelayState(Observation):
    """One relay."""

    relay = models.OneToOneField(Relay, models.CASCADE, primary_key=True, related_name="observed")
    state = models.CharField(max_length=10, choices=RelayPhase.choices, default=RelayPhase.OFF)
    flowing = models.BooleanField(null=True, help_text="bytes leave its socket; null: nothing is sent")
    process = models.BooleanField(default=False, help_text="its process lives")
    steady_from = models.DateTimeField(null=True, help_text="it flows since then; see streaming.steady")
    lost_at = models.DateTimeField(null=True, help_text="when it ceased to flow, where it does not now")
    on_backup = models.BooleanField(default=False, help_text="sent to the page's backup address")
    waits_for = models.CharField(max_length=8, choices=WaitsFor.choices, blank=True)
    first_at = models.DateTimeField(null=True, help_text="when it flowed first since its last start by hand")
    node = models.CharField(max_length=80, blank=True, help_text="the worker that sends, or would")

    def __str__(self) -> str:
        return f"{self.relay_id} {self.state}"


class SourceState(models.Model):
    """One source, as the ingest or the mixer sees it."""

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="observed")
    state = models.CharField(max_length=10, choices=SourcePhase.choices, default=SourcePhase.OFF)
    since = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=40, blank=True)
    sent = models.JSONField(null=True, help_text="streaming.passing.sent.Sent; null: not known")

    def __str__(self) -> str:
        return f"{self.source_id} {self.state}"


class Run(models.Model):
    """One life of one ffmpeg process, with its true exit code (negative: ended by that signal)."""

    broadcast = models.ForeignKey(Broadcast, models.CASCADE, related_name="runs")
    what = models.CharField(max_length=8, choices=RunOf.choices)
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="runs")
    node = models.CharField(max_length=80, blank=True, help_text="the worker that started it")
    pid = models.PositiveIntegerField(null=True)
    number = models.BigIntegerField(null=True, help_text="in its segments' names; of a program's encoder")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    exit_code = models.IntegerField(null=True)
    reason = models.CharField(max_length=40, blank=True, help_text="a code of streaming.messages")
    tail = models.JSONField(default=list, help_text="the last lines that it said, secrets masked")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["broadcast", "-id"]),
            # Those that run are looked for at every step, however many have ended. The column itself is
            # indexed, since SQLite reads the whole table otherwise.
            models.Index(fields=["ended_at"], condition=models.Q(ended_at=None), name="runs_that_run"),
        ]

    def __str__(self) -> str:
        return f"{self.what} #{self.pk}"


class WorkerHeartbeat(models.Model):
    """A worker says that it lives, at most every two seconds."""

    name = models.CharField(max_length=80, unique=True)
    pid = models.PositiveIntegerField()
    maker = models.BooleanField(default=False, help_text="makes the programs; others only relay")
    seen_at = models.DateTimeField()
    uplink = models.JSONField(null=True, help_text="kb/s: known, measured, needed, flowing, viewers; waiting")

    def __str__(self) -> str:
        return f"{self.name} {self.seen_at:%T}"
