"""Judging network addresses, with nothing but the standard library: the hosts use it too."""

from __future__ import annotations

import ipaddress
import socket

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
# Answer with a machine's own credentials in clouds; some lie outside 169.254.0.0/16.
METADATA = frozenset(
    ipaddress.ip_address(text)
    for text in ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")
)
NAT64 = ipaddress.ip_network("64:ff9b::/96")
THIS_NETWORK = ipaddress.ip_network("0.0.0.0/8")
SHARED = ipaddress.ip_network("100.64.0.0/10")


def judge(text: str, allow_lan: bool) -> str:
    """ "" when traffic may go to this address, else the reason: "forbidden" or "lan"."""
    try:
        ip = unwrapped(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return "forbidden"
    if ip in METADATA or _never(ip):
        return "forbidden"
    private = ip.is_private or (ip.version == 4 and ip in SHARED)
    return "lan" if private and not allow_lan else ""


def _never(ip: IP) -> bool:
    special = ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified
    reserved = ip.is_reserved or (ip.version == 4 and ip in THIS_NETWORK)
    return special or reserved


def unwrapped(ip: IP) -> IP:
    """The IPv4 address that an IPv6 one carries inside (mapped, 6to4, Teredo, NAT64), else itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip.sixtofour:
        return ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def allow_listed(host: str, port: int, allowed: tuple[str, ...]) -> bool:
    """Whether the machine's own list (NHIPCAU_ALLOWED_TARGETS: `host` or `host:port`) names it."""
    return host in allowed or f"{host}:{port}" in allowed


def lan_address() -> str:
    """This machine's address on its network; loopback where there is none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1: only the route is looked up
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
