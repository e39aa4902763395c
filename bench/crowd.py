"""A crowd of viewers, for bench.comments: `python -m bench.crowd` with a Plan as JSON on its standard input.

Its own process on picows and uvloop, so that what is measured is the server. Every posted text holds a mark
with its number and the clock of its sending; a viewer counts marks and adds up their numbers, which shows a
loss as well as a double. One line out when all are there, one with the Tally when it is over.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from bench.tally import Plan, Tally, quantile

MARK = re.compile(rb"~m(\d+)\.(\d+)~")
ACK = re.compile(rb'"type":"(ack|error)","ref":"r(\d+)"')
CONNECTING = 50  # at once
QUIET_S = 2.0  # nothing came for so long: all that will come has come
DRAIN_S = 30.0
EACH = 5  # comments that a device may post in ten seconds
WORDS = "Kính chúc buổi lễ thành công tốt đẹp, bà con xã Hy Cương xem rất đông"


@dataclass
class Crowd:
    """Everybody in it, and what they saw."""

    plan: Plan
    members: list[Viewer] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)
    acks: list[int] = field(default_factory=list)
    sent: dict[int, int] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    refused: int = 0
    greeted: int = 0
    last: float = 0.0
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def took(self, number: int, good: bool, at: int) -> None:
        """A comment was acknowledged, or not."""
        if good:
            self.acks.append(at - self.sent[number])
            self.numbers.append(number)
        else:
            self.refused += 1
        self.room.release()


class Viewer(WSListener):
    """One socket."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd, self.count, self.sum, self.gone = crowd, 0, 0, False
        self.transport: Any = None

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Remember the way out."""
        self.transport = transport

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """Whoever is dropped misses the rest."""
        self.gone = True

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Count the marks of it."""
        if frame.msg_type != WSMsgType.TEXT:
            return
        now, text = time.monotonic_ns(), frame.get_payload_as_bytes()
        crowd = self.crowd
        if text.startswith(b'{"type":"snapshot"'):
            crowd.greeted += 1
            return
        if found := ACK.match(text, 1):
            crowd.took(int(found[2]), found[1] == b"ack", now)
            return
        for number, at in MARK.findall(text):
            self.count += 1
            self.sum += int(number)
            crowd.delays.append(now - int(at))
            crowd.last = time.monotonic()


async def gather(plan: Plan) -> Crowd:
    """All of them, connected; each from a network of its own."""
    crowd, some = Crowd(plan), asyncio.Semaphore(CONNECTING)

    async def one(which: int) -> None:
        address = f"10.{which >> 16 & 255}.{which >> 8 & 255}.{which & 255}"
        async with some:
            headers = [("X-Forwarded-For", address)]
            member = Viewer(crowd)
            await ws_connect(lambda: member, plan.url, extra_headers=headers)
            crowd.members.append(member)

    await asyncio.gather(*(one(which) for which in range(plan.viewers)))
    while plan.post == "ws" and crowd.greeted < plan.viewers:  # ours begins with what was said before
        await asyncio.sleep(0.05)
    return crowd


def text_of(number: int) -> str:
    """A comment as people write them, with its mark."""
    return f"{WORDS} ~m{number}.{time.monotonic_ns()}~"


async def send(crowd: Crowd, member: Viewer, number: int) -> None:
    """One comment."""
    crowd.sent[number] = time.monotonic_ns()
    if crowd.plan.post == "http":
        await _publish(crowd.plan.to, text_of(number))
        crowd.numbers.append(number)
        return
    text = text_of(number)
    if crowd.plan.post == "ws":
        said = {"type": "comment.post", "ref": f"r{number}", "body": text, "name": "Lan"}
        text = json.dumps(said)
    else:
        crowd.numbers.append(number)
    member.transport.send(WSMsgType.TEXT, text.encode())


_door: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []


async def _publish(to: str, text: str) -> None:
    """One request of a connection that is kept. The body is as long as ours is when it is encoded."""
    host, _, rest = to.partition("/")
    name, _, port = host.partition(":")
    if not _door:
        _door.append(await asyncio.open_connection(name, int(port)))
    reader, writer = _door[0]
    body = json.dumps(like_ours(text)).encode()
    writer.write(f"POST /{rest} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    head = await reader.readuntil(b"\r\n\r\n")
    if found := re.search(rb"[Cc]ontent-[Ll]ength: (\d+)", head):
        await reader.readexactly(int(found[1]))


def like_ours(text: str) -> dict[str, object]:
    """What one comment of ours costs on the wire."""
    comment = {
        "id": 12345,
        "seq": 12345,
        "position": 12345,
        "name": "Lan",
        "body": text,
        "state": "published",
    }
    comment |= {"pinned": False, "own": False, "created_at": "2026-04-25T01:00:00.000000Z", "source": "own"}
    return {"type": "batch", "from": 12344, "to": 12345, "events": [{"type": "comment", "comment": comment}]}


async def converse(crowd: Crowd) -> float:
    """Post; the seconds that it took."""
    plan, began = crowd.plan, time.monotonic()
    turns: Iterator[Viewer] = itertools.cycle(crowd.members)
    if plan.rate:
        for number in range(1, round(plan.rate * plan.seconds) + 1):
            await asyncio.sleep(max(0.0, began + number / plan.rate - time.monotonic()))
            await send(crowd, next(turns), number)
        return time.monotonic() - began
    crowd.room = asyncio.Semaphore(plan.flight)
    for number in itertools.count(1):
        await crowd.room.acquire()
        if time.monotonic() - began > plan.seconds or number > EACH * len(crowd.members):
            break
        await send(crowd, next(turns), number)
    return time.monotonic() - began


async def settle(crowd: Crowd) -> None:
    """Until everything has come, or nothing comes any more."""
    want, end = expected(crowd), time.monotonic() + DRAIN_S
    while time.monotonic() < end:
        await asyncio.sleep(0.1)
        quiet = time.monotonic() - crowd.last > QUIET_S
        if (want and sum(it.count for it in crowd.members) >= want) or quiet:
            want = expected(crowd)
            if quiet:
                return


def expected(crowd: Crowd) -> int:
    """Deliveries, if nothing is lost."""
    return len(crowd.numbers) * len(crowd.members)


def tally(crowd: Crowd, took_s: float, client_s: float) -> Tally:
    """The end of it."""
    right = sum(crowd.numbers)
    return Tally(
        posted=len(crowd.sent),
        acked=len(crowd.acks),
        refused=crowd.refused,
        expected=expected(crowd),
        delivered=sum(it.count for it in crowd.members),
        wrong=sum(it.sum != right for it in crowd.members),
        took_s=round(took_s, 3),
        p50=quantile(crowd.delays, 0.5),
        p99=quantile(crowd.delays, 0.99),
        p999=quantile(crowd.delays, 0.999),
        ack_p50=quantile(crowd.acks, 0.5),
        ack_p99=quantile(crowd.acks, 0.99),
        dropped=sum(it.gone for it in crowd.members),
        client_pct=round(100 * client_s / took_s, 1),
    )


async def main() -> None:
    """Come, say so, wait to be told to begin, post, look, tell."""
    crowd = await gather(Plan(**json.loads(sys.stdin.readline())))
    print("there", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    before = resource.getrusage(resource.RUSAGE_SELF)
    took_s = await converse(crowd)
    after = resource.getrusage(resource.RUSAGE_SELF)
    await settle(crowd)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps(asdict(tally(crowd, took_s, used))), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
