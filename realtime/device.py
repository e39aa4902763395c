"""Who a viewer is to us: a signed cookie and a keyed hash of the network, nothing else."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http.cookie import SimpleCookie
from django.utils.crypto import salted_hmac

COOKIE = "nhipcau_device"
YEAR_S = 365 * 24 * 3600
IPV4_PREFIX, IPV6_PREFIX = 24, 48
_signer = signing.Signer(salt="nhipcau.device")
_WELL_FORMED = re.compile(r"[0-9a-f]{32}")


def new_device() -> str:
    """A device that has never been here."""
    return secrets.token_hex(16)


def signed(device: str) -> str:
    """The cookie's value."""
    return _signer.sign(device)


def device_in(value: str | None) -> str | None:
    """The device in a cookie's value; None for one that we did not sign."""
    try:
        device = _signer.unsign(value or "")
    except signing.BadSignature:
        return None
    return device if _WELL_FORMED.fullmatch(device) else None


def cookie_options() -> dict[str, Any]:
    """For `HttpResponse.set_cookie`."""
    return {
        "max_age": YEAR_S,
        "httponly": True,
        "samesite": "Lax",
        "secure": settings.SECURE_TLS,
        "path": "/",
    }


def set_cookie_header(device: str) -> tuple[bytes, bytes]:
    """The same cookie as a header of a websocket's acceptance."""
    cookie: SimpleCookie = SimpleCookie({COOKIE: signed(device)})
    for name, value in cookie_options().items():
        cookie[COOKIE][name.replace("_", "-")] = value
    return b"set-cookie", cookie[COOKIE].OutputString().encode("latin-1")


def shown(device: str) -> str:
    """What a desk sees of a device: short, the same every time, and no way back to the cookie."""
    return hashlib.sha256(device.encode()).hexdigest()[:8]


def address_hash(address: str | None) -> str:
    """A keyed hash of the address's network (/24 or /48); "" where there is no address."""
    try:
        ip = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    prefix = IPV4_PREFIX if ip.version == 4 else IPV6_PREFIX
    network = ipaddress.ip_network(f"{ip}/{prefix}", strict=False)
    return salted_hmac("nhipcau.address", str(network), algorithm="sha256").hexdigest()[:32]
