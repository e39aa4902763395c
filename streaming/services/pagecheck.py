"""The pre-flight of a page: name, port, certificate, greeting, RTMP's connect, key. Nothing is published."""

from __future__ import annotations

import socket
import ssl
import time
from dataclasses import dataclass

from streaming.enums import KeyState
from streaming.errors import TargetRefused
from streaming.greeting import NoGreeting, greet
from streaming.models import Page
from streaming.rtmp_connect import connect
from streaming.srt_page import greet_srt
from streaming.targets import Target, Use, check_target
from streaming.trust import authorities

WITHIN_S = 4.0  # to connect, and again to greet
FOR_KEY = {KeyState.MISSING: "key_missing", KeyState.UNREADABLE: "key_unreadable"}


@dataclass(frozen=True)
class Check:
    """The answer: a code of streaming.messages, and how long it took."""

    code: str
    ms: int

    @property
    def ok(self) -> bool:
        """Whether the page could be sent to."""
        return self.code == "page_ok"


def check_page(page: Page) -> Check:
    """Look at the page from here; takes up to some seconds."""
    began = time.monotonic()
    code = "page_ok" if page.is_rehearsal else _first_fault(page)
    return Check(code, round((time.monotonic() - began) * 1000))


def _first_fault(page: Page) -> str:
    try:
        target = check_target(page.address, Use.PAGE)
    except TargetRefused as refused:
        return "page_name_not_found" if refused.reason == "not_found" else "page_address_refused"
    code = _connect(target)
    return code if code != "page_ok" else FOR_KEY.get(page.key_state(), "page_ok")


def _connect(target: Target) -> str:
    """To the checked addresses, one after the other, so that the name cannot point elsewhere by now."""
    if target.scheme == "srt":
        return _srt(target)
    for address in target.addresses:
        try:
            raw = socket.create_connection((address, target.port), WITHIN_S / len(target.addresses))
        except OSError:
            continue
        with raw:
            return _talk(raw, target, time.monotonic() + WITHIN_S)
    return "page_unreachable"


def _srt(target: Target) -> str:
    code = "page_unreachable"
    for address in target.addresses:
        try:
            greet_srt(address, target.port, time.monotonic() + WITHIN_S / len(target.addresses))
        except NoGreeting as refused:
            code = refused.code
        else:
            return "page_ok"
    return code


def _talk(raw: socket.socket, target: Target, until: float) -> str:
    try:
        with _secured(raw, target, until) if target.scheme == "rtmps" else raw as peer:
            connect(peer, greet(peer, until), target.url, until)
    except NoGreeting as refused:
        return refused.code
    return "page_ok"


def _secured(raw: socket.socket, target: Target, until: float) -> socket.socket:
    raw.settimeout(max(0.1, until - time.monotonic()))
    try:
        trusting = ssl.create_default_context(cafile=authorities())
        return trusting.wrap_socket(raw, server_hostname=target.host)
    except OSError:  # SSLError, a peer that is silent or leaves
        raise NoGreeting("page_tls_failed") from None
