"""What does taking RTMP in cost us, next to nginx-rtmp? `python -m bench.ingest [--quick]`

One ffmpeg sends the same bytes to both in the same moment; CPU is the kernel's run time of each process,
memory its proportional share. Three looks: a usual camera at 2.5 Mb/s, the same with one reader on each
side, and 50 Mb/s. Needs nginx with libnginx-mod-rtmp.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streaming import ffmpeg

ROOT = Path(__file__).resolve().parent.parent
KEY, SOURCE = "bench", 1
USUAL_MBPS, FAST_MBPS = 2.5, 50.0
NGINX = """
load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
rtmp {{ access_log off; server {{ listen 127.0.0.1:{port}; application live {{ live on; }} }} }}
"""


@dataclass(frozen=True)
class Server:
    """Who receives, where a sender goes and where a reader comes."""

    name: str
    pid: int
    address: str
    reader: list[str]

    def cpu_s(self) -> float:
        """Run time so far, to the nanosecond."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) / 1e9

    def pss_mb(self) -> float:
        """Its share of memory."""
        return pss_mb(self.pid)


def pss_mb(pid: int) -> float:
    """A process's share of memory."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.findall(r"^Pss:\s+(\d+)", text, re.M)[0]) / 1024


def main() -> None:
    """Measure, tell, and end with one line of JSON."""
    quick = "--quick" in sys.argv[1:]
    seconds = 9 if quick else 40
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as name:
        folder = Path(name)
        usual = clip(folder / "usual.flv", USUAL_MBPS, 6)
        fast = clip(folder / "fast.flv", FAST_MBPS, 4)
        with servers(folder) as both:
            looks = {
                "usual": look(both, usual, seconds),
                "with_reader": look(both, usual, seconds, reader=True),
                "at_50_mbps": look(both, fast, seconds * 2 // 3),
            }
            memory = {server.name: round(server.pss_mb(), 1) for server in both}
    report(looks, memory)


def clip(path: Path, mbps: float, seconds: int, gop: int = 60) -> Path:
    """A test picture at a constant rate; it is sent in a loop. `gop`: pictures from keyframe to keyframe."""
    rate = f"{mbps}M"
    words = [
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=1280x720:r=30",
        "-f",
        "lavfi",
        "-i",
        "sine=r=48000",
        "-t",
        str(seconds),
    ]
    words += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", str(gop), "-b:v", rate]
    words += ["-minrate", rate, "-maxrate", rate, "-bufsize", rate, "-x264-params", "nal-hrd=cbr"]
    words += ["-c:a", "aac", "-b:a", "128k"]
    subprocess.run([ffmpeg.executable(), "-v", "error", "-y", *words, str(path)], check=True)
    return path


@contextmanager
def servers(folder: Path) -> Iterator[tuple[Server, Server]]:
    """Ours and nginx, each on a free port, ended in any case."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        yield ours(folder, running), nginx(folder, running)
    finally:
        for process in running:
            process.terminate()
            process.wait(10)


def ours(folder: Path, running: list[subprocess.Popen[bytes]]) -> Server:
    """The ingest with one key."""
    control = folder / "control"
    argv = [sys.executable, "-m", "streaming.ingest", "--control", str(control), "--out", str(folder / "out")]
    argv += ["--host", "127.0.0.1", "--port", "0", "--lease", "600"]
    running.append(subprocess.Popen(argv, cwd=ROOT, stderr=subprocess.DEVNULL))
    record = wait_for(folder / "control.json")
    digest = hashlib.sha256(KEY.encode()).hexdigest()
    keys = [{"source": SOURCE, "digest": digest, "opens": None, "closes": None}]
    with socket.socket(socket.AF_UNIX) as worker:
        worker.connect(str(control))
        worker.sendall(json.dumps({"op": "state", "generation": 1, "keys": keys}).encode() + b"\n")
        worker.recv(65536)
    address = f"rtmp://127.0.0.1:{json.loads(record.read_text())['port']}/live/{KEY}"
    return Server("ours", running[-1].pid, address, ["-f", "flv", "-i", f"unix:{folder}/out/{SOURCE}.sock"])


def nginx(folder: Path, running: list[subprocess.Popen[bytes]]) -> Server:
    """nginx-rtmp, live only, as bare as it goes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    argv = [shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(folder / "nginx.conf")]
    running.append(subprocess.Popen(argv, stderr=subprocess.DEVNULL))
    wait_for(folder / "nginx.pid")
    address = f"rtmp://127.0.0.1:{port}/live/{KEY}"
    return Server("nginx", running[-1].pid, address, ["-i", address])


def wait_for(path: Path) -> Path:
    """A file that a process writes when it is ready."""
    deadline = time.monotonic() + 10
    while not path.exists():
        if time.monotonic() > deadline:
            raise SystemExit(f"{path.name} never came")
        time.sleep(0.05)
    return path


def look(both: tuple[Server, Server], file: Path, seconds: int, reader: bool = False) -> dict[str, float]:
    """CPU of each per Mb/s, in % of a core, and the ratio."""
    words = ["-re", "-stream_loop", "-1", "-i", str(file), "-t", str(seconds)]
    for server in both:
        words += ["-c", "copy", "-f", "flv", server.address]
    sender = subprocess.Popen([ffmpeg.executable(), "-nostdin", "-v", "error", *words])
    time.sleep(1.5)  # connecting is not what is asked
    readers = [start_reader(server) for server in both] if reader else []
    before, began = [server.cpu_s() for server in both], time.monotonic()
    time.sleep(seconds - 3)
    spent = [(server.cpu_s() - cpu) for server, cpu in zip(both, before, strict=True)]
    took = time.monotonic() - began
    sender.terminate()
    sender.wait(10)
    for process in readers:  # ffmpeg does not mind TERM while its peer is silent
        process.kill()
        process.wait(10)
    if sender.returncode not in (0, 255):
        raise SystemExit("the sender was turned away")
    mbps = file.stat().st_size * 8 / 1e6 / (6 if "usual" in file.name else 4)
    ours_per, nginx_per = (cpu / took * 100 / mbps for cpu in spent)
    return {"ours": ours_per, "nginx": nginx_per, "ratio": ours_per / nginx_per}


def start_reader(server: Server) -> subprocess.Popen[bytes]:
    """ffmpeg that takes everything and keeps nothing."""
    words = [*server.reader, "-c", "copy", "-f", "null", "-"]
    return subprocess.Popen([ffmpeg.executable(), "-nostdin", "-v", "quiet", *words])


def report(looks: dict[str, dict[str, float]], memory: dict[str, float]) -> None:
    """For people, then for machines."""
    for name, found in looks.items():
        print(
            f"{name:12} ours {found['ours']:.3f} % of a core per Mb/s, nginx {found['nginx']:.3f} %,", end=" "
        )
        print(f"ratio {found['ratio']:.2f}")
    print(f"memory (PSS, MB): {memory}")
    result = {
        "ingest_cpu_vs_nginx": round(looks["usual"]["ratio"], 2),
        "with_reader": round(looks["with_reader"]["ratio"], 2),
        "at_50_mbps": round(looks["at_50_mbps"]["ratio"], 2),
        "cpu_percent_per_mbps": round(looks["usual"]["ours"], 3),
        "memory_mb": memory["ours"],
        "nginx_memory_mb": memory["nginx"],
    }
    print(f"RESULT {json.dumps(result)}")


if __name__ == "__main__":
    main()
