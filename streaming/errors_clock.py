"""Why what was armed did not start itself; told when somebody looks."""

from __future__ import annotations

from events.errors import DomainError


class StartTooLate(DomainError):
    """A server that was away longer than that starts nothing behind people's backs."""

    code, status = "start_too_late", 409
    vi = "Máy chủ không chạy vào giờ hẹn và đã trễ quá {minutes} phút. Hãy tự bấm Lên sóng."
    en = "The server was away at the time that was set, for over {minutes} minutes. Go on air by hand."


class ArmedByNobody(DomainError):
    """A start needs somebody who answers for it."""

    code, status = "armed_by_nobody", 409
    vi = "Người đặt hẹn không còn tài khoản. Hãy tự bấm Lên sóng."
    en = "Whoever set the time has no account any more. Go on air by hand."
