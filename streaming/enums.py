"""The closed sets of words in this room."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices


class PageKind(TextChoices):
    """Where a page lives. A rehearsal page is an ffmpeg of our own that throws everything away."""

    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"
    RTMP = "rtmp", "RTMP"
    SRT = "srt", "SRT"
    REHEARSAL = "rehearsal", "Trang tập"


class Priority(IntegerChoices):
    """Which pages go on when the uplink is short: 1 before 2 before 3."""

    FIRST = 1, "Trước hết"
    USUAL = 2, "Bình thường"
    LAST = 3, "Sau cùng"


class Level(TextChoices):
    """How ready a page is; beside a colour there is always a word."""

    GREEN = "green", "Sẵn sàng"
    AMBER = "amber", "Cần xem"
    RED = "red", "Chưa được"


class LookCause(TextChoices):
    """Why the pages were looked at."""

    PERSON = "person", "Có người yêu cầu"
    DAY = "day", "Một ngày trước"
    HALF_HOUR = "half_hour", "Nửa giờ trước"


class PageBehaviour(TextChoices):
    """How a rehearsal page treats what arrives; streaming.rehearsal does it."""

    ACCEPT = "accept", "Nhận"
    REFUSE_KEY = "refuse_key", "Từ chối khoá"
    STALL = "stall", "Nhận rồi đứng"
    DROP = "drop", "Ngắt mỗi 30 giây"
    SLOW = "slow", "Trả lời chậm"


class SourceKind(TextChoices):
    """What comes in."""

    TEST_CARD = "test_card", "Hình thử"
    FILE = "file", "Tệp video"
    URL = "url", "Địa chỉ"
    RTMP = "rtmp", "Máy gửi RTMP"
    SRT = "srt", "Máy gửi SRT"
    CAMERA = "camera", "Máy quay điện thoại"
    PLAYLIST = "playlist", "Danh sách phim"


# Those that send to our RTMP ingest by a stream key.
BY_KEY = frozenset({SourceKind.RTMP, SourceKind.CAMERA})


# Those whose network is a technician's to judge.
JITTERY = BY_KEY | {SourceKind.SRT, SourceKind.URL}
# What comes over a network that is not ours gets a second; a sender in the same house needs little.
BUFFERS_MS = {
    SourceKind.TEST_CARD: 150,
    SourceKind.FILE: 300,
    SourceKind.PLAYLIST: 300,
    SourceKind.URL: 1000,
    SourceKind.RTMP: 150,
    SourceKind.SRT: 150,
    SourceKind.CAMERA: 1000,
}


class SourcePhase(TextChoices):
    """What the worker sees of a source."""

    OFF = "off", "Chưa nối"
    CONNECTING = "connecting", "Đang nối"
    LIVE = "live", "Có tín hiệu"
    SILENT = "silent", "Mất tín hiệu"
    ENDED = "ended", "Đã hết"
    FAILED = "failed", "Lỗi"


class Mode(TextChoices):
    """What the program shows: the sources, or the slate by the red button."""

    AUTO = "auto", "Theo nguồn"
    SLATE = "slate", "Hình chờ"


class Profile(TextChoices):
    """The picture of a broadcast; fixed while it is on air. `PASS`: what the main source sends, unchanged."""

    P480 = "480p30", "480p (mạng yếu)"
    P720 = "720p30", "720p"
    P1080 = "1080p30", "1080p"
    PASS = "pass", "Chuyển thẳng (máy chủ yếu)"


# What is made here, or of parts that differ, is nobody's stream that could be passed on.
CANNOT_PASS = frozenset({SourceKind.TEST_CARD, SourceKind.PLAYLIST})


class Showing(TextChoices):
    """What goes out at this moment."""

    NOTHING = "nothing", "Không có gì"
    SOURCE = "source", "Nguồn"
    SLATE = "slate", "Hình chờ"


class Desired(TextChoices):
    """What people want of a broadcast."""

    IDLE = "idle", "Chưa phát"
    ON_AIR = "on_air", "Đang phát"
    STOPPED = "stopped", "Đã dừng"


class Switch(TextChoices):
    """What people want of one relay."""

    ON = "on", "Bật"
    OFF = "off", "Tắt"


class ProgramPhase(TextChoices):
    """What the worker sees of a program."""

    IDLE = "idle", "Chưa phát"
    STARTING = "starting", "Đang khởi động"
    RUNNING = "running", "Đang chạy"
    BACKOFF = "backoff", "Chờ thử lại"
    STOPPING = "stopping", "Đang dừng"
    STOPPED = "stopped", "Đã dừng"
    FAILED = "failed", "Lỗi"
    ENDED = "ended", "Hết nguồn"


class RelayPhase(TextChoices):
    """What the worker sees of a relay."""

    OFF = "off", "Tắt"
    WAITING = "waiting", "Chờ tín hiệu"
    STARTING = "starting", "Đang khởi động"
    RUNNING = "running", "Đang chạy"
    BACKOFF = "backoff", "Chờ thử lại"
    STOPPING = "stopping", "Đang dừng"
    FAILED = "failed", "Lỗi"


class Happening(TextChoices):
    """What the system saw or did by itself on air, for the incident log."""

    LOST = "lost", "Gián đoạn"
    GAVE_UP = "gave_up", "Chờ người xử lý"
    WAITS = "waits", "Chờ đường truyền"
    BACK = "back", "Có lại"
    OFF = "off", "Đã tắt khi đang lỗi"
    SHOWS = "shows", "Chương trình chiếu"


class MonitorPhase(TextChoices):
    """How the watch over the public stream goes."""

    OFF = "off", "Chưa giám sát"
    STARTING = "starting", "Đang khởi động"
    WATCHING = "watching", "Đang xem"
    NO_LIBVLC = "no_libvlc", "Thiếu libvlc"
    LOST = "lost", "Đang khởi động lại"


class WaitsFor(TextChoices):
    """Why a relay that is wanted does not try although the program runs."""

    NOTHING = "", ""
    UPLINK = "uplink", "Chờ đường truyền"
    CAP = "cap", "Chờ bản giảm bitrate"


class Observed(StrEnum):
    """One word for the whole broadcast, derived from what is wanted and what the worker sees."""

    IDLE = "idle"
    STARTING = "starting"
    ON_AIR = "on_air"
    RECONNECTING = "reconnecting"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"
    SOURCE_ENDED = "source_ended"


class PublicState(StrEnum):
    """What viewers are told of the broadcast."""

    BEFORE = "before"
    ON_AIR = "on_air"
    INTERRUPTED = "interrupted"
    OVER = "over"


class RunOf(TextChoices):
    """Whose process a run was."""

    PROGRAM = "program", "Tín hiệu chương trình"
    RELAY = "relay", "Luồng tiếp sóng"


class KeyState(StrEnum):
    """Whether a page's stream key can be used."""

    OK = "ok"
    MISSING = "missing"
    UNREADABLE = "unreadable"


class RecordingState(TextChoices):
    """How far the archive of a broadcast is."""

    NONE = "none", "Chưa có"
    RECORDING = "recording", "Đang ghi"
    ASSEMBLING = "assembling", "Đang ghép"
    READY = "ready", "Sẵn sàng"
    FAILED = "failed", "Lỗi"
    PURGED = "purged", "Đã xoá"
