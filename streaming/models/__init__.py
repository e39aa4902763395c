"""The tables of this room. Requests write Page, Source, Broadcast and Relay; the worker writes the rest."""

from streaming.models.broadcast import Broadcast, Relay
from streaming.models.incident import Incident
from streaming.models.monitor import Alert, MonitorState
from streaming.models.observed import ProgramState, RelayState, Run, SourceState, WorkerHeartbeat
from streaming.models.page import Page
from streaming.models.readiness import Readiness
from streaming.models.recording import Recording
from streaming.models.source import Source

__all__ = [
    "Alert",
    "Broadcast",
    "Incident",
    "MonitorState",
    "Page",
    "ProgramState",
    "Readiness",
    "Recording",
    "Relay",
    "RelayState",
    "Run",
    "Source",
    "SourceState",
    "WorkerHeartbeat",
]
