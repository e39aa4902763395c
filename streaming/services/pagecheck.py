"""The pre-flight of a page: its key, its name, its port, its certificate. Nothing is published."""

from __future__ import annotations

import socket
import ssl
import time
from dataclasses import dataclass

from streaming.enums import KeyState
from streaming.errors import TargetRefused
from streaming.models import Page
from streaming.targets import Target, Use, check_target
from streaming.trust import authorities

WITHIN_S = 4.0
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
    code = "page_unreachable"
    for address in target.addresses:
        try:
            with socket.create_connection((address, target.port), WITHIN_S / len(target.addresses)) as raw:
                return _shake(raw, target) if target.scheme == "rtmps" else "page_ok"
        except OSError:
            continue
    return code


def _shake(raw: socket.socket, target: Target) -> str:
    try:
        with ssl.create_default_context(cafile=authorities()).wrap_socket(raw, server_hostname=target.host):
            return "page_ok"
    except (ssl.SSLError, TimeoutError, ConnectionError):
        return "page_tls_failed"
