"""Bytes of D-Bus: written and read again, from either end, and refused where they are none."""

from typing import Any

import pytest

from kbassist.ui.desktop.dbus_values import packed, unpacked


@pytest.mark.parametrize(
    ("signature", "values"),
    [
        ("ybnqiuxtds", [1, 1, -2, 3, -4, 5, -6, 7, 0.5, "é"]),
        ("a(sa{su})g", [[("a", {"b": 1}), ("", {})], "a{sv}"]),
        ("yatau", [1, [2**63], []]),
        ("o(y(t))", ["/a", (1, (2,))]),
    ],
)
def test_what_is_written_is_read(signature: str, values: list[Any]) -> None:
    assert unpacked(signature, packed(signature, values)) == values


def test_a_sender_may_count_from_the_other_end() -> None:
    assert unpacked("uv", b"\0\0\0\1\1q\0\0\0\2", big=True) == [1, 2]


@pytest.mark.parametrize(
    ("signature", "raw"),
    [
        ("u", b"\0\0"),
        ("s", b"\xff\0\0\0abc\0"),
        ("ay", b"\xff\xff\xff\xff"),
        ("(u", b"\0" * 8),
        ("r", b"\0" * 8),
        ("a", b"\0" * 8),
        ("v", b"\2uu\0" + b"\0" * 8),
        ("v", b"\1v\0" * 200),
    ],
)
def test_bytes_that_are_none_are_refused(signature: str, raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        unpacked(signature, raw)


def test_an_array_of_nothing_ends() -> None:
    with pytest.raises(ValueError, match="without any bytes"):
        unpacked("a()", b"\x08\0\0\0" + bytes(12))
