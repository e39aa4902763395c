"""A line of the log in the caller's language."""

from __future__ import annotations

from typing import Any

from events.errors import in_caller_language
from events.models import AuditEntry
from streaming import messages
from streaming.enums import Happening
from streaming.models import Alert, Incident

# What people do on air: {name} is the page or source of the entry's detail.
DEEDS: dict[str, tuple[str, str]] = {
    "broadcast.start": ("lên sóng", "went on air"),
    "broadcast.stop": ("kết thúc phát sóng", "ended the broadcast"),
    "broadcast.not_started": ("không tự lên sóng được", "could not go on air by itself"),
    "broadcast.not_started_seen": ("đã biết là không tự lên sóng được", "saw that it did not start itself"),
    "broadcast.arm": ("đặt hoặc bỏ hẹn giờ lên sóng", "set or cancelled the start by the clock"),
    "broadcast.extend": ("đổi giờ tự kết thúc", "changed when it ends by itself"),
    "broadcast.source": ("chọn nguồn chính {name}", "chose the main source {name}"),
    "broadcast.order": ("đổi thứ tự nguồn", "changed the order of sources"),
    "broadcast.take": ("chuyển sang {name}", "cut to {name}"),
    "broadcast.mode": ("bấm nút đỏ hoặc bỏ nút đỏ", "pressed or released the red button"),
    "broadcast.tune": ("chỉnh hình hoặc tiếng", "tuned picture or sound"),
    "broadcast.slate_picture": ("đổi ảnh hình chờ", "changed the slate's picture"),
    "relay.on": ("bật {name}", "switched {name} on"),
    "relay.off": ("tắt {name}", "switched {name} off"),
    "relay.withdraw": ("rút {name}", "took {name} back"),
    "relay.remove": ("bỏ {name} khỏi buổi phát", "removed {name} from the broadcast"),
    "relay.seen": ("đã thấy buổi lễ trên {name}", "saw the ceremony on {name}"),
    "relay.unseen": ("rút lời đã thấy trên {name}", "took back having seen it on {name}"),
    "relays.start": ("bật nhiều trang", "switched many pages on"),
    "relays.stop": ("tắt nhiều trang", "switched many pages off"),
    "relays.retry": ("thử lại nhiều trang", "tried many pages again"),
    "source.add": ("thêm nguồn {name}", "added the source {name}"),
    "source.edit": ("sửa nguồn {name}", "changed the source {name}"),
    "source.rotate": ("đổi khoá của nguồn {name}", "gave the source {name} a new key"),
    "source.delete": ("xoá nguồn {name}", "deleted the source {name}"),
    "rundown.cue": ("chuyển tiết mục: {name}", "cued the segment: {name}"),
    "rundown.mark": ("đánh dấu thời điểm này. {name}", "marked this moment. {name}"),
    "crew_chat.seen": ("đã thấy tin nhắn cần ngay", "saw an urgent message of the crew"),
    "alert.ack": ("đã biết: {why}", "knows of it: {why}"),
    "rehearsal.begin": ("bắt đầu diễn tập", "began a rehearsal"),
    "rehearsal.stop": ("dừng diễn tập", "stopped the rehearsal"),
    "rehearsal.made_way": ("dừng diễn tập vì buổi lễ", "ended the rehearsal for the ceremony itself"),
    "rehearsal.verdict": ("diễn tập xong", "the rehearsal is over"),
    "recording.made": ("ghép xong bản ghi", "put the recording together"),
}
HAPPENINGS: dict[str, tuple[str, str]] = {
    Happening.LOST: ("{name} bị gián đoạn. {why}", "{name} was interrupted. {why}"),
    Happening.GAVE_UP: (
        "{name} dừng, chờ người xử lý. {why}",
        "{name} stopped and waits for a person. {why}",
    ),
    Happening.WAITS: ("{name} chờ đường truyền.", "{name} waits for the uplink."),
    Happening.BACK: ("{name} có lại sau {seconds} giây.", "{name} is back after {seconds} s."),
    Happening.OFF: ("{name} được tắt khi đang lỗi.", "{name} was switched off while in trouble."),
}
NAMED = ("page", "source", "segment", "words")
NAMELESS = {"rundown.cue": ("không có tiết mục nào", "none is on"), "rundown.mark": ("", "")}
IN_ORDER = ("nguồn theo thứ tự", "the sources in their order")
ALERT = ("Giám sát báo {name}: {why}", "The monitor says of {name}: {why}")
OVER = ("Giám sát báo {name} đã hết sau {seconds} giây: {why}", "Over after {seconds} s, of {name}: {why}")
REHEARSAL = ("Diễn tập: ", "Rehearsal: ")
OURS = ("trang xem", "the watch page")
SHOWS = ("Chương trình chiếu {name}.", "The program shows {name}.")
SLATE = ("Chương trình chiếu hình chờ.", "The program shows the slate.")


def happened(it: Incident) -> str:
    """What the system saw."""
    if it.happening == Happening.SHOWS:
        return in_caller_language(*(SHOWS if it.name else SLATE)).replace("{name}", it.name)
    said = in_caller_language(*HAPPENINGS[it.happening])
    seconds = "?" if it.lasted_s is None else str(round(it.lasted_s))
    why = messages.words(it.cause) if it.cause else ""
    return said.replace("{seconds}", seconds).replace("{why}", why).replace("{name}", it.name).strip()


def alerted(it: Alert, over: bool) -> str:
    """What viewers saw or heard, when it was raised and when it was over."""
    lasted = round((it.until - it.since).total_seconds()) if it.until else 0
    said = in_caller_language(*(OVER if over else ALERT)).replace("{seconds}", str(lasted))
    where = it.page_name or in_caller_language(*OURS)
    return said.replace("{why}", messages.words(it.code)).replace("{name}", where)


def done(entry: AuditEntry) -> str:
    """What a person did; its name is said before it."""
    said = in_caller_language(*DEEDS[entry.action])
    if "{why}" in said:  # an alert's: what the monitor saw
        said = said.replace("{why}", messages.words(str(entry.detail.get("code", ""))))
    return said.replace("{name}", _name(entry.action, entry.detail)).strip()


def _name(action: str, detail: dict[str, Any]) -> str:
    found = next((detail[what] for what in NAMED if detail.get(what)), "")
    return str(found) or in_caller_language(*NAMELESS.get(action, IN_ORDER))
