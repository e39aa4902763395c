"""Rehearsal pages do as they are told, to a real ffmpeg and to the worker's own relays."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from streaming.argv.relay import sink_argv
from streaming.enums import PageBehaviour
from streaming.models import Source
from streaming.rehearsal.target import Behaviour
from tests.desk import free_port
from tests.people import House
from tests.streaming.conftest import MakePage
from tests.streaming.ingest.media import clip, run
from tests.streaming.stage import Stage, db
from tests.waiting import eventually


def listens(port: int) -> bool:
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0


def is_hung_up_on(port: int, words: bytes) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as peer:
        peer.sendall(words)
        try:
            return peer.recv(1) == b""
        except ConnectionResetError:
            return True


@contextmanager
def target(behaviour: str, *words: str) -> Iterator[str]:
    """One of these, as the worker starts it; its address."""
    port = free_port()
    with subprocess.Popen([*sink_argv(port, behaviour), *words]) as process:
        try:
            eventually(lambda: listens(port), 20)
            yield f"rtmp://127.0.0.1:{port}/rehearsal/x"
        finally:
            process.terminate()
            assert process.wait(10) == 0


def sent(address: str, tmp_path: Path, seconds: float = 2) -> subprocess.CompletedProcess[str]:
    file = clip(tmp_path / "a.flv", seconds)
    return run("-v", "error", "-re", "-i", str(file), "-c", "copy", "-f", "flv", address)


def test_the_words_are_those_of_the_desk() -> None:
    assert [str(it) for it in Behaviour] == PageBehaviour.values


def test_it_takes_one_stream_after_the_other(tmp_path: Path) -> None:
    with target("accept") as address:
        assert [sent(address, tmp_path, 1).returncode for _ in range(2)] == [0, 0]


def test_nobody_beyond_this_machine_reaches_it() -> None:
    with target("accept") as address:
        ending = f":{int(address.split(':')[2].partition('/')[0]):04X}"
        tables = [Path(f"/proc/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
        listening = [words[1] for table in tables for words in map(str.split, table) if words[3] == "0A"]
        assert [at for at in listening if at.endswith(ending)] == [f"0100007F{ending}"]


def test_it_refuses_the_key_and_says_so(tmp_path: Path) -> None:
    with target("refuse_key") as address:
        refused = sent(address, tmp_path)
    assert refused.returncode != 0
    assert "The stream key is not known" in refused.stderr


def test_it_drops_the_stream_and_takes_it_again(tmp_path: Path) -> None:
    with target("drop", "--drop", "1") as address:
        assert [sent(address, tmp_path, 4).returncode != 0 for _ in range(2)] == [True, True]
    with target("drop", "--drop", "30") as address:
        assert sent(address, tmp_path, 1).returncode == 0


def test_it_answers_slowly_and_takes_the_stream_all_the_same(tmp_path: Path) -> None:
    with target("slow", "--slow", "0.5") as address:
        assert sent(address, tmp_path).returncode == 0


def test_whoever_speaks_no_rtmp_is_cut_off_and_the_next_is_served(tmp_path: Path) -> None:
    with target("accept") as address:
        port = int(address.split(":")[2].partition("/")[0])
        assert is_hung_up_on(port, b"GET / HTTP/1.1\r\n\r\n" + bytes(4000))
        assert sent(address, tmp_path, 1).returncode == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(120)
async def test_a_rehearsal_shows_what_a_page_that_fails_looks_like(
    stage: Stage, test_card: Source, make_page: MakePage
) -> None:
    wanted = {"nhận": "accept", "từ chối": "refuse_key", "đứng": "stall"}
    pages = {
        name: await db(lambda n=name, w=word: make_page(n, behaviour=w)) for name, word in wanted.items()
    }
    await stage.add(*pages.values())
    await stage.start(test_card)
    await stage.until(lambda: stage.relay(pages["từ chối"]).error_code == "page_refused_key")
    await stage.until(lambda: stage.relay(pages["đứng"]).error_code == "page_stalled", 40)
    good = await db(stage.relay, pages["nhận"])
    assert (good.state, good.restarts, good.flowing) == ("running", 0, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("word", "status"), [("stall", 200), ("explode", 400)])
def test_how_a_rehearsal_page_behaves_is_chosen_from_the_list(
    house: House, make_page: MakePage, word: str, status: int
) -> None:
    api, url = house.client(house.person("technician")), f"/api/v1/pages/{make_page().pk}/"
    assert api.patch(url, {"behaviour": word}, format="json").status_code == status
