"""The gate for typed addresses: tables of what passes and what does not, and why."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from streaming.addresses import judge
from streaming.errors import TargetRefused
from streaming.inputs import secrets_in
from streaming.targets import Use, check_target, check_typed, masked, parse_target, resolved

PUBLIC = "203.0.114.9"


def closed(settings: Any, allow_lan: bool = True, allowed: tuple[str, ...] = ()) -> None:
    """The tests' own allow-list does not count here."""
    settings.ENV = dataclasses.replace(settings.ENV, allow_lan=allow_lan, allowed_targets=allowed)


def reason(url: str, use: Use, *addresses: str) -> str:
    try:
        check_target(url, use, lambda host, port: addresses or (PUBLIC,))
    except TargetRefused as refused:
        return refused.reason
    return "passes"


@pytest.mark.parametrize(
    ("url", "use", "why"),
    [
        ("rtmps://live-api-s.facebook.com:443/rtmp/", Use.PAGE, "passes"),
        ("rtmp://a.rtmp.youtube.com/live2", Use.PAGE, "passes"),
        ("rtmp://[2001:db9::5]:1935/live", Use.PAGE, "passes"),
        ("rtsp://admin:mat-khau@camera.vn:554/ch1?x=1", Use.PULL, "passes"),
        ("https://example.vn/live.m3u8?token=abc", Use.PULL, "passes"),
        ("srt://example.vn:9000?latency=200", Use.PULL, "passes"),
        ("", Use.PAGE, "malformed"),
        ("rtmp://", Use.PAGE, "malformed"),
        ("rtmp:///live", Use.PAGE, "malformed"),
        ("rtmp:a.vn/live", Use.PAGE, "scheme"),
        ("http://a.vn/live", Use.PAGE, "scheme"),
        ("srt://8.8.8.8:9000", Use.PAGE, "passes"),
        ("srt://8.8.8.8:9000?mode=listener", Use.PAGE, "malformed"),
        ("file:///etc/passwd", Use.PULL, "scheme"),
        ("concat:/etc/passwd", Use.PULL, "scheme"),
        ("concat:/etc/passwd|/etc/hosts", Use.PULL, "malformed"),
        ("pipe:0", Use.PULL, "scheme"),
        ("data:text/plain,x", Use.PULL, "scheme"),
        ("tcp://a.vn:80", Use.PULL, "scheme"),
        ("RTMP://a.vn/live", Use.PAGE, "scheme"),
        ("-i", Use.PULL, "malformed"),
        ("-i rtmp://a.vn/live", Use.PULL, "malformed"),
        ("rtmp://a.vn/live -i /etc/passwd", Use.PAGE, "malformed"),
        ("rtmp://a.vn/live\n-i", Use.PAGE, "malformed"),
        ("rtmp://a.vn/live\x00", Use.PAGE, "malformed"),
        ("rtmp://a.vn/live|tee", Use.PAGE, "malformed"),
        ("rtmp://a.vn/[f=flv]x'", Use.PAGE, "malformed"),
        ("rtmp://evil.vn#@a.vn/live", Use.PAGE, "malformed"),
        ("rtmp://evil.vn\\@a.vn/live", Use.PAGE, "malformed"),
        ("rtmp://user:pass@a.vn/live", Use.PAGE, "login"),
        ("rtsp://a@b@camera.vn/1", Use.PULL, "malformed"),
        ("rtmp://a.vn:99999/live", Use.PAGE, "malformed"),
        ("rtmp://a.vn:x/live", Use.PAGE, "malformed"),
        ("rtmp://%6c%6fcalhost/live", Use.PAGE, "malformed"),
        ("srt://a.vn", Use.PULL, "malformed"),
        ("srt://0.0.0.0:9000?mode=listener", Use.PULL, "malformed"),
        ("rtmp://đền-hùng.vn/live", Use.PAGE, "malformed"),
        ("rtmp://a.vn/" + "x" * 500, Use.PAGE, "malformed"),
    ],
)
def test_what_an_address_may_look_like(url: str, use: Use, why: str, settings: Any) -> None:
    closed(settings)
    assert reason(url, use) == why


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (PUBLIC, ""),
        ("2001:db9::5", ""),
        ("127.0.0.1", "forbidden"),
        ("127.9.9.9", "forbidden"),
        ("::1", "forbidden"),
        ("::ffff:127.0.0.1", "forbidden"),
        ("::ffff:169.254.169.254", "forbidden"),
        ("2002:7f00:1::", "forbidden"),
        ("64:ff9b::7f00:1", "forbidden"),
        ("0.0.0.0", "forbidden"),
        ("0.1.2.3", "forbidden"),
        ("::", "forbidden"),
        ("169.254.169.254", "forbidden"),
        ("fe80::1%eth0", "forbidden"),
        ("fd00:ec2::254", "forbidden"),
        ("100.100.100.200", "forbidden"),
        ("168.63.129.16", "forbidden"),
        ("224.0.0.1", "forbidden"),
        ("ff02::1", "forbidden"),
        ("255.255.255.255", "forbidden"),
        ("240.0.0.1", "forbidden"),
        ("not an address", "forbidden"),
        ("192.168.1.20", "lan"),
        ("10.0.0.1", "lan"),
        ("172.16.0.1", "lan"),
        ("100.64.0.1", "lan"),
        ("fd12::1", "lan"),
        ("::ffff:192.168.1.20", "lan"),
    ],
)
def test_where_traffic_may_go(address: str, why: str) -> None:
    assert judge(address, allow_lan=False) == why
    assert judge(address, allow_lan=True) == ("" if why == "lan" else why)


def test_one_bad_address_of_a_name_is_enough(settings: Any) -> None:
    closed(settings)
    assert reason("rtmp://a.vn/live", Use.PAGE, PUBLIC, "127.0.0.1") == "forbidden"


def test_the_local_network_is_a_setting(settings: Any) -> None:
    closed(settings, allow_lan=True)
    assert reason("rtsp://camera.lan/1", Use.PULL, "192.168.1.20") == "passes"
    closed(settings, allow_lan=False)
    assert reason("rtsp://camera.lan/1", Use.PULL, "192.168.1.20") == "lan"


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "localhost"])
def test_odd_spellings_of_loopback_are_judged_by_what_they_resolve_to(host: str, settings: Any) -> None:
    closed(settings)
    with pytest.raises(TargetRefused) as refused:
        check_target(f"rtmp://{host}/live", Use.PAGE)
    assert refused.value.reason in ("forbidden", "not_found")


def test_the_allow_list_names_a_host_or_one_of_its_ports(settings: Any) -> None:
    closed(settings, allowed=("127.0.0.1:1935",))
    assert check_target("rtmp://127.0.0.1/live", Use.PAGE).addresses == ("127.0.0.1",)
    with pytest.raises(TargetRefused):
        check_target("rtmp://127.0.0.1:1936/live", Use.PAGE)


def test_a_name_that_cannot_be_found_now_may_be_saved_but_not_started(settings: Any) -> None:
    closed(settings)
    assert check_typed("rtmp://khong-co.invalid/live", Use.PAGE).host == "khong-co.invalid"
    with pytest.raises(TargetRefused):
        check_target("rtmp://khong-co.invalid/live", Use.PAGE)
    assert resolved("khong-co.invalid", 1935) == ()


def test_a_name_that_points_elsewhere_at_the_start_is_refused_then(settings: Any) -> None:
    closed(settings)
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    url = "rtmp://rebound.vn/live"
    assert check_target(url, Use.PAGE, lambda host, port: next(answers)).addresses == (PUBLIC,)
    with pytest.raises(TargetRefused):
        check_target(url, Use.PAGE, lambda host, port: next(answers))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("rtsp://admin:mat-khau@cam.vn/1", "rtsp://•••@cam.vn/1"),
        ("rtsp://token@cam.vn/1", "rtsp://•••@cam.vn/1"),
        ("srt://cam.vn:9000?passphrase=bi-mat", "srt://cam.vn:9000?•••"),
        ("https://a.vn/x.m3u8", "https://a.vn/x.m3u8"),
        ("rtmp://cam.vn/live/SECRETKEY", "rtmp://cam.vn/live/•••"),
        ("rtmp://cam.vn/SECRETKEY?x=1", "rtmp://cam.vn/•••?•••"),
        ("srt://cam.vn:9000/SECRETKEY", "srt://cam.vn:9000/•••"),
        ("rtmp://cam.vn", "rtmp://cam.vn"),
    ],
)
def test_what_is_shown_of_an_address_holds_no_secret(url: str, shown: str) -> None:
    assert masked(url) == shown


def test_what_may_be_a_key_is_masked_in_what_ffmpeg_says() -> None:
    words = secrets_in("rtmp://u:mk@cam.vn/live/SECRET%20KEY?token=abcdefgh&n=1")
    assert {"SECRET%20KEY", "SECRET KEY", "abcdefgh", "mk", "u:mk"} <= set(words)
    assert not {"live", "1"} & set(words)


@given(st.text(max_size=600), st.sampled_from(Use))
def test_any_text_is_an_address_or_a_named_refusal(text: str, use: Use) -> None:
    try:
        target = parse_target(text, use)
    except TargetRefused as refused:
        assert refused.body()["fields"].keys() == {use.field}
        assert refused.message
    else:
        assert target.host
        assert 0 < target.port < 65536


def test_the_tests_allow_loopback_by_the_list_alone() -> None:
    assert "127.0.0.1" in settings.ENV.allowed_targets
