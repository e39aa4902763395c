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


class NotYetOpen(RoomError):
    """Comments are taken from some minutes before the beginning."""

    code, status = "not_yet_open", 409
    vi = "Phần bình luận chưa mở, sẽ mở gần giờ bắt đầu."
    en = "The comments are not open yet; they open shortly before the beginning."


class CeremonyOver(RoomError):
    """Comments are taken until some time after the end, an hour where nobody set it."""

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


class SlowMode(Waits):
    """The room takes one comment of a device in so many seconds."""

    code = "slow_mode"
    vi = "Phòng đang giãn nhịp: hãy gửi tiếp sau {seconds} giây."
    en = "Slow mode is on: write again in {seconds} seconds."


class AuthorTimedOut(Waits):
    """A moderator stopped this device for a while."""

    code, status = "author_timed_out", 403
    vi = "Người duyệt tạm dừng bình luận từ máy này. Gửi lại được sau {seconds} giây."
    en = "A moderator has stopped comments from this device for now. Write again in {seconds} seconds."


class AuthorBanned(RoomError):
    """A moderator stopped this device until further notice."""

    code, status = "author_banned", 403
    vi = "Máy này không bình luận ở đây được nữa. Nếu thấy nhầm lẫn, hãy liên hệ cơ quan tổ chức."
    en = "This device may not comment here any more. If that is a mistake, ask the organizing office."


class FromElsewhere(RoomError):
    """An author of another platform is no device of ours."""

    code, status = "from_elsewhere", 409
    vi = "Bình luận này từ trang khác: hãy chặn tác giả trên trang đó. Ở đây chỉ ẩn được."
    en = "This comment comes from another page: stop its author there. Here it can only be hidden."


class NothingToUndo(RoomError):
    """An undo or a lifting is not undone; it is done anew."""

    code, status = "nothing_to_undo", 409
    vi = "Việc này không hoàn tác được, hãy làm lại thao tác cần thiết."
    en = "This cannot be undone; do what is needed anew."


class AlreadyUndone(RoomError):
    """Somebody undid it before."""

    code, status = "already_undone", 409
    vi = "Việc này đã được hoàn tác rồi."
    en = "This has been undone already."


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
