"""What somebody wants to post, before anything is asked of the database."""

from __future__ import annotations

from dataclasses import dataclass, replace

from realtime import limits
from realtime.errors import BadRef, CommentTooLong, EmptyComment, NameTooLong
from realtime.text import REF, clean_body, clean_name

ANONYMOUS = "Người xem"


@dataclass(frozen=True)
class Posting:
    """A comment on its way to the database; the texts as typed until they are `prepared`."""

    ceremony_id: int
    device: str
    ref: str
    name: str
    body: str
    address_hash: str = ""

    @property
    def key(self) -> tuple[int, str, str]:
        """Two with the same are one comment, sent twice."""
        return self.ceremony_id, self.device, self.ref


def prepared(typed: Posting) -> Posting:
    """Clean the texts and hold them against their bounds."""
    if not REF.fullmatch(typed.ref):
        raise BadRef
    name, body = clean_name(typed.name) or ANONYMOUS, clean_body(typed.body)
    if not body:
        raise EmptyComment
    if len(body) > limits.MAX_BODY:
        raise CommentTooLong(length=len(body), most=limits.MAX_BODY)
    if len(name) > limits.MAX_NAME:
        raise NameTooLong(length=len(name), most=limits.MAX_NAME)
    return replace(typed, name=name, body=body)
