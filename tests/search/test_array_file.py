"""Arrays in one mapped file; whatever befalls the file, opening it says so or reads it right."""

import contextlib
import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbassist.search.array_file import MAGIC, read_arrays, write_arrays
from kbassist.system.errors import IndexUnusable

ARRAYS = {
    "words": np.array([b"a", b"bc"], "S4"),
    "numbers": np.arange(5, dtype=np.int32),
    "none": np.empty(0, np.float32),
    "bytes": np.frombuffer(b"xyz", np.uint8),
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "arrays"
    write_arrays(path, {"count": 5, "name": "é"}, ARRAYS)
    return path


def test_what_was_written_is_read(file):
    facts, arrays, _ = read_arrays(file)
    assert facts == {"count": 5, "name": "é"}
    assert list(arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert arrays[name].tolist() == array.tolist()


def test_arrays_cannot_be_changed(file):
    with pytest.raises(ValueError, match="read-only"):
        read_arrays(file)[1]["numbers"][0] = 9


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"x" * 100,
        MAGIC,
        MAGIC + b"\xff\xff\xff\xff" + b"{}" * 50,
        MAGIC + b"\x02\0\0\0{}" + b"\0" * 60,
        MAGIC + b"\x04\0\0\0null" + b"\0" * 60,
    ],
)
def test_other_files_are_refused(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(IndexUnusable):
        read_arrays(tmp_path / "file")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(IndexUnusable):
        read_arrays(tmp_path / "nothing")


@pytest.mark.parametrize(
    "entry", [["|O", 1, 0], ["<i4", -1, 0], ["<i4", 1, -4], ["<i4", 10**6, 0], ["?!", 1, 0]]
)
def test_arrays_that_do_not_fit_are_refused(tmp_path, entry):
    header = json.dumps({"facts": {}, "arrays": {"a": entry}}).encode()
    path = tmp_path / "file"
    path.write_bytes(MAGIC + len(header).to_bytes(4, "little") + header + b"\0" * 200)
    with pytest.raises(IndexUnusable):
        read_arrays(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_header_is_refused_or_harmless(file, data):
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, min(len(content), 400) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    damaged = file.with_name("damaged")
    damaged.write_bytes(bytes(content[: data.draw(st.integers(at + 1, len(content)))]))
    with contextlib.suppress(IndexUnusable):
        read_arrays(damaged)
