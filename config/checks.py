"""What scripts/test runs, in order: cheap checks first, pytest last so that its line closes the run."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console

from config.setup import FRONTEND, ROOT, node_argv

BIN = Path(sys.executable).parent
ROOMS = ["config", "events", "streaming", "realtime", "tests", "bench"]
console = Console(stderr=True)


Check = tuple[str, list[str]]


def lanes() -> list[list[Check]]:
    """(name, argv) of every check before pytest: two rows that run beside each other, a core each."""
    node, npm = node_argv()
    screens = [node, npm, "--prefix", str(FRONTEND), "run"]
    return [
        [
            ("ruff", [str(BIN / "ruff"), "check", "."]),
            ("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
            ("import-linter", [str(BIN / "lint-imports")]),
            ("mypy --strict", [str(BIN / "mypy"), *ROOMS]),
        ],
        [
            ("svelte-check", [*screens, "check"]),
            ("vitest", [*screens, "test"]),
            ("script budget", [*screens, "budget"]),
        ],
    ]


def passed(lane: list[Check], env: dict[str, str]) -> bool:
    """Whether all of them pass; the first that fails ends the lane and shows its output."""
    for name, argv in lane:
        done = subprocess.run(  # noqa: S603  argv is ours
            argv, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode:
            console.print(done.stdout.decode(errors="replace")[-20000:], markup=False)
            console.print(f"nhipcau: {name} không đạt / failed", markup=False)
            return False
        console.print(f"[green]✓[/] {name}")
    return True


def main() -> None:
    """Run all; a check that fails ends the run."""
    words = sys.argv[1:]
    env = {**os.environ, "PATH": f"{Path(node_argv()[0]).parent}{os.pathsep}{os.environ['PATH']}"}
    with console.status("…"), ThreadPoolExecutor() as pool:
        good = list(pool.map(lambda lane: passed(lane, env), lanes()))
    if not all(good):
        raise SystemExit(1)
    # The tests wait more than they compute. What takes minutes on air has the machine to itself.
    two = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    marked = [] if "--long" in words else ["-m", "not long", *two, "--reruns", "1"]  # see tests/again.py
    rest = [word for word in words if word != "--long"]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *marked, *rest])  # noqa: S606


if __name__ == "__main__":
    main()
