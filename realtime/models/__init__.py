"""The tables of this room."""

from realtime.models.comment import Comment
from realtime.models.room import Room

__all__ = ["Comment", "Room"]
