"""The closed sets of words in this room."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices


class Moderation(TextChoices):
    """Whether a comment waits for a moderator."""

    PRE = "pre", "Duyệt trước"
    POST = "post", "Duyệt sau"


class RoomState(TextChoices):
    """Whether the room takes comments."""

    OPEN = "open", "Mở"
    CLOSED = "closed", "Đóng"


class ClosedBecause(StrEnum):
    """Why a room takes no comments."""

    CANCELLED = "cancelled"
    OVER = "over"
    CLOSED = "closed"
    UNPUBLISHED = "unpublished"
    EARLY = "early"


class CommentState(TextChoices):
    """Where a comment stands."""

    PENDING = "pending", "Chờ duyệt"
    PUBLISHED = "published", "Đã hiện"
    HIDDEN = "hidden", "Đã ẩn"


class Reaction(StrEnum):
    """What a viewer may send without a word."""

    HEART = "heart"
    FLAG = "flag"


class HeldFor(StrEnum):
    """Why a comment waits for a moderator where others are shown at once."""

    WORDS = "words"
    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY = "identity"
    NAME = "name"
    SAME = "same"
    FIRST = "first"
    NETWORK = "network"
    UNCHECKED = "unchecked"


class Audience(StrEnum):
    """Who looks: each sees only its own changes of the same counter."""

    PUBLIC = "public"
    AUTHOR = "author"
    DESK = "desk"


class ModerationAct(StrEnum):
    """What a moderator does to one comment."""

    PUBLISH = "publish"
    HIDE = "hide"
    PIN = "pin"
    UNPIN = "unpin"


class Sanction(TextChoices):
    """What a moderator does about an author, known by the device alone."""

    TIMEOUT = "timeout", "Tạm dừng"
    BAN = "ban", "Chặn"
    SHADOW = "shadow", "Ẩn thầm"


class CaseState(TextChoices):
    """How far a citizen's question has come."""

    NEW = "new", "Mới"
    ASSIGNED = "assigned", "Đang xử lý"
    ANSWERED = "answered", "Đã trả lời"
    CLOSED = "closed", "Đã kết thúc"


class Deed(TextChoices):
    """What stands in the moderation log."""

    PUBLISH = "publish", "Duyệt"
    HIDE = "hide", "Ẩn"
    PIN = "pin", "Ghim"
    UNPIN = "unpin", "Bỏ ghim"
    TIMEOUT = "timeout", "Tạm dừng tác giả"
    BAN = "ban", "Chặn tác giả"
    SHADOW = "shadow", "Ẩn thầm tác giả"
    LIFT = "lift", "Gỡ biện pháp"
    UNDO = "undo", "Hoàn tác"
