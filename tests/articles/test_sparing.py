"""A slow folder is asked for few files at a time, and what was replaced in it is seen at once."""

import os
from pathlib import Path

import pytest

from kbassist.articles.folder import LibraryFolder
from kbassist.articles.listing import FileStat
from kbassist.articles.sparing import MOST_TURNS, Sparing

FILES = {f"{number}.md": FileStat(number, 1, number) for number in range(100)}
pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere sizes and times come with the list")


def _look(sparing: Sparing, per_file_s: float) -> set[str]:
    """Tell which files were asked for in a look of which each took so long."""
    sparing.begin()
    asked = {path for path, stat in FILES.items() if sparing.known(path, stat.inode) is None}
    sparing.end(FILES, len(asked) * per_file_s)
    return asked


def test_a_quick_folder_is_looked_at_whole() -> None:
    sparing = Sparing()
    assert [len(_look(sparing, 0.001)) for _ in range(3)] == [100, 100, 100]


def test_of_a_slow_one_every_file_has_its_turn() -> None:
    sparing = Sparing()
    assert len(_look(sparing, 0.069)) == 100
    assert sparing.turns == 10
    turns = [_look(sparing, 0.069) for _ in range(10)]
    assert set().union(*turns) == set(FILES)
    assert max(len(turn) for turn in turns) < 30
    sparing.forget()
    assert len(_look(sparing, 0.069)) == 100
    _look(sparing, 1e9)
    assert sparing.turns == MOST_TURNS


def test_what_was_replaced_is_seen_and_what_was_written_over_when_its_turn_comes(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number}.md").write_text("one")
    folder, sparing = LibraryFolder(tmp_path), Sparing()
    before = folder.scan(sparing=sparing)
    sparing.end(before.files, 1e9)  # such a slow folder
    sparing._turns = 5
    (tmp_path / "new").write_text("other words")
    (tmp_path / "new").replace(tmp_path / "7.md")
    (tmp_path / "8.md").unlink()
    (tmp_path / "51.md").write_text("one")
    for number in range(20, 40):
        (tmp_path / f"{number}.md").write_text("other words")
    seen = set()
    for turn in range(5):
        now = folder.scan(sparing=sparing)
        if turn == 0:
            assert now.files["7.md"].size_bytes == 11
            assert "8.md" not in now.files
            assert "51.md" in now.files
        sparing._turns = 5
        seen |= {path for path, stat in now.files.items() if stat.size_bytes == 11}
    assert seen == {"7.md", *(f"{number}.md" for number in range(20, 40))}
