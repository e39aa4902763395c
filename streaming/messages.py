"""What went wrong with a process or an address, by code, in plain words: what, and what to do."""

from __future__ import annotations

from events.errors import in_caller_language
from streaming.alert_words import ALERTS
from streaming.page_words import PAGES
from streaming.platform_words import PLATFORMS

# Why a sender was turned away, for the technician.
SENDERS: dict[str, tuple[str, str]] = {
    "sender_bad_key": (
        "Vừa có máy gửi bị từ chối vì sai khoá luồng. Dán lại khoá vào máy gửi, hoặc đổi khoá mới.",
        "A sender was just refused: its stream key is wrong. Paste the key again, or make a new one.",
    ),
    "sender_no_key": (
        "Vừa có máy gửi bị từ chối vì thiếu khoá luồng. Dán khoá vào máy gửi.",
        "A sender was just refused: it has no stream key. Paste the key into it.",
    ),
    "sender_old_key": (
        "Máy gửi bị ngắt vì khoá luồng đã đổi. Dán khoá mới vào máy gửi.",
        "The sender was cut off, since the stream key was changed. Paste the new one into it.",
    ),
    "sender_in_use": (
        "Một máy gửi thứ hai dùng cùng khoá luồng và bị từ chối, vì máy thứ nhất đang gửi.",
        "A second sender with the same stream key was refused, since the first one is live.",
    ),
    "sender_taken_over": (
        "Máy gửi trước im lặng quá 2 giây nên máy khác cùng khoá đã gửi thay.",
        "The sender was silent for over 2 seconds, so another one with its key took over.",
    ),
    "sender_codec": (
        "Máy gửi dùng định dạng không nhận. Chọn H.264 (hoặc HEVC, AV1) và AAC, mỗi thứ một rãnh.",
        "The sender's format is not taken. Choose H.264 (or HEVC, AV1) and AAC, one track of each.",
    ),
    "srt_bad_passphrase": (
        "Vừa có máy gửi SRT bị từ chối vì sai mật khẩu (passphrase).",
        "An SRT sender was just refused: its passphrase is wrong.",
    ),
    "srt_no_passphrase": (
        "Vừa có máy gửi SRT bị từ chối vì không có mật khẩu (passphrase).",
        "An SRT sender was just refused: it has no passphrase.",
    ),
    "srt_port_taken": (
        "Cổng SRT của nguồn này đang bị chương trình khác dùng. Đóng nó hoặc đổi NHIPCAU_SRT_PORTS.",
        "Another program uses this source's SRT port. Close it, or set NHIPCAU_SRT_PORTS to others.",
    ),
}
# What a sender has to set where its stream is passed on as it is.
PASSING: dict[str, tuple[str, str]] = {
    "pass_no_picture": (
        "Máy gửi không gửi hình. Chuyển thẳng cần cả hình và tiếng.",
        "The sender sends no picture. Pass-through needs picture and sound.",
    ),
    "pass_no_sound": (
        "Máy gửi không gửi tiếng. Chuyển thẳng cần cả hình và tiếng: bật một rãnh âm thanh (AAC) ở máy gửi.",
        "The sender sends no sound. Pass-through needs both: switch on an audio track (AAC).",
    ),
    "pass_not_h264": (
        "Hình không phải H.264. Trong OBS: Cài đặt → Đầu ra → Bộ mã hoá hình: H.264 (x264, NVENC).",
        "The picture is not H.264. In OBS: Settings > Output > Video Encoder: H.264 (x264, NVENC H.264).",
    ),
    "pass_not_aac": (
        "Tiếng không phải AAC. Trong OBS: Cài đặt → Đầu ra → Bộ mã hoá tiếng: chọn AAC.",
        "The sound is not AAC. In OBS: Settings > Output > Audio Encoder: AAC.",
    ),
    "pass_colours": (
        "Hình không phải 4:2:0 8 bit. Trong OBS: Cài đặt → Nâng cao → Định dạng màu: chọn NV12.",
        "The picture is not 4:2:0 of 8 bits. In OBS: Settings > Advanced > Color Format: NV12.",
    ),
    "pass_interlaced": (
        "Hình quét xen kẽ (interlaced). Chọn quét liên tục (progressive, 720p hoặc 1080p) ở máy quay.",
        "The picture is interlaced. Choose progressive (720p or 1080p) at the camera.",
    ),
    "pass_keyframes": (
        "Khoảng cách khung khoá quá dài (trên 2 giây). Trong OBS: Cài đặt → Đầu ra → "
        "Khoảng cách khung khoá (Keyframe Interval): đặt 1 s.",
        "Keyframes are too far apart (over 2 seconds). In OBS: Settings > Output > Keyframe Interval: 1 s.",
    ),
    "pass_too_large": (
        "Hình lớn hơn 1080p. Trong OBS: Cài đặt → Video → Độ phân giải đầu ra: 1280×720 hoặc 1920×1080.",
        "The picture is larger than 1080p. In OBS: Settings > Video > Output Resolution: 1920x1080.",
    ),
    "pass_too_fast": (
        "Quá 60 hình một giây. Trong OBS: Cài đặt → Video → FPS: 30.",
        "Over 60 pictures a second. In OBS: Settings > Video > FPS: 30.",
    ),
    "pass_too_much": (
        "Bitrate quá 6 Mb/s: người xem khó theo kịp. Trong OBS: Cài đặt → Đầu ra → Bitrate: 4000 Kbps.",
        "Over 6 Mb/s: viewers and pages can hardly follow. In OBS: Settings > Output > Bitrate: 4000 Kbps.",
    ),
}
WORDS: dict[str, tuple[str, str]] = {
    **PAGES,
    **ALERTS,
    **PLATFORMS,
    # recordings
    "recording_failed": (
        "Chưa ghép được bản ghi. Các đoạn video vẫn còn; hệ thống tự thử lại.",
        "The recording could not be put together. Its segments are kept; we try again.",
    ),
    "recording_no_room": (
        "Ổ đĩa không đủ chỗ để ghép bản ghi. Giải phóng ổ đĩa; hệ thống tự thử lại.",
        "The disk has no room to put the recording together. Free some; we try again.",
    ),
    "segments_expired": ("Đoạn video hết hạn lưu.", "The segments' keep-time is over."),
    "recording_expired": ("Bản ghi hết hạn lưu.", "The recording's keep-time is over."),
    # sources
    "source_unreachable": (
        "Không kết nối được tới nguồn. Kiểm tra thiết bị và mạng; hệ thống tự thử lại.",
        "The source does not answer. Check the device and the network; we keep trying.",
    ),
    "source_name_not_found": (
        "Không tìm thấy tên máy chủ của nguồn. Kiểm tra lại địa chỉ.",
        "The source's server name cannot be found. Check the address.",
    ),
    "source_tls_failed": (
        "Chứng chỉ bảo mật (TLS) của nguồn không đáng tin. Kiểm tra địa chỉ https.",
        "The source's certificate (TLS) cannot be trusted. Check the https address.",
    ),
    "source_refused": (
        "Nguồn từ chối kết nối (sai đường dẫn hoặc sai mật khẩu).",
        "The source refused us (wrong path or wrong password).",
    ),
    "source_address_refused": (
        "Địa chỉ của nguồn không được phép dùng. Sửa địa chỉ.",
        "The source's address may not be used. Correct it.",
    ),
    "source_unreadable": (
        "Không đọc được địa chỉ nguồn đã lưu. Nhập lại địa chỉ.",
        "The stored source address cannot be opened. Enter it again.",
    ),
    "source_missing": (
        "Không còn tệp video này trên máy chủ. Chọn tệp khác.",
        "The video file is no longer on the server. Choose another.",
    ),
    "source_broken": (
        "Dữ liệu của nguồn không giải mã được.",
        "What the source sends cannot be decoded.",
    ),
    "source_no_video": (
        "Nguồn này không có hình; chương trình chiếu hình chờ với tiếng của nguồn.",
        "This source has no picture; the slate is shown with its sound.",
    ),
    "source_no_audio": (
        "Nguồn này không có tiếng; chương trình phát với âm thanh im lặng.",
        "This source has no sound; silence is sent instead.",
    ),
    "source_stalled": (
        "Nguồn ngừng gửi dữ liệu. Hệ thống tự kết nối lại.",
        "The source stopped sending. We connect again.",
    ),
    "source_ended": ("Nguồn đã phát hết.", "The source has played to its end."),
    "ingest_port_taken": (
        "Cổng nhận RTMP đang bị chương trình khác dùng. Đóng chương trình đó hoặc đổi NHIPCAU_RTMP_PORT.",
        "Another program uses the RTMP port. Close it, or set NHIPCAU_RTMP_PORT to another.",
    ),
    "ingest_bad_certificate": (
        "Không dùng được chứng chỉ TLS để nhận RTMPS. Kiểm tra NHIPCAU_TLS_CERT và NHIPCAU_TLS_KEY.",
        "RTMPS cannot use the TLS certificate. Check NHIPCAU_TLS_CERT and NHIPCAU_TLS_KEY.",
    ),
    "ingest_restarts": (
        "Bộ nhận RTMP đang khởi động lại; máy gửi tự nối lại sau vài giây.",
        "The RTMP ingest starts again; senders reconnect within seconds.",
    ),
    **SENDERS,
    **PASSING,
    "no_source": ("Chưa chọn nguồn.", "No source is chosen."),
    # processes
    "disk_full": (
        "Ổ đĩa của máy chủ đã đầy. Giải phóng chỗ trống ngay.",
        "The server's disk is full. Free some space now.",
    ),
    "killed": (
        "Tiến trình bị dừng đột ngột. Hệ thống tự khởi động lại.",
        "The process was killed. We start it again.",
    ),
    "host_lost": (
        "Tiến trình quản lý bị dừng. Hệ thống tự khởi động lại.",
        "The process's keeper was lost. We start it again.",
    ),
    "worker_lost": (
        "Máy phát luồng này không còn trả lời; máy khác đã nhận việc.",
        "The machine that sent it does not answer any more; another took over.",
    ),
    "start_failed": ("Không khởi động được tiến trình.", "The process could not be started."),
    "lease_lost": (
        "Tiến trình điều phối bị treo nên luồng được dừng cho an toàn.",
        "The worker was frozen, so the stream was ended to be safe.",
    ),
    "no_program": (
        "Tín hiệu chương trình bị gián đoạn; luồng tự nối lại khi có tín hiệu.",
        "The program was interrupted; the relay goes on when it is back.",
    ),
    "asked": ("Dừng theo yêu cầu.", "Stopped on request."),
    "unknown": (
        "Lỗi chưa xác định. Xem các dòng cuối của lượt chạy.",
        "Unknown error. See the run's last lines.",
    ),
}


def words(code: str) -> str:
    """The sentence of a code in the caller's language."""
    return in_caller_language(*WORDS.get(code, WORDS["unknown"]))
