"""Vectors of words: near for words that mean nearly the same, and nothing where there is no table."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kbassist.search import vectors
from kbassist.search.features import Features
from kbassist.search.vectors import Vectors


@pytest.fixture(scope="module")
def installed() -> Vectors:
    return Vectors()


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("parcel", "package", "password"),
        ("pay", "payment", "banana"),
        ("cancel", "terminate", "lamp"),
        ("lost", "missing", "invoice"),
    ],
)
def test_words_of_a_meaning_are_near(installed: Vectors, word: str, near: str, far: str) -> None:
    this = installed.of([word])
    near_by, far_off = (float(this @ installed.of([other])) for other in (near, far))
    assert near_by > far_off + 0.1


def test_a_vector_has_length_1_whatever_the_order(installed: Vectors) -> None:
    one, other = (
        installed.of(["never", "arrived", "tracking"]),
        installed.of(["tracking", "never", "arrived"]),
    )
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
    assert np.allclose(one, other, atol=1e-5)
    assert installed.of([]).tolist() == [0.0] * installed.size


def test_without_the_table_vectors_are_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_PACKAGE", "no_such_package_is_installed")
    absent = Vectors()
    assert (absent.size, absent.of(["parcel"]).tolist()) == (0, [])
    features = Features()
    traits = features.traits(["parcel"])
    assert len(traits.ids) > 0
    assert traits.vector.tolist() == []


@pytest.mark.parametrize("table", [b"", b"\xff" * 8, b"\x02\0\0\0\0\0\0\0{}", None])
def test_a_table_that_cannot_be_read_is_none(tmp_path: Path, table: bytes | None) -> None:
    source = vectors._installed()
    assert source is not None
    for name in (vectors._TABLE, vectors._TOKENS):
        (tmp_path / name).parent.mkdir(exist_ok=True)
    shutil.copy(source / vectors._TOKENS, tmp_path / vectors._TOKENS)
    if table is None:  # numbers of another kind
        header = json.dumps({"embedding.weight": {"dtype": "I8", "shape": [1, 1], "data_offsets": [0, 1]}})
        table = len(header).to_bytes(8, "little") + header.encode() + b"\0"
    (tmp_path / vectors._TABLE).write_bytes(table)
    assert Vectors(tmp_path).size == 0


def test_no_code_of_the_package_is_run() -> None:
    """It would bring along what downloads models."""
    code = (
        "import sys; from kbassist.search.vectors import Vectors; assert Vectors().of(['parcel']).any();"
        "print(sorted({'wordllama', 'requests', 'huggingface_hub', 'httpx'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
