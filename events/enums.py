"""The closed sets of words in this room."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person does, in a unit or at one ceremony."""

    ORGANIZER = "organizer", "Tổ chức"
    TECHNICIAN = "technician", "Kỹ thuật"
    MODERATOR = "moderator", "Kiểm duyệt"


class ReviewState(TextChoices):
    """How far the text of a ceremony has been approved."""

    DRAFT = "draft", "Bản nháp"
    IN_REVIEW = "in_review", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"


class CeremonyState(TextChoices):
    """Where a ceremony stands in its own life, independent of its review."""

    SCHEDULED = "scheduled", "Sắp diễn ra"
    LIVE = "live", "Đang diễn ra"
    ENDED = "ended", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã huỷ"


class CeremonyKind(TextChoices):
    """What is celebrated."""

    FLAG_RAISING = "flag_raising", "Lễ thượng cờ"
    COMMEMORATION = "commemoration", "Lễ tưởng niệm"
    ANNIVERSARY = "anniversary", "Lễ kỷ niệm"
    AWARD = "award", "Lễ trao tặng"
    CONFERENCE = "conference", "Hội nghị"
    FESTIVAL = "festival", "Lễ hội"
    OTHER = "other", "Khác"


class SegmentKind(TextChoices):
    """What happens in one item of the rundown."""

    OPENING = "opening", "Khai mạc"
    FLAG = "flag", "Chào cờ"
    ANTHEM = "anthem", "Quốc ca"
    SPEECH = "speech", "Phát biểu"
    WREATH = "wreath", "Dâng hương, dâng hoa"
    SILENCE = "silence", "Phút mặc niệm"
    FILM = "film", "Phim"
    PERFORMANCE = "performance", "Văn nghệ"
    AWARD = "award", "Trao tặng"
    CLOSING = "closing", "Bế mạc"
    OTHER = "other", "Khác"


class Act(StrEnum):
    """An act that moves a ceremony from one state to another; the table is in events.transitions."""

    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    CANCEL = "cancel"
    REOPEN = "reopen"
    GO_LIVE = "go_live"
    END = "end"
