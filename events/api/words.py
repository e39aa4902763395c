"""What DRF's own checks say, in Vietnamese: the library's catalogue knows hardly any of it. Pure."""

from __future__ import annotations

import re

from rest_framework.exceptions import ErrorDetail

from events.errors import in_caller_language

NUMBER = re.compile(r"-?\d+")
UNKNOWN = "Giá trị này không hợp lệ."
# By the code of DRF or of Django's validators; {number} is the bound that the library's sentence names.
VIETNAMESE: dict[str, str] = {
    "required": "Mục này là bắt buộc.",
    "null": "Mục này không được để trống.",
    "blank": "Mục này không được để trống.",
    "empty": "Mục này không được để trống.",
    "invalid": "Giá trị này chưa đúng kiểu hoặc chưa đúng dạng.",
    "invalid_unicode": "Chỉ dùng chữ, chữ số, gạch nối và gạch dưới.",
    "invalid_choice": "Giá trị này không có trong danh sách được chọn.",
    "does_not_exist": "Không có mục được chọn; có thể nó vừa bị xoá. Hãy tải lại trang.",
    "incorrect_type": "Cần mã số của mục được chọn.",
    "max_length": "Quá dài: tối đa {number}.",
    "min_length": "Quá ngắn: tối thiểu {number}.",
    "max_value": "Quá lớn: tối đa {number}.",
    "min_value": "Quá nhỏ: tối thiểu {number}.",
    "max_string_length": "Số này quá dài.",
    "overflow": "Ngày giờ này nằm ngoài khoảng nhận được.",
    "date": "Cần cả ngày và giờ.",
    "make_aware": "Ngày giờ này không có trong múi giờ đang dùng.",
    "not_a_list": "Cần một danh sách.",
    "not_a_dict": "Cần một nhóm giá trị có tên.",
    "no_name": "Tệp gửi lên không có tên.",
    "null_characters_not_allowed": "Có ký tự điều khiển không dùng được. Hãy gõ lại.",
    "surrogate_characters_not_allowed": "Có ký tự bị cắt đôi nên không đọc được. Hãy gõ lại.",
    "parse_error": "Nội dung gửi lên không đọc được.",
}


def said(detail: ErrorDetail | str) -> str:
    """One sentence of a refused field in the caller's language; what is Vietnamese already stays."""
    return in_caller_language(_vietnamese(detail), str(detail))


def _vietnamese(detail: ErrorDetail | str) -> str:
    code = getattr(detail, "code", None) or ""
    ours = not detail.isascii()  # our own validators speak the caller's language, Django's do where they can
    if ours and (code == "invalid" or code not in VIETNAMESE):
        return str(detail)
    found = NUMBER.search(detail)
    return VIETNAMESE.get(code, UNKNOWN).format(number=found[0] if found else "—")
