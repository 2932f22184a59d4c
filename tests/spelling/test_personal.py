"""The user's own words."""

from pathlib import Path

import pytest

from kbassist.spelling.personal import PersonalWords
from kbassist.system.errors import NotKept


def test_words_are_added_once_and_stay(tmp_path: Path) -> None:
    file = tmp_path / "own" / "words.txt"
    words = PersonalWords(file)
    assert words.known() == frozenset()
    for word in ("Pinebarrow", "Retourenlabel", "Pinebarrow"):
        words.add(word)
    assert file.read_text("utf-8") == "Pinebarrow\nRetourenlabel\n"
    assert PersonalWords(file).known() == {"Pinebarrow", "Retourenlabel"}


def test_words_that_another_program_adds_are_known_too(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    one, other = PersonalWords(file), PersonalWords(file)
    one.add("Arlo")
    assert other.known() == {"Arlo"}
    other.add("Nimbus")
    assert one.known() == {"Arlo", "Nimbus"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file", "utf-8")
    with pytest.raises(NotKept, match="Arlo"):
        PersonalWords(tmp_path / "own" / "words.txt").add("Arlo")
