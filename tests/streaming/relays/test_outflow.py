"""What leaves a socket, by its send queue: of real sockets, and in tables."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from streaming.host import outflow
from streaming.host.outflow import Look, Outflow, look_at, queues, sockets_of

KB = 1000


def test_the_queue_of_a_real_socket_grows_where_its_peer_does_not_read() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()) as near:
        far, _ = door.accept()
        with far:
            inode = os.fstat(near.fileno()).st_ino
            assert inode in sockets_of(os.getpid())
            assert queues({inode}) == {inode: 0}
            near.setblocking(False)
            sent = 0
            try:
                while True:
                    sent += near.send(b"x" * 65536)
            except BlockingIOError:
                pass
            waits = queues({inode})[inode]
            assert 0 < waits < sent
        assert queues(set()) == {}


def test_a_process_that_is_gone_has_no_sockets() -> None:
    assert sockets_of(2**22 + 1) == set()


def test_a_table_that_cannot_be_read_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outflow, "TABLES", (Path("/proc/self/net/nosuch"),))
    flow = Outflow()
    look_at({os.getpid(): (flow, 1000)}, 0.0)
    assert flow.report() is None


def fed(*looks: tuple[float, int, int]) -> Outflow:
    made = Outflow()
    for at, written, queued in looks:
        made.take(Look(at, written * KB, queued * KB))
    return made


TABLE = [
    ("an empty queue flows", [(t, 300 * t, 0) for t in range(7)], 0.0, 2400.0),
    ("a queue that drains flows", [(t, 300 * t, 200) for t in range(7)], 0.0, 2400.0),
    ("nothing to send is no stall", [(t, 900, 0) for t in range(7)], 0.0, 0.0),
    (
        "all that is written waits",
        [(0, 300, 0), *((t, 300 + 300 * t, 300 * t) for t in range(1, 7))],
        6.0,
        0.0,
    ),
    ("blocked: nothing is written and nothing leaves", [(t, 900, 700) for t in range(7)], 6.0, 0.0),
    ("blocked and slowly read is slow, not stalled", [(t, 900 + 50 * t, 700) for t in range(7)], 0.0, 400.0),
    (
        "what was written is known half a second late",
        [(0, 300, 0), *((t, 300 + 300 * t - 150 * (t % 2), 300 * t) for t in range(1, 8))],
        7.0,
        None,
    ),
    (
        "a host that was frozen for a minute: its first look proves little",
        [(0, 300, 0), (1, 600, 50), (61, 600, 70)],
        outflow.LONGEST_LOOK_S,
        None,
    ),
    ("a busy host that looks seldom finds it all the same", [(4 * t, 900, 700) for t in range(4)], 7.5, 0.0),
    ("it drains again", [*((t, 300 * t, 300 * t) for t in range(6)), (6, 1800, 100)], 0.0, None),
]


@pytest.mark.parametrize(
    ("looks", "still_s", "kbps"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_still_is_what_waits_and_does_not_leave(
    looks: list[tuple[float, int, int]], still_s: float, kbps: float | None
) -> None:
    found = fed(*looks).report()
    assert found
    assert found["still_s"] == still_s
    if kbps is not None:
        assert found["kbps"] == kbps


def test_no_rate_is_told_of_one_look() -> None:
    found = fed((0.0, 300, 0)).report()
    assert found
    assert found["kbps"] is None
