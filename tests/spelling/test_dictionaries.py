"""Which dictionaries are there, and which one a language takes."""

from pathlib import Path

import pytest

from kbassist.spelling.dictionaries import (
    DictionaryFiles,
    dictionaries_in,
    dictionary_folders,
    dictionary_for,
)
from tests.spelling.tiny import write_dictionary


def test_pairs_are_found_in_the_order_of_the_folders(tmp_path: Path) -> None:
    own, system = tmp_path / "own", tmp_path / "system"
    for folder, names in ((system, ("de_DE", "en_US", "de_AT_frami", "sr-Latn")), (own, ("de",))):
        for name in names:
            write_dictionary(folder, name, ("a",))
    (system / "hyph_de_DE.dic").write_text("x", "utf-8")
    (system / "fr.aff").write_text("SET UTF-8", "utf-8")
    (system / "README.aff").write_text("", "utf-8")
    found = dictionaries_in([own, tmp_path / "away", system])
    assert [(Path(f.stem).name, f.language, f.region) for f in found] == [
        ("de", "de", ""),
        ("de_AT_frami", "de", "AT"),
        ("de_DE", "de", "DE"),
        ("en_US", "en", "US"),
        ("sr-Latn", "sr", ""),
    ]


def test_a_dictionary_that_would_fill_the_memory_is_left_alone(tmp_path: Path) -> None:
    stem = write_dictionary(tmp_path, "hu_HU", ("a",))
    with stem.with_suffix(".dic").open("r+b") as file:
        file.truncate(25 * 1024 * 1024)
    assert dictionaries_in([tmp_path]) == ()


@pytest.mark.parametrize(
    ("names", "tag", "chosen"),
    [
        ("en_AU en_GB en_US", "en", "en_US"),
        ("en_AU en_GB en_US", "en-GB", "en_GB"),
        ("de_AT de_DE", "de-CH", "de_DE"),
        ("de_AT", "de", "de_AT"),
        ("pt_BR pt_PT", "pt", "pt_PT"),
        ("sr", "sr-Latn-RS", "sr"),
        ("de_DE", "en", None),
        ("", "de", None),
    ],
)
def test_the_dictionary_of_a_language(names: str, tag: str, chosen: str | None) -> None:
    known = [DictionaryFiles(name, *[*name.split("_"), ""][:2]) for name in names.split()]
    found = dictionary_for(tag, known)
    assert (found.stem if found else None) == chosen


def test_the_users_folders_come_before_those_of_the_system(tmp_path: Path) -> None:
    folders = dictionary_folders(
        tmp_path / "own", {"DICPATH": str(tmp_path / "named"), "HOME": str(tmp_path)}
    )
    assert folders[:3] == (tmp_path / "own", tmp_path / "named", tmp_path / "Library" / "Spelling")
    assert Path("/usr/share/hunspell") in folders
