"""Why a sender is turned away, and the words that it is given."""

from __future__ import annotations


class Malformed(Exception):
    """The bytes break the protocol or one of its bounds; the connection ends."""


# What is noted for the desk → (RTMP's status code, words for the sender: Vietnamese / English).
REFUSALS: dict[str, tuple[str, str]] = {
    "no_key": ("NetStream.Publish.BadName", "Thiếu khoá luồng. / The stream key is missing."),
    "bad_key": ("NetStream.Publish.BadName", "Khoá luồng không đúng. / The stream key is not known."),
    "not_open": (
        "NetStream.Publish.Denied",
        "Khoá luồng chưa đến giờ dùng. / The stream key is not valid yet.",
    ),
    "closed": ("NetStream.Publish.Denied", "Khoá luồng đã hết hạn. / The stream key is no longer valid."),
    "in_use": (
        "NetStream.Publish.Denied",
        "Một máy khác đang phát bằng khoá này. / Another sender is live with this key.",
    ),
    "taken_over": (
        "NetStream.Publish.Denied",
        "Máy khác đã phát thay, vì máy này im lặng. / Another sender took over after a silence.",
    ),
    "key_removed": ("NetStream.Publish.Denied", "Khoá luồng đã bị thu hồi. / The stream key was withdrawn."),
    "codec": (
        "NetStream.Publish.Rejected",
        "Chỉ nhận H.264, HEVC, AV1 và AAC. / Only H.264, HEVC, AV1 and AAC are taken.",
    ),
    "multitrack": (
        "NetStream.Publish.Rejected",
        "Không nhận nhiều rãnh (multitrack). / Multitrack is not taken: send one video and one audio track.",
    ),
}


class Refused(Exception):
    """A well-formed wish that is not granted; `code` is a name in REFUSALS."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.status, self.words = REFUSALS[code]
        super().__init__(code)
