"""Why a broadcast cannot be passed through, or what cannot be done while it is."""

from __future__ import annotations

from typing import Any

from events.errors import DomainError


class CannotPass(DomainError):
    """Pass-through copies one sender's stream; this is none."""

    code, status, field = "cannot_pass", 409, "source"
    vi = (
        "“{name}” không chuyển thẳng được vì phải mã hoá trên máy chủ. "
        "Chọn nguồn là máy gửi, địa chỉ hoặc một tệp video, hoặc chọn chất lượng hình khác."
    )
    en = (
        "“{name}” cannot be passed through, since the server would have to encode it. "
        "Choose a sender, an address or one video file, or another picture profile."
    )


class PassWaits(DomainError):
    """What is to be passed through is looked at before."""

    code, status, field = "pass_waits", 409, "source"
    vi = (
        "Chưa kiểm tra được tín hiệu của “{name}”. Chế độ chuyển thẳng phát đúng những gì máy gửi gửi: "
        "bấm bắt đầu ở máy gửi, chờ vài giây rồi Lên sóng."
    )
    en = (
        "The signal of “{name}” is not known yet. Pass-through shows exactly what is sent: "
        "start the sender, wait some seconds, then go on air."
    )


class SentWrong(DomainError):
    """The sender's settings would reach the public as they are."""

    code, status, field = "sent_wrong", 409, "source"
    vi = "Chưa lên sóng chuyển thẳng được với “{name}”. {what}"
    en = "“{name}” cannot be passed through yet. {what}"

    def __init__(self, reason: str, **values: Any) -> None:
        self.reason = reason
        super().__init__(**values)

    def body(self) -> dict[str, Any]:
        return super().body() | {"reason": self.reason}


class NotPassed(DomainError):
    """What needs a decoder and an encoder."""

    code, status = "not_in_pass", 409
    vi = (
        "Chế độ chuyển thẳng không mã hoá gì nên không chỉnh được tiếng và không chuyển cảnh được. "
        "Muốn đổi nguồn thì chọn nguồn chính khác; người xem thấy một lần ngắt."
    )
    en = (
        "Pass-through encodes nothing, so sound cannot be treated and nothing can be cut to. "
        "To change the source choose another main one; viewers see one interruption."
    )
