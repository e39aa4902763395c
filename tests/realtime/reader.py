"""A client's memory of a room: what the screens do with the frames, in the fewest words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Memory:
    """Comments, and on desks what the crew said, by id, up to `seq`."""

    seq: int | None = None
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    crew: dict[int, dict[str, Any]] = field(default_factory=dict)

    def take(self, frame: dict[str, Any]) -> None:
        """One frame; a batch that does not follow on what is held is a broken promise."""
        if frame["type"] == "snapshot":
            self.comments = dict(self.comments) if frame["resumed"] else {}
            self.comments |= {comment["id"]: comment for comment in frame["comments"]}
            self.crew = dict(self.crew) if frame["resumed"] else {}
            self.crew |= {message["id"]: message for message in frame.get("crew", [])}
            for gone in frame["removed"]:
                self.comments.pop(gone, None)
            self.seq = frame["seq"]
        elif frame["type"] == "batch":
            assert frame["from"] == self.seq, (frame, self.seq)
            assert frame["to"] > frame["from"]
            for event in frame["events"]:
                self._apply(event)
            self.seq = frame["to"]

    def _apply(self, event: dict[str, Any]) -> None:
        if event["type"] == "comment":
            self.comments[event["comment"]["id"]] = event["comment"]
        elif event["type"] == "crew.said":
            self.crew[event["message"]["id"]] = event["message"]
        else:
            assert event["type"] == "comment_removed"
            self.comments.pop(event["id"], None)
