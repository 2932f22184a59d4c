"""Finding slips in the texts of a library."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbassist.articles.article import FileRef
from kbassist.workspace import Workspace
from kbassist.workspace.spelling import MOST_CHECKED, MOST_SLIPS, Slip, Slips, Spelling
from tests.spelling.tiny import ENGLISH, GERMAN, write_dictionary

ARTICLE = """---
title: The parcle is late
lang: en
tags: [parcell]
---

The parcel is *laet*, {{ parcle | upper }} `parcle` [it snoows](https://parcle.example).

## Verspätet {.reply lang=de}

Das Packet ist verspätet.

## Retard {.reply lang=fr}

Le colis est en retard.
"""


@pytest.fixture
def spelling(opened: Callable[..., Workspace], root: Path, tmp_path: Path) -> Iterator[Spelling]:
    folder = tmp_path / "dictionaries"
    write_dictionary(folder, "en_US", ENGLISH)
    write_dictionary(folder, "de_DE", GERMAN)
    (root / "_library.yaml").write_text("languages: [en, de]\n", "utf-8")
    workspace = opened(root)
    spelling = Spelling(workspace._sessions, tmp_path / "data", [folder])
    yield spelling
    spelling.close()


def looked(spelling: Spelling, root: Path, text: str, path: str = "a.md", near: int = 0) -> Slips:
    while not (slips := spelling.slips(FileRef(str(root), path), text, near)).is_complete:
        for dictionary in spelling._shelf._open.values():
            if dictionary._child is not None:
                dictionary._child._ready.exception(timeout=30)
    return slips


def words(slips: Slips) -> list[tuple[str, str]]:
    return [(slip.word, slip.language) for slip in slips.found]


def test_prose_is_looked_up_in_the_language_of_its_section(spelling: Spelling, root: Path) -> None:
    slips = looked(spelling, root, ARTICLE)
    assert words(slips) == [("parcle", "en"), ("laet", "en"), ("snoows", "en"), ("Packet", "de")]
    assert all(ARTICLE[slip.start : slip.end] == slip.word for slip in slips.found)
    assert slips.missing == ("fr",)


def test_the_librarys_first_language_is_that_of_articles_without_one(spelling: Spelling, root: Path) -> None:
    assert words(looked(spelling, root, "Teh parcel")) == [("Teh", "en")]


@pytest.mark.parametrize(
    ("path", "text"), [("_facts.yaml", "teh: parcle"), ("a.md", "teh " * (MOST_CHECKED // 4 + 1))]
)
def test_other_files_and_books_are_not_looked_at(
    spelling: Spelling, root: Path, path: str, text: str
) -> None:
    assert spelling.slips(FileRef(str(root), path), text) == Slips()
    assert spelling.pids == ()


def test_the_nearest_of_thousands_are_told(spelling: Spelling, root: Path) -> None:
    text = "zz " * 3000
    found = looked(spelling, root, text, near=4500).found
    assert len(found) == MOST_SLIPS
    assert found[0].start < 4500 < found[-1].start


@pytest.mark.parametrize("written", ["Pinebarrow", "Pinebarrow’s"])
def test_added_words_are_right(spelling: Spelling, root: Path, written: str) -> None:
    assert words(looked(spelling, root, written)) == [(written, "en")]
    spelling.add("Pinebarrow")
    assert looked(spelling, root, written).found == ()


def test_the_words_of_the_librarys_name_are_right(
    opened: Callable[..., Workspace], root: Path, tmp_path: Path
) -> None:
    write_dictionary(tmp_path / "own", "en_US", ENGLISH)
    (root / "_library.yaml").write_text("name: Pinebarrow shop\nlanguages: [en]\n", "utf-8")
    spelling = Spelling(opened(root)._sessions, tmp_path / "data", [tmp_path / "own"])
    assert words(looked(spelling, root, "Pinebarrow is laet")) == [("laet", "en")]
    spelling.close()


@pytest.mark.parametrize(("text", "named"), [("Teh", False), ("---\nlang: en\n---\n1", True)])
def test_whether_a_language_is_named_is_told(root: Path, tmp_path: Path, text: str, named: bool) -> None:
    spelling = Spelling({}, tmp_path / "data", [])
    assert spelling.slips(FileRef(str(root), "a.md"), text).is_named is named


def test_suggestions(spelling: Spelling, root: Path) -> None:
    slip = Slip(0, 7, "recieve", "en")
    assert spelling.suggestions(slip) == ()  # nothing is read yet
    looked(spelling, root, "recieve")
    assert spelling.suggestions(slip)[0] == "receive"
    assert spelling.suggestions(Slip(0, 2, "le", "fr")) == ()


def test_without_dictionaries_nothing_is_started(root: Path, tmp_path: Path) -> None:
    spelling = Spelling({}, tmp_path / "data", [tmp_path / "none"])
    slips = spelling.slips(FileRef(str(root), "a.md"), ARTICLE)
    assert (slips.found, slips.is_complete, slips.missing) == ((), True, ("en", "de", "fr"))
    assert spelling.pids == ()
