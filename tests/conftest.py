"""What every test stands on: a throw-away data folder, and people in a small tree of units."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="nhipcau-test-"))
atexit.register(shutil.rmtree, _data, ignore_errors=True)
# Before Django reads its settings; DATABASE_URL and REDIS_URL of the machine must not reach a test.
os.environ["NHIPCAU_DATA"] = str(_data)
os.environ["NHIPCAU_ALLOWED_TARGETS"] = "127.0.0.1,localhost"
for name in ("DATABASE_URL", "REDIS_URL", "NHIPCAU_PUBLIC_URL", "NHIPCAU_SECRET_KEYS", "SECRET_KEY"):
    os.environ.pop(name, None)

pytest_plugins = ["tests.people", "tests.figures"]
