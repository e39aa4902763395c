"""`python -m streaming.host.guarded POLICY ARGV…`: a process whose http goes through a guard of its own.

The mixer starts it for pulled http addresses; `{proxy}` in ARGV stands for the guard's address.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys

from streaming.host.guard import Guard, Policy
from streaming.host.server import PROXY
from streaming.host.tied import tied


async def run(policy: Policy, argv: list[str]) -> int:
    """Until it ends; its exit code."""
    guard = Guard(policy)
    words = [guard.address if word == PROXY else word for word in argv]
    pipes = pipes_in(argv)
    process = await asyncio.create_subprocess_exec(*words, pass_fds=pipes, preexec_fn=tied())
    for fd in pipes:
        os.close(fd)
    try:
        return await process.wait()
    finally:
        guard.close()


def pipes_in(argv: list[str]) -> list[int]:
    """What is handed down: words that are a pipe, or several for the tee muxer; never an address."""
    parts = [part for word in argv for part in word.split("|")]
    fds = [int(found[1]) for part in parts if (found := re.fullmatch(r"(?:\[[\w=:]*\])?pipe:(\d+)", part))]
    return [fd for fd in fds if fd > 2]


def main() -> None:
    """The command line."""
    given = json.loads(sys.argv[1])
    policy = Policy(bool(given["allow_lan"]), tuple(given["allowed"]))
    code = asyncio.run(run(policy, sys.argv[2:]))
    raise SystemExit(code if code >= 0 else 1)


if __name__ == "__main__":
    main()
