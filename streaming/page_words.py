"""What went wrong with a page, in plain words: what it is, what the system does, what a person can do."""

from __future__ import annotations

PAGES: dict[str, tuple[str, str]] = {
    "page_ok": ("Trang trả lời bình thường.", "The page answers."),
    "page_unreachable": (
        "Không kết nối được tới máy chủ của trang. Kiểm tra địa chỉ và mạng; hệ thống tự thử lại.",
        "The page's server does not answer. Check the address and the network; we keep trying.",
    ),
    "page_name_not_found": (
        "Không tìm thấy tên máy chủ của trang. Kiểm tra lại địa chỉ; hệ thống tự thử lại.",
        "The page's server name cannot be found. Check the address; we keep trying.",
    ),
    "page_tls_failed": (
        "Kết nối bảo mật (TLS) tới trang không thành công. Kiểm tra địa chỉ rtmps và cổng; "
        "hệ thống tự thử lại.",
        "The secure connection (TLS) to the page failed. Check the rtmps address and port; we keep trying.",
    ),
    "page_not_rtmp": (
        "Máy chủ có trả lời nhưng không nói giao thức RTMP. Kiểm tra địa chỉ và cổng.",
        "The server answers, but it does not speak RTMP. Check the address and its port.",
    ),
    "page_not_srt": (
        "Máy chủ có trả lời nhưng không nói giao thức SRT. Kiểm tra địa chỉ và cổng.",
        "The server answers, but it does not speak SRT. Check the address and its port.",
    ),
    "page_silent": (
        "Máy chủ nhận kết nối nhưng không đáp lời chào RTMP. Kiểm tra cổng, hoặc thử lại sau ít phút.",
        "The server takes the connection but does not answer RTMP's greeting. Check the port, or try later.",
    ),
    "page_address_refused": (
        "Địa chỉ của trang không được phép dùng. Sửa địa chỉ trong mục Trang.",
        "The page's address may not be used. Correct it under Pages.",
    ),
    "page_refused_key": (
        "Trang từ chối luồng ngay khi bắt đầu, thường do sai khoá luồng. Lấy khoá mới từ trang rồi "
        "nhập lại. Hệ thống chỉ thử 3 lần, cách xa nhau, để trang không bị khoá.",
        "The page refused the stream at once, mostly for a wrong key. Get a new key and enter it. "
        "We try three times only, far apart, so that the page is not blocked.",
    ),
    "page_srt_passphrase": (
        "Máy chủ SRT từ chối mật khẩu (passphrase). Nhập lại mật khẩu trong mục Trang.",
        "The SRT server refused the passphrase. Enter it again under Pages.",
    ),
    "page_refused_settings": (
        "Trang không nhận thông số hình hoặc tiếng của luồng. Đổi chất lượng hình, hoặc đặt giới hạn bitrate "
        "cho trang này, rồi bật lại trang.",
        "The page does not take the stream's picture or sound settings. Change the profile, or set a bitrate "
        "cap for this page, then switch it on again.",
    ),
    "page_time_limit": (
        "Nền tảng đã kết thúc buổi phát vì hết thời lượng cho phép (Facebook: 8 giờ). Tạo buổi phát mới trên "
        "trang rồi nhập khoá mới.",
        "The platform ended the stream, since its time is over (Facebook: 8 hours). Make a new one on the "
        "page and enter its key.",
    ),
    "page_refused": (
        "Trang từ chối nhận luồng (sai tên ứng dụng trong địa chỉ, hoặc đang có luồng khác). "
        "Hệ thống tự thử lại.",
        "The page refused the stream (wrong application in the address, or another stream is there). "
        "We keep trying.",
    ),
    "page_connect_refused": (
        "Máy chủ trả lời nhưng không nhận ứng dụng trong địa chỉ. Kiểm tra phần sau tên máy chủ.",
        "The server answers, but does not take the application in the address. Check what follows its name.",
    ),
    "page_in_use": (
        "Một buổi lễ khác đang phát lên trang này. Tắt trang ở buổi lễ kia; hệ thống tự nối sau vài giây.",
        "Another ceremony is sending to this page. Switch it off there; we connect some seconds later.",
    ),
    "page_closed": (
        "Trang đã đóng kết nối. Hệ thống tự kết nối lại; nếu lặp lại, xem buổi phát trên trang còn mở không.",
        "The page closed the connection. We connect again; if it repeats, see whether its live is open.",
    ),
    "page_stalled": (
        "Trang giữ kết nối nhưng không nhận dữ liệu. Hệ thống đã ngắt và tự kết nối lại.",
        "The page holds the connection but takes no data. We cut it off and connect again.",
    ),
    "cap_failed": (
        "Bản giảm bitrate cho các trang có giới hạn vừa bị dừng. Hệ thống tự khởi động lại.",
        "The smaller copy for pages with a bitrate cap stopped. We start it again.",
    ),
    "page_withdrawn": (
        "Đơn vị của trang đã rút trang này khỏi buổi phát. Gọi cho đơn vị, hoặc bỏ trang khỏi danh sách.",
        "The page's unit took it back. Call the unit, or remove the page from the list.",
    ),
    "key_old": (
        "Khoá luồng đã nhập quá {hours} giờ trước buổi lễ. Khoá Facebook dùng một lần hết hạn sau {hours} "
        "giờ: hãy lấy khoá mới. Khoá cố định (persistent) thì không cần.",
        "The stream key is over {hours} hours old at the start. Facebook's keys for one stream end after "
        "{hours} hours: get a new one. A persistent key goes on.",
    ),
    "page_too_long": (
        "Buổi lễ dài hơn {hours} giờ mà nền tảng cho một buổi phát. Chuẩn bị khoá thứ hai cho phần sau.",
        "The ceremony is longer than the {hours} hours that the platform gives one stream. "
        "Prepare a second key for the rest.",
    ),
    "key_missing": (
        "Trang chưa có khoá luồng, hoặc khoá đã được xoá vì máy chủ của trang thay đổi. Hãy nhập lại khoá.",
        "The page has no stream key, or it was removed since the page's server changed. Enter the key again.",
    ),
    "key_unreadable": (
        "Không mở được khoá luồng đã lưu. Nhập lại khoá.",
        "The stored stream key cannot be opened. Enter it again.",
    ),
}
