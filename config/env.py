"""What the environment may set, read once, checked loudly.

Every name is part of the public contract; a value that cannot be read stops the start with a
sentence that names the variable.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet
from environs import Env as Reader
from environs import EnvError

from events.secretfile import kept

ROOT = Path(__file__).resolve().parent.parent


class BadEnvironment(SystemExit):
    """The environment holds a value that cannot be used."""


@dataclass(frozen=True)
class Env:
    """The settings that a machine decides. Ports are TCP unless named otherwise; paths are absolute."""

    data: Path
    host: str
    port: int
    rtmp_port: int
    rtmps_port: int
    srt_ports: tuple[int, int]
    public_url: str
    tls_cert: str
    tls_key: str
    trusted_proxies: tuple[str, ...]
    secret_keys: tuple[str, ...]
    database_url: str
    redis_url: str
    demo_password: str
    secret_key: str
    debug: bool
    allowed_targets: tuple[str, ...]
    allow_lan: bool
    keep_recording_days: int = 30
    keep_segments_days: int = 7
    dvr_minutes: int = 120
    ladder: bool = True
    uplink_kbps: int = 0
    node: str = ""
    stream_url: str = ""

    @property
    def sqlite(self) -> bool:
        """True where no database server was named."""
        return not self.database_url or self.database_url.startswith("sqlite")

    @property
    def demo_allowed(self) -> bool:
        """The demo seeds known logins, so it never touches a server that the public reaches."""
        return self.sqlite and not self.public_url

    @property
    def run_dir(self) -> Path:
        """Sockets and pid files of the running processes (mode 0700)."""
        return self.data / "run"

    @property
    def live_dir(self) -> Path:
        """Playlists and segments, one folder a ceremony."""
        return self.data / "live"

    @property
    def recordings_dir(self) -> Path:
        """The archived ceremonies, one folder each."""
        return self.data / "recordings"


def read_env() -> Env:
    """Read and check the environment; raises BadEnvironment with the name of what is wrong."""
    try:
        return _read(Reader())
    except (EnvError, ValueError) as error:
        raise BadEnvironment(f"nhipcau: {error}") from None


def _read(env: Reader) -> Env:
    data = Path(env.str("NHIPCAU_DATA", "") or ROOT / "var").absolute()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Env(
        data=data,
        host=env.str("NHIPCAU_HOST", "127.0.0.1"),
        port=_port(env, "NHIPCAU_PORT", 8000),
        rtmp_port=_port(env, "NHIPCAU_RTMP_PORT", 1935),
        rtmps_port=_secure_port(env),
        srt_ports=_port_range(env.str("NHIPCAU_SRT_PORTS", "10080-10099")),
        public_url=env.str("NHIPCAU_PUBLIC_URL", "").rstrip("/"),
        tls_cert=env.str("NHIPCAU_TLS_CERT", ""),
        tls_key=env.str("NHIPCAU_TLS_KEY", ""),
        trusted_proxies=tuple(env.list("NHIPCAU_TRUSTED_PROXIES", [])),
        secret_keys=_sealing_keys(env.list("NHIPCAU_SECRET_KEYS", [])),
        database_url=env.str("DATABASE_URL", ""),
        redis_url=env.str("REDIS_URL", ""),
        demo_password=env.str("NHIPCAU_DEMO_PASSWORD", ""),
        secret_key=env.str("SECRET_KEY", "") or kept(data / "secret_key", _new_secret),
        debug=env.bool("NHIPCAU_DEBUG", False),
        allowed_targets=tuple(env.list("NHIPCAU_ALLOWED_TARGETS", [])),
        # On one machine beside the cameras the local network is where sources are; a public server has none.
        allow_lan=env.bool("NHIPCAU_ALLOW_LAN", not env.str("DATABASE_URL", "")),
        keep_recording_days=_count(env, "NHIPCAU_KEEP_RECORDING_DAYS", 30),
        keep_segments_days=_count(env, "NHIPCAU_KEEP_SEGMENTS_DAYS", 7),
        dvr_minutes=_count(env, "NHIPCAU_DVR_MINUTES", 120),
        ladder=env.bool("NHIPCAU_LADDER", True),
        uplink_kbps=_uplink(env),
        node=_node(env),
        stream_url=env.str("NHIPCAU_STREAM_URL", "").rstrip("/"),
    )


def _port(env: Reader, name: str, default: int) -> int:
    port = env.int(name, default)
    if not 0 < port < 65536:
        raise ValueError(f"{name} is {port}: a port is a number from 1 to 65535")
    return port


def _secure_port(env: Reader) -> int:
    """Where senders come by RTMPS; 0: they cannot."""
    if not env.str("NHIPCAU_RTMPS_PORT", ""):
        return 0
    if not (env.str("NHIPCAU_TLS_CERT", "") and env.str("NHIPCAU_TLS_KEY", "")):
        raise ValueError("NHIPCAU_RTMPS_PORT needs NHIPCAU_TLS_CERT and NHIPCAU_TLS_KEY")
    return _port(env, "NHIPCAU_RTMPS_PORT", 0)


def _uplink(env: Reader) -> int:
    """0: not known."""
    kbps = env.int("NHIPCAU_UPLINK_KBPS", 0)
    if not 0 <= kbps <= 100_000_000:
        raise ValueError(f"NHIPCAU_UPLINK_KBPS is {kbps}: it is in kb/s, 0 where it is not known")
    return kbps


def _node(env: Reader) -> str:
    """What this machine's worker is called among several; empty: it finds a name and keeps it."""
    node = env.str("NHIPCAU_NODE", "")
    if len(node) > 80 or any(letter.isspace() for letter in node):
        raise ValueError("NHIPCAU_NODE is a name of at most 80 letters without spaces")
    return node


def _count(env: Reader, name: str, default: int) -> int:
    count = env.int(name, default)
    if not 0 < count < 100_000:
        raise ValueError(f"{name} is {count}: it must be a whole number above 0")
    return count


def _port_range(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    try:
        low, high = int(first), int(last if dash else first)
    except ValueError:
        raise ValueError(f"NHIPCAU_SRT_PORTS is {text!r}: write it like 10080-10099") from None
    if not 0 < low <= high < 65536:
        raise ValueError(f"NHIPCAU_SRT_PORTS is {text!r}: the first port must not be above the last")
    return low, high


def _new_secret() -> str:
    return secrets.token_urlsafe(50)


def _sealing_keys(keys: list[str]) -> tuple[str, ...]:
    for number, key in enumerate(keys, 1):
        try:
            Fernet(key)
        except ValueError:  # never the key itself in the message
            raise ValueError(f"NHIPCAU_SECRET_KEYS: key {number} is not a Fernet key") from None
    return tuple(keys)
