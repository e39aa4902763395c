"""A throw-away data folder, set before Django's settings are read.

A plugin (`-p` in pyproject.toml), not part of conftest.py: pytest-django reads the settings before any
conftest is loaded, and the tests would run in the data folder of whoever works here.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="nhipcau-test-"))
atexit.register(shutil.rmtree, _data, ignore_errors=True)
(_data / "static").mkdir()
# DATABASE_URL and REDIS_URL of the machine must not reach a test either.
os.environ["NHIPCAU_DATA"] = str(_data)
os.environ["NHIPCAU_ALLOWED_TARGETS"] = "127.0.0.1,localhost"
for name in ("DATABASE_URL", "REDIS_URL", "NHIPCAU_PUBLIC_URL", "NHIPCAU_SECRET_KEYS", "SECRET_KEY"):
    os.environ.pop(name, None)
