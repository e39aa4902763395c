"""The clear box at the end of the start: addresses, logins, what to try."""

from __future__ import annotations

import segno
from django.conf import settings
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from events.models import Ceremony
from streaming.our_address import base_address


def show(console: Console, logins: dict[str, str]) -> None:
    """Print it; passwords only on the run that made them."""
    base = base_address()
    table = Table.grid(padding=(0, 2))
    table.add_row("Lịch công khai", f"[b]{base}/[/]")
    table.add_row("Bàn làm việc", f"[b]{base}/studio/[/]")
    slug = Ceremony.objects.filter(published__isnull=False).values_list("slug", flat=True).first()
    if slug:
        table.add_row("Trang xem", f"[b]{base}/c/{slug}[/]")
    table.add_row("", "")
    for name, password in logins.items():
        table.add_row(f"  {name}", f"[b]{password}[/]")
    if logins:
        table.add_row("", "[dim]mật khẩu chỉ hiện một lần, ở lần chạy đầu tiên[/]")
    elif (settings.ENV.data / "demo").exists():
        table.add_row("", "[dim]mật khẩu đã hiện ở lần chạy đầu; đổi: manage.py changepassword <tên>[/]")
    table.add_row("", "")
    _what_to_try(table, slug)
    console.print(Panel(table, title="[b]Nhịp Cầu[/] đang chạy", subtitle="Ctrl-C để dừng", expand=False))
    if settings.ENV.host in ("0.0.0.0", "::"):  # noqa: S104
        _show_qr(console, base)


def _what_to_try(table: Table, slug: str | None) -> None:
    if slug:
        table.add_row("Thử ngay", "1. đăng nhập [b]technician[/], mở bàn kỹ thuật, bấm “Lên sóng”")
        table.add_row("", "2. mở trang xem trên điện thoại, viết một bình luận")
        table.add_row("", "3. đăng nhập [b]moderator[/], duyệt bình luận đó")
    else:
        table.add_row("Bắt đầu", "[b]manage.py createsuperuser[/], rồi lập đơn vị và người dùng ở /admin/")


def _show_qr(console: Console, base: str) -> None:
    console.print("Quét bằng điện thoại cùng mạng (chứng chỉ tự ký: chọn “Nâng cao → Tiếp tục”):")
    segno.make(base, error="m").terminal(compact=True)
    console.print(f"  {base}", highlight=False)
