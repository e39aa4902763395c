"""What can be wrong with a technician's command."""

from __future__ import annotations

from typing import Any

from events.errors import DomainError, in_caller_language


class NoSource(DomainError):
    """A start without a source."""

    code, field = "no_source", "source"
    vi = "Chưa chọn nguồn. Thêm một nguồn (hình thử, tệp video hoặc địa chỉ) rồi bấm Lên sóng."
    en = "No source is chosen. Add one (test card, video file or address), then go on air."


class UnknownSource(DomainError):
    """A source that is not of this ceremony."""

    code, field = "unknown_source", "source"
    vi = "Nguồn số {source} không thuộc buổi lễ này. Hãy tải lại trang."
    en = "Source {source} does not belong to this ceremony. Reload the page."


class NoKeyHere(DomainError):
    """Only a source that is sent to has a stream key."""

    code = "no_key_here"
    vi = "Nguồn “{name}” không dùng khoá luồng."
    en = "The source “{name}” has no stream key."


class SourceInUse(DomainError):
    """What is on air cannot be taken away."""

    code, status = "source_in_use", 409
    vi = "Nguồn “{name}” đang lên sóng. Chọn nguồn khác trước khi xoá."
    en = "The source “{name}” is on air. Choose another before deleting it."


class TooManySources(DomainError):
    """More than a desk can show, or a disk should hold."""

    code, status = "too_many_sources", 409
    vi = "Buổi lễ đã có {most} nguồn. Xoá bớt nguồn không dùng rồi thêm lại."
    en = "The ceremony has {most} sources already. Delete some that are not used, then add again."


class NoPortFree(DomainError):
    """Every UDP port for SRT senders is promised to somebody."""

    code, status = "no_port_free", 409
    vi = "Các cổng SRT {first}–{last} đã dùng hết. Xoá nguồn SRT cũ hoặc mở rộng NHIPCAU_SRT_PORTS."
    en = "The SRT ports {first} to {last} are all taken. Delete old SRT sources, or widen NHIPCAU_SRT_PORTS."


class ProfileFixed(DomainError):
    """Another picture size would cut every page off."""

    code, status, field = "profile_fixed", 409, "profile"
    vi = "Không đổi được chất lượng hình khi đang lên sóng. Dừng phiên phát rồi đổi."
    en = "The picture's profile cannot be changed on air. Stop the broadcast first."


class BroadcastOver(DomainError):
    """Nothing is prepared for a ceremony that is over."""

    code, status = "broadcast_over", 409
    vi = "Buổi lễ đã kết thúc hoặc bị huỷ nên không thể thực hiện việc này."
    en = "The ceremony is over or cancelled, so this is not possible any more."


class TooManyPreviews(DomainError):
    """Every preview decodes and encodes a picture."""

    code, status = "too_many_previews", 409
    vi = "Đang xem trước {most} nguồn. Tắt bớt rồi bật nguồn này."
    en = "{most} sources are being previewed. Switch one off first."


class BadStartTime(DomainError):
    """A start that is over, or too far away to be meant."""

    code, field = "bad_start_time", "at"
    vi = "Giờ tự lên sóng phải ở tương lai và trong vòng {days} ngày tới."
    en = "The time to go on air must be in the future, within {days} days."


class NotOnAir(DomainError):
    """Only what is on air can be extended."""

    code, status = "not_on_air", 409
    vi = "Phiên phát chưa lên sóng."
    en = "The broadcast is not on air."


class NotPublished(DomainError):
    """The public can only watch what was published."""

    code, status = "not_published", 409
    vi = "Buổi lễ chưa được công bố nên chưa thể lên sóng. Nhờ người tổ chức công bố trước."
    en = "The ceremony is not published, so it cannot go on air yet. Ask the organizer to publish it."


class StaleVersion(DomainError):
    """The command was given on an old screen."""

    code, status = "stale_version", 409
    vi = "Phiên phát vừa được người khác thay đổi. Xem lại rồi thử lại."
    en = "Somebody else has just changed the broadcast. Look again, then retry."

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(version=version)

    def body(self) -> dict[str, Any]:
        return super().body() | {"version": self.version}


class PageNameTaken(DomainError):
    """Two pages of one unit with one name cannot be told apart."""

    code, status, field = "page_name_taken", 409, "name"
    vi = "Đơn vị đã có trang tên “{name}”. Chọn tên khác."
    en = "The unit already has a page named “{name}”. Choose another name."


class PageOnAir(DomainError):
    """A page that is being sent to cannot be deleted."""

    code, status = "page_on_air", 409
    vi = "Trang “{name}” đang được tiếp sóng. Dừng luồng của trang trước khi xoá."
    en = "The page “{name}” is on air. Stop its relay before deleting it."


class PageNotLent(DomainError):
    """The page's unit has taken it back, or never lent it."""

    code, status = "page_not_lent", 403
    vi = "Trang “{name}” chưa được đơn vị sở hữu cho mượn. Nhờ kỹ thuật viên của đơn vị đó bật trang."
    en = "The page “{name}” is not lent by its unit. Ask a technician of that unit to switch it on."


class BadKey(DomainError):
    """A stream key with characters that no platform gives out."""

    code, field = "bad_key", "stream_key"
    vi = "Khoá luồng có ký tự lạ hoặc khoảng trắng. Sao chép lại nguyên văn từ trang."
    en = "The stream key holds blanks or odd characters. Copy it again from the page."


class BadPassphrase(DomainError):
    """SRT takes no shorter or longer one."""

    code, field = "bad_passphrase", "stream_key"
    vi = "Mật khẩu SRT (passphrase) phải dài từ 10 đến 79 ký tự."
    en = "An SRT passphrase has 10 to 79 characters."


class NotAVideo(DomainError):
    """A file without a picture that can be decoded."""

    code, field = "not_a_video", "file"
    vi = "Tệp này không phải video đọc được. Hãy dùng MP4, MOV, MKV, TS, WebM hoặc AVI."
    en = "This file is no video that can be read. Use MP4, MOV, MKV, TS, WebM or AVI."


class NoSuchFile(DomainError):
    """Nothing of that name in the library."""

    code, field = "no_such_file", "path"
    vi = "Không có tệp này trong thư viện trên máy chủ."
    en = "There is no such file in the server's library."


class RecordingBusy(DomainError):
    """A recording that still grows cannot be deleted."""

    code, status = "recording_busy", 409
    vi = "Buổi lễ đang phát nên chưa xoá được bản ghi. Kết thúc phiên phát trước."
    en = "The ceremony is on air, so its recording cannot be deleted yet. End the broadcast first."


class NoRecording(DomainError):
    """No MP4 to download: not yet, or no more."""

    code, status = "no_recording", 409
    vi = "Chưa có bản ghi để tải về, hoặc bản ghi đã bị xoá."
    en = "There is no recording to download yet, or it has been deleted."


class NothingToRetry(DomainError):
    """Only what failed is tried again."""

    code, status = "nothing_to_retry", 409
    vi = "Bản ghi không ở trạng thái lỗi nên không cần ghép lại."
    en = "The recording has not failed, so there is nothing to try again."


class TargetRefused(DomainError):
    """An address that may not be used; `reason` is one of REASONS."""

    code = "address_refused"
    REASONS = {
        "malformed": (
            "Địa chỉ không hợp lệ. Dán nguyên văn địa chỉ, không có khoảng trắng hay ký tự lạ.",
            "This is not a valid address. Paste it as it is, without blanks or odd characters.",
        ),
        "scheme": (
            "Loại địa chỉ này không được nhận. Dùng: {schemes}.",
            "This kind of address is not taken. Use: {schemes}.",
        ),
        "srt_options": (
            "Địa chỉ SRT chỉ nhận streamid, passphrase, latency (20–8000 ms), pbkeylen (16, 24, 32).",
            "An SRT address takes streamid, passphrase, latency (20 to 8000 ms), pbkeylen (16, 24, 32) only.",
        ),
        "login": (
            "Địa chỉ trang không được chứa tên đăng nhập hay mật khẩu. Khoá luồng nhập ở ô riêng.",
            "A page's address must not hold a login. The stream key has a field of its own.",
        ),
        "not_found": ("Không tìm thấy tên máy chủ “{host}”.", "The server name “{host}” cannot be found."),
        "forbidden": (
            "Không được dùng địa chỉ nội bộ của máy chủ ({host}).",
            "An address inside this server may not be used ({host}).",
        ),
        "lan": (
            "Địa chỉ trong mạng nội bộ ({host}) đang bị tắt bởi cấu hình NHIPCAU_ALLOW_LAN.",
            "Local network addresses ({host}) are switched off by NHIPCAU_ALLOW_LAN.",
        ),
    }

    def __init__(self, reason: str, field: str = "address", **values: Any) -> None:
        self.reason, self.named_field = reason, field
        super().__init__(**values)

    @property
    def message(self) -> str:
        return in_caller_language(*self.REASONS[self.reason]).format(**self.values)

    def body(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "message": self.message,
            "fields": {self.named_field: self.message},
            "reason": self.reason,
        }
