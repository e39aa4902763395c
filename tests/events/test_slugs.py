"""Addresses from Vietnamese titles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from events.models import Ceremony
from events.slugs import fold


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Lễ thượng cờ", "le-thuong-co"),
        ("Giỗ Tổ Hùng Vương – Đền Hùng 2026", "gio-to-hung-vuong-den-hung-2026"),
        ("Ðặc biệt: Đêm hội Ɖoàn kết", "dac-biet-dem-hoi-doan-ket"),  # three letters that look alike
        ("Lễ thượng cờ", "le-thuong-co"),  # NFD
        ("🎉🎉", "buoi-le"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_title_is_folded(title: str, slug: str) -> None:
    assert fold(title) == slug


def test_a_taken_slug_gains_the_local_date_and_then_a_number(make_ceremony: Callable[..., Ceremony]) -> None:
    # 18:30 UTC on the 1st is 01:30 on the 2nd in Hà Nội
    start = datetime(2026, 9, 1, 18, 30, tzinfo=UTC)
    slugs = [make_ceremony(title="Quốc khánh", starts_at=start).slug for _ in range(4)]
    dated = "quoc-khanh-2026-09-02"
    assert slugs == ["quoc-khanh", dated, f"{dated}-2", f"{dated}-3"]
