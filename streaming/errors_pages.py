"""What can be wrong with a page."""

from __future__ import annotations

from events.errors import DomainError


class SameTarget(DomainError):
    """Two relays to one place cut each other off; `name`: the other page, where the caller may know it."""

    code, status, field = "same_target", 409, "stream_key"
    vi = "{name} đã dùng địa chỉ và khoá luồng này. Mỗi trang cần một khoá riêng: lấy khoá của trang này."
    en = "{name} has this address and stream key already. Every page needs its own: get this page's key."


class SameBackup(DomainError):
    """A backup that fails together with what it is for."""

    code, field = "same_backup", "address_backup"
    vi = "Địa chỉ dự phòng trùng với địa chỉ chính. Nhập địa chỉ khác hoặc để trống."
    en = "The backup address is the main one. Enter another, or leave it empty."


class BackupSecrets(DomainError):
    """Both addresses are sent the same stream id and passphrase."""

    code, field = "backup_secrets", "address_backup"
    vi = "Địa chỉ dự phòng dùng chung streamid và passphrase với địa chỉ chính. Bỏ hai mục này khỏi địa chỉ."
    en = "The backup takes the main address's streamid and passphrase. Leave these two out of the address."


class KeyAgain(DomainError):
    """A key is for the server that gave it out; another one is handed it by who knows it only."""

    code, field = "key_again", "stream_key"
    vi = "Địa chỉ dự phòng ở máy chủ khác. Nhập lại khoá luồng để cho phép gửi khoá tới máy chủ đó."
    en = "The backup address is on another server. Enter the stream key again to let it be sent there."
