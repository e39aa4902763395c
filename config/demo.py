"""The demo: a small province on the first start, so that a newcomer is on air within minutes.

Only on SQLite and without a public address: its logins are printed on the screen.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from events.enums import CeremonyKind, Role, SegmentKind
from events.models import Ceremony, Membership, Unit, User
from events.services import ceremonies, crew, lifecycle, rundown
from realtime.enums import ModerationAct
from realtime.services import moderation, posting
from streaming.enums import PageKind, SourceKind
from streaming.services import broadcasts, pages, relays, sources

PEOPLE = {
    "admin": ("Quản trị", None),
    "organizer": ("Nguyễn Thị Lan", Role.ORGANIZER),
    "technician": ("Trần Văn Hùng", Role.TECHNICIAN),
    "moderator": ("Lê Minh Anh", Role.MODERATOR),
}
COMMUNES = {"hy-cuong": "Xã Hy Cương", "van-phu": "Phường Vân Phú", "lam-thao": "Xã Lâm Thao"}
RUNDOWN = (
    ("Ổn định tổ chức, giới thiệu đại biểu", SegmentKind.OPENING, 300),
    ("Lễ thượng cờ, hát Quốc ca", SegmentKind.FLAG, 240),
    ("Phút mặc niệm", SegmentKind.SILENCE, 60),
    ("Phát biểu của lãnh đạo tỉnh", SegmentKind.SPEECH, 900),
    ("Dâng hương, dâng hoa", SegmentKind.WREATH, 900),
    ("Văn nghệ chào mừng", SegmentKind.PERFORMANCE, 900),
    ("Bế mạc", SegmentKind.CLOSING, 300),
)
COMMENTS = (
    ("Cô Hoa, Lâm Thao", "Chúc buổi lễ thành công tốt đẹp!"),
    ("Đức Anh", "Mấy giờ thì đến phần văn nghệ ạ?"),
    ("Bà Tám", "Ở xa vẫn được xem, cảm ơn tỉnh nhà nhiều."),
)


def seed_if_wanted(wanted: bool | None) -> dict[str, str]:
    """Seed where asked, or by default on an empty data folder; returns login → new password."""
    env = settings.ENV
    if wanted and not env.demo_allowed:
        raise SystemExit("nhipcau: --demo chỉ dùng với SQLite và khi không đặt NHIPCAU_PUBLIC_URL.")
    if wanted is False or not env.demo_allowed or User.objects.exists():
        return {}
    passwords = {name: env.demo_password or secrets.token_urlsafe(9) for name in PEOPLE}
    with transaction.atomic():
        people = {name: _person(name, password) for name, password in passwords.items()}
        _province(people)
    (env.data / "demo").touch(mode=0o600)
    return passwords


def _person(login: str, password: str) -> User:
    name, role = PEOPLE[login]
    user = User(username=login, name=name, is_superuser=role is None, is_staff=role is None)
    user.set_password(password)
    user.save()
    return user


def _province(people: dict[str, User]) -> None:
    province = Unit.objects.create(name="Tỉnh Phú Thọ", slug="phu-tho")
    communes = [Unit.objects.create(name=n, slug=s, parent=province) for s, n in COMMUNES.items()]
    for login, (_, role) in PEOPLE.items():
        if role is not None:
            Membership.objects.create(user=people[login], unit=province, role=role)
    ceremony = _ceremony(people, province)
    _broadcast(people["technician"], ceremony, [province, *communes])
    for number, (name, body) in enumerate(COMMENTS):
        posted = posting.post_comment(
            ceremony.pk, device=f"demo-{number}", ref=f"demo-{number}", name=name, body=body
        )
        if number == 0:  # one is seen by the public; the others wait for the moderator
            moderation.moderate(people["moderator"], posted.comment, ModerationAct.PUBLISH)


def _ceremony(people: dict[str, User], unit: Unit) -> Ceremony:
    organizer, start = people["organizer"], timezone.now().replace(second=0, microsecond=0)
    fields: dict[str, Any] = {
        "title": "Lễ thượng cờ",
        "kind": CeremonyKind.FLAG_RAISING,
        "summary": "Lễ thượng cờ đầu tuần, tưởng nhớ công đức các Vua Hùng.",
        "place": "Quảng trường Hùng Vương",
        "starts_at": start + timedelta(minutes=5),
        "ends_at": start + timedelta(hours=1, minutes=5),
    }
    ceremony = ceremonies.create(organizer, unit=unit, **fields)
    items = [{"title": title, "kind": kind, "duration_s": s} for title, kind, s in RUNDOWN]
    rundown.replace(organizer, ceremony, items)
    places = [(people[role].pk, str(role)) for role in Role]
    crew.replace(organizer, ceremony, places)
    return lifecycle.publish(organizer, ceremony)


def _broadcast(technician: User, ceremony: Ceremony, units: list[Unit]) -> None:
    source = sources.add_source(technician, ceremony, kind=SourceKind.TEST_CARD, name="Hình thử")
    broadcasts.set_source(technician, ceremony, source)
    for unit in units:
        page = pages.create_page(technician, unit=unit, name=f"Trang {unit.name}", kind=PageKind.REHEARSAL)
        relays.add_page(technician, ceremony, page)
