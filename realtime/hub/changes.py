"""One change of one comment, encoded once for each audience."""

from __future__ import annotations

from dataclasses import dataclass

from realtime import frames
from realtime.bodies import author_comment, desk_comment, public_comment
from realtime.enums import CommentState
from realtime.models import Comment


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

    def public_event(self) -> str:
        """For everybody; "" where it does not concern the public."""
        if self.public:
            return frames.comment_event(self.seq, self.public)
        return frames.removed_event(self.seq, self.comment_id) if self.was_public else ""

    def event_for(self, device: str) -> str:
        """For one viewer, who may be its author."""
        return frames.comment_event(self.seq, self.author) if self.device == device else self.public_event()

    def desk_event(self) -> str:
        """For those who moderate."""
        return frames.comment_event(self.seq, self.desk)

    def body_for(self, device: str) -> str:
        """The comment on one viewer's screen; "" where it is not there."""
        return self.author if self.device == device else self.public


def latest(changes: list[Change]) -> list[Change]:
    """The last change of each comment, in order of the numbers."""
    by_comment = {change.comment_id: change for change in changes}
    return sorted(by_comment.values(), key=lambda change: change.seq)
