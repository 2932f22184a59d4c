"""What a killed save leaves is put right; nothing that nobody knows goes."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kbassist.articles.beside_names import BesideName, aside, beside, new_token, this_machine
from kbassist.articles.conflicts import conflict_copy
from kbassist.articles.leftovers import recover

OLD, NEW = b"old\n", b"new\n"


def dead_token(machine: str | None = None) -> str:
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True)
    return f"{machine or this_machine()}.{int(child.stdout):x}.00c0ffee"


def known(*texts: bytes) -> "object":
    sums = {hashlib.sha256(text).hexdigest() for text in texts}
    return lambda _path, checksum: checksum in sums


def names(root: Path) -> list[str]:
    return sorted(file.name for file in root.iterdir())


def test_names_tell_whose_they_are() -> None:
    target = Path("/x") / ("ü" * 150 + ".md")
    name = BesideName.of(beside(target, new_token()).name)
    assert name is not None
    assert (name.machine, name.process, name.phase) == (this_machine(), os.getpid(), ".tmp")
    assert name.target.startswith("üü") and name.target.endswith(".md")
    assert len(os.fsencode(beside(target, new_token()).name)) < 255
    assert BesideName.of("~$kb-note.md") is None


@pytest.mark.parametrize("phase", ["aside", "beside"])
def test_a_file_without_its_name_gets_it_back(tmp_path: Path, phase: str) -> None:
    target, token = tmp_path / "a.md", dead_token()
    (aside if phase == "aside" else beside)(target, token).write_bytes(NEW)
    assert len(recover(tmp_path, known())) == 1
    assert names(tmp_path) == ["a.md"]
    assert target.read_bytes() == NEW


def test_the_old_text_goes_before_one_that_was_not_acknowledged(tmp_path: Path) -> None:
    target, token = tmp_path / "a.md", dead_token()
    beside(target, token).write_bytes(NEW)
    aside(target, token).write_bytes(OLD)
    recover(tmp_path, known(OLD))
    assert target.read_bytes() == OLD
    (copy,) = [file for file in tmp_path.iterdir() if file != target]
    assert copy.read_bytes() == NEW and conflict_copy(copy.stem)


def test_what_is_known_is_removed_and_what_is_not_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(NEW)
    beside(target, dead_token()).write_bytes(OLD)
    recover(tmp_path, known(OLD))
    assert names(tmp_path) == ["a.md"]
    beside(target, dead_token()).write_bytes(b"somebody's\n")
    recover(tmp_path, known(OLD))
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == [NEW, b"somebody's\n"]


def test_what_was_never_whole_is_removed(tmp_path: Path) -> None:
    beside(tmp_path / "a.md", dead_token()).with_suffix(".new").write_bytes(b"ne")
    recover(tmp_path, known())
    assert names(tmp_path) == []


def test_a_file_whose_name_was_cut_is_found(tmp_path: Path) -> None:
    target = tmp_path / ("ж" * 110 + ".md")
    waiting = aside(target, dead_token())
    waiting.write_bytes(OLD)
    target.write_bytes(NEW)
    recover(tmp_path, known(OLD))
    assert names(tmp_path) == [target.name]


@pytest.mark.parametrize("target", [".", ".."])
def test_a_name_does_not_lead_out_of_the_folder(tmp_path: Path, target: str) -> None:
    root = tmp_path / "library"
    root.mkdir()
    waiting = root / f"~$kb-{dead_token()}-{target}"
    waiting.write_bytes(b"somebody's\n")
    assert recover(root, known()) == ()
    assert (names(tmp_path), names(root)) == (["library"], [waiting.name])


@pytest.mark.parametrize("whose", ["this process", "another machine"])
def test_work_that_may_go_on_is_left_for_an_hour(tmp_path: Path, whose: str) -> None:
    token = new_token() if whose == "this process" else dead_token("ffff")
    waiting = beside(tmp_path / "a.md", token)
    waiting.write_bytes(NEW)
    now_s = waiting.stat().st_mtime
    assert recover(tmp_path, known(), now_s + 3000) == ()
    assert len(recover(tmp_path, known(), now_s + 4000)) == 1
    assert names(tmp_path) == ["a.md"]


def test_the_longest_names_have_an_end(tmp_path: Path) -> None:
    target = tmp_path / ("a." + "x" * 240)
    target.write_bytes(NEW)
    waiting = aside(target, dead_token())
    assert len(os.fsencode(waiting.name)) < 255
    waiting.write_bytes(OLD)
    (tmp_path / "~$kb-0000.ffffffffffffffffffff.00c0ffee-b.md").write_bytes(OLD)
    recover(tmp_path, known(OLD), time.time() + 7200)
    assert names(tmp_path) == [target.name, "b.md"]
