"""Where people find us: on this machine, on its network, or by the address that is made known."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from streaming.addresses import lan_address


def our_host() -> str:
    """By which name senders and phones reach this machine."""
    env = settings.ENV
    everywhere = env.host in ("0.0.0.0", "::")  # noqa: S104  it is compared, nothing is bound
    return urlsplit(env.public_url).hostname or (lan_address() if everywhere else env.host)


def base_address() -> str:
    """What a person on this machine, or on this network with --lan, opens."""
    env = settings.ENV
    if env.public_url:
        return str(env.public_url)
    return f"{'https' if env.tls_cert else 'http'}://{our_host()}:{env.port}"


def camera_address(slug: str, source_id: int) -> str:
    """The screen that makes a phone this source; who opens it has to log in, so it holds no key."""
    return f"{base_address()}/studio/c/{slug}/camera?source={source_id}"
