"""The closed sets of words of a rehearsal."""

from __future__ import annotations

from django.db.models import TextChoices


class Fault(TextChoices):
    """What a rehearsal breaks on purpose: one page each, or the program."""

    REFUSE_KEY = "refuse_key", "Một trang từ chối khoá"
    STALL = "stall", "Một trang nhận rồi đứng"
    DROP = "drop", "Một trang hay ngắt"
    SLOW = "slow", "Một trang trả lời chậm"
    SOURCE_CUT = "source_cut", "Mất nguồn"
    RED_BUTTON = "red_button", "Nút đỏ"
    ENCODER = "encoder", "Bộ mã hoá bị ngắt"


PAGE_FAULTS = (Fault.REFUSE_KEY, Fault.STALL, Fault.DROP, Fault.SLOW)


class Verdict(TextChoices):
    """How a rehearsal ended."""

    PASSED = "passed", "Đạt"
    FAILED = "failed", "Chưa đạt"
    STOPPED = "stopped", "Dừng sớm"
    BROKEN = "broken", "Bị ngắt"


class CheckState(TextChoices):
    """One row of a verdict."""

    PASSED = "passed", "Đạt"
    FAILED = "failed", "Chưa đạt"
    NOT_TRIED = "not_tried", "Chưa thử"
