"""Who takes what: tables and properties, no database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.worker.sharing import share, to_take

PAGES = [f"page:{number}" for number in range(1, 7)]


@pytest.mark.parametrize(
    ("free", "room", "place", "left", "taken"),
    [
        (PAGES, 6, (0, 1), (), PAGES),  # alone: all at once
        (PAGES, 3, (0, 2), (), PAGES[:3]),
        (PAGES, 3, (1, 2), (), PAGES[3:]),  # at the same moment, from the other end
        (PAGES[:2], 0, (0, 2), (), []),  # the other is to take them
        (PAGES[:2], 0, (0, 2), PAGES[:1], PAGES[:1]),  # but does not
        (PAGES[:2], -2, (0, 2), (), []),  # more than its share: nothing is given back while it runs
        ([], 3, (0, 2), (), []),
    ],
)
def test_a_worker_takes_up_to_its_share(
    free: list[str], room: int, place: tuple[int, int], left: tuple[str, ...], taken: list[str]
) -> None:
    assert to_take(free, room, place, left) == taken


@given(st.integers(0, 120), st.integers(1, 9))
def test_shares_together_are_enough_and_differ_by_no_more_than_rounding(total: int, nodes: int) -> None:
    assert share(total, nodes) * nodes >= total
    assert (share(total, nodes) - 1) * nodes < max(total, 1)


@given(st.integers(0, 40), st.integers(1, 5), st.data())
def test_whatever_the_order_all_pages_are_taken_once(total: int, nodes: int, data: st.DataObject) -> None:
    held: dict[str, int] = {}
    pages = [f"page:{number}" for number in range(total)]
    for which in data.draw(st.permutations(range(nodes))):
        free = [page for page in pages if page not in held]
        room = share(total, nodes) - list(held.values()).count(which)
        for page in to_take(free, room, (which, nodes), ()):
            held[page] = which
    assert held.keys() == set(pages)
