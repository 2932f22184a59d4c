"""Vectors of words: what they mean by the company they keep, from a table that is installed with wordllama.

Only its two files are read, and no code of it is run: the rows of the table (safetensors: eight bytes with
the length of a JSON header, the header, the numbers) and the pieces of words that they stand for.
"""

import json
import logging
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_log = logging.getLogger(__name__)

Floats = NDArray[np.float32]

_PACKAGE = "wordllama"
_TABLE = "weights/l2_supercat_256.safetensors"
_TOKENS = "tokenizers/l2_supercat_tokenizer_config.json"
# The first numbers of a row are a vector, too. On the training halves of two sets of questions half of the
# 256 did as well as all, with half of the memory.
_SIZE = 128
_KEPT = 50_000
_LONGEST_HEADER = 1 << 16


class Vectors:
    """Gives words their vectors; without the table all are empty. Not for several threads at once."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read the files in `folder`, by default those of the installed package."""
        self._known: dict[str, Floats] = {}
        self._tokens: Tokenizer | None = None
        self._rows: NDArray[Any] = np.empty((0, 0), np.float16)
        folder = folder or _installed()
        if folder is None:
            return
        try:
            rows = _rows_of(folder / _TABLE)[:, :_SIZE]
            self._tokens = _tokens_of(folder / _TOKENS)
        # Whatever another version of the package holds: suggestions do without.
        except (OSError, ValueError, LookupError, TypeError, ImportError) as error:
            _log.warning("no vectors of words: %s", type(error).__name__)
            return
        self._rows = rows

    @property
    def size(self) -> int:
        """How many numbers a vector has; 0 when there is no table."""
        return int(self._rows.shape[1])

    def forget(self) -> None:
        """Let go of the words that were asked for."""
        self._known.clear()

    def of(self, words: Iterable[str]) -> Floats:
        """Return the vector of some words, of length 1; zeros when none of them is known."""
        total = np.zeros(self.size, np.float32)
        for word in words:
            total += self.of_word(word)
        length = float(np.linalg.norm(total))
        return total / np.float32(length) if length > 0 else total

    def of_word(self, word: str) -> Floats:
        """Return what a word adds to the vector of a text."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[word] = self._sum(word)
        return known

    def _sum(self, word: str) -> Floats:
        if self._tokens is None:
            return np.zeros(self.size, np.float32)
        ids = self._tokens.encode(word, add_special_tokens=False).ids
        total: Floats = self._rows[[number for number in ids if number < len(self._rows)]].sum(
            axis=0, dtype=np.float32
        )
        return total


def _installed() -> Path | None:
    """Find the package's folder without importing it."""
    spec = find_spec(_PACKAGE)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def _rows_of(path: Path) -> NDArray[Any]:
    """Open the table; of its rows only those that are asked for are read from the disk."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > _LONGEST_HEADER:
            raise ValueError("header")
        header = json.loads(file.read(length))
    table = header["embedding.weight"]
    if table["dtype"] != "F16":
        raise ValueError(table["dtype"])
    start = 8 + length + table["data_offsets"][0]
    return np.memmap(path, np.float16, "r", start, tuple(table["shape"]))


def _tokens_of(path: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing more precise
        raise ValueError(str(error)) from error
