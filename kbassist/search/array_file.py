"""One file that holds named NumPy arrays behind a checked header and is read through memory mapping.

Layout: `MAGIC`, the length of the header (4 bytes, little-endian), the header (JSON), then the arrays,
each at a multiple of 64 bytes. The header is `{"facts": {...}, "arrays": {name: [dtype, length, offset]}}`,
offsets from the start of the file. Nothing in it is ever unpickled.
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kbassist.system.errors import IndexUnusable

MAGIC = b"kbtable\x01"
_ALIGNMENT = 64
_KINDS = frozenset("iufS")
_DAMAGED = "The search index is damaged; it is being built again."


def write_arrays(path: Path, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write one-dimensional `arrays` and what JSON can hold of `facts`; an older file is replaced."""
    entries: dict[str, list[Any]] = {}
    # The header's own length depends on the offsets: place the arrays first, counted from their start.
    end = 0
    for name, array in arrays.items():
        start = -(-end // _ALIGNMENT) * _ALIGNMENT
        entries[name] = [array.dtype.newbyteorder("<").str, len(array), start]
        end = start + array.nbytes
    header = json.dumps({"facts": facts, "arrays": entries}, separators=(",", ":")).encode()
    base = _base(len(header))
    with path.open("wb") as file:
        file.write(MAGIC + len(header).to_bytes(4, "little") + header)
        for name, array in arrays.items():
            file.seek(base + entries[name][2])
            file.write(np.ascontiguousarray(array, dtype=entries[name][0]).data)
        file.truncate(base + end)


def read_arrays(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]], mmap.mmap]:
    """Map the file and return its facts, its arrays, which cannot be written to, and the mapping itself.

    No array is read yet. To read one from a file that was cut short meanwhile ends the process (SIGBUS):
    ask `is_whole` before. Raises IndexUnusable when the file is missing, cut short or not of this format.
    """
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(mapped[len(MAGIC) : len(MAGIC) + 4], "little")
        if mapped[: len(MAGIC)] != MAGIC or size > len(mapped):
            raise IndexUnusable(_DAMAGED)
        start = len(MAGIC) + 4
        header = json.loads(mapped[start : start + size])
        entries = {str(name): _array(mapped, _base(size), *entry) for name, entry in header["arrays"].items()}
        return dict(header["facts"]), entries, mapped
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexUnusable(_DAMAGED) from error


def is_whole(mapped: mmap.mmap) -> bool:
    """Tell whether the file still is as long as it was when it was mapped; one call to the system."""
    return mapped.size() >= len(mapped)


def _base(header_bytes: int) -> int:
    return -(-(len(MAGIC) + 4 + header_bytes) // _ALIGNMENT) * _ALIGNMENT


def _array(mapped: mmap.mmap, base: int, dtype: str, length: int, offset: int) -> NDArray[Any]:
    kind = np.dtype(dtype)
    if kind.kind not in _KINDS or length < 0 or offset < 0:
        raise IndexUnusable(_DAMAGED)
    if length == 0:
        return np.empty(0, kind)
    return np.frombuffer(mapped, kind, length, base + offset)
