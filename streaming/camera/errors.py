"""Why a phone's connection ends: a code, a close code, and what to do, in the caller's language."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

from events.errors import DomainError


class CameraClose(IntEnum):
    """Close codes. The phone comes back by itself after LATER and STALLED, never after the others."""

    LATER = 1013
    STALLED = 4408
    TAKEN_OVER = 4409
    OVER = 4410
    NOT_TAKEN = 4415
    NOT_LOGGED_IN = 4401
    NOT_PERMITTED = 4403


class CameraError(DomainError):
    """Base: the connection ends with `close`."""

    close: ClassVar[CameraClose] = CameraClose.LATER


class TooManyCameras(CameraError):
    """Each costs an ffmpeg."""

    code = "too_many_cameras"
    vi = "Máy chủ đang nhận {most} máy quay điện thoại, không nhận thêm được. Dừng bớt một máy."
    en = "The server takes {most} phone cameras at once and no more. Stop one of them."


class IngestAway(CameraError):
    """It starts with the worker; a new source is known to it a moment later."""

    code = "camera_not_ready"
    vi = "Bộ nhận tín hiệu chưa sẵn sàng. Điện thoại tự thử lại sau ít giây."
    en = "The receiver is not ready yet. The phone tries again within seconds."


class ConverterEnded(CameraError):
    """Our ffmpeg was killed, or the ingest hung up."""

    code = "camera_interrupted"
    vi = "Đường truyền trong máy chủ bị ngắt. Điện thoại tự nối lại."
    en = "The line inside the server broke. The phone connects again by itself."


class Stalled(CameraError):
    """Nothing came for long, or it could not be taken."""

    code, close = "camera_stalled", CameraClose.STALLED
    vi = "Lâu không nhận được hình từ điện thoại. Điện thoại tự nối lại."
    en = "Nothing came from the phone for long. It connects again by itself."


class TakenOver(CameraError):
    """The newer connection wins."""

    code, close = "camera_taken_over", CameraClose.TAKEN_OVER
    vi = "Một máy khác vừa gửi thay cho nguồn này, nên máy này đã dừng."
    en = "Another phone has just taken over this source, so this one has stopped."


class CeremonyOver(CameraError):
    """Nobody sends to what is over."""

    code, close = "camera_over", CameraClose.OVER
    vi = "Buổi lễ đã kết thúc hoặc bị huỷ, nên nguồn này không nhận hình nữa."
    en = "The ceremony is over or cancelled, so this source takes no more pictures."


class LoggedOut(CameraError):
    """The session ran out while it sent; with a login it goes on."""

    code, close = "camera_logged_out", CameraClose.NOT_LOGGED_IN
    vi = "Phiên làm việc đã hết nên máy này tạm dừng gửi. Đăng nhập lại để gửi tiếp."
    en = "The session has ended, so this phone has paused. Log in again and it goes on."


class Revoked(CameraError):
    """The role, the crew's place or the source is gone."""

    code, close = "camera_revoked", CameraClose.NOT_PERMITTED
    vi = "Bạn không còn quyền điều khiển phiên phát này, hoặc nguồn đã bị xoá."
    en = "You may no longer run this broadcast, or the source was deleted."


class NotRecorded(CameraError):
    """No picture and no sound can be read from these bytes."""

    code, close = "camera_unreadable", CameraClose.NOT_TAKEN
    vi = "Không đọc được hình từ điện thoại này. Cập nhật trình duyệt, hoặc dùng Chrome."
    en = "What this phone sends cannot be read. Update the browser, or use Chrome."


class BadFrame(CameraError):
    """A frame that the protocol does not know."""

    code, close = "bad_frame", CameraClose.NOT_TAKEN
    vi = "Trình duyệt gửi lệnh lạ. Tải lại trang rồi thử lại."
    en = "The browser sent something unknown. Load the page again, then retry."


class NotAPhone(DomainError):
    """Only a phone's camera has a screen of its own."""

    code, status = "not_a_phone", 409
    vi = "Nguồn “{name}” không phải máy quay điện thoại nên không có mã QR."
    en = "The source “{name}” is no phone camera, so it has no QR code."
