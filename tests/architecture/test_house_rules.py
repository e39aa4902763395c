"""The house's measure: small files, small functions, one port to the sockets, no machine in the text."""

from __future__ import annotations

import ast
import gc
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_LINES, MAX_FUNCTION, MAX_MEDIAN = 250, 40, 8
# Files over the bound, each with its reason; this list only shrinks.
LONG_FILES: dict[str, str] = {}
ROOMS = ("config", "events", "streaming", "realtime")


def tracked(*suffixes: str) -> list[Path]:
    """Files that git tracks or would track, generated ones left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name.endswith(suffixes)]
    return [path for path in paths if path.is_file() and "migrations" not in path.parts]


def python_files() -> list[Path]:
    return tracked(".py")


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(parsed(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def parsed(text: str) -> ast.Module:
    """Python before 3.11.8 takes a finalizer that runs meanwhile for a mistake: SystemError, gh-106905."""
    gc.disable()
    try:
        return ast.parse(text)
    except SystemError:
        return ast.parse(text)
    finally:
        gc.enable()


def test_no_file_is_longer_than_250_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked(".py", ".ts", ".svelte", ".css")
        if (count := len(path.read_text().splitlines())) > MAX_LINES
    }
    assert long.keys() == LONG_FILES.keys(), long


def test_no_function_is_longer_than_40_lines_and_the_median_is_small() -> None:
    found = dict(pair for path in python_files() for pair in functions(path))
    long = {name: size for name, size in found.items() if size > MAX_FUNCTION}
    assert not long
    of_the_product = [size for name, size in found.items() if name.startswith(ROOMS)]
    assert statistics.median(of_the_product) <= MAX_MEDIAN


def test_only_announce_calls_the_channel_layer() -> None:
    callers = {
        str(path.relative_to(ROOT))
        for path in python_files()
        if "tests" not in path.parts and re.search(r"\.group_send\(", path.read_text())
    }
    assert callers == {"events/announce.py", "bench/peers.py"}  # the latter is what ours is held against


def found_in(pattern: str, paths: list[Path]) -> list[str]:
    """Where a pattern occurs, this file left out: it has to name what it forbids."""
    here = Path(__file__)
    return [str(p.relative_to(ROOT)) for p in paths if p != here and re.search(pattern, p.read_text(), re.I)]


SHELLS = [
    (r"shell\s*=\s*True", "run(x, shell=True)"),
    (r"os\.system\(", "os.system('ls')"),
    (r"\bexcept:\s", "except:\n"),
]


@pytest.mark.parametrize(("forbidden", "example"), SHELLS)
def test_no_shell_and_no_bare_except(forbidden: str, example: str) -> None:
    assert re.search(forbidden, example), "the pattern finds what it is for"
    assert not found_in(forbidden, python_files())


def test_no_test_sleeps() -> None:
    allowed = {"tests/waiting.py"}
    hits = {
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.parts[len(ROOT.parts)] == "tests" and re.search(r"\bsleep\(", path.read_text())
    }
    assert hits - {str(Path(__file__).relative_to(ROOT))} <= allowed


def test_no_migration_is_missing() -> None:
    run = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout.decode()


def test_no_file_is_larger_than_a_megabyte() -> None:
    assert not [str(path) for path in tracked("") if path.stat().st_size > 1_000_000]


def test_the_word_district_and_machine_paths_appear_nowhere() -> None:
    texts = tracked(
        ".py", ".ts", ".svelte", ".md", ".html", ".toml", ".json", ".sh", "/setup", "/run", "/test"
    )
    for pattern in (r"(?<![\w.])/(work|root|home)/\w", re.escape(str(ROOT)), r"\bdistricts?\b"):
        assert not found_in(pattern, texts), pattern
