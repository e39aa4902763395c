"""The tables of this room."""

from realtime.models.cases import Case, CaseNote
from realtime.models.comment import Comment
from realtime.models.crew import CrewMessage
from realtime.models.moderation import LogEntry, Sanction
from realtime.models.room import Room
from realtime.models.words import WordRules

__all__ = ["Case", "CaseNote", "Comment", "CrewMessage", "LogEntry", "Room", "Sanction", "WordRules"]
