"""The journal and what is made from it: tables and properties, no process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.playlist import Playlist, Segment, parse
from streaming.recording import dvr, journal
from streaming.recording.journal import Entry, iso
from streaming.recording.shelf import Shelf
from streaming.recording.stretches import Chapter, Gap, chapters, gaps, metadata, position_of, stretches

START = 1_800_000_000.0


def entry(n: int, at: float | None = None, run: int = 1, cut: bool = False) -> Entry:
    return Entry(n, f"seg-{run}-{n}.ts", 1.0, START + n if at is None else at, cut, run)


def listed(first: int, count: int, run: int = 1) -> Playlist:
    made = []
    for n in range(first, first + count):
        name, time = f"seg-{run}-{n}.ts", f"{journal.TIME}{iso(START + n)}"
        made.append(Segment(name, 1.0, ("#EXTINF:1.0,", time, name)))
    return Playlist(("#EXTM3U", "#EXT-X-TARGETDURATION:1"), first, tuple(made))


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=1, max_size=40), st.integers(1, 20))
def test_numbers_only_grow_and_a_name_keeps_its_number(steps: list[tuple[int, bool]], window: int) -> None:
    known: list[Entry] = []
    number_of: dict[str, int] = {}
    last, run, n = 0, 1, 0
    for fresh, restarted in steps:
        run += restarted
        n += fresh
        known += journal.news(known, listed(max(0, n - 5), min(n, 5), run))
        if not known:
            continue
        shown = parse(dvr.going_back(dvr.window(known, window), 0, 1, ended=False))
        assert shown.sequence >= last
        assert len(shown.segments) <= window
        for place, segment in enumerate(shown.segments):
            assert number_of.setdefault(segment.name, shown.sequence + place) == shown.sequence + place
        last = shown.sequence


@given(st.integers(1, 30), st.binary(max_size=20))
def test_a_torn_line_costs_nothing_that_was_whole(count: int, torn: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal.append(folder, [entry(n) for n in range(count)])
        with (folder / journal.JOURNAL).open("ab") as file:
            file.write(torn.replace(b"\n", b""))
        journal.append(folder, [entry(count)])
        assert journal.read(folder) == [entry(n) for n in range(count + 1)]


@pytest.mark.parametrize(
    ("jump", "at"),
    [
        (1.2, 2 + 1.2),
        (0.0, 2.0),
        (-0.07, 2.0),  # it began two pictures before the end: nothing is missing
        (-30.0, 4.0),  # the stream's time began anew
        (90.0, 4.0),
        (None, 4.0),
    ],
)
def test_a_new_encoders_place_is_the_streams_own_time_and_not_its_late_date(
    jump: float | None, at: float
) -> None:
    late = journal.news([entry(0), entry(1)], listed(4, 1, run=2), apart=lambda before, after: jump)
    assert [each.at - START for each in late] == [pytest.approx(at)]


def shelf_with(folder: Path, count: int) -> Shelf:
    from streaming.playlist import render

    for n in range(count):
        (folder / f"seg-1-{n}.ts").write_bytes(b"x" * 100)
    (folder / "program.m3u8").write_text(render(listed(max(0, count - 30), min(count, 30))))
    journal.append(folder, [entry(n) for n in range(count)])
    return Shelf(folder, 7200.0)


def test_a_damaged_journal_is_made_again_and_the_public_numbers_stay(tmp_path: Path) -> None:
    shelf_with(tmp_path, 40).follow()
    before = parse((tmp_path / "dvr.m3u8").read_text())
    lines = (tmp_path / journal.JOURNAL).read_text().splitlines()
    lines[20] = '{"n": 20, "na'
    (tmp_path / journal.JOURNAL).write_text("\n".join(lines) + "\n")
    assert journal.read(tmp_path) is None
    again = Shelf(tmp_path, 7200.0)
    again.follow()
    assert journal.read(tmp_path) == again.entries
    after = parse((tmp_path / "dvr.m3u8").read_text())
    assert (after.sequence, [s.name for s in after.segments]) == (0, [s.name for s in before.segments])


def test_what_was_let_go_is_listed_no_more_and_what_is_live_is_never_let_go(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, 40)
    shelf.follow()
    assert [old.n for old, _ in shelf.old()] == list(range(10))
    shelf.let_go([f"seg-1-{n}.ts" for n in range(40)])
    assert len(shelf.there()) == 30
    shelf.follow()
    assert parse((tmp_path / "dvr.m3u8").read_text()).sequence == 10


def test_the_sweep_leaves_what_the_recording_keeps(tmp_path: Path) -> None:
    import os

    shelf = shelf_with(tmp_path, 40)
    (tmp_path / "seg-1-99.ts").write_bytes(b"x")
    for path in tmp_path.glob("*"):
        os.utime(path, (1, 1))
    assert shelf.live.sweep(live=True) == 1
    assert shelf.live.sweep(live=False) == 0
    assert len(shelf.there()) == 40


CUT = [entry(0), entry(1), entry(2, at=START + 5, run=2, cut=True), entry(3, at=START + 6, run=2)]


def test_gaps_and_stretches() -> None:
    assert gaps(CUT) == [Gap(2.0, 3.0, START + 2)]
    assert [[e.n for e in stretch] for stretch in stretches(CUT)] == [[0, 1], [2, 3]]
    assert [[e.n for e in stretch] for stretch in stretches([entry(0), entry(2)])] == [[0], [2]]


def test_a_lost_beginning_and_a_lost_end_are_gaps_too() -> None:
    written = [entry(n) for n in range(10)]
    assert gaps(written[2:8], written) == [Gap(0.0, 2.0, START), Gap(6.0, 2.0, START + 8)]
    assert gaps(written, written) == []


@given(st.integers(1, 400), st.integers(0, 50), st.booleans())
def test_a_delta_and_what_is_held_are_the_whole(count: int, first: int, ended: bool) -> None:
    entries = [entry(n, cut=n % 7 == 0, run=n // 7 + 1) for n in range(first, first + count)]
    whole = dvr.going_back(entries, 3, 2, ended)
    lines = dvr.delta(whole).splitlines()
    skip = next((i for i, line in enumerate(lines) if line.startswith("#EXT-X-SKIP")), None)
    if skip is None:
        assert count <= dvr.SKIP_UNTIL_S
        return
    skipped = int(lines[skip].rpartition("=")[2])
    assert skipped == count - dvr.SKIP_UNTIL_S
    rest, held = lines[skip + 1 :], whole.splitlines()
    assert lines[:skip] == held[:skip]
    assert rest == held[len(held) - len(rest) :]
    assert sum(not line.startswith("#") for line in held[: len(held) - len(rest)]) == skipped


@pytest.mark.parametrize(
    ("at", "place"), [(-5, 0.0), (0.5, 0.5), (3.0, 2.0), (5.25, 2.25), (6.9, 3.9), (7.1, None)]
)
def test_a_moment_has_its_place_in_the_recording(at: float, place: float | None) -> None:
    assert position_of(CUT, START + at) == place


def test_of_several_cues_in_a_gap_the_last_is_the_chapter() -> None:
    cues = [(START - 9, "A"), (START + 2.5, "B"), (START + 4, "C"), (START + 5.5, ""), (START + 99, "D")]
    assert chapters(CUT, cues) == [Chapter(0.0, "A"), Chapter(2.0, "C")]


def test_titles_cannot_break_the_metadata() -> None:
    text = metadata("a=b", [Chapter(0.0, "x;y\n[CHAPTER]")], 2.0)
    assert text.count("\n[CHAPTER]\n") == 1
    assert "title=x\\;y [CHAPTER]" in text
