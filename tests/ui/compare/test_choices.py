"""Tests of what is decided about a merge, and of taking decisions back."""

import pytest

from kbassist.articles.merge import merge
from kbassist.ui.compare.choices import Choices, Taken

BASE = "a\nb\nc\nd\ne"


@pytest.fixture
def choices() -> Choices:
    return Choices(merge(BASE, "a\nmine\nc\nd\ne", "a\ntheirs\nc\nd\nnew"))


def test_only_conflicts_are_open(choices: Choices) -> None:
    assert len(choices.places) == 2
    assert choices.open == choices.places[:1]
    assert choices.taken(choices.places[1]) is Taken.THEIRS
    with pytest.raises(ValueError, match="conflict"):
        choices.text()


@pytest.mark.parametrize(
    ("whose", "text"),
    [
        (Taken.THEIRS, "a\ntheirs\nc\nd\nnew"),
        (Taken.MINE, "a\nmine\nc\nd\nnew"),
        (Taken.BOTH, "a\ntheirs\nmine\nc\nd\nnew"),
        (Taken.MINE_FIRST, "a\nmine\ntheirs\nc\nd\nnew"),
    ],
)
def test_a_side_is_taken_and_taken_back(choices: Choices, whose: Taken, text: str) -> None:
    place = choices.places[0]
    choices.take(place, whose)
    assert (choices.text(), choices.open) == (text, ())
    assert choices.take_back() == place
    assert choices.open == (place,)
    assert choices.take_back() is None


def test_what_only_one_side_changed_can_be_decided_otherwise(choices: Choices) -> None:
    choices.take(choices.places[0], Taken.MINE)
    choices.take(choices.places[1], Taken.MINE)
    assert choices.text() == "a\nmine\nc\nd\ne"


def test_typing_is_taken_back_in_one(choices: Choices) -> None:
    place = choices.places[0]
    choices.take(place, Taken.MINE)
    for lines in (["o"], ["ou"], ["our", "own"], []):
        choices.take_by_hand(place, lines)
    assert choices.text() == "a\nc\nd\nnew"
    choices.take_back()
    assert (choices.taken(place), choices.lines(place)) == (Taken.MINE, ("mine",))
