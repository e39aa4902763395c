"""A verdict in words for people who are no engineers; what stands in braces is put in."""

from __future__ import annotations

Pair = tuple[str, str]

# What was done; what has to follow; what to do where it did not.
ROWS: dict[str, tuple[Pair, Pair, Pair]] = {
    "on_air": (
        ("Bấm lên sóng", "Went on air"),
        ("có hình trong {limit} giây", "a picture within {limit} s"),
        (
            "Xem mục Lượt chạy. Máy chủ có thể quá tải hoặc đầy ổ đĩa.",
            "Look at Runs. The server may be overloaded, or its disk full.",
        ),
    ),
    "source": (
        ("Nối nguồn của buổi lễ", "Connected the ceremony's source"),
        ("nguồn lên chương trình trong {limit} giây", "the source is shown within {limit} s"),
        ("Kiểm tra máy gửi hoặc tệp, rồi xem trước nguồn.", "Check the sender or the file, and preview it."),
    ),
    "pages_flow": (
        ("Phát tới mọi trang tập", "Sent to every stand-in page"),
        ("mọi trang nhận được trong {limit} giây", "all of them receive within {limit} s"),
        (
            "Máy chủ không mở được luồng tiếp sóng. Xem mục Lượt chạy của trang đó.",
            "The server could not start a relay. Look at the runs of that page.",
        ),
    ),
    "refuse_key": (
        ("{page} từ chối khoá luồng", "{page} refused its stream key"),
        ("báo đúng tên lỗi trong {limit} giây", "named rightly within {limit} s"),
        ("Báo quản trị hệ thống: lỗi không được nhận ra.", "Tell the administrator: the fault was missed."),
    ),
    "stall": (
        ("{page} nhận rồi đứng im", "{page} took the stream, then stood still"),
        ("phát hiện trong {limit} giây", "found within {limit} s"),
        ("Báo quản trị hệ thống: trang đứng mà không ai biết.", "Tell the administrator: it was not found."),
    ),
    "drop": (
        ("{page} ngắt kết nối nhiều lần", "{page} hung up again and again"),
        ("báo đúng tên lỗi trong {limit} giây", "named rightly within {limit} s"),
        ("Báo quản trị hệ thống: lỗi không được nhận ra.", "Tell the administrator: the fault was missed."),
    ),
    "slow": (
        ("{page} trả lời chậm", "{page} answered slowly"),
        ("vẫn nhận được trong {limit} giây", "receives all the same within {limit} s"),
        ("Báo quản trị hệ thống: trang chậm bị bỏ.", "Tell the administrator: a slow page was given up."),
    ),
    "unbroken": (
        ("Các trang không bị thử lỗi", "The pages that were left alone"),
        ("không ngắt lần nào, không im quá {limit} giây", "never cut, never silent for more than {limit} s"),
        (
            "Máy chủ có thể quá tải: đóng bớt việc khác, giảm cấu hình hình, rồi diễn tập lại.",
            "The server may be overloaded: close other work, lower the picture's profile, rehearse again.",
        ),
    ),
    "arrived": (
        ("Đếm hình và tiếng ở từng trang", "Counted picture and sound at each page"),
        ("trang nào cũng nhận đủ hình và tiếng", "each page receives both"),
        ("Kiểm tra nguồn: thiếu hình hoặc thiếu tiếng.", "Check the source: picture or sound is missing."),
    ),
    "source_cut": (
        ("Rút nguồn", "Pulled the source"),
        ("hình chờ hiện trong {limit} giây", "the slate comes within {limit} s"),
        ("Báo quản trị hệ thống: hình chờ không lên kịp.", "Tell the administrator: the slate came late."),
    ),
    "source_back": (
        ("Cắm lại nguồn", "Plugged it in again"),
        ("nguồn trở lại trong {limit} giây", "it is back within {limit} s"),
        (
            "Nguồn nối lại chậm. Chuẩn bị một nguồn dự phòng.",
            "The source is slow to come back. Have a backup ready.",
        ),
    ),
    "alert": (
        ("Chờ giám sát báo động", "Waited for the monitor's alert"),
        ("báo trên bảng phát trong {limit} giây", "on the console within {limit} s"),
        ("Kiểm tra giám sát trên bảng phát.", "Look at the monitor on the console."),
    ),
    "red_button": (
        ("Bấm nút đỏ rồi bỏ", "Pressed the red button and released it"),
        ("mỗi lần đổi trong {limit} giây", "each change within {limit} s"),
        ("Máy chủ phản ứng chậm: đóng bớt việc khác.", "The server reacts slowly: close other work."),
    ),
    "encoder": (
        ("Ngắt bộ mã hoá", "Killed the encoder"),
        ("phát tiếp trong {limit} giây", "goes on within {limit} s"),
        ("Máy chủ khởi động lại chậm: đóng bớt việc khác.", "The server restarts slowly: close other work."),
    ),
    "picture": (
        ("Xem và nghe như người xem", "Watched and listened as a viewer"),
        (
            "có hình động, có tiếng, không quá to",
            "a picture that moves, sound that is there and not too loud",
        ),
        ("Kiểm tra máy quay, micro và nguồn đang chọn.", "Check camera, microphone and the chosen source."),
    ),
    "sequence": (
        ("Theo dõi danh sách phát", "Followed the playlist"),
        ("số thứ tự không bao giờ lùi", "its numbers never go back"),
        ("Báo quản trị hệ thống.", "Tell the administrator."),
    ),
    "rundown": (
        ("Đi hết kịch bản (rút gọn)", "Walked through the rundown (pressed together)"),
        ("đủ mọi tiết mục", "every segment"),
        ("Chọn thời gian dài hơn.", "Choose a longer rehearsal."),
    ),
}
# Why a row was not tried.
UNTRIED: dict[str, Pair] = {
    "alert": ("Giám sát chưa chạy đủ lâu.", "The monitor did not watch for long enough."),
    "picture": ("Giám sát chưa chạy đủ lâu.", "The monitor did not watch for long enough."),
    "rundown": ("Chưa có kịch bản, hoặc dừng sớm.", "There is no rundown, or it was stopped early."),
    "unbroken": ("Cần thêm một trang không bị thử lỗi.", "It needs one more page that is left alone."),
    "arrived": (
        "Cần thêm một trang không bị thử lỗi, hoặc dừng sớm.",
        "It needs one more page that is left alone, or it was stopped early.",
    ),
    "pages_flow": ("Chưa bật trang nào, hoặc dừng sớm.", "No page is on, or it was stopped early."),
    "source": ("Dừng sớm.", "Stopped early."),
}
NO_ROOM: Pair = (
    "Không đủ trang hoặc thời gian. Chọn dài hơn, hoặc bật thêm trang.",
    "Too few pages or too little time. Choose a longer one, or switch more pages on.",
)
MEASURED: dict[str, Pair] = {
    "s": ("{measured} giây", "{measured} s"),
    "segments": ("{measured} đoạn", "{measured} segments"),
}
PAGES: Pair = ("{count} trang", "{count} pages")
SEGMENTS: Pair = ("{count} tiết mục", "{count} segments")
NOTHING: Pair = ("không thấy", "not seen")
WRONG: Pair = ("Trang có vấn đề: {names}.", "Pages with a problem: {names}.")
SUMMARY: dict[str, Pair] = {
    "passed": ("Đạt: sẵn sàng lên sóng.", "Passed: ready to go on air."),
    "passed_some": (
        "Đạt những gì đã thử. Còn {count} việc chưa thử.",
        "What was tried passed. {count} were not tried.",
    ),
    "failed": ("Chưa đạt: {count} việc cần xem.", "Not passed: {count} to look at."),
    "stopped": ("Dừng sớm: chưa thử hết.", "Stopped early: not everything was tried."),
    "broken": (
        "Diễn tập bị ngắt vì máy chủ khởi động lại. Hãy diễn tập lại.",
        "The rehearsal was cut off: the server restarted. Rehearse again.",
    ),
}
UNTESTED: tuple[Pair, ...] = (
    ("Facebook, YouTube và các trang thật", "Facebook, YouTube and the real pages"),
    ("Khoá luồng của các trang", "The pages' stream keys"),
    ("Đường truyền từ đây tới các trang thật", "The line from here to the real pages"),
    ("Số người xem thật", "Real viewers in numbers"),
)
DOING: dict[str, Pair] = {
    "starting": ("Đang khởi động", "Starting"),
    "segment": ("Tiết mục: {title}", "Segment: {title}"),
    "refuse_key": ("{page} đang từ chối khoá", "{page} refuses its key"),
    "stall": ("{page} đang đứng im", "{page} stands still"),
    "drop": ("{page} đang hay ngắt", "{page} hangs up again and again"),
    "slow": ("{page} đang trả lời chậm", "{page} answers slowly"),
    "source_cut": ("Nguồn đang bị rút", "The source is pulled"),
    "red_button": ("Nút đỏ đang bấm", "The red button is pressed"),
    "encoder": ("Bộ mã hoá vừa bị ngắt", "The encoder was just killed"),
}
