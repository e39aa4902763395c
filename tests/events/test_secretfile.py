"""A secret that is made once, whoever comes first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.env import BadEnvironment, read_env
from events.secretfile import kept


def test_many_who_come_at_once_read_the_same_secret(tmp_path: Path) -> None:
    for number in range(50):
        path = tmp_path / f"secret-{number}"
        with ThreadPoolExecutor(8) as pool:
            found = set(pool.map(lambda i, path=path: kept(path, lambda: f"made by {i}"), range(8)))
        assert len(found) == 1
        assert path.stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.iterdir())) == 50, "nothing is left aside"


def test_a_sealing_key_that_is_none_stops_the_start_and_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHIPCAU_SECRET_KEYS", "khong-phai-khoa")
    with pytest.raises(BadEnvironment, match="key 1 is not a Fernet key") as refused:
        read_env()
    assert "khong-phai-khoa" not in str(refused.value)
