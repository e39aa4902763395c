"""What can be wrong with a case; these come over REST alone, so they are no errors of a socket's frame."""

from __future__ import annotations

from events.errors import DomainError


class UnitNotHere(DomainError):
    """A unit of another tree, or none."""

    code, field = "unit_not_here", "unit"
    vi = "Đơn vị này không cùng hệ thống với buổi lễ. Hãy chọn đơn vị khác."
    en = "That unit is not of the ceremony's tree. Choose another."


class OwnerNotOfUnit(DomainError):
    """Somebody who could not answer for the unit."""

    code, field = "owner_not_of_unit", "owner"
    vi = "Người này không thuộc đơn vị phụ trách. Hãy chọn người khác."
    en = "That person does not work for the unit responsible. Choose somebody else."


class DeadlinePast(DomainError):
    """A deadline that nobody could keep."""

    code, field = "deadline_past", "due_at"
    vi = "Hạn trả lời phải ở sau lúc này."
    en = "The deadline must be in the future."


class CaseChanged(DomainError):
    """Somebody else saved it meanwhile."""

    code, status = "case_changed", 409
    vi = "Kiến nghị vừa được người khác sửa. Hãy tải lại rồi làm tiếp."
    en = "Somebody else has changed this case meanwhile. Load it again and go on."


class CaseClosed(DomainError):
    """What is closed stays as the citizen was told."""

    code, status = "case_closed", 409
    vi = "Kiến nghị đã kết thúc nên không sửa được nữa; vẫn ghi chú nội bộ được."
    en = "The case is closed and can no longer change; internal notes can still be added."


class CaseAnswered(DomainError):
    """Who answered is responsible for the answer."""

    code, status = "case_answered", 409
    vi = "Kiến nghị đã có trả lời nên không chuyển đơn vị được nữa."
    en = "The case is answered, so it can no longer move to another unit."


class ReasonNeeded(DomainError):
    """The citizen reads why there is no answer."""

    code, field = "reason_needed", "reason"
    vi = "Chưa có trả lời: hãy ghi lý do kết thúc, người dân sẽ đọc được."
    en = "There is no answer yet: say why the case is closed; the citizen will read it."


class ContactMissing(DomainError):
    """A name alone reaches nobody."""

    code = "contact_missing"
    vi = "Hãy cho số điện thoại hoặc thư điện tử."
    en = "Give a telephone number or an e-mail address."
