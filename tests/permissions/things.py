"""One of everything that a route can name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.models import Ceremony, User
from realtime import enums
from realtime.models import Comment
from realtime.services import authors, cases, crew_chat, posting
from streaming.enums import PageKind, SourceKind
from streaming.models import Alert, Rehearsal
from streaming.services import pages, relays, sources
from tests.people import House

_count = iter(range(10**9))


@dataclass(frozen=True)
class Things:
    """The ids that a route's placeholders take, in the commune's own ceremony."""

    house: House
    ids: dict[str, Any]

    def filled(self, value: Any) -> Any:
        """A body's placeholder, filled."""
        return self.ids[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value


def make_things(house: House, ceremony: Ceremony) -> Things:
    """Fresh ones for every question, since a question may delete them."""
    technician, number = house.person("technician"), next(_count)
    page = pages.create_page(technician, unit=house.commune, name=f"Trang {number}", kind=PageKind.REHEARSAL)
    relays.add_page(technician, ceremony, page)
    source = sources.add_source(technician, ceremony, kind=SourceKind.TEST_CARD, name="Hình thử")
    comment = posting.post_comment(
        ceremony.pk, device=f"d{number}", ref=f"r{number}", name="Lan", body=f"Chào {number}"
    )
    author = User.objects.create(username=f"nguoi-viet-{number}")  # each its own rate
    message = crew_chat.say(author, ceremony.pk, ref="r", body="Gọi tôi", urgent=True).message
    look = settings.ENV.run_dir / "previews" / str(source.pk)
    look.mkdir(parents=True, exist_ok=True)
    (look / "index.m3u8").touch()
    alert = Alert.objects.create(
        broadcast_id=ceremony.pk, airing=1, code="sound_silent", since=timezone.now(), until=timezone.now()
    )
    rehearsal = Rehearsal.objects.create(
        ceremony=ceremony, airing=1, length_s=120, began_at=timezone.now(), ended_at=timezone.now()
    )
    measure = authors.Measure(enums.Sanction.TIMEOUT, minutes=1)
    entry = authors.sanction(author, Comment.objects.get(pk=comment.pk), measure).entry
    assert entry is not None
    watched = settings.ENV.run_dir / "monitors" / str(ceremony.pk)
    watched.mkdir(parents=True, exist_ok=True)
    (watched / "seen.jpg").touch()
    ids = {
        "slug": ceremony.slug,
        "unit_id": house.commune.pk,
        "page_id": page.pk,
        "source_id": source.pk,
        "comment_id": comment.pk,
        "message_id": message.pk,
        "entry_id": entry.pk,
        "sanction_id": entry.sanction_id,
        "alert_id": alert.pk,
        "rehearsal_id": rehearsal.pk,
        "name": "index.m3u8",
    }
    return Things(house, ids | _case(author, comment.pk))


def _case(author: User, comment_id: int) -> dict[str, Any]:
    case = cases.lift(author, Comment.objects.get(pk=comment_id), subject="Đèn đường").case
    return {"case_id": case.pk, "code": case.code}
