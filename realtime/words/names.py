"""Names that a citizen may not go by: offices, those who lead them, and what looks like one of them."""

from __future__ import annotations

from collections.abc import Iterable

from realtime.words.filter import Filter
from realtime.words.terms import MAX_LENGTH, Term, WordList

# Short forms: with whatever marks ("Ụ B N D").
SHORT = """
UBND | UBNDX | HĐND | UBMTTQ | MTTQ | BTC | BTV | CSGT | CAND | QĐND | VKSND | TAND | BCH | ĐCSVN |
TW Đảng | admin | mod | moderator | support
"""
OFFICES = """
ủy ban nhân dân | ủy ban | hội đồng nhân dân | mặt trận tổ quốc | ban tổ chức | ban chấp hành |
ban thường vụ | ban quản trị | ban biên tập | quản trị viên | điều hành viên | kiểm duyệt viên |
người kiểm duyệt | cán bộ xã | cán bộ phường | tỉnh ủy | thành ủy | đảng ủy | đảng bộ | chi bộ |
trung ương | văn phòng chính phủ | bộ công an | công an tỉnh | công an xã | công an phường |
công an thành phố | cảnh sát giao thông | quân đội nhân dân | viện kiểm sát | tòa án nhân dân | tòa án |
đoàn thanh niên | hội phụ nữ | hội cựu chiến binh | hội nông dân | sở văn hóa | sở giáo dục | sở y tế |
sở nội vụ | trung tâm phục vụ hành chính công | cổng thông tin điện tử | đài phát thanh |
đài truyền hình | UBND tỉnh | UBND xã | UBND phường | UBND thành phố | nhịp cầu
"""
LEADERS = """
chủ tịch tỉnh | chủ tịch xã | chủ tịch phường | chủ tịch thành phố | chủ tịch nước | chủ tịch UBND |
phó chủ tịch | chủ tịch | bí thư | tổng bí thư | thủ tướng | phó thủ tướng | bộ trưởng | thứ trưởng |
chánh văn phòng | giám đốc sở | đại biểu quốc hội | chủ tọa | trưởng công an | tổng thống
"""
# These are given names too ("Nguyễn Công An"), so they count at the beginning only, or after a title.
FIRST = """
công an | thanh tra | quốc hội | chính phủ | nhà nước | quân đội | bộ đội | mặt trận | đại biểu
"""
TITLES = """
đồng chí | đ/c | anh | chị | ông | bà | chú | cô | bác | cán bộ | ban | báo | trang | kênh | tổng đài |
đại diện | page
"""


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split("|") if name.strip()]


FIRST_ONLY = frozenset(_names(FIRST))


class ReservedNames:
    """The common ones, and an institution's own (its offices, and who leads it); made once, then asked."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        """Raises TermError for an own name that cannot be listed."""
        short = [Term(text, WordList.BLOCK, any_marks=True) for text in _names(SHORT)]
        long = [Term(text, WordList.BLOCK) for text in (*_names("|".join((OFFICES, LEADERS, FIRST))), *own)]
        self._names = Filter([*short, *long], strict=True)
        self._titles = Filter([Term(text, WordList.HOLD) for text in _names(TITLES)], strict=True)

    def find(self, name: str) -> str | None:
        """The reserved name that this one is or holds, as it is listed; else None. Bounded and linear."""
        for hit in self._names.look(name[: 2 * MAX_LENGTH]).hits:
            if hit.term not in FIRST_ONLY or self._is_first(name[: hit.start]):
                return hit.term
        return None

    def _is_first(self, before: str) -> bool:
        words = [char for char in before if char.isalnum()]
        titles = self._titles.look(before).hits
        return not words or (bool(titles) and not any(map(str.isalnum, before[titles[-1].end :])))
