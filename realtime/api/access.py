"""From a request to a room or a comment that the caller may have."""

from __future__ import annotations

from rest_framework.request import Request

from events.api.access import ceremony_for
from events.errors import NotFound
from events.models import Ceremony
from events.permissions import May, allowed
from events.selectors import ceremony_by_slug, standing_in_ceremony
from realtime.models import Comment


def readable_ceremony(request: Request, slug: str) -> Ceremony:
    """A published ceremony for everybody, a draft for its staff; raises NotFound."""
    ceremony = ceremony_by_slug(slug)
    if ceremony.published_id is None and not allowed(
        May.SEE_DESK, standing_in_ceremony(request.user, ceremony)
    ):
        raise NotFound
    return ceremony


def comment_to_moderate(request: Request, comment_id: int) -> Comment:
    """The comment, if the caller moderates its ceremony."""
    comment = Comment.objects.select_related("room__ceremony").filter(pk=comment_id).first()
    if comment is None:
        raise NotFound
    ceremony_for(request, comment.room.ceremony.slug, May.MODERATE)
    return comment
