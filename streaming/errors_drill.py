"""Why a rehearsal cannot begin."""

from __future__ import annotations

from events.errors import DomainError


class RehearsalOnAir(DomainError):
    """What is on air is no rehearsal any more."""

    code, status = "rehearsal_on_air", 409
    vi = "Buổi lễ đang lên sóng nên không diễn tập được."
    en = "The ceremony is on air, so it cannot be rehearsed now."


class RehearsalOver(DomainError):
    """Nothing is rehearsed that is over."""

    code, status = "rehearsal_over", 409
    vi = "Buổi lễ đã kết thúc hoặc đã huỷ nên không diễn tập nữa."
    en = "The ceremony is over or was cancelled, so there is nothing to rehearse."


class RehearsalRuns(DomainError):
    """One at a time."""

    code, status = "rehearsal_runs", 409
    vi = "Một buổi diễn tập của buổi lễ này đang chạy. Chờ hoặc dừng nó trước."
    en = "A rehearsal of this ceremony is running. Wait for it, or stop it first."
