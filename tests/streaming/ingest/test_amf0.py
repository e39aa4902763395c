from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.ingest import amf0
from streaming.ingest.errors import Malformed

text = st.text(st.characters(codec="utf-8"), max_size=20)
simple = st.none() | st.booleans() | st.floats(allow_nan=False) | text
keys = text.filter(bool)
values = st.recursive(
    simple,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(values, max_size=5))
def test_what_is_written_is_read_again(given_values: list[amf0.Value]) -> None:
    assert amf0.decode(amf0.encode(*given_values)) == given_values


@given(st.binary(max_size=400))
def test_any_bytes_are_values_or_malformed(data: bytes) -> None:
    try:
        assert isinstance(amf0.decode(data), list)
    except Malformed as error:
        assert str(error)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("0200026162", "ab"),
        ("0c000000026162", "ab"),
        ("0f000000026162", "ab"),
        ("003ff0000000000000", 1.0),
        ("0b3ff00000000000000000", 1.0),
        ("0101", True),
        ("05", None),
        ("06", None),
        ("0d", None),
        ("070001", None),
        ("0a0000000205010005"[:16], [None, False]),
        ("080000000900016105000009", {"a": None}),
        ("1000017800016105000009", {"a": None}),
    ],
)
def test_each_kind_is_read(data: str, expected: amf0.Value) -> None:
    assert amf0.decode(bytes.fromhex(data)) == [expected]


@pytest.mark.parametrize(
    "data",
    [
        bytes.fromhex("0900"),  # an object's end without its beginning
        bytes.fromhex("04"),  # a movie clip
        bytes.fromhex("11"),  # AMF3
        bytes.fromhex("0affffffff"),  # four thousand million values
        bytes.fromhex("0affffffff") + b"\x05" * 5000,
        b"\x0a\x00\x00\x00\x01" * 20 + b"\x05",  # nested beyond the bound
        b"\x03\x00\x01a" * 20,
        bytes.fromhex("0c7fffffff"),
    ],
)
def test_what_breaks_a_bound_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        amf0.decode(data)


def test_an_ecma_array_reads_back_as_a_mapping() -> None:
    assert amf0.decode(amf0.ecma_array({"width": 1280.0})) == [{"width": 1280.0}]
