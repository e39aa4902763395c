"""Why a platform does not confirm a page, in plain words."""

from __future__ import annotations

PLATFORMS: dict[str, tuple[str, str]] = {
    "platform_silent": (
        "Nền tảng của trang không trả lời; hệ thống vẫn hỏi tiếp. Hãy mở trang và tự xem.",
        "The page's platform does not answer; we keep asking. Open the page and look for yourself.",
    ),
    "platform_expired": (
        "Đăng nhập với nền tảng đã hết hạn. Hãy mở trang và tự xem; đăng nhập lại khi có thể.",
        "The login at the platform is over. Open the page and look for yourself; log in again when you can.",
    ),
    "platform_limited": (
        "Nền tảng yêu cầu hỏi ít hơn; hệ thống sẽ hỏi lại sau. Hãy mở trang và tự xem.",
        "The platform wants to be asked less; we ask again later. Open the page and look for yourself.",
    ),
    "platform_not_found": (
        "Nền tảng không còn biết buổi phát này; hệ thống đang tạo lại.",
        "The platform does not know this live video any more; we make a new one.",
    ),
    "platform_gone": (
        "Buổi phát đã bị xoá trên nền tảng; hệ thống đang tạo lại.",
        "The live video was deleted at the platform; we make a new one.",
    ),
    "platform_error": (
        "Nền tảng của trang báo lỗi; hệ thống vẫn hỏi tiếp. Hãy mở trang và tự xem.",
        "The page's platform reports an error; we keep asking. Open the page and look for yourself.",
    ),
}
