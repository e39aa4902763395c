"""Classes of faults, from what ffmpeg 9 really said to a real nginx-rtmp and to real sockets."""

from __future__ import annotations

import pytest

from streaming.faults import FINAL, PROBED, Ending, program_fault, relay_fault
from streaming.messages import WORDS
from streaming.policies import POLICIES

REFUSED = (
    "[tcp @ 0x55b97e91eb80] Connection to tcp://127.0.0.1:19351?tcp_nodelay=0 failed: Connection refused",
    "[rtmp @ 0x55b97e933740] Cannot open connection tcp://127.0.0.1:19351?tcp_nodelay=0",
    "[out#0/flv @ 0x55b97eaf55c0] Error opening output rtmp://127.0.0.1:19351/live: Connection refused",
)
NO_NAME = (
    "[tcp @ 0x55b67cb9b80] Failed to resolve hostname nosuch.invalid: Name or service not known",
    "[rtmp @ 0x55b67cce740] Cannot open connection tcp://nosuch.invalid:1935?tcp_nodelay=0",
    "[out#0/flv @ 0x55b67e905c0] Error opening output rtmp://nosuch.invalid/live: Input/output error",
)
BROKEN_PIPE = (
    "[aost#0:1/copy @ 0x560ace87c640] Error submitting a packet to the muxer: Broken pipe",
    "    Last message repeated 1 times",
    "[out#0/flv @ 0x560acea525c0] Error muxing a packet",
    "[out#0/flv @ 0x560acea525c0] Error writing trailer: Broken pipe",
)
NO_APPLICATION = (
    "[out#0/flv @ 0x55909acb65c0] Error opening output rtmp://127.0.0.1:19350/nosuch: Input/output error",
    "Error opening output files: Input/output error",
)
NO_TLS = (
    "[tls @ 0x55c6dac63180] IO error: Connection timed out",
    "[rtmps @ 0x55c6dac62740] Cannot open connection tls://127.0.0.1:19350",
    "[out#0/flv @ 0x55c6dae245c0] Error opening output rtmps://127.0.0.1:19350/live: Connection timed out",
)
TLS_REFUSED = (
    "[tcp @ 0x55b97e91eb80] Connection to tcp://ssl.xa-mot.vn:443?tcp_nodelay=0 failed: Connection refused",
    "[rtmps @ 0x55b97e933740] Cannot open connection tls://ssl.xa-mot.vn:443",
    "[out#0/flv @ 0x55b97eaf55c0] Error opening output rtmps://ssl.xa-mot.vn/live: Connection refused",
)
TLS_CLOSED = ("[tls @ 0x55c6dac63180] IO error: Broken pipe", *BROKEN_PIPE)
TLS_ENDED = (
    "[tls @ 0x55c6dac63180] error:0A000126:SSL routines::unexpected eof while reading",
    *BROKEN_PIPE,
)
BAD_NAME = ("[rtmp @ 0x5581] Server error: NetStream.Publish.BadName: stream key is not allowed",)
STALLED = (
    "[out#0/flv @ 0x5581] Error muxing a packet",
    "[out#0/flv @ 0x5581] Task finished with error code: -110 (Connection timed out)",
)

RELAYS = [
    ("page_unreachable", Ending(145, "", 0.1, REFUSED)),
    ("page_name_not_found", Ending(251, "", 0.1, NO_NAME)),
    ("page_refused_key", Ending(224, "", 0.4, BROKEN_PIPE)),
    ("page_refused_key", Ending(1, "", 20.0, BAD_NAME)),
    ("page_closed", Ending(224, "", 95.0, BROKEN_PIPE)),
    ("page_refused", Ending(251, "", 0.2, NO_APPLICATION)),
    ("page_tls_failed", Ending(146, "", 10.2, NO_TLS)),
    ("page_unreachable", Ending(145, "", 0.1, TLS_REFUSED)),
    ("page_closed", Ending(224, "", 95.0, TLS_CLOSED)),
    ("page_refused_key", Ending(224, "", 0.9, TLS_CLOSED)),
    ("page_closed", Ending(224, "", 95.0, TLS_ENDED)),
    ("page_stalled", Ending(146, "", 60.0, STALLED)),
    ("disk_full", Ending(1, "", 60.0, ("av_interleaved_write_frame(): No space left on device",))),
    ("killed", Ending(-9, "", 60.0, ("Packet corrupt (stream = 0, dts = 750000).",))),
    ("no_program", Ending(0, "", 70.0)),
    ("unknown", Ending(1, "", 70.0, ("something nobody has seen",))),
    ("", Ending(255, "worker", 70.0, BROKEN_PIPE)),
    ("", Ending(-9, "worker", 70.0)),
    ("page_stalled", Ending(-9, "stalled", 70.0)),
    ("lease_lost", Ending(-9, "lease", 70.0)),
    ("host_lost", Ending(255, "host", 70.0)),
]
SILENT = (
    "[fc#0 @ 0x55] Stream specifier 'a:0' in filtergraph description [0:a:0]aresample matches no streams.",
)
BLIND = (
    "[fc#0 @ 0x55] Stream specifier 'v:0' in filtergraph description [0:v:0]yadif=deint matches no streams.",
)
GUARDED = (
    "[http @ 0x55851bb22d00] HTTP error 403 refused by the guard",
    "[in#0 @ 0x55851bb21e80] Error opening input: Server returned 403 Forbidden (access denied)",
)
GONE = (
    "[http @ 0x5592ff3c0d00] HTTP error 404 File not found",
    "[in#0 @ 0x5592ff3bfe80] Error opening input: Server returned 404 Not Found",
)
BAD_GATEWAY = (
    "[http @ 0x562e9ac54d00] HTTP error 504 Gateway Timeout",
    "[in#0 @ 0x562e9ac53e80] Error opening input: Server returned 5XX Server Error reply",
)
NO_SUCH_NAME = ("[http @ 0x55668ba3ad00] HTTP error 502 No Such Name",)
GARBAGE = ("[in#0 @ 0x5581] Error opening input: Invalid data found when processing input",)
PULLED = [
    ("source_no_audio", SILENT),
    ("source_no_video", BLIND),
    ("source_address_refused", GUARDED),
    ("source_refused", GONE),
    ("source_unreachable", BAD_GATEWAY),
    ("source_unreachable", REFUSED),
    ("source_name_not_found", NO_SUCH_NAME),
    ("source_broken", GARBAGE),
]


@pytest.mark.parametrize(("code", "end"), RELAYS)
def test_why_a_relay_ended(code: str, end: Ending) -> None:
    assert relay_fault(end) == code


@pytest.mark.parametrize(("code", "tail"), PULLED)
def test_why_a_pulled_source_ended(code: str, tail: tuple[str, ...]) -> None:
    assert program_fault(Ending(1, "", 2.0, tail), endless=True, pulled=True) == code


def test_a_film_that_is_shown_once_ends_and_everything_else_that_ends_has_failed() -> None:
    over = Ending(0, "", 60.0)
    assert program_fault(over, endless=False, pulled=False) == "source_ended"
    assert program_fault(over, endless=True, pulled=True) == "source_stalled"


def test_a_file_that_is_gone_is_named() -> None:
    tail = ("[in#0 @ 0x55] Error opening input: No such file or directory",)
    assert program_fault(Ending(254, "", 0.1, tail), endless=True, pulled=False) == "source_missing"


def test_every_code_has_words_in_both_languages() -> None:
    codes = {code for code, _ in RELAYS} | {code for code, _ in PULLED} | FINAL | PROBED | POLICIES.keys()
    assert codes - {""} <= WORDS.keys()
    assert all(vi and en and vi != en for vi, en in WORDS.values())
