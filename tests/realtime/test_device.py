"""Viewers are strangers: a signed cookie, and a hash of the network."""

from __future__ import annotations

import pytest

from realtime import device


def test_a_signed_device_is_read_back_and_a_forged_one_is_not() -> None:
    made = device.new_device()
    assert device.device_in(device.signed(made)) == made
    forged = [None, "", made, f"{made}:x", device.signed(made) + "0", device._signer.sign("../etc")]
    assert [device.device_in(value) for value in forged] == [None] * len(forged)


def test_the_desk_sees_a_short_name_that_leads_nowhere() -> None:
    made = device.new_device()
    assert device.shown(made) == device.shown(made)
    assert device.shown(made) not in made
    assert len(device.shown(made)) == 8


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.250", True),
        ("203.0.113.7", "203.0.114.7", False),
        ("2001:db8:1:2::1", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
        ("::ffff:203.0.113.7", "203.0.113.9", True),
        ("fe80::1%eth0", "fe80::2", True),
    ],
)
def test_addresses_of_one_network_hash_alike(one: str, other: str, same: bool) -> None:
    assert (device.address_hash(one) == device.address_hash(other)) is same


def test_the_hash_names_no_address_and_no_address_has_no_hash() -> None:
    assert len(device.address_hash("203.0.113.7")) == 32
    assert [device.address_hash(nothing) for nothing in (None, "", "testserver")] == [""] * 3
