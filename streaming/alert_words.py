"""What the monitor sees and hears, by code, in plain words: what viewers have now, and what to look at."""

from __future__ import annotations

INSTALL = "apt install libvlc5 vlc-plugin-base"
ALERTS: dict[str, tuple[str, str]] = {
    "picture_black": (
        "Người xem đang thấy màn hình đen. Kiểm tra nắp ống kính, máy quay và dây hình.",
        "Viewers see black. Look at the lens cap, the camera and the picture's cable.",
    ),
    "picture_frozen": (
        "Hình đứng yên. Kiểm tra máy quay hoặc máy gửi; cần thì chuyển sang nguồn khác.",
        "The picture stands still. Look at the camera or the encoder; cut to another source if need be.",
    ),
    "picture_missing": (
        "Luồng phát công khai không có hình.",
        "The public stream has no picture.",
    ),
    "sound_silent": (
        "Người xem không nghe thấy gì. Kiểm tra micro, bàn trộn và dây tiếng.",
        "Viewers hear nothing. Look at the microphone, the mixing desk and the sound's cable.",
    ),
    "sound_one_side": (
        "Một bên loa không có tiếng. Kiểm tra dây tiếng hoặc kênh trái, phải của bàn trộn.",
        "One of the two channels is silent. Look at the cable and at left and right on the mixing desk.",
    ),
    "sound_loud": (
        "Tiếng quá to. Giảm âm lượng ở bàn trộn hoặc ở nguồn.",
        "The sound is too loud. Turn it down at the mixing desk or at the source.",
    ),
    "sound_missing": (
        "Luồng phát công khai không có tiếng.",
        "The public stream has no sound.",
    ),
    "stream_unreachable": (
        "Trang xem không nhận được luồng phát. Kiểm tra máy chủ web và mạng.",
        "The watch page gets no stream. Look at the web server and the network.",
    ),
    "slate_shown": (
        "Người xem đang thấy hình chờ vì không nguồn nào gửi hình. Kiểm tra nguồn.",
        "Viewers see the slate, since no source sends a picture. Look at the sources.",
    ),
    "source_away": (
        "Nguồn chính không gửi gì nên hình đứng yên ở mọi nơi. Kiểm tra máy gửi.",
        "The main source sends nothing, so the picture stands still everywhere. Look at the sender.",
    ),
    "no_libvlc": (
        f"Máy chủ chưa có libvlc nên chưa xem thử như người xem. Cài bằng lệnh: {INSTALL}. "
        "Hình đen, hình đứng, mất tiếng vẫn được kiểm tra.",
        f"This server has no libvlc, so nobody plays the stream as a viewer would. Install it: {INSTALL}. "
        "Black, frozen and silent are found all the same.",
    ),
}
