"""The tables of this room."""

from events.models.audit import AuditEntry, WrittenOnce
from events.models.ceremony import Ceremony, CeremonyVersion, CrewMember
from events.models.rundown import Cue, Mark, Segment
from events.models.unit import Membership, Unit, User

__all__ = [
    "AuditEntry",
    "Ceremony",
    "CeremonyVersion",
    "CrewMember",
    "Cue",
    "Mark",
    "Membership",
    "Segment",
    "Unit",
    "User",
    "WrittenOnce",
]
