"""Dictionaries in their child processes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from kbassist.spelling.dictionaries import dictionaries_in
from kbassist.spelling.shelf import MOST_FAILURES, OpenDictionary, Shelf
from tests.spelling.tiny import ENGLISH, GERMAN, write_dictionary


@pytest.fixture
def open_shelf(tmp_path: Path) -> Iterator[Callable[[], Shelf]]:
    opened: list[Shelf] = []

    def open_one() -> Shelf:
        opened.append(Shelf(lambda: dictionaries_in([tmp_path])))
        return opened[-1]

    yield open_one
    for shelf in opened:
        shelf.close()


def started(dictionary: OpenDictionary) -> OpenDictionary:
    """Wait until it can be asked, or has failed."""
    while not dictionary.is_ready() and not dictionary.is_given_up:
        child = dictionary._child
        if child is not None:
            child._ready.exception(timeout=30)
            child._thread.join(timeout=0 if child.is_ready else 30)
    return dictionary


def test_words_are_asked_once(open_shelf: Callable[[], Shelf], tmp_path: Path) -> None:
    write_dictionary(tmp_path, "en_US", ENGLISH)
    shelf = open_shelf()
    dictionary = started(shelf.dictionary("en"))
    dictionary.ask_right(["parcel", "parcle"])
    assert dictionary.known(["parcel", "parcle", "snow"]) == {"parcel": True, "parcle": False}
    assert dictionary.suggestions("recieve")[0] == "receive"
    assert shelf.dictionary("en") is dictionary
    assert shelf.dictionary("de") is None


def test_at_most_two_are_open_and_none_after_the_end(open_shelf: Callable[[], Shelf], tmp_path: Path) -> None:
    for name in ("en_US", "de_DE", "fr_FR"):
        write_dictionary(tmp_path, name, ENGLISH)
    shelf = open_shelf()
    first = started(shelf.dictionary("en"))
    pid = first.pid
    for tag in ("de", "fr"):
        started(shelf.dictionary(tag))
    assert len(shelf.pids) == 2
    assert first.pid is None
    assert pid is not None
    assert not psutil.pid_exists(pid)
    last = shelf.pids
    shelf.close()
    assert not any(psutil.pid_exists(pid) for pid in last)
    assert shelf.dictionary("en") is None
    assert not first.is_ready()
    assert first.pid is None


def test_a_process_that_ended_is_started_again(open_shelf: Callable[[], Shelf], tmp_path: Path) -> None:
    write_dictionary(tmp_path, "de_DE", GERMAN)
    dictionary = started(open_shelf().dictionary("de"))
    psutil.Process(dictionary.pid).kill()
    dictionary.ask_right(["Paket"])
    assert dictionary.known(["Paket"]) == {}
    started(dictionary).ask_right(["Paket"])
    assert dictionary.known(["Paket"]) == {"Paket": True}


def test_what_cannot_be_read_in_time_is_given_up(
    open_shelf: Callable[[], Shelf], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dictionary(tmp_path, "en_US", ENGLISH)
    monkeypatch.setattr("kbassist.spelling.shelf.START_S", -1.0)
    dictionary = open_shelf().dictionary("en")
    for _ in range(MOST_FAILURES + 1):
        assert not dictionary.is_ready()
    assert dictionary.is_given_up
    assert dictionary.pid is None


@pytest.mark.parametrize("affixes", ["SET NO-SUCH-CODE\n", "SET UTF-8\nSFX S Y\n"])
def test_what_is_no_dictionary_is_given_up(
    open_shelf: Callable[[], Shelf], tmp_path: Path, affixes: str
) -> None:
    write_dictionary(tmp_path, "en_US", ENGLISH, affixes)
    shelf = open_shelf()
    dictionary = started(shelf.dictionary("en"))
    assert dictionary.is_given_up
    assert dictionary._failures == MOST_FAILURES
    assert shelf.dictionary("en") is None
