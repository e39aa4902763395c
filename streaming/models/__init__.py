"""The tables of this room. Requests write Page, Source, Broadcast and Relay; workers write the rest."""

from streaming.models.broadcast import Broadcast, Relay
from streaming.models.confirmation import PageSeen, PlatformState
from streaming.models.incident import Incident
from streaming.models.lease import Lease
from streaming.models.load import LoadSample
from streaming.models.monitor import Alert, MonitorState
from streaming.models.observed import ProgramState, RelayState, Run, SourceState, WorkerHeartbeat
from streaming.models.page import Page
from streaming.models.readiness import Readiness
from streaming.models.recording import Recording
from streaming.models.rehearsal import Rehearsal
from streaming.models.source import Source

__all__ = [
    "Alert",
    "Broadcast",
    "Incident",
    "Lease",
    "LoadSample",
    "MonitorState",
    "Page",
    "PageSeen",
    "PlatformState",
    "ProgramState",
    "Readiness",
    "Recording",
    "Rehearsal",
    "Relay",
    "RelayState",
    "Run",
    "Source",
    "SourceState",
    "WorkerHeartbeat",
]
