"""What scripts/test runs, in order: cheap checks first, pytest last so that its line closes the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from config.setup import FRONTEND, ROOT, node_argv

BIN = Path(sys.executable).parent
console = Console(stderr=True)


def checks() -> list[tuple[str, list[str]]]:
    """(name, argv) of every check before pytest."""
    node, npm = node_argv()
    screens = [node, npm, "--prefix", str(FRONTEND), "run"]
    return [
        ("ruff", [str(BIN / "ruff"), "check", "."]),
        ("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("import-linter", [str(BIN / "lint-imports")]),
        ("mypy --strict", [str(BIN / "mypy"), "config", "events", "streaming", "realtime", "tests", "bench"]),
        ("svelte-check", [*screens, "check"]),
        ("vitest", [*screens, "test"]),
        ("script budget", [*screens, "budget"]),
    ]


def main() -> None:
    """Run all; the first check that fails ends the run with its output and its code."""
    words = sys.argv[1:]
    env = {**os.environ, "PATH": f"{Path(node_argv()[0]).parent}{os.pathsep}{os.environ['PATH']}"}
    for name, argv in checks():
        with console.status(f"{name}…"):
            done = subprocess.run(  # noqa: S603  argv is ours
                argv, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
            )
        if done.returncode:
            console.print(done.stdout.decode(errors="replace")[-20000:], markup=False)
            raise SystemExit(f"nhipcau: {name} không đạt / failed")
        console.print(f"[green]✓[/] {name}")
    # The tests wait more than they compute. What takes minutes on air has the machine to itself.
    two = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    marked = [] if "--long" in words else ["-m", "not long", *two]
    rest = [word for word in words if word != "--long"]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *marked, *rest])  # noqa: S606


if __name__ == "__main__":
    main()
