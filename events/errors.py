"""One base for every error that a person may see, and this room's own.

A class holds its words in both languages; `message` picks the caller's. Values are put in by
`format`, so a text names what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import get_language


def in_caller_language(vi: str, en: str) -> str:
    """Vietnamese unless the caller asked for English."""
    return en if (get_language() or "vi").startswith("en") else vi


# Of events.enums.Act, and of what streaming does with a ceremony; as the screens' buttons say it.
ACTS: dict[str, tuple[str, str]] = {
    "submit": ("gửi duyệt", "submit"),
    "approve": ("duyệt", "approve"),
    "send_back": ("trả lại", "send back"),
    "publish": ("công bố", "publish"),
    "cancel": ("huỷ buổi lễ", "cancel"),
    "reopen": ("mở lại", "reopen"),
    "go_live": ("lên sóng", "go live"),
    "start": ("lên sóng", "go on air"),
    "end": ("kết thúc", "end"),
}


def act_words(act: str) -> str:
    """An act in the caller's language."""
    return in_caller_language(*ACTS[act])


class DomainError(Exception):
    """Base: `code` is stable and part of the contract, `status` is the HTTP status."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    field: ClassVar[str] = ""
    vi: ClassVar[str] = "Có lỗi xảy ra."
    en: ClassVar[str] = "Something went wrong."

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(self.code)

    @property
    def message(self) -> str:
        """The sentence in the caller's language."""
        return in_caller_language(self.vi, self.en).format(**self.values)

    def body(self) -> dict[str, Any]:
        """The error envelope of the contract; subclasses add keys of their own."""
        fields = {self.field: self.message} if self.field else {}
        return {"code": self.code, "message": self.message, "fields": fields}


class EndBeforeStart(DomainError):
    """A ceremony must end after it starts."""

    code, field = "end_before_start", "ends_at"
    vi = "Giờ kết thúc phải sau giờ bắt đầu."
    en = "The end must be after the start."


class SlugTaken(DomainError):
    """The caller chose an address that another ceremony has."""

    code, status, field = "slug_taken", 409, "slug"
    vi = "Địa chỉ “{slug}” đã có buổi lễ khác dùng. Hãy chọn địa chỉ khác, hoặc để trống để hệ thống tự đặt."
    en = "The address “{slug}” belongs to another ceremony. Choose another, or leave it empty to get one."


class SlugFixed(DomainError):
    """A published address has been printed and shared."""

    code, status, field = "slug_fixed", 409, "slug"
    vi = "Buổi lễ đã công bố nên không đổi được địa chỉ nữa."
    en = "The ceremony is published, so its address can no longer change."


class UnitFixed(DomainError):
    """A published ceremony belongs to the unit that published it."""

    code, status, field = "unit_fixed", 409, "unit"
    vi = "Buổi lễ đã công bố nên không chuyển sang đơn vị khác được nữa."
    en = "The ceremony is published, so it can no longer move to another unit."


class CancelledFixed(DomainError):
    """What was cancelled stays as the public was told."""

    code, status = "cancelled_fixed", 409
    vi = "Buổi lễ đã huỷ nên không sửa được nữa. Nếu vẫn tổ chức, hãy tạo buổi lễ mới."
    en = "The ceremony is cancelled, so it can no longer change. If it takes place after all, make a new one."


class EndedFixed(DomainError):
    """What was cannot be moved or directed any more; its words can be put right."""

    code, status = "ended_fixed", 409
    vi = (
        "Buổi lễ đã kết thúc nên không đổi được giờ, trình tự kịch bản hay báo tiết mục nữa; "
        "lời văn và ảnh bìa vẫn sửa được. Nếu kết thúc nhầm, hãy mở lại buổi lễ trong 2 giờ."
    )
    en = (
        "The ceremony has ended, so its times, its running order and its cues can no longer change; "
        "its texts and its cover can. If it was ended by mistake, reopen it within 2 hours."
    )


class TooManyMarks(DomainError):
    """More than anybody could find again."""

    code, status = "too_many_marks", 409
    vi = "Buổi lễ đã có rất nhiều thời điểm được đánh dấu. Việc này không dừng gì cả; hãy ghi ra giấy."
    en = "The ceremony has very many marked moments already. Nothing stops by this; note it on paper."


class IllegalTransition(DomainError):
    """The act does not fit the present state; `legal` says which would."""

    code, status = "illegal_transition", 409
    vi = "Không thể “{act}” khi buổi lễ đang ở trạng thái này. Có thể: {legal_words}."
    en = "“{act}” is not possible in the ceremony's present state. Possible: {legal_words}."

    def __init__(self, act: str, legal: list[str]) -> None:
        self.legal = legal
        super().__init__(act=act)

    @property
    def message(self) -> str:
        nothing = in_caller_language("không còn gì", "nothing")
        possible = ", ".join(map(act_words, self.legal)) or nothing
        act = act_words(self.values["act"])
        return in_caller_language(self.vi, self.en).format(act=act, legal_words=possible)

    def body(self) -> dict[str, Any]:
        return super().body() | {"legal": self.legal}


class NotPermitted(DomainError):
    """The caller's roles do not reach this."""

    code, status = "not_permitted", 403
    vi = "Bạn không có quyền làm việc này ở đây. Hãy liên hệ người phụ trách đơn vị."
    en = "Your role does not allow this here. Ask the person responsible for the unit."


class NotFound(DomainError):
    """There is no such thing, or the caller may not know of it."""

    code, status = "not_found", 404
    vi = "Không tìm thấy nội dung này."
    en = "There is nothing here."


class BadRundown(DomainError):
    """A segment id that is not of this ceremony."""

    code, field = "unknown_segment", "segments"
    vi = "Tiết mục số {segment} không thuộc kịch bản của buổi lễ này. Hãy tải lại trang."
    en = "Segment {segment} is not part of this ceremony's rundown. Reload the page."


class UnknownPerson(DomainError):
    """A crew place for somebody who does not belong to the unit's tree."""

    code, field = "unknown_person", "crew"
    vi = "Người số {user} không thuộc đơn vị này."
    en = "Person {user} does not belong to this unit."


class BadLogin(DomainError):
    """Wrong name or password, never saying which."""

    code = "bad_login"
    vi = "Tên đăng nhập hoặc mật khẩu không đúng."
    en = "The user name or the password is not right."


class TooManyTries(DomainError):
    """Logging in again and again; says when to come back."""

    code, status = "busy", 429
    vi = "Đăng nhập quá nhiều lần. Hãy thử lại sau {seconds} giây."
    en = "Too many attempts to log in. Try again in {seconds} seconds."

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=max(1, seconds))

    def body(self) -> dict[str, Any]:
        return super().body() | {"retry_after": self.values["seconds"]}


class Malformed(DomainError):
    """The request itself cannot be read."""

    code = "malformed"
    vi = "Nội dung gửi lên không đọc được."
    en = "The request cannot be read."


class Unavailable(DomainError):
    """The database does not answer in time; nothing was changed."""

    code, status = "unavailable", 503
    vi = "Máy chủ đang bận, chưa thay đổi gì. Hãy thử lại sau vài giây."
    en = "The server is busy and nothing was changed. Try again in a few seconds."


class NoRoom(DomainError):
    """An upload that would fill the disk of a machine that may be on air."""

    code, status = "no_room", 507
    vi = "Ổ đĩa máy chủ không còn đủ chỗ cho tệp này. Hãy xoá bớt tệp cũ, hoặc dùng tệp nhỏ hơn."
    en = "The server's disk has no room for this file. Delete old files, or use a smaller one."


class UploadsFull(DomainError):
    """As many uploads as this machine takes are under way."""

    code, status = "busy", 429
    vi = "Máy chủ đang nhận các tệp khác. Hãy thử lại sau ít phút."
    en = "The server is receiving other files. Try again in a few minutes."


class TooBig(DomainError):
    """The request body is over its bound."""

    code, status = "too_big", 413
    vi = "Nội dung gửi lên quá lớn."
    en = "What was sent is too large."


class BadPicture(DomainError):
    """An upload that is no picture, or too large a one."""

    code, field = "bad_picture", "cover"
    vi = "Tệp này không phải ảnh JPEG, PNG hay WebP dưới 8 MB."
    en = "This file is not a JPEG, PNG or WebP picture under 8 MB."
