"""One change of one comment, or of what the crew said, encoded once for each audience."""

from __future__ import annotations

from dataclasses import dataclass

from realtime import frames
from realtime.bodies import author_comment, crew_message, desk_comment, public_comment
from realtime.enums import CommentState
from realtime.models import Comment, CrewMessage


@dataclass(frozen=True, slots=True)
class Change:
    """A comment as it stood at `seq`; the bodies are encoded JSON, `public` is "" where it is not shown."""

    seq: int
    comment_id: int
    device: str
    was_public: bool
    pinned: bool
    public: str
    author: str
    desk: str
    crew: str = ""  # for every desk, and for nobody else; then the others are ""

    @classmethod
    def of(cls, comment: Comment) -> Change:
        """Encode one row; its origin and its handler must be loaded."""
        shown = comment.state == CommentState.PUBLISHED
        return cls(
            seq=comment.seq,
            comment_id=comment.pk,
            device=comment.device,
            was_public=comment.was_public,
            pinned=comment.pinned,
            public=frames.encode(public_comment(comment)) if shown else "",
            author=frames.encode(author_comment(comment)),
            desk=frames.encode(desk_comment(comment)),
        )

    @classmethod
    def said(cls, message: CrewMessage) -> Change:
        """Encode what the crew said: it has no device, and was never public."""
        crew = frames.encode(crew_message(message))
        return cls(message.seq, message.pk, "", False, False, "", "", "", crew)

    def public_event(self) -> str:
        """For everybody; "" where it does not concern the public."""
        if self.public:
            return frames.comment_event(self.seq, self.public)
        return frames.removed_event(self.seq, self.comment_id) if self.was_public else ""

    def event_for(self, device: str) -> str:
        """For one viewer, who may be its author."""
        return frames.comment_event(self.seq, self.author) if self._by(device) else self.public_event()

    def desk_event(self, moderates: bool) -> str:
        """For a desk; "" for a comment where it does not moderate."""
        if self.crew:
            return frames.crew_event(self.seq, self.crew)
        return self._moderators_event() if moderates else ""

    def _moderators_event(self) -> str:
        return frames.comment_event(self.seq, self.desk)

    def body_for(self, device: str) -> str:
        """The comment on one viewer's screen; "" where it is not there."""
        return self.author if self._by(device) else self.public

    def _by(self, device: str) -> bool:
        return not self.crew and self.device == device


def latest(changes: list[Change]) -> list[Change]:
    """The last change of each comment and message, in order of the numbers."""
    by_thing = {(bool(change.crew), change.comment_id): change for change in changes}
    return sorted(by_thing.values(), key=lambda change: change.seq)
