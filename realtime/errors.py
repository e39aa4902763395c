"""What can be wrong with a comment, a moderator's act or a frame."""

from __future__ import annotations

from typing import Any, ClassVar

from events.errors import DomainError


class RoomError(DomainError):
    """Base of this room's errors; on a socket they leave as an `error` frame."""

    @property
    def retry_after(self) -> int | None:
        """Seconds after which the same may work; None where trying again is of no use."""
        return None


class EmptyComment(RoomError):
    """Nothing visible is left of the text."""

    code, field = "empty_comment", "body"
    vi = "Bình luận đang trống."
    en = "The comment is empty."


class CommentTooLong(RoomError):
    """Over the room's bound, in characters."""

    code, field = "comment_too_long", "body"
    vi = "Bình luận dài {length} ký tự, tối đa {most}. Hãy viết ngắn lại."
    en = "The comment has {length} characters, at most {most} are taken. Please shorten it."


class EmptyMessage(RoomError):
    """Nothing visible is left of a message to the crew."""

    code, field = "empty_message", "body"
    vi = "Tin nhắn đang trống."
    en = "The message is empty."


class MessageTooLong(RoomError):
    """Over the bound of a message to the crew, in characters."""

    code, field = "message_too_long", "body"
    vi = "Tin nhắn dài {length} ký tự, tối đa {most}. Hãy viết ngắn lại."
    en = "The message has {length} characters, at most {most} are taken. Please shorten it."


class WordsRefused(RoomError):
    """A word of the list of blocked ones."""

    code, field = "words_refused", "body"
    vi = "Bình luận có từ không được dùng ở đây. Hãy viết lại."
    en = "The comment has a word that is not used here. Please write it in another way."


class WordsNotListed(RoomError):
    """A line of a list that cannot be read; nothing was changed."""

    code, field = "words_not_listed", "text"
    vi = "Không nhận được từ “{term}”: mỗi dòng một từ hoặc cụm từ, 2 đến 100 ký tự, không quá 12 tiếng."
    en = "The term “{term}” cannot be listed: one word or phrase a line, 2 to 100 letters, 12 syllables."


class WordsChanged(RoomError):
    """Somebody else saved the list meanwhile."""

    code, status = "words_changed", 409
    vi = "Danh sách vừa được người khác lưu. Hãy tải lại rồi sửa tiếp."
    en = "Somebody else has saved the list meanwhile. Load it again and go on."


class NameTooLong(RoomError):
    """Over the bound of a name, in characters."""

    code, field = "name_too_long", "name"
    vi = "Tên dài {length} ký tự, tối đa {most}."
    en = "The name has {length} characters, at most {most} are taken."


class BadRef(RoomError):
    """The client's own id of a comment is no short plain word."""

    code, field = "bad_ref", "ref"
    vi = "Mã “ref” phải gồm 1 đến 64 chữ cái, chữ số hoặc . _ : - không dấu."
    en = "“ref” must be 1 to 64 plain letters, digits or . _ : -"


class RoomClosed(RoomError):
    """A moderator closed the room."""

    code, status = "room_closed", 409
    vi = "Phần bình luận đang đóng."
    en = "The comments are closed."


class CeremonyOver(RoomError):
    """Comments are taken until one hour after the end."""

    code, status = "ceremony_over", 409
    vi = "Buổi lễ đã kết thúc nên không nhận bình luận nữa."
    en = "The ceremony is over, so comments are no longer taken."


class CeremonyCancelled(RoomError):
    """Nobody comments on what does not take place."""

    code, status = "ceremony_cancelled", 409
    vi = "Buổi lễ đã huỷ nên không nhận bình luận."
    en = "The ceremony is cancelled, so comments are not taken."


class Waits(RoomError):
    """Base: the same will work after `retry_after` seconds."""

    status: ClassVar[int] = 429

    def __init__(self, retry_after: int, **values: Any) -> None:
        self.seconds = retry_after
        super().__init__(seconds=retry_after, **values)

    @property
    def retry_after(self) -> int | None:
        return self.seconds

    def body(self) -> dict[str, Any]:
        return super().body() | {"retry_after": self.seconds}


class Busy(Waits):
    """Too fast, from one device, one network, or for the whole process."""

    code = "busy"
    vi = "Bạn gửi hơi nhanh, hãy thử lại sau {seconds} giây."
    en = "Too fast; try again in {seconds} seconds."


class Unavailable(Waits):
    """The database does not answer; nothing was written."""

    code, status = "unavailable", 503
    vi = "Máy chủ đang bận, hãy thử lại sau {seconds} giây."
    en = "The server is busy; try again in {seconds} seconds."


class NotPublished(RoomError):
    """Only what the public sees can be pinned."""

    code, status = "not_published", 409
    vi = "Chỉ ghim được bình luận đã hiện. Hãy duyệt bình luận này trước."
    en = "Only a published comment can be pinned. Publish it first."


class TooManyPinned(RoomError):
    """Pinned comments share a small space on the screen."""

    code, status = "too_many_pinned", 409
    vi = "Đã ghim {most} bình luận. Hãy bỏ ghim một bình luận trước."
    en = "{most} comments are pinned already. Unpin one first."


class Malformed(RoomError):
    """The frame is no JSON object in text."""

    code = "malformed"
    vi = "Khung tin không đọc được (cần một đối tượng JSON dạng chữ)."
    en = "The frame cannot be read: one JSON object as text is expected."


class UnknownType(RoomError):
    """The frame's `type` is none that this socket takes."""

    code = "unknown_type"
    vi = "Không có loại khung tin này ở đây."
    en = "This socket takes no frame of that type."


class BadField(RoomError):
    """A field is missing, of another type, or not one of the frame's."""

    code = "bad_field"
    vi = "Trường “{name}” thiếu hoặc sai kiểu."
    en = "The field “{name}” is missing or of the wrong type."


class BadText(RoomError):
    """A text with half a character (a lone surrogate), as a program makes that cuts in the middle of one."""

    code = "bad_text"
    vi = "Trường “{name}” có ký tự bị cắt đôi nên không đọc được. Hãy gõ lại."
    en = "The field “{name}” holds half a character and cannot be read. Please type it again."
